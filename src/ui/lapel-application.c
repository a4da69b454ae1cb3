/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-application.h"

#include "lapel-preferences.h"
#include "lapel-window.h"

#include <glib/gi18n.h>

struct _LapelApplication
{
  AdwApplication parent_instance;

  /* owned */
  char *folder; /* (nullable): of the wallet */
  LapelWallet *wallet;
};

G_DEFINE_FINAL_TYPE (LapelApplication, lapel_application, ADW_TYPE_APPLICATION)

static LapelWindow *
present_window (LapelApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* A dialog may be the active one; the files go to the window behind it. */
  while (window != NULL && !LAPEL_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    window = GTK_WINDOW (lapel_window_new (ADW_APPLICATION (self), self->wallet));

  gtk_window_present (window);
  return LAPEL_WINDOW (window);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  adw_show_about_window (window, "application-name", "Lapel", "application-icon", LAPEL_APP_ID,
                         "version", LAPEL_VERSION, "developer-name", _ ("The Lapel developers"),
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("A wallet for a teacher's badges, micro-credentials and certificates, "
                            "on her own "
                            "computer."),
                         /* Translators: put your names here, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  LapelApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (lapel_preferences_new (window, self->wallet)));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Closed rather than dropped, so that each remembers its size. */
  g_list_foreach (windows, (GFunc) gtk_window_close, NULL);
  g_list_free (windows);
}

static void
lapel_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "about", about_action, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
    { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const preferences_keys[] = { "<Control>comma", NULL };
  LapelApplication *self = LAPEL_APPLICATION (application);

  G_APPLICATION_CLASS (lapel_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (LAPEL_APP_ID);
  self->wallet = lapel_wallet_new (self->folder);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences",
                                         preferences_keys);
}

static void
lapel_application_activate (GApplication *application)
{
  present_window (LAPEL_APPLICATION (application));
}

static void
lapel_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (sources, lapel_source_new_file (files[i]));
  lapel_window_import (present_window (LAPEL_APPLICATION (application)), sources);
}

static int
lapel_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  LapelApplication *self = LAPEL_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Lapel %s\n", LAPEL_VERSION);
      return 0;
    }

  /* Another wallet is another instance: its files must not land in the one that is already open. */
  if (g_variant_dict_lookup (options, "wallet", "^ay", &self->folder))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
lapel_application_finalize (GObject *object)
{
  LapelApplication *self = LAPEL_APPLICATION (object);

  g_clear_object (&self->wallet);
  g_free (self->folder);

  G_OBJECT_CLASS (lapel_application_parent_class)->finalize (object);
}

static void
lapel_application_class_init (LapelApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lapel_application_finalize;
  application_class->startup = lapel_application_startup;
  application_class->activate = lapel_application_activate;
  application_class->open = lapel_application_open;
  application_class->handle_local_options = lapel_application_handle_local_options;
}

static void
lapel_application_init (LapelApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "wallet", 0, 0, G_OPTION_ARG_FILENAME,
                                 _ ("Use the wallet in DIR"), _ ("DIR"));
  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Say the version and end"), NULL);
  g_application_set_option_context_parameter_string (application, _ ("[FILE…]"));
}

LapelApplication *
lapel_application_new (void)
{
  return g_object_new (LAPEL_TYPE_APPLICATION, "application-id", LAPEL_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/lapel/Lapel", NULL);
}
