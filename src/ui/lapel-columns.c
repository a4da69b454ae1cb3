/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-columns.h"

#define ASIDE_WIDTH 332
#define SPACING     24

/* Below this the main part would be narrower than the aside. */
#define STACKED_BELOW 720

struct _LapelColumns
{
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkWidget *aside;
};

enum
{
  PROP_0,
  PROP_MAIN,
  PROP_ASIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelColumns, lapel_columns, GTK_TYPE_WIDGET)

static void
set_child (LapelColumns  *self,
           GtkWidget    **child,
           GtkWidget     *value)
{
  if (*child == value)
    return;

  g_clear_pointer (child, gtk_widget_unparent);
  if (value == NULL)
    return;

  *child = value;
  if (child == &self->main)
    gtk_widget_insert_after (value, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (value, GTK_WIDGET (self), NULL);
}

static gboolean
is_visible (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static int
height_of (GtkWidget *child,
           int        width,
           gboolean   natural)
{
  int minimum_height;
  int natural_height;

  if (!is_visible (child))
    return 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum_height, &natural_height,
                      NULL, NULL);
  return natural ? natural_height : minimum_height;
}

static int
width_of (GtkWidget *child,
          gboolean   natural)
{
  int minimum_width;
  int natural_width;

  if (!is_visible (child))
    return 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, &natural_width, NULL,
                      NULL);
  return natural ? natural_width : minimum_width;
}

static int
measure_height (LapelColumns *self,
                int           width,
                gboolean      natural)
{
  int main_height;
  int aside_height;

  if (!is_visible (self->aside) || width < STACKED_BELOW)
    {
      main_height = height_of (self->main, width, natural);
      aside_height = height_of (self->aside, width, natural);
      return main_height + aside_height + (is_visible (self->aside) ? SPACING : 0);
    }

  main_height = height_of (self->main, width - ASIDE_WIDTH - SPACING, natural);
  aside_height = height_of (self->aside, ASIDE_WIDTH, natural);
  return MAX (main_height, aside_height);
}

static GtkSizeRequestMode
lapel_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lapel_columns_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  LapelColumns *self = LAPEL_COLUMNS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (width_of (self->main, FALSE), width_of (self->aside, FALSE));
      *natural = MAX (*minimum, width_of (self->main, TRUE) + SPACING + ASIDE_WIDTH);
    }
  else
    {
      int width = for_size < 0 ? width_of (self->main, TRUE) + SPACING + ASIDE_WIDTH : for_size;

      *minimum = measure_height (self, width, FALSE);
      *natural = measure_height (self, width, TRUE);
    }
}

static void
lapel_columns_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LapelColumns *self = LAPEL_COLUMNS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int main_width = width - ASIDE_WIDTH - SPACING;

  if (!is_visible (self->aside) || width < STACKED_BELOW)
    {
      int main_height = is_visible (self->aside) ? height_of (self->main, width, TRUE) : height;
      int rest = MAX (height - main_height - SPACING, height_of (self->aside, width, FALSE));

      if (is_visible (self->main))
        gtk_widget_size_allocate (self->main, &(GtkAllocation){ 0, 0, width, main_height }, -1);
      if (is_visible (self->aside))
        gtk_widget_size_allocate (self->aside,
                                  &(GtkAllocation){ 0, main_height + SPACING, width, rest }, -1);
      return;
    }

  if (is_visible (self->main))
    gtk_widget_size_allocate (self->main,
                              &(GtkAllocation){ rtl ? ASIDE_WIDTH + SPACING : 0, 0, main_width,
                                                height },
                              -1);
  gtk_widget_size_allocate (self->aside,
                            &(GtkAllocation){ rtl ? 0 : main_width + SPACING, 0, ASIDE_WIDTH,
                                              height },
                            -1);
}

static void
lapel_columns_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LapelColumns *self = LAPEL_COLUMNS (object);

  switch (id)
    {
    case PROP_MAIN:
      set_child (self, &self->main, g_value_get_object (value));
      break;
    case PROP_ASIDE:
      set_child (self, &self->aside, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lapel_columns_dispose (GObject *object)
{
  LapelColumns *self = LAPEL_COLUMNS (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->aside, gtk_widget_unparent);

  G_OBJECT_CLASS (lapel_columns_parent_class)->dispose (object);
}

static void
lapel_columns_class_init (LapelColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lapel_columns_set_property;
  object_class->dispose = lapel_columns_dispose;
  widget_class->get_request_mode = lapel_columns_get_request_mode;
  widget_class->measure = lapel_columns_measure;
  widget_class->size_allocate = lapel_columns_size_allocate;

  properties[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASIDE] = g_param_spec_object ("aside", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lapel_columns_init (LapelColumns *self)
{
}
