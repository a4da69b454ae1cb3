/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lapel_stack_show:
 *
 * Shows the page @name of @stack, and tells assistive technologies that the others are hidden:
 * GTK 4.8 does not, and a screen reader would read out what nobody sees.
 */
void lapel_stack_show (GtkStack               *stack,
                       const char             *name,
                       GtkStackTransitionType  transition);

G_END_DECLS
