/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelWrapLayout: children one after the other like words, in as many lines as they need. */
#define LAPEL_TYPE_WRAP_LAYOUT (lapel_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LapelWrapLayout, lapel_wrap_layout, LAPEL, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *lapel_wrap_layout_new (void);

G_END_DECLS
