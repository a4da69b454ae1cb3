/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-credentials-page.h"

#include "lapel-card.h"
#include "lapel-stack.h"

#include <glib/gi18n.h>

struct _LapelCredentialsPage
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *wide_place;
  GtkScrolledWindow *narrow_place;
  GtkWidget *filters;
  GtkButton *filter_all;
  GtkButton *filter_verified;
  GtkButton *filter_attention;
  GtkWidget *select_button;
  GtkActionBar *action_bar;
  GtkWidget *sort_button;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkGridView *grid;
  GtkLabel *chosen_label;

  gboolean folded;

  /* owned */
  LapelWallet *wallet;
  GSettings *settings;
  GSimpleActionGroup *actions;
  GHashTable *chosen; /* ids (gint64) of the entries with a check mark */
  GPtrArray *cards;   /* borrowed: the grid's, to mark them */
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelCredentialsPage, lapel_credentials_page, ADW_TYPE_BIN)

static const char *const filter_names[] = {
  [LAPEL_FILTER_ALL] = "all",
  [LAPEL_FILTER_VERIFIED] = "verified",
  [LAPEL_FILTER_ATTENTION] = "attention",
};

static gboolean
is_choosing (LapelCredentialsPage *self)
{
  return gtk_action_bar_get_revealed (self->action_bar);
}

static void
set_choosing (LapelCredentialsPage *self,
              gboolean              choosing)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "choose",
                                      g_variant_new_boolean (choosing));
}

static void
mark_card (LapelCredentialsPage *self,
           LapelCard            *card)
{
  LapelRecord *record = lapel_card_get_record (card);

  if (record != NULL)
    lapel_card_set_selected (card, is_choosing (self),
                             g_hash_table_contains (self->chosen, &record->id));
}

static void
set_action_enabled (LapelCredentialsPage *self,
                    const char           *name,
                    gboolean              enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_chosen (LapelCredentialsPage *self)
{
  unsigned int n = g_hash_table_size (self->chosen);
  g_autofree char *text = NULL;

  /* Translators: under the grid while choosing several credentials */
  text = n == 0 ? g_strdup (_ ("Choose credentials"))
                : g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);
  gtk_label_set_text (self->chosen_label, text);
  set_action_enabled (self, "share-chosen", n > 0);
  set_action_enabled (self, "remove-chosen", n > 0);

  for (unsigned int i = 0; i < self->cards->len; i++)
    mark_card (self, self->cards->pdata[i]);
}

static void
update_stack (LapelCredentialsPage *self)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);
  const char *name = "grid";

  if (lapel_entry_list_count (entries, LAPEL_FILTER_ALL) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (entries)) == 0)
    name = "nothing";

  lapel_stack_show (self->stack, name, GTK_STACK_TRANSITION_TYPE_NONE);
}

static void
search_changed_cb (LapelCredentialsPage *self)
{
  if (self->wallet == NULL)
    return;

  lapel_entry_list_set_search (lapel_wallet_get_entries (self->wallet),
                               gtk_editable_get_text (self->search_entry));
  update_stack (self);
}

static void
choosing_changed_cb (GSimpleAction *action,
                     GVariant      *value,
                     gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;

  g_simple_action_set_state (action, value);
  gtk_action_bar_set_revealed (self->action_bar, g_variant_get_boolean (value));
  g_hash_table_remove_all (self->chosen);
  update_chosen (self);
}

static void
toggle_chosen (LapelCredentialsPage *self,
               gint64                id)
{
  if (!g_hash_table_remove (self->chosen, &id))
    g_hash_table_add (self->chosen, g_memdup2 (&id, sizeof id));
  update_chosen (self);
}

static void
activated_cb (LapelCredentialsPage *self,
              unsigned int          position,
              GtkGridView          *grid)
{
  g_autoptr (LapelSlot) slot =
      g_list_model_get_item (G_LIST_MODEL (gtk_grid_view_get_model (grid)), position);
  LapelRecord *record = slot != NULL ? lapel_slot_get_record (slot) : NULL;

  if (record == NULL)
    return;

  if (is_choosing (self))
    toggle_chosen (self, record->id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "x", record->id);
}

