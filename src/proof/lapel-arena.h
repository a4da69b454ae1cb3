/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LapelArena:
 *
 * A bump allocator: many small pieces, one release. What is allocated from it lives until
 * lapel_arena_free () or lapel_arena_reset (), and is never released on its own.
 */
typedef struct _LapelArena LapelArena;

LapelArena *lapel_arena_new (size_t first_block);
void lapel_arena_free (LapelArena *self);

/** Forgets every allocation but keeps the largest block, so that a loop allocates once. */
void lapel_arena_reset (LapelArena *self);

/** Returns @size bytes aligned for any type, not cleared. Never %NULL (GLib aborts on exhaustion).
 */
void *lapel_arena_alloc (LapelArena *self,
                         size_t      size) G_GNUC_MALLOC G_GNUC_ALLOC_SIZE (2);

/** Copies @length bytes and adds a NUL. */
char *lapel_arena_strndup (LapelArena *self,
                           const char *text,
                           size_t      length);

#define lapel_arena_new_array(arena, type, n)                                                      \
  ((type *) lapel_arena_alloc ((arena), sizeof (type) * (size_t) (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelArena, lapel_arena_free)

G_END_DECLS
