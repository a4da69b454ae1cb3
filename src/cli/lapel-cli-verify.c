/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-batch.h"

#include <glib/gi18n-lib.h>

LAPEL_COMMAND (lapel_cli_verify)
{
  gboolean batch = FALSE;
  gboolean offline = FALSE;
  gboolean explain = FALSE;
  int jobs = 1;
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
    { "explain", 0, 0, G_OPTION_ARG_NONE, &explain, N_ ("Show what each proof signs, step by step"),
      NULL },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, N_ ("Check on so many threads at the same time"),
      N_ ("N") },
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

  if (jobs < 1 || jobs > LAPEL_CLI_MAX_JOBS)
    return lapel_cli_usage (command, _ ("--jobs needs a number from 1 to 256."));

  options.documents = documents;
  options.identities = (const char *const *) identities;
  options.challenge = challenge;
  options.domain = domain;
  return lapel_cli_batch_run (cli, &options, explain, (unsigned int) jobs, batch ? NULL : argv + 1);
}
