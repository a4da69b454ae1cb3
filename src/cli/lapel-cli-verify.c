/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-lines.h"
#include "lapel-cli-print.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

static LapelExit
exit_for_report (const LapelReport *report)
{
  if (lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE)
    return LAPEL_EXIT_UNREADABLE;
  switch (lapel_report_get_worst (report))
    {
    case LAPEL_VERDICT_VERIFIED:
      return LAPEL_EXIT_OK;
    case LAPEL_VERDICT_UNDECIDED:
      return LAPEL_EXIT_UNDECIDED;
    case LAPEL_VERDICT_NOT_CURRENT:
    case LAPEL_VERDICT_REVOKED:
    case LAPEL_VERDICT_INVALID:
    case LAPEL_N_VERDICTS:
    default:
      return LAPEL_EXIT_BAD;
    }
}

static void
print_report_json (const LapelReport *report,
                   const char        *source)
{
  g_autofree char *json = lapel_report_to_json (report, source);

  lapel_cli_print_json (json);
}

static void
print_report (const LapelCli    *cli,
              const LapelReport *report,
              const char        *source)
{
  if (cli->json)
    print_report_json (report, source);
  else
    lapel_cli_print_report (report, source);
}

static LapelExit
verify_source (const LapelCli *cli,
               LapelChecker   *checker,
               const char     *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = lapel_cli_read (path, &error);
  g_autofree char *source = g_filename_display_name (path);
  g_auto (LapelChecked) checked = { 0 };

  if (input == NULL)
    {
      g_autoptr (LapelReport) report = lapel_report_new_unreadable (error);

      print_report (cli, report, source);
      return lapel_cli_exit_for_error (error);
    }

  lapel_checker_check (checker, input, &checked);
  print_report (cli, checked.report, source);
  return exit_for_report (checked.report);
}

static LapelExit
verify_line (LapelChecker  *checker,
             LapelCliLines *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) line = lapel_cli_lines_take (lines, &error);
  g_autoptr (LapelReport) report = NULL;
  g_autofree char *source =
      g_strdup_printf ("-:%" G_GUINT64_FORMAT, lapel_cli_lines_get_number (lines));
  g_auto (LapelChecked) checked = { 0 };

  if (line != NULL)
    {
      lapel_checker_check (checker, line, &checked);
      report = lapel_report_ref (checked.report);
    }
  else
    report = lapel_report_new_unreadable (error);

  print_report_json (report, source);
  return exit_for_report (report);
}

/* One credential a line in, one report a line out. The next bytes are asked for only after all
 * reports have been handed on, so that a program at the other end may wait for each. */
static LapelExit
verify_batch (LapelChecker *checker)
{
  LapelCliLines *lines = lapel_cli_lines_new (STDIN_FILENO);
  LapelExit status = LAPEL_EXIT_OK;

  while (lapel_cli_lines_next (lines))
    status = lapel_cli_worse (status, verify_line (checker, lines));
  if (lapel_cli_lines_failed (lines))
    status = LAPEL_EXIT_CANNOT_READ;

  lapel_cli_lines_free (lines);
  return status;
}

static LapelExit
verify_all (const LapelCli             *cli,
            const LapelCheckerOptions  *options,
            gboolean                    batch,
            char                      **paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelChecker) checker = lapel_checker_new (options, &error);
  LapelExit status = LAPEL_EXIT_OK;

  if (checker == NULL)
    {
      lapel_cli_fail (options->documents, error);
      return LAPEL_EXIT_CANNOT_READ;
    }
  if (batch)
    return verify_batch (checker);

  for (; *paths != NULL; paths++)
    status = lapel_cli_worse (status, verify_source (cli, checker, *paths));
  return status;
}

LAPEL_COMMAND (lapel_cli_verify)
{
  gboolean batch = FALSE;
  gboolean offline = FALSE;
  g_autofree char *documents = NULL;
  g_autofree char *at = NULL;
  g_autofree char *challenge = NULL;
  g_autofree char *domain = NULL;
  g_auto (GStrv) identities = NULL;
  const GOptionEntry entries[] = {
    { "offline", 0, 0, G_OPTION_ARG_NONE, &offline,
      N_ ("Ask nobody over the network; this version never does"), NULL },
    { "documents", 0, 0, G_OPTION_ARG_FILENAME, &documents,
      N_ ("Answer every request from documents.json in this folder"), N_ ("DIR") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at,
      N_ ("Judge as of this time, such as 2026-08-01T00:00:00Z"), N_ ("TIME") },
    { "identity", 0, 0, G_OPTION_ARG_STRING_ARRAY, &identities,
      N_ ("An identity of the holder; may be given several times"), N_ ("ID") },
    { "challenge", 0, 0, G_OPTION_ARG_STRING, &challenge, N_ ("What a presentation must answer"),
      N_ ("TEXT") },
    { "domain", 0, 0, G_OPTION_ARG_STRING, &domain, N_ ("For whom a presentation must be made"),
      N_ ("TEXT") },
    { "batch", 0, 0, G_OPTION_ARG_NONE, &batch,
      N_ ("Read one credential a line and print one JSON report a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  LapelCheckerOptions options = { .at = LAPEL_TIME_NONE };

  if (!lapel_cli_parse (command, cli, entries, &argc, &argv, 0, -1))
    return LAPEL_EXIT_USAGE;
  if (batch != (argc == 1))
    return lapel_cli_usage (command, batch ? _ ("With --batch there is no SOURCE.")
                                           : _ ("Which file is to be checked?"));
  if (at != NULL && !lapel_time_parse (at, &options.at, NULL, NULL))
    return lapel_cli_usage (command, _ ("--at needs a time such as 2026-08-01T00:00:00Z."));

  options.documents = documents;
  options.identities = (const char *const *) identities;
  options.challenge = challenge;
  options.domain = domain;
  return verify_all (cli, &options, batch, argv + 1);
}
