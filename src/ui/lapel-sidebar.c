/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-sidebar.h"

#include <glib/gi18n.h>

struct _LapelSidebar
{
  AdwBin parent_instance;

  /* template children */
  GtkListBox *list;

  /* borrowed: rows of the list */
  LapelSidebarRow *credentials;
  LapelSidebarRow *progress;
  LapelSidebarRow *expiring;
  LapelSidebarRow *bin;
  GtkListBoxRow *new_collection;

  /* owned */
  GPtrArray *collections; /* (element-type LapelSidebarRow): borrowed rows, in order */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelSidebar, lapel_sidebar, ADW_TYPE_BIN)

static void
row_activated_cb (LapelSidebar  *self,
                  GtkListBoxRow *row)
{
  if (row == self->new_collection)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-collection", NULL);
  else
    g_signal_emit (self, signals[SIGNAL_PICKED], 0,
                   lapel_sidebar_row_get_view (LAPEL_SIDEBAR_ROW (row)),
                   lapel_sidebar_row_get_id (LAPEL_SIDEBAR_ROW (row)));
}

/* The heading over the first row of a section; (nullable) */
static const char *
find_heading (LapelSidebar  *self,
              GtkListBoxRow *row,
              GtkListBoxRow *before)
{
  gboolean collection =
      row == self->new_collection ||
      (LAPEL_IS_SIDEBAR_ROW (row) &&
       lapel_sidebar_row_get_view (LAPEL_SIDEBAR_ROW (row)) == LAPEL_VIEW_COLLECTION);

  if (row == GTK_LIST_BOX_ROW (self->expiring))
    return _ ("Needs attention");
  if (collection && (before == NULL || lapel_sidebar_row_get_view (LAPEL_SIDEBAR_ROW (before)) !=
                                           LAPEL_VIEW_COLLECTION))
    return _ ("Collections");
  return NULL;
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  LapelSidebar *self = user_data;
  const char *heading = find_heading (self, row, before);
  GtkWidget *label = heading != NULL ? gtk_label_new (heading) : NULL;

  if (label != NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "sidebar-heading");
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
    }
  else if (row == GTK_LIST_BOX_ROW (self->bin))
    label = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_list_box_row_set_header (row, label);
}

static LapelSidebarRow *
add_row (LapelSidebar *self,
         LapelView     view,
         const char   *icon,
         const char   *name)
{
  GtkWidget *row = lapel_sidebar_row_new (view, 0, icon, name);

  gtk_list_box_append (self->list, row);
  return LAPEL_SIDEBAR_ROW (row);
}

static void
add_new_collection (LapelSidebar *self)
{
  GtkWidget *row =
      lapel_sidebar_row_new (LAPEL_VIEW_CREDENTIALS, 0, "list-add-symbolic", _ ("New Collection…"));

  self->new_collection = GTK_LIST_BOX_ROW (row);
  gtk_list_box_row_set_selectable (self->new_collection, FALSE);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_append (self->list, row);
}

static void
lapel_sidebar_dispose (GObject *object)
{
  LapelSidebar *self = LAPEL_SIDEBAR (object);

  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  g_clear_pointer (&self->collections, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_sidebar_parent_class)->dispose (object);
}

