/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-credentials-page-private.h"

#include "lapel-card.h"
#include "lapel-stack.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelCredentialsPage, lapel_credentials_page, ADW_TYPE_BIN)

static gboolean
is_grouped (LapelCredentialsPage *self)
{
  return g_settings_get_enum (self->settings, "grouping") != LAPEL_GROUPING_NONE;
}

/* What is missing, and why: an empty collection is another thing than words that nobody wrote. */
static void
describe_nothing (LapelCredentialsPage *self)
{
  gboolean searching = *gtk_editable_get_text (self->search_entry) != '\0';

  if (!searching && !lapel_filter_button_is_active (self->filter_button) &&
      lapel_choice_get_collection (self->choice) != 0)
    {
      adw_status_page_set_title (self->nothing, _ ("An empty collection"));
      adw_status_page_set_description (self->nothing,
                                       _ ("Drag credentials onto its name, or choose some and add "
                                          "them to a collection."));
      return;
    }
  adw_status_page_set_title (self->nothing, _ ("Nothing found"));
  adw_status_page_set_description (
      self->nothing, searching ? _ ("No credential has all these words. Try fewer, or show all "
                                    "credentials.")
                               : _ ("No credential is like this. Show all of them again."));
}

void
lapel_credentials_page_update_stack (LapelCredentialsPage *self)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);
  const char *name = is_grouped (self) ? "groups" : "grid";

  if (lapel_entry_list_count (entries, LAPEL_FILTER_ALL) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (entries)) == 0)
    {
      describe_nothing (self);
      name = "nothing";
    }

  lapel_stack_show (self->stack, name, GTK_STACK_TRANSITION_TYPE_NONE);
}

static void
criteria_changed_cb (LapelCredentialsPage *self)
{
  LapelCriteria criteria = { 0 };

  if (self->wallet == NULL)
    return;

  criteria.now = g_get_real_time ();
  criteria.expiring = self->expiring;
  criteria.collection = lapel_choice_get_collection (self->choice);
  lapel_filter_button_get_criteria (self->filter_button, &criteria);
  lapel_entry_list_set_criteria (lapel_wallet_get_entries (self->wallet), &criteria);
  lapel_credentials_page_update_stack (self);
}

static void
search_changed_cb (LapelCredentialsPage *self)
{
  if (self->wallet == NULL)
    return;

  lapel_entry_list_set_search (lapel_wallet_get_entries (self->wallet),
                               gtk_editable_get_text (self->search_entry));
  lapel_credentials_page_update_stack (self);
}

static void
entry_activated_cb (LapelCredentialsPage *self,
                    gint64                id)
{
  if (lapel_credentials_page_is_choosing (self))
    lapel_choice_toggle (self->choice, id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "x", id);
}

static void
activated_cb (LapelCredentialsPage *self,
              unsigned int          position,
              GtkGridView          *grid)
{
  g_autoptr (LapelSlot) slot =
      g_list_model_get_item (G_LIST_MODEL (gtk_grid_view_get_model (grid)), position);
  LapelRecord *record = slot != NULL ? lapel_slot_get_record (slot) : NULL;

  if (record != NULL)
    entry_activated_cb (self, record->id);
}

static gboolean
fit_columns_cb (gpointer user_data)
{
  LapelCredentialsPage *self = user_data;
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->grid));

  self->fit = 0;
  gtk_grid_view_set_max_columns (self->grid, lapel_card_count_columns (
                                                 (int) gtk_adjustment_get_page_size (across)));
  return G_SOURCE_REMOVE;
}

/* A grid keeps thirty rows of as many cards as it may have columns, whether they fit or not, and
 * lays out each of them: so it may have no more than fit. They must not be changed while they are
 * laid out. */
