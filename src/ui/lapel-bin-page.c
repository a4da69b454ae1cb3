/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-bin-page.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelBinPage
{
  AdwBin parent_instance;

  /* template children */
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *empty_button;

  gboolean folded;

  /* owned */
  LapelWallet *wallet;
  LapelEntryList *entries;   /* of what lies in the bin */
  GCancellable *cancellable; /* of the last reading; cancelled in dispose */
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelBinPage, lapel_bin_page, ADW_TYPE_BIN)

/* The row of one credential, as long as it stands there. */
typedef struct
{
  LapelBinPage *page; /* borrowed */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *restore;
  GtkWidget *remove;
  LapelSlot *slot; /* (nullable): borrowed while bound */
} Row;

static GArray *
single (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  return ids;
}

static void
show_error (GtkWidget    *widget,
            const char   *heading,
            const GError *error)
{
  g_autofree char *words = lapel_words_error (error);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
emptied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LapelBinPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lapel_wallet_change_finish (LAPEL_WALLET (source), result, &error))
    lapel_bin_page_update (self);
  else if (self->wallet != NULL)
    show_error (GTK_WIDGET (self), _ ("Could not be removed"), error);
}

/* What is asked about before it is removed for good. */
typedef struct
{
  LapelBinPage *page; /* owned */
  GArray *ids;        /* (nullable): all of it */
} Doomed;

static void
doomed_free (Doomed *self)
{
  g_object_unref (self->page);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Doomed           *doomed)
{
  if (g_str_equal (response, "remove") && doomed->page->wallet != NULL)
    lapel_wallet_empty_bin_async (doomed->page->wallet, doomed->ids, NULL, emptied_cb,
                                  g_object_ref (doomed->page));
}

/* @ids: (transfer full) (nullable) */
static void
ask (LapelBinPage *self,
     GArray       *ids,
     const char   *heading)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Doomed *doomed = g_new0 (Doomed, 1);

  doomed->page = g_object_ref (self);
  doomed->ids = ids;
  adw_message_dialog_set_body (dialog,
                               _ ("The files and everything that was checked about them are "
                                  "deleted. This cannot be undone."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "remove", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), doomed,
                         (GClosureNotify) (GCallback) doomed_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
empty_cb (LapelBinPage *self)
{
  ask (self, NULL, _ ("Empty the bin?"));
}

static void
remove_cb (Row *row)
{
  if (row->slot != NULL)
    ask (row->page, single (lapel_slot_get_record (row->slot)->id), _ ("Delete for good?"));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LapelBinPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lapel_wallet_remove_finish (LAPEL_WALLET (source), result, &error) && self->wallet != NULL)
    show_error (GTK_WIDGET (self), _ ("Could not be brought back"), error);
}

static void
restore_cb (Row *row)
{
  g_autoptr (GArray) ids = NULL;

  if (row->slot == NULL)
    return;
  ids = single (lapel_slot_get_record (row->slot)->id);
  lapel_wallet_remove_async (row->page->wallet, ids, TRUE, NULL, restored_cb,
                             g_object_ref (row->page));
}

static void
set_name (GtkWidget  *button,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_record_cb (Row *row)
{
  const LapelRecord *record = row->slot != NULL ? lapel_slot_get_record (row->slot) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *restore = NULL;
  g_autofree char *remove = NULL;

  if (record == NULL)
    return;
  date = lapel_words_date (record->binned);
  title = lapel_words_title (record->title);
  /* Translators: who issued it, and when it was thrown away */
  subtitle = record->issuer_name != NULL
                 ? g_strdup_printf (_ ("%1$s · removed %2$s"), record->issuer_name, date)
                 : g_strdup_printf (_ ("Removed %s"), date);
  gtk_label_set_text (row->title, title);
  gtk_label_set_text (row->subtitle, subtitle);
  /* Translators: %s is the title of a credential */
  restore = g_strdup_printf (_ ("Put back %s"), title);
  /* Translators: %s is the title of a credential */
  remove = g_strdup_printf (_ ("Delete %s for good"), title);
  set_name (row->restore, restore);
  set_name (row->remove, remove);
}

static GtkWidget *
new_button (Row        *row,
            const char *label,
            GCallback   clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, row);
  return button;
}

static GtkLabel *
new_label (GtkBox     *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          LapelBinPage             *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->page = self;
  row->title = new_label (GTK_BOX (texts), NULL);
  row->subtitle = new_label (GTK_BOX (texts), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->subtitle), "caption");
  row->restore = new_button (row, _ ("Put Back"), G_CALLBACK (restore_cb));
  row->remove = new_button (row, "", G_CALLBACK (remove_cb));
  gtk_button_set_icon_name (GTK_BUTTON (row->remove), "user-trash-symbolic");
  gtk_widget_set_tooltip_text (row->remove, _ ("Delete for good"));
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), row->restore);
  gtk_box_append (GTK_BOX (box), row->remove);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LapelBinPage             *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");

  row->slot = gtk_list_item_get_item (item);
  g_signal_connect_swapped (row->slot, "notify::record", G_CALLBACK (show_record_cb), row);
  show_record_cb (row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LapelBinPage             *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");

  g_signal_handlers_disconnect_by_func (row->slot, show_record_cb, row);
  row->slot = NULL;
}

static void
lapel_bin_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_BIN_PAGE (object)->folded);
}

static void
lapel_bin_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LapelBinPage *self = LAPEL_BIN_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;
  self->folded = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_bin_page_dispose (GObject *object)
{
  LapelBinPage *self = LAPEL_BIN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
      self->list = NULL;
    }
  g_clear_object (&self->entries);
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_bin_page_parent_class)->dispose (object);
}

static void
lapel_bin_page_class_init (LapelBinPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_bin_page_get_property;
  object_class->set_property = lapel_bin_page_set_property;
  object_class->dispose = lapel_bin_page_dispose;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/lapel/Lapel/lapel-bin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelBinPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LapelBinPage, list);
  gtk_widget_class_bind_template_child (widget_class, LapelBinPage, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
}

static void
lapel_bin_page_init (LapelBinPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->entries = lapel_entry_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->entries)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

void
lapel_bin_page_set_wallet (LapelBinPage *self,
                           LapelWallet  *wallet)
{
  g_return_if_fail (LAPEL_IS_BIN_PAGE (self));
  g_return_if_fail (self->wallet == NULL);

  self->wallet = g_object_ref (wallet);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelBinPage *self = user_data; /* gone if it was cancelled */
  g_autoptr (GPtrArray) records =
      lapel_wallet_list_bin_finish (LAPEL_WALLET (source), result, &error);

  if (records == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (GTK_WIDGET (self), _ ("The bin could not be read"), error);
      return;
    }
  lapel_entry_list_set_records (self->entries, records);
  gtk_stack_set_visible_child_name (self->stack, records->len > 0 ? "list" : "empty");
  gtk_widget_set_sensitive (self->empty_button, records->len > 0);
}

void
lapel_bin_page_update (LapelBinPage *self)
{
  g_return_if_fail (LAPEL_IS_BIN_PAGE (self));

  if (self->wallet == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lapel_wallet_list_bin_async (self->wallet, self->cancellable, listed_cb, self);
}
