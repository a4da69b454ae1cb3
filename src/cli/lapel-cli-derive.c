/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-checker.h"
#include "lapel-cli-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static LapelExit
write_out (const char *text,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) ours = NULL;

  if (path == NULL)
    {
      lapel_cli_print_json (text);
      return LAPEL_EXIT_OK;
    }
  if (g_file_set_contents (path, text, (gssize) strlen (text), &error))
    return LAPEL_EXIT_OK;
  ours = g_error_new_literal (LAPEL_ERROR, LAPEL_ERROR_FILE_WRITE, error->message);
  return lapel_cli_fail (path, ours);
}

LAPEL_COMMAND (lapel_cli_derive)
{
  static const char *const nothing[] = { NULL };
  g_auto (GStrv) pointers = NULL;
  g_autofree char *documents = NULL;
  g_autofree char *out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LapelChecker) checker = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GError) error = NULL;
  LapelCheckerOptions options = { .at = LAPEL_TIME_NONE };
  const GOptionEntry entries[] = {
    { "disclose", 0, 0, G_OPTION_ARG_STRING_ARRAY, &pointers,
      N_ ("Show this part too, such as /credentialSubject/achievement; may be given several times"),
      N_ ("POINTER") },
    { "documents", 0, 0, G_OPTION_ARG_FILENAME, &documents,
      N_ ("Answer every request from documents.json in this folder"), N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("Write into this file instead of printing"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, entries, &argc, &argv, 1, 1))
    return LAPEL_EXIT_USAGE;
  options.documents = documents;
  checker = lapel_checker_new (&options, &error);
  if (checker == NULL)
    return lapel_cli_fail (documents, error);

  input = lapel_cli_read (argv[1], &error);
  if (input != NULL)
    text =
        lapel_checker_derive (checker, input,
                              pointers != NULL ? (const char *const *) pointers : nothing, &error);
  return text != NULL ? write_out (text, out) : lapel_cli_fail (argv[1], error);
}
