/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-cli.h"

G_BEGIN_DECLS

/* What goes to stdout. Texts of strangers have their control characters taken out, so that no
 * credential can steer the terminal. */

/** One line of JSON, UTF-8 whatever the locale. */
void lapel_cli_print_json (const char *line);

/** The bytes as they are. */
void lapel_cli_print_bytes (GBytes *bytes);

/** The verdict first, then the five questions and their rows in plain words. @source: (nullable) */
void lapel_cli_print_report (const LapelReport *report,
                             const char        *source);

/** "  4  Verified   Title · Issuer · 12 March 2026" */
void lapel_cli_print_record (const LapelRecord *record);

/** One object a line, see the man page. */
void lapel_cli_print_record_json (LapelWallet       *wallet,
                                  const LapelRecord *record);

/** Says what became of entries: with --json as @outcome, otherwise @words for each, whose one
 * argument is the entry's number. @words: a translated literal */
void lapel_cli_print_outcomes (const LapelCli *cli,
                               const GArray   *ids,
                               const char     *outcome,
                               const char     *words);

/** A member ",name:time" for a JSON object that has members already. */
void lapel_cli_append_time (GString    *out,
                            const char *name,
                            LapelTime   time);

/** One line, formatted and cleaned. */
void lapel_cli_print_line (const char *format,
                           ...) G_GNUC_PRINTF (1, 2);

/** @text, padded with spaces to @width columns. Returns: (transfer full) */
char *lapel_cli_pad (const char   *text,
                     unsigned int  width);

/** @text without control characters and without what turns the direction of writing. Returns:
 * (transfer full) */
char *lapel_cli_clean (const char *text);

/** Hands everything on to whoever reads stdout. %FALSE where it could not be written. */
gboolean lapel_cli_flush (void);

/** The European elements, one a line. */
void lapel_cli_print_facts (const LapelFacts *facts);

G_END_DECLS
