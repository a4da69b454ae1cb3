/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-draw.h"

void
lapel_draw_text (GtkWidget     *widget,
                 GtkSnapshot   *snapshot,
                 const char    *text,
                 double         size,
                 PangoWeight    weight,
                 double         middle,
                 const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *font = pango_font_description_new ();
  PangoRectangle ink;
  graphene_point_t origin;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);

  graphene_point_init (&origin,
                       (float) (gtk_widget_get_width (widget) - ink.width) / 2.0f - (float) ink.x,
                       (float) middle - (float) ink.height / 2.0f - (float) ink.y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &origin);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

void
lapel_draw_texture (GdkTexture  *texture,
                    GtkSnapshot *snapshot,
                    float        width,
                    float        height)
{
  float own_width = (float) gdk_texture_get_width (texture);
  float own_height = (float) gdk_texture_get_height (texture);
  float scale = MIN (width / own_width, height / own_height);
  graphene_rect_t area;

  graphene_rect_init (&area, (width - own_width * scale) / 2, (height - own_height * scale) / 2,
                      own_width * scale, own_height * scale);
  gtk_snapshot_append_texture (snapshot, texture, &area);
}
