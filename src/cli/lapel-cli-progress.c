/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>

static const char *
state_word (LapelProgressState state)
{
  switch (state)
    {
    case LAPEL_PROGRESS_PARTLY:
      return "partly";
    case LAPEL_PROGRESS_MET:
      return "met";
    case LAPEL_PROGRESS_UNKNOWN:
      return "unknown";
    case LAPEL_PROGRESS_BLOCKED:
      return "blocked";
    case LAPEL_PROGRESS_OPEN:
    default:
      return "open";
    }
}

static const char *
state_mark (LapelProgressState state)
{
  switch (state)
    {
    case LAPEL_PROGRESS_MET:
      return "✓";
    case LAPEL_PROGRESS_PARTLY:
      return "◐";
    case LAPEL_PROGRESS_UNKNOWN:
      return "?";
    case LAPEL_PROGRESS_BLOCKED:
    case LAPEL_PROGRESS_OPEN:
    default:
      return "·";
    }
}

static const char *
pick (const LapelText *text,
      const char      *fallback)
{
  const char *picked = text == NULL ? NULL : lapel_text_pick (text, lapel_words_languages ());

  return picked == NULL ? fallback : picked;
}

static const char *
requirement_title (const LapelRequirement *requirement)
{
  return pick (requirement->title,
               requirement->id == NULL ? requirement->kind_name : requirement->id);
}

/* JSON */

static void
append_matches (GString      *out,
                const GArray *matches)
{
  g_string_append (out, ",\"matches\":[");
  for (unsigned int i = 0; i < matches->len; i++)
    {
      const LapelMatch *match = &g_array_index (matches, LapelMatch, i);

      g_string_append_printf (out, "%s{\"entry\":%" G_GINT64_FORMAT ",", i == 0 ? "" : ",",
                              match->entry);
      lapel_json_append_member (out, "reason", lapel_reason_to_string (match->reason));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_progress (GString             *out,
                 const LapelProgress *progress)
{
  g_string_append_c (out, '{');
  lapel_json_append_member (out, "id", progress->requirement->id);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "title", requirement_title (progress->requirement));
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "state", state_word (progress->state));
  g_string_append_printf (out, ",\"done\":%u,\"total\":%u", progress->done, progress->total);
  append_matches (out, progress->matches);
  g_string_append (out, ",\"of\":[");
  for (unsigned int i = 0; i < progress->of->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_progress (out, g_ptr_array_index (progress->of, i));
    }
  g_string_append (out, "]}");
}

static void
print_standing_json (const LapelStanding *standing)
{
  g_autoptr (GString) out = g_string_new ("{");
  const char *id = lapel_pathway_get_id (standing->pathway);

  lapel_json_append_member (out, "pathway", id);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "title", pick (lapel_pathway_get_title (standing->pathway), id));
  if (standing->award < 0)
    g_string_append (out, ",\"award\":null");
  else
    g_string_append_printf (out, ",\"award\":%" G_GINT64_FORMAT, standing->award);
  g_string_append (out, ",\"progress\":");
  append_progress (out, standing->progress);
  g_string_append_c (out, '}');
  lapel_cli_print_json (out->str);
}

/* Words */

static void
print_match (LapelEntryList   *entries,
             const LapelMatch *match,
             const char       *indent)
{
  const LapelRecord *record = lapel_entry_list_find (entries, match->entry);
  g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, match->entry);
  g_autofree char *reason = NULL;
  g_autofree char *date = NULL;

  if (record == NULL)
    return;
  reason = lapel_words_reason (match->reason, record);
  date = lapel_words_date (record->awarded);
  if (match->reason == LAPEL_REASON_NONE)
    /* Translators: number in the wallet, title, date of award */
    lapel_cli_print_line (_ ("%1$s      %2$s: %3$s · %4$s"), indent, entry, record->title, date);
  else
    /* Translators: number in the wallet, title, why it does not count ("expired on 3 May 2025") */
    lapel_cli_print_line (_ ("%1$s      %2$s: %3$s · does not count: %4$s"), indent, entry,
                          record->title, reason);
}

static void
print_progress (LapelEntryList      *entries,
                const LapelProgress *progress,
                unsigned int         level)
{
  g_autofree char *indent = g_strnfill (level * 2, ' ');

  if (progress->requirement->optional)
    /* Translators: mark, title of a requirement */
    lapel_cli_print_line (_ ("%1$s  %2$s %3$s (optional)"), indent, state_mark (progress->state),
                          requirement_title (progress->requirement));
  else
    lapel_cli_print_line ("%s  %s %s", indent, state_mark (progress->state),
                          requirement_title (progress->requirement));
  for (unsigned int i = 0; i < progress->matches->len; i++)
    print_match (entries, &g_array_index (progress->matches, LapelMatch, i), indent);
  for (unsigned int i = 0; i < progress->of->len; i++)
    print_progress (entries, g_ptr_array_index (progress->of, i), level + 1);
}

static void
print_standing (LapelEntryList      *entries,
                const LapelStanding *standing)
{
  const char *id = lapel_pathway_get_id (standing->pathway);
  g_autofree char *count = lapel_words_progress (standing->progress);

  /* Translators: title of a pathway, how much of it is met ("4 of 6") */
  lapel_cli_print_line (_ ("%1$s: %2$s"), pick (lapel_pathway_get_title (standing->pathway), id),
                        count);
  if (standing->award >= 0)
    lapel_cli_print_line ("%s", _ ("  You have the certificate itself."));
  else if (standing->progress->state == LAPEL_PROGRESS_MET)
    lapel_cli_print_line ("%s", _ ("  Everything is met: you can ask for the certificate."));

  if (standing->progress->of->len == 0)
    print_progress (entries, standing->progress, 0);
  for (unsigned int i = 0; i < standing->progress->of->len; i++)
    print_progress (entries, g_ptr_array_index (standing->progress->of, i), 0);
}

static LapelExit
report_pathway_errors (LapelWallet *wallet)
{
  GPtrArray *errors = lapel_wallet_get_pathway_errors (wallet);
  LapelExit status = LAPEL_EXIT_OK;

  for (unsigned int i = 0; i < errors->len; i++)
    status = lapel_cli_worse (status, lapel_cli_fail (NULL, g_ptr_array_index (errors, i)));
  return status;
}

LAPEL_COMMAND (lapel_cli_progress)
{
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  GPtrArray *standings = NULL;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 0, 0))
    return LAPEL_EXIT_USAGE;
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  standings = lapel_wallet_get_standings (wallet);
  for (unsigned int i = 0; i < standings->len; i++)
    {
      if (cli->json)
        print_standing_json (g_ptr_array_index (standings, i));
      else
        print_standing (lapel_wallet_get_entries (wallet), g_ptr_array_index (standings, i));
    }
  return report_pathway_errors (wallet);
}