/* Enter in the search opens the first that was found. */
static void
search_activated_cb (LapelCredentialsPage *self)
{
  search_changed_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (gtk_grid_view_get_model (self->grid))) > 0)
    activated_cb (self, 0, self->grid);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          LapelCredentialsPage     *self)
{
  GtkWidget *card = lapel_card_new (self->wallet);

  gtk_list_item_set_child (item, card);
  g_ptr_array_add (self->cards, card);
}

static void
record_changed_cb (LapelSlot  *slot,
                   GParamSpec *pspec,
                   LapelCard  *card)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (card), LAPEL_TYPE_CREDENTIALS_PAGE);

  if (page != NULL)
    mark_card (LAPEL_CREDENTIALS_PAGE (page), card);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LapelCredentialsPage     *self)
{
  LapelCard *card = LAPEL_CARD (gtk_list_item_get_child (item));
  LapelSlot *slot = gtk_list_item_get_item (item);

  lapel_card_set_slot (card, slot);
  g_signal_connect_object (slot, "notify::record", G_CALLBACK (record_changed_cb), card, 0);
  mark_card (self, card);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LapelCredentialsPage     *self)
{
  LapelCard *card = LAPEL_CARD (gtk_list_item_get_child (item));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_changed_cb, card);
  lapel_card_set_slot (card, NULL);
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             LapelCredentialsPage     *self)
{
  g_ptr_array_remove_fast (self->cards, gtk_list_item_get_child (item));
}

static void
filter_changed_cb (GSimpleAction *action,
                   GVariant      *value,
                   gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;

  for (unsigned int i = 0; i < G_N_ELEMENTS (filter_names); i++)
    if (g_str_equal (filter_names[i], g_variant_get_string (value, NULL)))
      {
        g_simple_action_set_state (action, value);
        if (self->wallet == NULL)
          return;

        lapel_entry_list_set_filter (lapel_wallet_get_entries (self->wallet), (LapelFilter) i);
        update_stack (self);
      }
}

static void
show_all_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;

  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "filter",
                                      g_variant_new_string ("all"));
}

static void
share_chosen_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;
  g_autoptr (GArray) ids = lapel_credentials_page_get_chosen (self);
  GVariant *entries =
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.share", "(@axas)", entries, NULL);
  set_choosing (self, FALSE);
}

static void
remove_chosen_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;
  g_autoptr (GArray) ids = lapel_credentials_page_get_chosen (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.remove", "@ax",
                              g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len,
                                                         sizeof (gint64)));
  set_choosing (self, FALSE);
}

static void
sort_changed_cb (LapelCredentialsPage *self)
{
  if (self->wallet != NULL)
    lapel_entry_list_set_sort (lapel_wallet_get_entries (self->wallet),
                               (LapelSort) g_settings_get_enum (self->settings, "sort"));
}

/* The filters stand in the header bar, or below it where that is too narrow. */
static void
set_folded (LapelCredentialsPage *self,
            gboolean              folded)
{
  self->folded = folded;

  g_object_ref (self->filters);
  if (folded)
    {
      adw_bin_set_child (ADW_BIN (self->wide_place), NULL);
      gtk_scrolled_window_set_child (self->narrow_place, self->filters);
    }
  else
    {
      gtk_scrolled_window_set_child (self->narrow_place, NULL);
      adw_bin_set_child (ADW_BIN (self->wide_place), self->filters);
    }
  g_object_unref (self->filters);

  /* The menu has it too. */
  gtk_widget_set_visible (self->select_button,
                          !folded && gtk_widget_get_visible (self->sort_button));
}

/* Typing anywhere on this page searches; on another page it must not. */
static void
lapel_credentials_page_map (GtkWidget *widget)
{
  LapelCredentialsPage *self = LAPEL_CREDENTIALS_PAGE (widget);

  GTK_WIDGET_CLASS (lapel_credentials_page_parent_class)->map (widget);
  gtk_search_bar_set_key_capture_widget (self->search_bar,
                                         GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
lapel_credentials_page_unmap (GtkWidget *widget)
{
  LapelCredentialsPage *self = LAPEL_CREDENTIALS_PAGE (widget);

  gtk_search_bar_set_key_capture_widget (self->search_bar, NULL);
  GTK_WIDGET_CLASS (lapel_credentials_page_parent_class)->unmap (widget);
}

static void
lapel_credentials_page_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_CREDENTIALS_PAGE (object)->folded);
}

