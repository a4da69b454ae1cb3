/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-grouped-grid.h"

#include "lapel-card.h"
#include "lapel-strips.h"

#include <glib/gi18n.h>

/* On both sides, as style.css has it. */
#define GRID_MARGIN 24

struct _LapelGroupedGrid
{
  GtkWidget parent_instance;

  /* a child */
  GtkWidget *scroller;

  unsigned int resize; /* source, or 0 */
  unsigned int columns;

  GtkListView *list; /* borrowed: in the scroller */

  /* owned */
  LapelStrips *strips;
  LapelWallet *wallet;
  LapelChoice *choice;
  char *nameless;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelGroupedGrid, lapel_grouped_grid, GTK_TYPE_WIDGET)

/* One row of the list. */
typedef struct
{
  LapelGroupedGrid *grid; /* borrowed */
  GtkLabel *heading;
  GtkBox *cards;
  LapelStrip *strip; /* (nullable): borrowed while bound */
} Row;

static void
clicked_cb (GtkWidget        *button,
            LapelGroupedGrid *self)
{
  LapelCard *card = LAPEL_CARD (gtk_button_get_child (GTK_BUTTON (button)));
  LapelRecord *record = lapel_card_get_record (card);

  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, record->id);
}

/* A card that can have the focus and be clicked. */
static GtkWidget *
new_cell (LapelGroupedGrid *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), lapel_card_new (self->wallet, self->choice));
  gtk_widget_add_css_class (button, "cell");
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

/* Cells without an entry keep their room, so that all columns are alike. */
static void
fill_cell (GtkWidget *button,
           LapelSlot *slot)
{
  lapel_card_set_slot (LAPEL_CARD (gtk_button_get_child (GTK_BUTTON (button))), slot);
  gtk_widget_set_opacity (button, slot != NULL ? 1 : 0);
  gtk_widget_set_sensitive (button, slot != NULL);
  gtk_widget_set_can_target (button, slot != NULL);
}

static void
show_cards (Row *row)
{
  unsigned int columns = lapel_strips_get_columns (row->grid->strips);
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (row->cards));

  for (unsigned int i = 0; i < columns; i++)
    {
      g_autoptr (LapelSlot) slot = lapel_strip_get_slot (row->strip, i);

      if (cell == NULL)
        {
          cell = new_cell (row->grid);
          gtk_box_append (row->cards, cell);
        }
      fill_cell (cell, slot);
      cell = gtk_widget_get_next_sibling (cell);
    }
  while (cell != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (cell);

      gtk_box_remove (row->cards, cell);
      cell = next;
    }
}

static void
show_strip_cb (Row *row)
{
  const char *heading = lapel_strip_get_heading (row->strip);

  gtk_widget_set_visible (GTK_WIDGET (row->heading), heading != NULL);
  gtk_widget_set_visible (GTK_WIDGET (row->cards), heading == NULL);
  if (heading != NULL)
    gtk_label_set_text (row->heading, *heading != '\0' ? heading : row->grid->nameless);
  else
    show_cards (row);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          LapelGroupedGrid         *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->grid = self;
  row->heading =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                               "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->heading), "title-4");
  row->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_box_set_homogeneous (row->cards, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->cards));
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LapelGroupedGrid         *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");

  row->strip = gtk_list_item_get_item (item);
  g_signal_connect_swapped (row->strip, "changed", G_CALLBACK (show_strip_cb), row);
  show_strip_cb (row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LapelGroupedGrid         *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");

  g_signal_handlers_disconnect_by_func (row->strip, show_strip_cb, row);
  row->strip = NULL;
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (row->cards)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    fill_cell (cell, NULL);
}

static gboolean
resize_cb (gpointer user_data)
{
  LapelGroupedGrid *self = user_data;

  self->resize = 0;
  if (self->strips != NULL)
    lapel_strips_set_columns (self->strips, self->columns);
  return G_SOURCE_REMOVE;
}

/* As a GtkGridView does it: as many columns as fit. Rows must not be changed while they are laid
 * out. */
static void
lapel_grouped_grid_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  LapelGroupedGrid *self = LAPEL_GROUPED_GRID (widget);
  unsigned int columns = lapel_card_count_columns (width - GRID_MARGIN);

  if (columns != self->columns)
    {
      self->columns = columns;
      if (self->resize == 0)
        self->resize = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_cb, self, NULL);
    }
  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
}

static void
lapel_grouped_grid_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (LAPEL_GROUPED_GRID (widget)->scroller, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static void
lapel_grouped_grid_dispose (GObject *object)
{
  LapelGroupedGrid *self = LAPEL_GROUPED_GRID (object);

  g_clear_handle_id (&self->resize, g_source_remove);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
      self->list = NULL;
    }
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->strips);
  g_clear_object (&self->choice);
  g_clear_object (&self->wallet);
  g_clear_pointer (&self->nameless, g_free);

  G_OBJECT_CLASS (lapel_grouped_grid_parent_class)->dispose (object);
}

static void
lapel_grouped_grid_class_init (LapelGroupedGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lapel_grouped_grid_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = lapel_grouped_grid_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = lapel_grouped_grid_measure;

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
lapel_grouped_grid_init (LapelGroupedGrid *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (NULL, NULL);

  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_VIEW (list);
  self->nameless = g_strdup ("");
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_widget_add_css_class (list, "groups");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Credentials"), -1);
  /* Never a bar, and never so wide that the window could not be made narrower. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), list);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
lapel_grouped_grid_set_wallet (LapelGroupedGrid *self,
                               LapelWallet      *wallet,
                               LapelChoice      *choice)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (LAPEL_IS_GROUPED_GRID (self));
  g_return_if_fail (self->wallet == NULL);

  self->wallet = g_object_ref (wallet);
  self->choice = g_object_ref (choice);
  self->strips = lapel_strips_new (lapel_entry_list_get_groups (lapel_wallet_get_entries (wallet)));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->strips)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

void
lapel_grouped_grid_set_nameless (LapelGroupedGrid *self,
                                 const char       *text)
{
  g_return_if_fail (LAPEL_IS_GROUPED_GRID (self));

  g_free (self->nameless);
  self->nameless = g_strdup (text);
}
