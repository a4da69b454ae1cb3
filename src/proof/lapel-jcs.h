/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

/**
 * lapel_jcs_append:
 *
 * Appends the JSON Canonicalization Scheme form of @value (RFC 8785): members sorted by UTF-16
 * code units, ECMAScript numbers, minimal escapes. Cannot fail, as the strict reader refuses what
 * RFC 8785 cannot represent.
 */
void lapel_jcs_append (GString         *out,
                       const LapelJson *value);

/** Orders two UTF-8 names by UTF-16 code units (RFC 8785 §3.2.3); a qsort-like sign. */
int lapel_jcs_compare_names (const char *a,
                             const char *b);

G_END_DECLS
