/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* show, remove */

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

/* Where it came from, and what it was before. */
static void
print_history (const LapelDetail *detail)
{
  g_print ("\n");
  for (unsigned int i = 0; i < detail->sources->len; i++)
    {
      const LapelStoredSource *source = g_ptr_array_index (detail->sources, i);
      g_autofree char *date = lapel_words_date (source->added);

      /* Translators: %1$s is a file name or address, %2$s what kind of file it is, %3$s a date */
      lapel_cli_print_line (_ ("  From %1$s (%2$s), %3$s"), source->name, source->media_type, date);
    }
  for (unsigned int i = 1; i < detail->versions->len; i++)
    {
      const LapelStoredVersion *version = g_ptr_array_index (detail->versions, i);
      g_autofree char *from = lapel_words_date (version->valid_from);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, version->id);

      /* Translators: %1$s is a number, %2$s a date */
      lapel_cli_print_line (_ ("  Earlier version %1$s, valid from %2$s"), id, from);
    }
}

static void
append_source (GString                 *out,
               const LapelStoredSource *source)
{
  g_string_append_printf (out, "{\"source\":%" G_GINT64_FORMAT ",\"version\":%" G_GINT64_FORMAT ",",
                          source->id, source->version);
  lapel_json_append_member (out, "name", source->name);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "type", source->media_type);
  g_string_append_printf (out, ",\"size\":%" G_GUINT64_FORMAT, source->size);
  lapel_cli_append_time (out, "added", source->added);
  g_string_append_c (out, '}');
}

static void
append_version (GString                  *out,
                const LapelStoredVersion *version)
{
  g_string_append_printf (out, "{\"version\":%" G_GINT64_FORMAT ",\"shown\":%s", version->id,
                          version->shown ? "true" : "false");
  lapel_cli_append_time (out, "validFrom", version->valid_from);
  lapel_cli_append_time (out, "added", version->added);
  lapel_cli_append_time (out, "checked", version->checked);
  g_string_append_c (out, '}');
}

/* The report @json, and as its last members where the entry came from and what it was before. */
static void
print_report_json (const char        *json,
                   const LapelDetail *detail)
{
  g_autoptr (GString) out = g_string_new_len (json, (gssize) strlen (json) - 1);

  g_string_append (out, ",\"sources\":[");
  for (unsigned int i = 0; i < detail->sources->len; i++)
    {
      g_string_append (out, i == 0 ? "" : ",");
      append_source (out, g_ptr_array_index (detail->sources, i));
    }
  g_string_append (out, "],\"versions\":[");
  for (unsigned int i = 0; i < detail->versions->len; i++)
    {
      g_string_append (out, i == 0 ? "" : ",");
      append_version (out, g_ptr_array_index (detail->versions, i));
    }
  g_string_append (out, "]}");
  lapel_cli_print_json (out->str);
}

/* @version: 0 for the one that the entry shows */
static LapelDetail *
load (LapelWallet  *wallet,
      gint64        id,
      gint64        version,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LapelDetail) detail = NULL;

  if (version == 0)
    {
      lapel_wallet_get_detail_async (wallet, id, NULL, lapel_cli_result_cb, &result);
      return lapel_wallet_get_detail_finish (wallet, lapel_cli_wait (&result), error);
    }

  lapel_wallet_get_version_async (wallet, version, NULL, lapel_cli_result_cb, &result);
  detail = lapel_wallet_get_version_finish (wallet, lapel_cli_wait (&result), error);
  if (detail == NULL || detail->record->id == id)
    return g_steal_pointer (&detail);
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND, "a version of another entry");
  return NULL;
}

static LapelExit
show (LapelWallet    *wallet,
      const LapelCli *cli,
      gint64          id,
      gint64          version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelDetail) detail = load (wallet, id, version, &error);
  g_autoptr (LapelFacts) facts = NULL;

  if (detail == NULL)
    return lapel_cli_fail (NULL, error);

  if (detail->credential != NULL)
    facts = lapel_facts_new (detail->credential, lapel_words_languages ());
  if (cli->json)
    {
      g_autofree char *json = report_json (detail, facts);

      print_report_json (json, detail);
      return LAPEL_EXIT_OK;
    }

  lapel_cli_print_report (detail->report, detail->source_name);
  if (detail->credential != NULL)
    {
      print_text (detail->credential->description);
      print_text (detail->credential->criteria);
      lapel_cli_print_facts (facts);
    }
  print_history (detail);
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
  gint64 version = 0;
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  gint64 id = 0;
  const GOptionEntry options[] = {
    { "original", 0, 0, G_OPTION_ARG_NONE, &original, N_ ("Write out the file as it was imported"),
      NULL },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &again, N_ ("Check it again first"), NULL },
    { "version", 0, 0, G_OPTION_ARG_INT64, &version, N_ ("Show this version of it"),
      N_ ("NUMBER") },
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
  return original ? show_original (wallet, id) : show (wallet, cli, id, version);
}

LAPEL_COMMAND (lapel_cli_remove)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LapelWallet) wallet = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LapelExit status = LAPEL_EXIT_OK;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;
  if (!lapel_cli_parse_ids (argv + 1, ids))
    return lapel_cli_usage (command, _ ("An ID is a number that “lapel-cli list” shows."));
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  lapel_wallet_remove_async (wallet, ids, FALSE, NULL, lapel_cli_result_cb, &result);
  if (!lapel_wallet_remove_finish (wallet, lapel_cli_wait (&result), &error))
    return lapel_cli_fail (NULL, error);
  /* Translators: %s is a number; the quoted command is not translated */
  lapel_cli_print_outcomes (cli, ids, "removed",
                            _ ("%1$s is in the bin. To undo: lapel-cli bin restore %1$s"));
  return LAPEL_EXIT_OK;
}