static void
width_changed_cb (LapelCredentialsPage *self)
{
  if (self->fit == 0)
    self->fit = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_columns_cb, self, NULL);
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
  gtk_list_item_set_child (item, lapel_card_new (self->wallet, self->choice));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LapelCredentialsPage     *self)
{
  lapel_card_set_slot (LAPEL_CARD (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LapelCredentialsPage     *self)
{
  lapel_card_set_slot (LAPEL_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
sort_changed_cb (LapelCredentialsPage *self)
{
  if (self->wallet != NULL)
    lapel_entry_list_set_sort (lapel_wallet_get_entries (self->wallet),
                               (LapelSort) g_settings_get_enum (self->settings, "sort"));
}

static void
grouping_changed_cb (LapelCredentialsPage *self)
{
  LapelGrouping grouping = (LapelGrouping) g_settings_get_enum (self->settings, "grouping");

  if (self->wallet == NULL)
    return;
  lapel_entry_list_set_grouping (lapel_wallet_get_entries (self->wallet), grouping);
  lapel_grouped_grid_set_nameless (self->grouped, grouping == LAPEL_GROUPING_YEAR
                                                      /* Translators: a heading over credentials */
                                                      ? _ ("No date stated")
                                                      /* Translators: a heading over credentials */
                                                      : _ ("No issuer named"));
  lapel_credentials_page_update_stack (self);
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

/* (nullable): the card that has the focus */
static LapelCard *
find_focused (LapelCredentialsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return card != NULL && LAPEL_IS_CARD (card) ? LAPEL_CARD (card) : NULL;
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LapelCard *card = find_focused (LAPEL_CREDENTIALS_PAGE (widget));

  if (card != NULL)
    lapel_card_show_menu (card);
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

  g_clear_handle_id (&self->fit, g_source_remove);
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
  g_clear_object (&self->choice);

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
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, title);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, grouped);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, LapelCredentialsPage, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, criteria_changed_cb);
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

  g_type_ensure (LAPEL_TYPE_FILTER_BUTTON);
  g_type_ensure (LAPEL_TYPE_GROUPED_GRID);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "page.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "page.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "credentials.choose-all", NULL);
}

static void
lapel_credentials_page_init (LapelCredentialsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->settings = g_settings_new (LAPEL_APP_ID);
  self->choice = lapel_choice_new ();
  lapel_credentials_page_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (self->settings, "changed::sort", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::grouping", G_CALLBACK (grouping_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "changed",
                           G_CALLBACK (lapel_credentials_page_update_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_grid_view_set_factory (self->grid, factory);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->grid)),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lapel_credentials_page_update_chosen (self);
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
  lapel_grouped_grid_set_wallet (self->grouped, wallet, self->choice);
  grouping_changed_cb (self);
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
  lapel_filter_button_update (self->filter_button, entries);
  criteria_changed_cb (self);
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

  if (lapel_credentials_page_is_choosing (self))
    lapel_credentials_page_set_choosing (self, FALSE);
  else if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    return FALSE;

  return TRUE;
}

void
lapel_credentials_page_set_scope (LapelCredentialsPage *self,
                                  gboolean              expiring,
                                  gint64                collection,
                                  const char           *title)
{
  g_return_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self));

  adw_window_title_set_title (self->title, title);
  if (self->expiring == expiring && lapel_choice_get_collection (self->choice) == collection)
    return;

  self->expiring = expiring;
  lapel_choice_set_collection (self->choice, collection);
  lapel_credentials_page_set_choosing (self, FALSE);
  criteria_changed_cb (self);
}

GArray *
lapel_credentials_page_get_chosen (LapelCredentialsPage *self)
{
  GArray *ids;
  LapelCard *card;
  LapelRecord *record;

  g_return_val_if_fail (LAPEL_IS_CREDENTIALS_PAGE (self), NULL);

  ids = lapel_choice_list (self->choice);
  if (lapel_credentials_page_is_choosing (self))
    return ids;

  card = find_focused (self);
  record = card != NULL ? lapel_card_get_record (card) : NULL;
  if (record != NULL)
    g_array_append_val (ids, record->id);
  return ids;
}
