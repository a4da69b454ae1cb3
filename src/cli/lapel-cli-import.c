/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>

static const char *const outcome_names[] = {
  [LAPEL_IMPORT_NEW] = "new",
  [LAPEL_IMPORT_ALREADY] = "already",
  [LAPEL_IMPORT_REPLACED] = "replaced",
  [LAPEL_IMPORT_REFUSED] = "refused",
};

/* The file and the place in it. */
static char *
dup_name (const LapelImportResult *result)
{
  const LapelDocument document = { .place = result->place };

  return lapel_document_dup_name (&document, result->source);
}

static void
print_result_json (const LapelImportResult *result)
{
  g_autoptr (GString) out = g_string_new ("{");
  const LapelRecord *record = result->record;
  g_autofree char *name = dup_name (result);

  lapel_json_append_member (out, "source", name);
  g_string_append_c (out, ',');
  lapel_json_append_member (out, "outcome", outcome_names[result->outcome]);
  if (record != NULL)
    {
      g_string_append_printf (out, ",\"entry\":%" G_GINT64_FORMAT ",", result->entry);
      lapel_json_append_member (out, "title", record->title);
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "verdict", lapel_verdict_to_string (record->verdict));
    }
  if (result->error != NULL)
    {
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "code", lapel_error_nick_of (result->error));
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "message", result->error->message);
    }
  g_string_append_c (out, '}');
  lapel_cli_print_json (out->str);
}

static void
print_stored (const LapelImportResult *result,
              const char              *name)
{
  const LapelRecord *record = result->record;
  const char *verdict = lapel_words_verdict (record->verdict, record->states);
  g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, result->entry);

  switch (result->outcome)
    {
    case LAPEL_IMPORT_ALREADY:
      /* Translators: file, number in the wallet, title, verdict such as "Verified" */
      lapel_cli_print_line (_ ("%1$s: already there as %2$s · %3$s · %4$s"), name, entry,
                            record->title, verdict);
      break;
    case LAPEL_IMPORT_REPLACED:
      /* Translators: file, number in the wallet, title, verdict such as "Verified" */
      lapel_cli_print_line (_ ("%1$s: replaces an older copy, %2$s · %3$s · %4$s"), name, entry,
                            record->title, verdict);
      break;
    case LAPEL_IMPORT_NEW:
    case LAPEL_IMPORT_REFUSED:
    default:
      /* Translators: file, number in the wallet, title, verdict such as "Verified" */
      lapel_cli_print_line (_ ("%1$s: imported as %2$s · %3$s · %4$s"), name, entry, record->title,
                            verdict);
    }
}

static void
print_result (const LapelImportResult *result)
{
  g_autofree char *name = dup_name (result);
  g_autofree char *words = NULL;

  if (result->error == NULL)
    {
      print_stored (result, name);
      return;
    }
  words = lapel_words_error (result->error);
  /* Translators: file, why it was refused, code of the reason */
  lapel_cli_print_line (_ ("%1$s: refused. %2$s [%3$s]"), name, words,
                        lapel_error_nick_of (result->error));
}

/* A line means: on disk. So it is handed on at once. */
static void
progress_cb (GPtrArray    *results,
             unsigned int  done,
             unsigned int  total,
             gpointer      user_data)
{
  const LapelCli *cli = user_data;

  for (unsigned int i = 0; i < results->len; i++)
    {
      if (cli->json)
        print_result_json (g_ptr_array_index (results, i));
      else
        print_result (g_ptr_array_index (results, i));
    }
  lapel_cli_flush ();
}

static LapelExit
exit_for_results (GPtrArray *results)
{
  LapelExit status = LAPEL_EXIT_OK;

  for (unsigned int i = 0; i < results->len; i++)
    {
      const LapelImportResult *result = g_ptr_array_index (results, i);

      if (result->error != NULL)
        status = lapel_cli_worse (status, lapel_cli_exit_for_error (result->error));
    }
  return status;
}

static LapelExit
import (LapelWallet *wallet,
        LapelCli    *cli,
        GPtrArray   *sources)
{
  g_autoptr (GAsyncResult) waited = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  lapel_wallet_import_async (wallet, sources, progress_cb, cli, NULL, lapel_cli_result_cb, &waited);
  results = lapel_wallet_import_finish (wallet, lapel_cli_wait (&waited), &error);
  if (results == NULL)
    return lapel_cli_fail (lapel_wallet_get_folder (wallet), error);
  return exit_for_results (results);
}

LAPEL_COMMAND (lapel_cli_import)
{
  g_autoptr (GPtrArray) sources =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;

  for (int i = 1; i < argc; i++)
    g_ptr_array_add (sources, lapel_cli_make_source (argv[i]));

  wallet = lapel_cli_open_wallet (cli, &status);
  return wallet == NULL ? status : import (wallet, cli, sources);
}
