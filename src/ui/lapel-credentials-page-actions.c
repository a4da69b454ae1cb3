/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-credentials-page-private.h"

#include <glib/gi18n.h>

/* The actions of the grid's page: the quick filters, choosing several, and what is done with them.
 */

static const char *const filter_names[] = {
  [LAPEL_FILTER_ALL] = "all",
  [LAPEL_FILTER_VERIFIED] = "verified",
  [LAPEL_FILTER_ATTENTION] = "attention",
};

gboolean
lapel_credentials_page_is_choosing (LapelCredentialsPage *self)
{
  return lapel_choice_get_active (self->choice);
}

void
lapel_credentials_page_set_choosing (LapelCredentialsPage *self,
                                     gboolean              choosing)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "choose",
                                      g_variant_new_boolean (choosing));
}

static void
set_action_enabled (LapelCredentialsPage *self,
                    const char           *name,
                    gboolean              enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
lapel_credentials_page_update_chosen (LapelCredentialsPage *self)
{
  unsigned int n = lapel_choice_count (self->choice);
  g_autofree char *text = NULL;

  /* Translators: under the grid while choosing several credentials */
  text = n == 0 ? g_strdup (_ ("Choose credentials"))
                : g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);
  gtk_label_set_text (self->chosen_label, text);
  set_action_enabled (self, "share-chosen", n > 0);
  set_action_enabled (self, "remove-chosen", n > 0);
  set_action_enabled (self, "tag-chosen", n > 0);
  set_action_enabled (self, "collect-chosen", n > 0);
}

static void
choosing_changed_cb (GSimpleAction *action,
                     GVariant      *value,
                     gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;

  g_simple_action_set_state (action, value);
  gtk_action_bar_set_revealed (self->action_bar, g_variant_get_boolean (value));
  lapel_choice_set_active (self->choice, g_variant_get_boolean (value));
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
        lapel_credentials_page_update_stack (self);
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
  lapel_filter_button_clear (self->filter_button);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-credentials", NULL);
}

/* All that are shown. */
static void
choose_all_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;
  GListModel *entries = G_LIST_MODEL (lapel_wallet_get_entries (self->wallet));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned int i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (LapelSlot) slot = g_list_model_get_item (entries, i);

      g_array_append_val (ids, lapel_slot_get_record (slot)->id);
    }
  if (!lapel_credentials_page_is_choosing (self))
    lapel_credentials_page_set_choosing (self, TRUE);
  lapel_choice_add (self->choice, ids);
}

/* @name: an action of the window that takes "ax" */
static void
activate_for_chosen (LapelCredentialsPage *self,
                     const char           *name)
{
  g_autoptr (GArray) ids = lapel_credentials_page_get_chosen (self);

  if (ids->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), name, "@ax", lapel_choice_to_variant (ids));
}

static void
tag_chosen_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  activate_for_chosen (user_data, "win.edit-tags");
}

static void
collect_chosen_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  activate_for_chosen (user_data, "win.edit-collections");
}

static void
share_chosen_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;
  g_autoptr (GArray) ids = lapel_credentials_page_get_chosen (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.share", "(@axas)",
                              lapel_choice_to_variant (ids), NULL);
  lapel_credentials_page_set_choosing (self, FALSE);
}

static void
remove_chosen_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  LapelCredentialsPage *self = user_data;

  activate_for_chosen (self, "win.remove");
  lapel_credentials_page_set_choosing (self, FALSE);
}

void
lapel_credentials_page_add_actions (LapelCredentialsPage *self)
{
  static const GActionEntry entries[] = {
    { "filter", NULL, "s", "'all'", filter_changed_cb, { 0 } },
    { "choose", NULL, NULL, "false", choosing_changed_cb, { 0 } },
    { "show-all", show_all_cb, NULL, NULL, NULL, { 0 } },
    { "share-chosen", share_chosen_cb, NULL, NULL, NULL, { 0 } },
    { "remove-chosen", remove_chosen_cb, NULL, NULL, NULL, { 0 } },
    { "tag-chosen", tag_chosen_cb, NULL, NULL, NULL, { 0 } },
    { "collect-chosen", collect_chosen_cb, NULL, NULL, NULL, { 0 } },
    { "choose-all", choose_all_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GAction) sort = g_settings_create_action (self->settings, "sort");
  g_autoptr (GAction) grouping = g_settings_create_action (self->settings, "grouping");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), sort);
  g_action_map_add_action (G_ACTION_MAP (self->actions), grouping);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "credentials", G_ACTION_GROUP (self->actions));
}
