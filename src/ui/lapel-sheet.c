/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-sheet.h"

#include "lapel-draw.h"
#include "lapel-part.h"

#include <glib/gi18n.h>
#include <math.h>

/* Until the page is there it is taken to be A4. */
#define PAPER_RATIO 1.4142

#define MIN_WIDTH 64

struct _LapelSheet
{
  GtkWidget parent_instance;

  int width;
  gboolean fixed;
  gboolean failed;

  /* owned */
  GdkTexture *texture;   /* (nullable) */
  GCancellable *loading; /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (LapelSheet, lapel_sheet, GTK_TYPE_WIDGET)

static double
get_ratio (LapelSheet *self)
{
  if (self->texture == NULL)
    return PAPER_RATIO;
  return (double) gdk_texture_get_height (self->texture) / gdk_texture_get_width (self->texture);
}

static GtkSizeRequestMode
lapel_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lapel_sheet_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  LapelSheet *self = LAPEL_SHEET (widget);
  int smallest = self->fixed ? self->width : MIN (MIN_WIDTH, self->width);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = smallest;
      *natural = self->width;
      return;
    }

  *natural = (int) ceil ((for_size < 0 ? self->width : for_size) * get_ratio (self));
  *minimum = for_size < 0 ? (int) ceil (smallest * get_ratio (self)) : *natural;
}

static void
lapel_sheet_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  LapelSheet *self = LAPEL_SHEET (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA color;

  if (self->texture != NULL)
    {
      lapel_draw_texture (self->texture, snapshot, width, height);
      return;
    }

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->failed)
    lapel_draw_text (widget, snapshot, "?", width / 4, PANGO_WEIGHT_BOLD, height / 2, &color);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelSheet *self = user_data; /* gone if the load was cancelled */
  g_autoptr (GBytes) bytes = lapel_wallet_draw_finish (LAPEL_WALLET (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (bytes != NULL)
    self->texture = gdk_texture_new_from_bytes (bytes, NULL);
  self->failed = self->texture == NULL;
  if (self->failed)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("This page cannot be drawn."));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
forget (LapelSheet *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->texture);
  self->failed = FALSE;
}

static void
lapel_sheet_dispose (GObject *object)
{
  forget (LAPEL_SHEET (object));

  G_OBJECT_CLASS (lapel_sheet_parent_class)->dispose (object);
}

static void
lapel_sheet_class_init (LapelSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_sheet_dispose;
  widget_class->get_request_mode = lapel_sheet_get_request_mode;
  widget_class->measure = lapel_sheet_measure;
  widget_class->snapshot = lapel_sheet_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lapel_sheet_init (LapelSheet *self)
{
  self->width = MIN_WIDTH;
}

GtkWidget *
lapel_sheet_new (int width)
{
  LapelSheet *self = g_object_new (LAPEL_TYPE_SHEET, NULL);

  self->width = width;
  return GTK_WIDGET (self);
}

void
lapel_sheet_set_width (LapelSheet *self,
                       int         width,
                       gboolean    fixed)
{
  g_return_if_fail (LAPEL_IS_SHEET (self));

  self->width = width;
  self->fixed = fixed;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lapel_sheet_draw (LapelSheet   *self,
                  LapelWallet  *wallet,
                  const char   *uri,
                  unsigned int  size,
                  const char   *name)
{
  g_return_if_fail (LAPEL_IS_SHEET (self));

  forget (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->loading = g_cancellable_new ();
  lapel_wallet_draw_async (wallet, uri, size, self->loading, drawn_cb, self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
