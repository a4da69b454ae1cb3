/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-preferences.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelPreferences
{
  AdwPreferencesWindow parent_instance;

  /* template children */
  GtkWidget *name;
  AdwPreferencesGroup *identities;
  GtkEditable *new_identity;
  GtkDropDown *kind;

  /* owned */
  GPtrArray *rows; /* borrowed widgets: one for each identity */
  LapelWallet *wallet;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (LapelPreferences, lapel_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LapelPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  /* Closing the window does not take back what was typed; only nobody is told any more. */
  if (lapel_wallet_change_finish (LAPEL_WALLET (source), result, &error) || self->wallet == NULL)
    return;

  words = lapel_words_error (error);
  markup = g_markup_escape_text (words, -1);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (markup));
}

static void
remove_cb (GtkWidget        *button,
           LapelPreferences *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const char *text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  lapel_wallet_remove_identity_async (self->wallet, text, NULL, changed_cb, g_object_ref (self));
}

static void
add_row (LapelPreferences    *self,
         const LapelIdentity *identity)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", identity->text,
                    "title-lines", 2, "subtitle", lapel_words_identity_kind (identity->kind), NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is an e-mail or web address */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), identity->text);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->identities, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_identities_cb (LapelPreferences *self)
{
  GPtrArray *identities = lapel_wallet_get_identities (self->wallet);

  for (unsigned int i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->identities, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (unsigned int i = 0; i < identities->len; i++)
    add_row (self, g_ptr_array_index (identities, i));
}

static void
add_cb (LapelPreferences *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->new_identity)));
  LapelIdentityKind kind;
  unsigned int place;

  if (*text == '\0')
    return;

  /* The choices are the kinds in their order, after the one that looks at the text itself. */
  place = gtk_drop_down_get_selected (self->kind);
  kind = place > 0 && place <= LAPEL_N_IDENTITY_KINDS ? (LapelIdentityKind) (place - 1)
                                                      : LAPEL_N_IDENTITY_KINDS;
  gtk_editable_set_text (self->new_identity, "");
  gtk_drop_down_set_selected (self->kind, 0);
  lapel_wallet_add_identity_async (self->wallet, text, kind, NULL, changed_cb, g_object_ref (self));
}

static void
lapel_preferences_dispose (GObject *object)
{
  LapelPreferences *self = LAPEL_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->wallet);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_preferences_parent_class)->dispose (object);
}

static void
lapel_preferences_class_init (LapelPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelPreferences, name);
  gtk_widget_class_bind_template_child (widget_class, LapelPreferences, identities);
  gtk_widget_class_bind_template_child (widget_class, LapelPreferences, new_identity);
  gtk_widget_class_bind_template_child (widget_class, LapelPreferences, kind);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
show_kinds (LapelPreferences *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  /* Translators: what kind of address was typed: what it looks like, or one that is chosen */
  gtk_string_list_append (kinds, _ ("By its look"));
  for (unsigned int i = 0; i < LAPEL_N_IDENTITY_KINDS; i++)
    gtk_string_list_append (kinds, lapel_words_identity_kind ((LapelIdentityKind) i));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
}

static void
lapel_preferences_init (LapelPreferences *self)
{
  self->rows = g_ptr_array_new ();
  self->settings = g_settings_new (LAPEL_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_kinds (self);
  g_settings_bind (self->settings, "holder-name", self->name, "text", G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
lapel_preferences_new (GtkWindow   *parent,
                       LapelWallet *wallet)
{
  LapelPreferences *self = g_object_new (LAPEL_TYPE_PREFERENCES, "transient-for", parent, NULL);

  self->wallet = g_object_ref (wallet);
  show_identities_cb (self);
  g_signal_connect_object (wallet, "changed", G_CALLBACK (show_identities_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
