/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LapelStatusLists:
 *
 * Remembers the lists of withdrawn credentials that were read and verified a moment ago, so that
 * ten thousand badges of one issuer cost one verification of its list. Each is asked for every
 * time all the same, and what is remembered counts only for the very bytes that come. Bounded, and
 * one per thread.
 */
typedef struct _LapelStatusLists LapelStatusLists;

LapelStatusLists *lapel_status_lists_new (void);
void lapel_status_lists_free (LapelStatusLists *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStatusLists, lapel_status_lists_free)

G_END_DECLS
