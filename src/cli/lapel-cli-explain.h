/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-explain.h"

G_BEGIN_DECLS

/* What lapel_credential_explain () found, for who wants to see each step. */

/** A report's JSON with the member "explain" added: for each proof an object of its steps. Returns:
 * (transfer full) */
char *lapel_cli_explain_in_json (const char      *report,
                                 const GPtrArray *explanations);

/** Each step's name, and its text beside it or, where it has several lines, below it. */
void lapel_cli_print_explanations (const GPtrArray *explanations);

G_END_DECLS
