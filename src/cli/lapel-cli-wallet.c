/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>

/* list, show, remove */

static void
append_time (GString    *out,
             const char *name,
             LapelTime   time)
{
  g_autofree char *text = time == LAPEL_TIME_NONE ? NULL : lapel_time_format (time);

  g_string_append_c (out, ',');
  lapel_json_append_member (out, name, text);
}

static void
print_record_json (const LapelRecord *record)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "{\"entry\":%" G_GINT64_FORMAT ",", record->id);
  lapel_json_append_member (out, "title", record->title);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "issuer", record->issuer_name);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "issuerId", record->issuer_id);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "achievement", record->achievement_id);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "kind", lapel_kind_to_string (record->kind));
  append_time (out, "awarded", record->awarded);
  append_time (out, "validUntil", record->valid_until);
  append_time (out, "added", record->added);
  append_time (out, "checked", record->checked);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "verdict", lapel_verdict_to_string (record->verdict));
  g_string_append_c (out, '}');
  lapel_cli_print_json (out->str);
}

static LapelRecord *
get_record (LapelEntryList *entries,
            unsigned int    position)
{
  g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (entries), position);

  return lapel_record_ref (lapel_slot_get_record (slot));
}

LAPEL_COMMAND (lapel_cli_list)
{
  g_autofree char *search = NULL;
  g_autoptr (LapelWallet) wallet = NULL;
  LapelEntryList *entries = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  unsigned int n = 0;
  const GOptionEntry options[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_ ("Only those in which these words occur"),
      N_ ("WORDS") },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 0, 0))
    return LAPEL_EXIT_USAGE;
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  entries = lapel_wallet_get_entries (wallet);
  if (search != NULL)
    lapel_entry_list_set_search (entries, search);
  n = g_list_model_get_n_items (G_LIST_MODEL (entries));
  for (unsigned int i = 0; i < n; i++)
    {
      g_autoptr (LapelRecord) record = get_record (entries, i);

      if (cli->json)
        print_record_json (record);
      else
        lapel_cli_print_record (record);
    }
  if (n == 0 && !cli->json)
    lapel_cli_print_line ("%s", search == NULL ? _ ("The wallet is empty. “lapel-cli import FILE” "
                                                    "puts something in.")
                                               : _ ("Nothing found."));
  return status;
}

/* A text of several lines, each set in, so that none can pass for a line of ours. */
static void
print_text (const char *text)
{
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  if (lines == NULL)
    return;
  g_print ("\n");
  for (char **line = lines; *line != NULL; line++)
    lapel_cli_print_line ("  %s", *line);
}

static char *
report_json (const LapelDetail *detail,
             const LapelFacts  *facts)
{
  if (facts == NULL)
    return lapel_report_to_json (detail->report, detail->source_name);
  return lapel_report_to_json_with_facts (detail->report, detail->source_name, facts);
}

static LapelExit
show (LapelWallet    *wallet,
      const LapelCli *cli,
      gint64          id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelDetail) detail = NULL;
  g_autoptr (LapelFacts) facts = NULL;

  lapel_wallet_get_detail_async (wallet, id, NULL, lapel_cli_result_cb, &result);
  detail = lapel_wallet_get_detail_finish (wallet, lapel_cli_wait (&result), &error);
  if (detail == NULL)
    return lapel_cli_fail (NULL, error);

  if (detail->credential != NULL)
    facts = lapel_facts_new (detail->credential, lapel_words_languages ());
  if (cli->json)
    {
      g_autofree char *json = report_json (detail, facts);

      lapel_cli_print_json (json);
      return LAPEL_EXIT_OK;
    }

  lapel_cli_print_report (detail->report, detail->source_name);
  if (detail->credential != NULL)
    {
      print_text (detail->credential->description);
      print_text (detail->credential->criteria);
      lapel_cli_print_facts (facts);
    }
  return LAPEL_EXIT_OK;
}

/* The file as it came, for keeping elsewhere. */
static LapelExit
show_original (LapelWallet *wallet,
               gint64       id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  lapel_wallet_get_original_async (wallet, id, NULL, lapel_cli_result_cb, &result);
  bytes = lapel_wallet_get_original_finish (wallet, lapel_cli_wait (&result), NULL, &error);
  if (bytes == NULL)
    return lapel_cli_fail (NULL, error);
  lapel_cli_print_bytes (bytes);
  return LAPEL_EXIT_OK;
}

static LapelExit
verify_again (LapelWallet *wallet,
              gint64       id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lapel_wallet_verify_async (wallet, id, NULL, lapel_cli_result_cb, &result);
  if (lapel_wallet_verify_finish (wallet, lapel_cli_wait (&result), &error))
    return LAPEL_EXIT_OK;
  return lapel_cli_fail (NULL, error);
}

LAPEL_COMMAND (lapel_cli_show)
{
  gboolean original = FALSE;
  gboolean again = FALSE;
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  gint64 id = 0;
  const GOptionEntry options[] = {
    { "original", 0, 0, G_OPTION_ARG_NONE, &original, N_ ("Write out the file as it was imported"),
      NULL },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &again, N_ ("Check it again first"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 1, 1))
    return LAPEL_EXIT_USAGE;
  if (!lapel_cli_parse_id (argv[1], &id))
    return lapel_cli_usage (command, _ ("An ID is a number that “lapel-cli list” shows."));
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  if (again)
    status = verify_again (wallet, id);
  if (status != LAPEL_EXIT_OK)
    return status;
  return original ? show_original (wallet, id) : show (wallet, cli, id);
}

static void
print_removed (const LapelCli *cli,
               const GArray   *ids,
               gboolean        undo)
{
  for (unsigned int i = 0; i < ids->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      if (cli->json)
        {
          g_autofree char *json = g_strdup_printf ("{\"entry\":%s,\"outcome\":\"%s\"}", id,
                                                   undo ? "restored" : "removed");

          lapel_cli_print_json (json);
        }
      else if (undo)
        /* Translators: %s is a number */
        lapel_cli_print_line (_ ("%s is back in the wallet."), id);
      else
        /* Translators: %1$s is a number; the quoted command is not translated */
        lapel_cli_print_line (_ ("%1$s is in the bin. To undo: lapel-cli remove --undo %1$s"), id);
    }
}

LAPEL_COMMAND (lapel_cli_remove)
{
  gboolean undo = FALSE;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LapelWallet) wallet = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  const GOptionEntry options[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("Take them out of the bin again"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;
  if (!lapel_cli_parse_ids (argv + 1, ids))
    return lapel_cli_usage (command, _ ("An ID is a number that “lapel-cli list” shows."));
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  lapel_wallet_remove_async (wallet, ids, undo, NULL, lapel_cli_result_cb, &result);
  if (!lapel_wallet_remove_finish (wallet, lapel_cli_wait (&result), &error))
    return lapel_cli_fail (NULL, error);
  print_removed (cli, ids, undo);
  return LAPEL_EXIT_OK;
}
