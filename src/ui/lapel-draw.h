/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What widgets that draw themselves have in common. */

/** Writes @text bold or not into @widget, its ink centred across and around @middle. @size: of the
 * font, in pixels */
void lapel_draw_text (GtkWidget     *widget,
                      GtkSnapshot   *snapshot,
                      const char    *text,
                      double         size,
                      PangoWeight    weight,
                      double         middle,
                      const GdkRGBA *color);

/** The whole picture in its own proportions, in the middle of @width x @height. */
void lapel_draw_texture (GdkTexture  *texture,
                         GtkSnapshot *snapshot,
                         float        width,
                         float        height);

G_END_DECLS
