/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

/**
 * LapelContexts:
 *
 * The JSON-LD contexts that may be used, by URL, and what has been compiled from them so far. A
 * known URL is never fetched, an unknown one never loaded. Not thread-safe: one per thread.
 */
typedef struct _LapelContexts LapelContexts;

/** The bundled set of `data/contexts/`. Compiles each context when it is first used. */
LapelContexts *lapel_contexts_new (void);

/** A set with nothing in it, for tests that bring their own. */
LapelContexts *lapel_contexts_new_empty (void);

void lapel_contexts_free (LapelContexts *self);

/** Adds (or replaces) the document at @url; @doc is its whole JSON text with an "@context" member.
 */
void lapel_contexts_add (LapelContexts *self,
                         const char    *url,
                         LapelJsonDoc  *doc);

/** The document for @url, or %NULL: not known. */
const LapelJson *lapel_contexts_lookup (LapelContexts *self,
                                        const char    *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelContexts, lapel_contexts_free)

G_END_DECLS
