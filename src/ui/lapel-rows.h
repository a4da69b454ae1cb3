/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The small pieces of every page. All texts are plain: no stranger's word is read as markup. */

/** A row; @subtitle: (nullable). Returns: (transfer floating) */
GtkWidget *lapel_row_new (const char *title,
                          const char *subtitle);

/** Makes a row call @action with @target, which is sunk; the row then ends in an arrow. */
void lapel_row_set_action (GtkWidget  *row,
                           const char *action,
                           GVariant   *target);

/** Puts @value, which may be selected, at the end of a row: "Level   EQF 6". @style: (nullable) */
void lapel_row_add_value (GtkWidget  *row,
                          const char *value,
                          const char *style);

/** A list as a card of its own. @name: what a screen reader calls it. Returns: (transfer floating)
 */
GtkWidget *lapel_list_new (const char *name);

/** Takes out everything. */
void lapel_list_clear (GtkListBox *list);

/** A label of at most @lines lines that breaks where it has to; @style: (nullable): a CSS class.
 * Returns: (transfer floating) */
GtkWidget *lapel_label_new (const char *text,
                            const char *style,
                            int         lines);

/** A word in a pill; @tooltip: (nullable): where it says more than the word. Returns: (transfer
 * floating) */
GtkWidget *lapel_chip_new (const char *text,
                           const char *tooltip);

/** A heading with @child below it. Returns: (transfer floating) */
GtkWidget *lapel_section_new (const char *title,
                              GtkWidget  *child);

/** The same as one card, the heading on it; @pill: (nullable): words beside the heading. Returns:
 * (transfer floating) */
GtkWidget *lapel_card_section_new (const char *title,
                                   const char *pill,
                                   GtkWidget  *child);

/** Copies @text to the clipboard of @widget and says so with a toast. */
void lapel_copy (GtkWidget  *widget,
                 const char *text);

G_END_DECLS
