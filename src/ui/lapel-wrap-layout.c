/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-wrap-layout.h"

#define SPACING 6

struct _LapelWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (LapelWrapLayout, lapel_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Places the children in lines of @width, really or only to learn the height they need, which is
 * returned. */
static int
flow (GtkWidget *widget,
      int        width,
      gboolean   place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition natural;
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_get_preferred_size (child, NULL, &natural);
      child_width = MIN (natural.width, width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + SPACING;
          line_height = 0;
        }

      if (place)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ rtl ? width - x - child_width : x, y,
                                                    child_width, natural.height },
                                  -1);
      x += child_width + SPACING;
      line_height = MAX (line_height, natural.height);
    }

  return y + line_height;
}

static GtkSizeRequestMode
lapel_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lapel_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  int widest = 0;
  int sum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = flow (widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum > 0 ? SPACING : 0);
    }

  *minimum = widest;
  *natural = MAX (widest, sum);
}

static void
lapel_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  flow (widget, width, TRUE);
}

static void
lapel_wrap_layout_class_init (LapelWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = lapel_wrap_layout_get_request_mode;
  manager_class->measure = lapel_wrap_layout_measure;
  manager_class->allocate = lapel_wrap_layout_allocate;
}

static void
lapel_wrap_layout_init (LapelWrapLayout *self)
{
}

GtkLayoutManager *
lapel_wrap_layout_new (void)
{
  return g_object_new (LAPEL_TYPE_WRAP_LAYOUT, NULL);
}
