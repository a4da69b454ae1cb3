/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelRing: "4 / 6" as a ring of segments, so many of them filled. */
#define LAPEL_TYPE_RING (lapel_ring_get_type ())
G_DECLARE_FINAL_TYPE (LapelRing, lapel_ring, LAPEL, RING, GtkWidget)

/** @size: in pixels; the word under the number is only shown from 120 up */
GtkWidget *lapel_ring_new (int size);

/** @words: what it says in words, for who cannot see it: "4 of 6 badges". @unit: the word under the
 * number: "badges" */
void lapel_ring_set (LapelRing    *self,
                     unsigned int  done,
                     unsigned int  total,
                     const char   *words,
                     const char   *unit);

G_END_DECLS