static void
lapel_sidebar_class_init (LapelSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_sidebar_dispose;

  signals[SIGNAL_PICKED] =
      g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/lapel/Lapel/lapel-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lapel_sidebar_init (LapelSidebar *self)
{
  self->collections = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->credentials =
      add_row (self, LAPEL_VIEW_CREDENTIALS, "view-grid-symbolic", _ ("Credentials"));
  self->progress = add_row (self, LAPEL_VIEW_PROGRESS, "lapel-progress-symbolic", _ ("Progress"));
  self->expiring =
      add_row (self, LAPEL_VIEW_EXPIRING, "lapel-expiring-symbolic", _ ("Expiring soon"));
  gtk_widget_set_visible (GTK_WIDGET (self->expiring), FALSE);
  add_new_collection (self);
  self->bin = add_row (self, LAPEL_VIEW_BIN, "user-trash-symbolic", _ ("Bin"));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

static gboolean
is_same (LapelSidebar *self,
         GPtrArray    *collections)
{
  if (self->collections->len != collections->len)
    return FALSE;
  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);
      LapelSidebarRow *row = g_ptr_array_index (self->collections, i);

      if (lapel_sidebar_row_get_id (row) != collection->id ||
          !g_str_equal (lapel_sidebar_row_get_name (row), collection->name))
        return FALSE;
    }
  return TRUE;
}

/* The rows of the collections stand before the one that makes a new one. */
static void
show_collections (LapelSidebar *self,
                  GPtrArray    *collections)
{
  LapelSidebarRow *selected = LAPEL_SIDEBAR_ROW (gtk_list_box_get_selected_row (self->list));
  gint64 id = selected != NULL ? lapel_sidebar_row_get_id (selected) : 0;

  for (unsigned int i = 0; i < self->collections->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->collections, i));
  g_ptr_array_set_size (self->collections, 0);

  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);
      GtkWidget *row = lapel_sidebar_row_new (LAPEL_VIEW_COLLECTION, collection->id,
                                              "lapel-collection-symbolic", collection->name);

      gtk_list_box_insert (self->list, row, gtk_list_box_row_get_index (self->new_collection));
      g_ptr_array_add (self->collections, row);
    }
  if (id != 0)
    lapel_sidebar_select (self, LAPEL_VIEW_COLLECTION, id);
}

/* How many lie in each: an empty one has no facet. */
static void
count_collections (LapelSidebar   *self,
                   LapelEntryList *entries)
{
  g_autoptr (GArray) facets = lapel_entry_list_list_facets (entries, LAPEL_FACET_COLLECTION);

  for (unsigned int i = 0; i < self->collections->len; i++)
    {
      LapelSidebarRow *row = g_ptr_array_index (self->collections, i);
      unsigned int count = 0;

      for (unsigned int k = 0; k < facets->len; k++)
        if (g_array_index (facets, LapelFacet, k).number == lapel_sidebar_row_get_id (row))
          count = g_array_index (facets, LapelFacet, k).count;
      lapel_sidebar_row_set_count (row, count);
    }
}

void
lapel_sidebar_update (LapelSidebar *self,
                      LapelWallet  *wallet)
{
  LapelEntryList *entries;
  GPtrArray *collections;
  unsigned int expiring;

  g_return_if_fail (LAPEL_IS_SIDEBAR (self));

  entries = lapel_wallet_get_entries (wallet);
  collections = lapel_wallet_get_collections (wallet);
  expiring = lapel_entry_list_count_expiring (entries, g_get_real_time ());
  lapel_sidebar_row_set_count (self->credentials,
                               lapel_entry_list_count (entries, LAPEL_FILTER_ALL));
  lapel_sidebar_row_set_count (self->progress, lapel_wallet_get_standings (wallet)->len);
  lapel_sidebar_row_set_count (self->expiring, expiring);
  gtk_widget_set_visible (GTK_WIDGET (self->expiring),
                          expiring > 0 ||
                              gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (self->expiring)));
  if (!is_same (self, collections))
    show_collections (self, collections);
  count_collections (self, entries);
}

void
lapel_sidebar_select (LapelSidebar *self,
                      LapelView     view,
                      gint64        id)
{
  GtkListBoxRow *row;

  g_return_if_fail (LAPEL_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (row != self->new_collection &&
        lapel_sidebar_row_get_view (LAPEL_SIDEBAR_ROW (row)) == view &&
        lapel_sidebar_row_get_id (LAPEL_SIDEBAR_ROW (row)) == id)
      break;
  gtk_list_box_select_row (self->list, row);
}
