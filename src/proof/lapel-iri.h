/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-arena.h"

G_BEGIN_DECLS

/** Whether @text starts with a scheme and a colon (RFC 3986 §3.1). */
gboolean lapel_iri_has_scheme (const char *text);

/** Whether @text has a scheme, at most one "#", and no character that N-Quads forbids between "<"
 * and ">". */
gboolean lapel_iri_is_well_formed (const char *text);

/**
 * lapel_iri_resolve:
 * @base: an absolute IRI
 *
 * Resolves @reference against @base (RFC 3986 §5.2, strict).
 * Returns: (transfer none): in @arena
 */
const char *lapel_iri_resolve (const char *base,
                               const char *reference,
                               LapelArena *arena);

G_END_DECLS
