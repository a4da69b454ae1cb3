/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-ring.h"

#include "lapel-draw.h"

#include <glib/gi18n.h>
#include <math.h>

#define WORD_FROM 120

/* With more segments than this the gaps would be wider than what they part. */
#define MAX_SEGMENTS 24

struct _LapelRing
{
  GtkWidget parent_instance;

  int size;
  unsigned int done;
  unsigned int total;

  /* owned */
  char *unit;
};

enum
{
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelRing, lapel_ring, GTK_TYPE_WIDGET)

static void
stroke_arc (cairo_t       *cr,
            double         radius,
            double         from,
            double         to,
            const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, from, to);
  cairo_stroke (cr);
}

static void
draw_ring (LapelRing     *self,
           cairo_t       *cr,
           double         radius,
           const GdkRGBA *filled,
           const GdkRGBA *empty)
{
  unsigned int n = self->total;
  double gap = n > 1 ? 0.055 : 0;
  double start = -G_PI_2;
  double step;

  if (n == 0 || n > MAX_SEGMENTS)
    {
      double share = n == 0 ? 0 : (double) self->done / n;

      stroke_arc (cr, radius, 0, 2 * G_PI, empty);
      if (share > 0)
        stroke_arc (cr, radius, start, start + share * 2 * G_PI, filled);
      return;
    }

  step = 2 * G_PI / n;
  for (unsigned int i = 0; i < n; i++)
    stroke_arc (cr, radius, start + i * step + gap, start + (i + 1) * step - gap,
                i < self->done ? filled : empty);
}

static void
lapel_ring_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  LapelRing *self = LAPEL_RING (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  double thickness = round (size * 0.082);
  gboolean with_word = size >= WORD_FROM;
  GdkRGBA filled = { 0.15f, 0.64f, 0.41f, 1 };
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA empty;
  cairo_t *cr;
  /* Translators: so many of so many, inside a ring: "4 / 6" */
  g_autofree char *number = g_strdup_printf (_ ("%u / %u"), self->done, self->total);

  gtk_style_context_get_color (style, &text);
  gtk_style_context_lookup_color (style, "success_bg_color", &filled);
  dim = empty = text;
  dim.alpha *= 0.6f;
  empty.alpha *= 0.16f;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, width / 2, height / 2);
  cairo_set_line_width (cr, thickness);
  draw_ring (self, cr, size / 2 - thickness / 2 - 1, &filled, &empty);
  cairo_destroy (cr);

  lapel_draw_text (widget, snapshot, number, size * (with_word ? 0.2 : 0.24), PANGO_WEIGHT_BOLD,
                   height / 2 - (with_word ? size * 0.05 : 0), &text);
  if (with_word && self->unit != NULL)
    lapel_draw_text (widget, snapshot, self->unit, size * 0.092, PANGO_WEIGHT_NORMAL,
                     height / 2 + size * 0.13, &dim);
}

static void
lapel_ring_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = LAPEL_RING (widget)->size;
}

static void
lapel_ring_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_value_set_int (value, LAPEL_RING (object)->size);
}

static void
lapel_ring_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  LAPEL_RING (object)->size = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
lapel_ring_finalize (GObject *object)
{
  g_free (LAPEL_RING (object)->unit);

  G_OBJECT_CLASS (lapel_ring_parent_class)->finalize (object);
}

static void
lapel_ring_class_init (LapelRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_ring_get_property;
  object_class->set_property = lapel_ring_set_property;
  object_class->finalize = lapel_ring_finalize;
  widget_class->measure = lapel_ring_measure;
  widget_class->snapshot = lapel_ring_snapshot;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 1024, 56,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
lapel_ring_init (LapelRing *self)
{
  self->size = 56;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
lapel_ring_new (int size)
{
  return g_object_new (LAPEL_TYPE_RING, "size", size, NULL);
}

void
lapel_ring_set (LapelRing    *self,
                unsigned int  done,
                unsigned int  total,
                const char   *words,
                const char   *unit)
{
  g_return_if_fail (LAPEL_IS_RING (self));

  g_free (self->unit);
  self->unit = g_strdup (unit);
  self->done = MIN (done, total);
  self->total = total;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) total,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->done,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