static void
lapel_credentials_page_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  LapelCredentialsPage *self = LAPEL_CREDENTIALS_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;

  set_folded (self, g_value_get_boolean (value));
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_credentials_page_dispose (GObject *object)
{
  LapelCredentialsPage *self = LAPEL_CREDENTIALS_PAGE (object);

  if (self->grid != NULL)
    {
      gtk_grid_view_set_model (self->grid, NULL);
      gtk_grid_view_set_factory (self->grid, NULL);
      self->grid = NULL;
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "credentials", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->wallet);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_credentials_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, wide_place);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, narrow_place);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, filter_all);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, filter_verified);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, filter_attention);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
lapel_credentials_page_class_init (LapelCredentialsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_credentials_page_get_property;
  object_class->set_property = lapel_credentials_page_set_property;
  object_class->dispose = lapel_credentials_page_dispose;
  widget_class->map = lapel_credentials_page_map;
  widget_class->unmap = lapel_credentials_page_unmap;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
}

static void
add_actions (LapelCredentialsPage *self)
{
  static const GActionEntry entries[] = {
    { "filter", NULL, "s", "'all'", filter_changed_cb, { 0 } },
    { "choose", NULL, NULL, "false", choosing_changed_cb, { 0 } },
    { "show-all", show_all_cb, NULL, NULL, NULL, { 0 } },
    { "share-chosen", share_chosen_cb, NULL, NULL, NULL, { 0 } },
    { "remove-chosen", remove_chosen_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GAction) sort = g_settings_create_action (self->settings, "sort");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), sort);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "credentials", G_ACTION_GROUP (self->actions));
}

static void
lapel_credentials_page_init (LapelCredentialsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->settings = g_settings_new (LAPEL_APP_ID);
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cards = g_ptr_array_new ();
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (self->settings, "changed::sort", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), self);
  gtk_grid_view_set_factory (self->grid, factory);
  update_chosen (self);
}

void
lapel_credentials_page_set_wallet (LapelCredentialsPage *self,
                                   LapelWallet          *wallet)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self));
  g_return_if_fail (self->wallet == NULL);

  self->wallet = g_object_ref (wallet);
  sort_changed_cb (self);
  selection =
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (lapel_wallet_get_entries (wallet))));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
}

/* @label: (transfer full) */
static void
take_label (GtkButton *button,
            char      *label)
{
  gtk_button_set_label (button, label);
  g_free (label);
}

void
lapel_credentials_page_update (LapelCredentialsPage *self)
{
  LapelEntryList *entries;
  gboolean any;

  g_return_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self));

  entries = lapel_wallet_get_entries (self->wallet);
  any = lapel_entry_list_count (entries, LAPEL_FILTER_ALL) > 0;
  /* Translators: the filters above the grid, each with how many credentials it shows */
  take_label (self->filter_all,
              g_strdup_printf (_ ("All %u"), lapel_entry_list_count (entries, LAPEL_FILTER_ALL)));
  take_label (self->filter_verified,
              g_strdup_printf (_ ("Verified %u"),
                               lapel_entry_list_count (entries, LAPEL_FILTER_VERIFIED)));
  /* Translators: credentials that are expired, revoked, not genuine or could not be checked */
  take_label (self->filter_attention,
              g_strdup_printf (_ ("Needs a look %u"),
                               lapel_entry_list_count (entries, LAPEL_FILTER_ATTENTION)));
  gtk_widget_set_visible (self->filters, any);
  gtk_widget_set_visible (self->sort_button, any);
  gtk_widget_set_visible (self->select_button, any && !self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), any);
  update_stack (self);
}

void
lapel_credentials_page_start_search (LapelCredentialsPage *self)
{
  g_return_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

gboolean
lapel_credentials_page_escape (LapelCredentialsPage *self)
{
  g_return_val_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self), FALSE);

  if (is_choosing (self))
    set_choosing (self, FALSE);
  else if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    return FALSE;

  return TRUE;
}

GArray *
lapel_credentials_page_get_chosen (LapelCredentialsPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkRoot *root;
  GtkWidget *focus;
  GtkWidget *card;
  GHashTableIter iter;
  gint64 *id;

  g_return_val_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self), ids);

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_array_append_val (ids, *id);
  if (is_choosing (self))
    return ids;

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  if (card != NULL && LAPEL_IS_CARD (card) && lapel_card_get_record (LAPEL_CARD (card)) != NULL)
    g_array_append_val (ids, lapel_card_get_record (LAPEL_CARD (card))->id);
  return ids;
}
