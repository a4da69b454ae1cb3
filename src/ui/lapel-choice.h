/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** LapelChoice: which entries are chosen while choosing several. Signal "changed". */
#define LAPEL_TYPE_CHOICE (lapel_choice_get_type ())
G_DECLARE_FINAL_TYPE (LapelChoice, lapel_choice, LAPEL, CHOICE, GObject)

LapelChoice *lapel_choice_new (void);

/** Whether entries are being chosen. Beginning and ending choose none. */
gboolean lapel_choice_get_active (LapelChoice *self);
void lapel_choice_set_active (LapelChoice *self,
                              gboolean     active);

gboolean lapel_choice_contains (LapelChoice *self,
                                gint64       id);
unsigned int lapel_choice_count (LapelChoice *self);
void lapel_choice_toggle (LapelChoice *self,
                          gint64       id);

/** Chooses these as well. @ids: (element-type gint64) */
void lapel_choice_add (LapelChoice *self,
                       GArray      *ids);

/** What an action on the entry @id is about: all that are chosen if it is one of them, else it
 * alone. Returns: (transfer full) (element-type gint64) */
GArray *lapel_choice_list_with (LapelChoice *self,
                                gint64       id);

/** All that are chosen. Returns: (transfer full) (element-type gint64) */
GArray *lapel_choice_list (LapelChoice *self);

/** The collection that is shown, which entries can be taken out of; 0: none. */
gint64 lapel_choice_get_collection (LapelChoice *self);
void lapel_choice_set_collection (LapelChoice *self,
                                  gint64       collection);

/** @ids: (element-type gint64): as the parameter "ax" of an action */
GVariant *lapel_choice_to_variant (GArray *ids);

G_END_DECLS
