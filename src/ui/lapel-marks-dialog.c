/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-marks-dialog.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelMarksDialog
{
  AdwWindow parent_instance;

  /* template children */
  AdwToastOverlay *toasts;
  AdwPreferencesGroup *group;
  GtkEditable *new_name;

  LapelMarks marks;
  gboolean updating; /* the check marks follow the wallet */

  /* owned */
  LapelWallet *wallet;
  GArray *ids;     /* of gint64 */
  GPtrArray *rows; /* (element-type Mark) */
};

G_DEFINE_FINAL_TYPE (LapelMarksDialog, lapel_marks_dialog, ADW_TYPE_WINDOW)

/* One row: a tag, or a collection. */
typedef struct
{
  LapelMarksDialog *dialog; /* borrowed */
  GtkWidget *row;           /* borrowed */
  GtkCheckButton *check;    /* borrowed */
  char *name;
  gint64 collection;
} Mark;

static void
mark_free (Mark *self)
{
  g_free (self->name);
  g_free (self);
}

static void
show_error (LapelMarksDialog *self,
            const GError     *error)
{
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  if (self->wallet == NULL) /* it was closed */
    return;
  words = lapel_words_error (error);
  markup = g_markup_escape_text (words, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LapelMarksDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lapel_wallet_change_finish (LAPEL_WALLET (source), result, &error))
    show_error (self, error);
}

static void
toggled_cb (GtkCheckButton *check,
            Mark           *mark)
{
  LapelMarksDialog *self = mark->dialog;
  gboolean add = gtk_check_button_get_active (check);

  if (self->updating)
    return;
  gtk_check_button_set_inconsistent (check, FALSE);
  if (self->marks == LAPEL_MARKS_TAGS)
    lapel_wallet_tag_async (self->wallet, self->ids, mark->name, add, NULL, changed_cb,
                            g_object_ref (self));
  else
    lapel_wallet_collect_async (self->wallet, self->ids, mark->collection, add, NULL, changed_cb,
                                g_object_ref (self));
}

/* A new collection is there: now it gets what it was made for. */
static void
collection_made_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (LapelMarksDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = lapel_wallet_change_collection_finish (LAPEL_WALLET (source), result, &error);

  if (id < 0)
    show_error (self, error);
  else
    lapel_wallet_collect_async (LAPEL_WALLET (source), self->ids, id, TRUE, NULL, changed_cb,
                                g_object_ref (self));
}

static void
apply_cb (LapelMarksDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->new_name)));

  if (*name == '\0')
    return;
  gtk_editable_set_text (self->new_name, "");
  if (self->marks == LAPEL_MARKS_TAGS)
    lapel_wallet_tag_async (self->wallet, self->ids, name, TRUE, NULL, changed_cb,
                            g_object_ref (self));
  else
    lapel_wallet_change_collection_async (self->wallet, LAPEL_COLLECTION_ADD, 0, name, 0, NULL,
                                          collection_made_cb, g_object_ref (self));
}

static void
add_row (LapelMarksDialog *self,
         const char       *name,
         gint64            collection)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->dialog = self;
  mark->name = g_strdup (name);
  mark->collection = collection;
  mark->row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", name, NULL);
  mark->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (mark->check), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (mark->row), GTK_WIDGET (mark->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (mark->row), GTK_WIDGET (mark->check));
  g_signal_connect (mark->check, "toggled", G_CALLBACK (toggled_cb), mark);
  adw_preferences_group_add (self->group, mark->row);
  g_ptr_array_add (self->rows, mark);
}

static void
add_rows (LapelMarksDialog *self)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);

  if (self->marks == LAPEL_MARKS_TAGS)
    {
      g_autoptr (GArray) facets = lapel_entry_list_list_facets (entries, LAPEL_FACET_TAG);

      for (unsigned int i = 0; i < facets->len; i++)
        add_row (self, g_array_index (facets, LapelFacet, i).name, 0);
    }
  else
    {
      GPtrArray *collections = lapel_wallet_get_collections (self->wallet);

      for (unsigned int i = 0; i < collections->len; i++)
        {
          const LapelCollection *collection = g_ptr_array_index (collections, i);

          add_row (self, collection->name, collection->id);
        }
    }
}

/* For how many of the chosen credentials the mark holds. */
static unsigned int
count_marked (LapelMarksDialog *self,
              const Mark       *mark)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);
  unsigned int count = 0;

  for (unsigned int i = 0; i < self->ids->len; i++)
    {
      const LapelRecord *record =
          lapel_entry_list_find (entries, g_array_index (self->ids, gint64, i));

      if (record != NULL &&
          (self->marks == LAPEL_MARKS_TAGS ? lapel_record_has_tag (record, mark->name)
                                           : lapel_record_is_in (record, mark->collection)))
        count++;
    }
  return count;
}

/* Rows only come and go with tags and collections; a check mark that was just set stays where it
 * is, and so does the focus. */
static gboolean
is_complete (LapelMarksDialog *self)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);
  g_autoptr (GArray) tags = NULL;

  if (self->marks == LAPEL_MARKS_COLLECTIONS)
    return self->rows->len == lapel_wallet_get_collections (self->wallet)->len;
  tags = lapel_entry_list_list_facets (entries, LAPEL_FACET_TAG);
  return tags->len <= self->rows->len;
}

static void
wallet_changed_cb (LapelMarksDialog *self)
{
  self->updating = TRUE;
  if (self->rows->len == 0 || !is_complete (self))
    {
      for (unsigned int i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->group, ((Mark *) self->rows->pdata[i])->row);
      g_ptr_array_set_size (self->rows, 0);
      add_rows (self);
    }
  for (unsigned int i = 0; i < self->rows->len; i++)
    {
      Mark *mark = self->rows->pdata[i];
      unsigned int count = count_marked (self, mark);

      gtk_check_button_set_active (mark->check, count > 0 && count == self->ids->len);
      gtk_check_button_set_inconsistent (mark->check, count > 0 && count < self->ids->len);
    }
  self->updating = FALSE;
}

static void
lapel_marks_dialog_dispose (GObject *object)
{
  LapelMarksDialog *self = LAPEL_MARKS_DIALOG (object);

  self->updating = TRUE;
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_marks_dialog_parent_class)->dispose (object);
}

static void
lapel_marks_dialog_finalize (GObject *object)
{
  LapelMarksDialog *self = LAPEL_MARKS_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (lapel_marks_dialog_parent_class)->finalize (object);
}

static void
lapel_marks_dialog_class_init (LapelMarksDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_marks_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lapel_marks_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-marks-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelMarksDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, LapelMarksDialog, group);
  gtk_widget_class_bind_template_child (widget_class, LapelMarksDialog, new_name);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
lapel_marks_dialog_init (LapelMarksDialog *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lapel_marks_dialog_new (GtkWindow   *parent,
                        LapelWallet *wallet,
                        LapelMarks   marks,
                        GArray      *ids)
{
  LapelMarksDialog *self = g_object_new (LAPEL_TYPE_MARKS_DIALOG, "transient-for", parent, NULL);
  gboolean tags = marks == LAPEL_MARKS_TAGS;

  self->wallet = g_object_ref (wallet);
  self->marks = marks;
  self->ids = g_array_ref (ids);
  gtk_window_set_title (GTK_WINDOW (self), tags ? _ ("Tags") : _ ("Collections"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_name),
                                 tags ? _ ("New tag") : _ ("New collection"));
  g_signal_connect_object (wallet, "changed", G_CALLBACK (wallet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  wallet_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_name));
  return GTK_WIDGET (self);
}
