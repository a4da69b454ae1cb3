/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-emblem.h"

#include "lapel-draw.h"
#include "lapel-part.h"
#include "lapel-words.h"

#include <math.h>

/* Adwaita's palette, in the order of a rainbow. */
static const char *const colors[] = { "blue_4", "green_5",  "yellow_5", "orange_5",
                                      "red_4",  "purple_4", "brown_4" };

struct _LapelEmblem
{
  GtkWidget parent_instance;

  int size;
  gboolean open;
  unsigned int color;
  gint64 entry; /* whose picture is shown or on its way; -1: none */

  /* owned */
  char *text;
  GdkTexture *texture;
  GCancellable *loading; /* cancelled in dispose */
};

enum
{
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelEmblem, lapel_emblem, GTK_TYPE_WIDGET)

static void
forget_picture (LapelEmblem *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->texture);
}

/* The first letter or digit, in upper case; marks and punctuation say nothing. */
static char *
initial_of (const char *name)
{
  g_autofree char *title = lapel_words_title (name);

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      {
        g_autofree char *letter = g_strndup (p, (size_t) (g_utf8_next_char (p) - p));

        return g_utf8_strup (letter, -1);
      }

  return g_strdup ("");
}

static void
hexagon (cairo_t *cr,
         double   radius)
{
  cairo_new_path (cr);
  for (unsigned int i = 0; i < 6; i++)
    cairo_line_to (cr, radius * sin (i * G_PI / 3), -radius * cos (i * G_PI / 3));
  cairo_close_path (cr);
}

/* What is not earned yet: only its outline. */
static void
draw_outline (cairo_t *cr,
              double   size)
{
  static const double dashes[] = { 4, 3 };

  hexagon (cr, size * 0.47 - 1);
  cairo_set_line_width (cr, MAX (1.5, size / 48));
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
}

static void
draw_hexagon (cairo_t *cr,
              double   size)
{
  double radius = size * 0.47;

  hexagon (cr, radius - size * 0.03);
  cairo_set_line_width (cr, size * 0.06);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);

  hexagon (cr, radius * 0.84);
  cairo_set_line_width (cr, MAX (1, size / 48));
  cairo_set_source_rgba (cr, 1, 1, 1, 0.5);
  cairo_stroke (cr);
}

/* (transfer full) */
static GdkTexture *
make_hexagon (const GdkRGBA *color,
              int            size,
              int            scale)
{
  int pixels = size * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, size / 2.0, size / 2.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, color);
  draw_hexagon (cr, size);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) pixels);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (pixels, pixels, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Each colour is drawn once in each size. A drawing would be done again in every frame that shows
 * it, where no graphics card draws. Returns: (transfer none) */
static GdkTexture *
find_hexagon (LapelEmblem *self,
              int          size)
{
  static GHashTable *hexagons; /* of the few sizes and scales there are */
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  gpointer key = GUINT_TO_POINTER (((unsigned int) (size * 16 + scale)) * 16 + self->color);
  GdkTexture *hexagon = NULL;
  GdkRGBA color;

  if (hexagons == NULL)
    hexagons = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  hexagon = g_hash_table_lookup (hexagons, key);
  if (hexagon == NULL)
    {
      gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                      colors[self->color], &color);
      hexagon = make_hexagon (&color, size, scale);
      g_hash_table_insert (hexagons, key, hexagon);
    }
  return hexagon;
}

static void
snapshot_outline (GtkSnapshot   *snapshot,
                  float          width,
                  float          height,
                  const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, width / 2, height / 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, color);
  draw_outline (cr, MIN (width, height));
  cairo_destroy (cr);
}

static void
lapel_emblem_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  LapelEmblem *self = LAPEL_EMBLEM (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int size = MIN (width, height);
  GdkRGBA color = { 1, 1, 1, 1 };

  if (self->texture != NULL)
    {
      lapel_draw_texture (self->texture, snapshot, (float) width, (float) height);
      return;
    }
  if ((self->text == NULL && !self->open) || size <= 0)
    return;

  if (self->open)
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      color.alpha *= 0.45f;
      snapshot_outline (snapshot, (float) width, (float) height, &color);
    }
  else
    lapel_draw_texture (find_hexagon (self, size), snapshot, (float) width, (float) height);
  if (self->text != NULL && *self->text != '\0')
    lapel_draw_text (widget, snapshot, self->text, size * 0.38, PANGO_WEIGHT_BOLD, height / 2.0,
                     &color);
}

static void
lapel_emblem_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = LAPEL_EMBLEM (widget)->size;
}

/* @bytes: (nullable): what does not decode keeps the drawn hexagon, the picture is ornament */
static void
take_picture (LapelEmblem *self,
              GBytes      *bytes)
{
  g_clear_object (&self->loading);
  if (bytes == NULL)
    return;

  g_clear_object (&self->texture);
  self->texture = gdk_texture_new_from_bytes (bytes, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
thumbnail_ready_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      lapel_wallet_get_thumbnail_finish (LAPEL_WALLET (source), result, &error);

  /* Where the load was cancelled, the emblem is gone. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_picture (user_data, bytes);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lapel_wallet_draw_finish (LAPEL_WALLET (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_picture (user_data, bytes);
}

static void
lapel_emblem_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_int (value, LAPEL_EMBLEM (object)->size);
}

static void
lapel_emblem_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LAPEL_EMBLEM (object)->size = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
lapel_emblem_dispose (GObject *object)
{
  LapelEmblem *self = LAPEL_EMBLEM (object);

  forget_picture (self);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (lapel_emblem_parent_class)->dispose (object);
}

static void
lapel_emblem_class_init (LapelEmblemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_emblem_get_property;
  object_class->set_property = lapel_emblem_set_property;
  object_class->dispose = lapel_emblem_dispose;
  widget_class->measure = lapel_emblem_measure;
  widget_class->snapshot = lapel_emblem_snapshot;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 512, 96,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "emblem");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lapel_emblem_init (LapelEmblem *self)
{
  self->size = 96;
  self->entry = -1;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
lapel_emblem_new (int size)
{
  return g_object_new (LAPEL_TYPE_EMBLEM, "size", size, NULL);
}

void
lapel_emblem_set_record (LapelEmblem *self,
                         LapelWallet *wallet,
                         LapelRecord *record)
{
  g_return_if_fail (LAPEL_IS_EMBLEM (self));
  g_return_if_fail (record != NULL);

  if (record->id != -1 && self->entry == record->id)
    return;

  forget_picture (self);
  g_free (self->text);
  self->text = initial_of (record->title);
  self->open = FALSE;
  self->color =
      g_str_hash (record->issuer_id != NULL ? record->issuer_id : "") % G_N_ELEMENTS (colors);
  self->entry = record->id;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (record->id == -1 || !record->pictured)
    return;
  self->loading = g_cancellable_new ();
  lapel_wallet_get_thumbnail_async (wallet, record->id, self->loading, thumbnail_ready_cb, self);
}

void
lapel_emblem_draw (LapelEmblem *self,
                   LapelWallet *wallet,
                   const char  *uri)
{
  g_return_if_fail (LAPEL_IS_EMBLEM (self));

  forget_picture (self);
  self->loading = g_cancellable_new ();
  lapel_wallet_draw_async (wallet, uri, (unsigned int) (2 * self->size), self->loading, drawn_cb,
                           self);
}

void
lapel_emblem_set_open (LapelEmblem *self,
                       const char  *text)
{
  g_return_if_fail (LAPEL_IS_EMBLEM (self));

  forget_picture (self);
  g_free (self->text);
  self->text = g_strdup (text);
  self->open = TRUE;
  self->entry = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
