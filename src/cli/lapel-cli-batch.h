/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-checker.h"
#include "lapel-cli.h"

G_BEGIN_DECLS

/** More threads than any machine this runs on can use. */
#define LAPEL_CLI_MAX_JOBS 256

/**
 * lapel_cli_batch_run:
 * @options: what each thread's checker is made with
 * @explain: whether each proof is taken apart, too
 * @jobs: how many threads check at the same time, from 1 to %LAPEL_CLI_MAX_JOBS
 * @paths: (nullable): the files to check; %NULL: one credential a line comes in on stdin
 *
 * Checks every input and prints its report, in the order of the inputs whatever their number and
 * whichever thread is done first. However long the input, only what the threads are at and the
 * reports that wait for an earlier one are in memory. Nothing that an input holds stops it.
 *
 * Returns: the worst exit status of all
 */
LapelExit lapel_cli_batch_run (const LapelCli             *cli,
                               const LapelCheckerOptions  *options,
                               gboolean                    explain,
                               unsigned int                jobs,
                               char                      **paths);

G_END_DECLS
