/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-window.h"

#include "lapel-stack.h"
#include "lapel-window-private.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LapelWindow, lapel_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const view_names[] = {
  [LAPEL_VIEW_CREDENTIALS] = "credentials",
  [LAPEL_VIEW_PROGRESS] = "progress",
  [LAPEL_VIEW_EXPIRING] = "credentials",
  [LAPEL_VIEW_COLLECTION] = "credentials",
  [LAPEL_VIEW_BIN] = "bin",
  [LAPEL_VIEW_PATHWAY] = "pathway",
  [LAPEL_VIEW_DETAIL] = "detail",
  [LAPEL_VIEW_VIEWER] = "viewer",
};

static void
clear_place (gpointer data)
{
  g_free (((LapelPlace *) data)->name);
}

static gboolean
is_root_view (LapelView view)
{
  return view < LAPEL_VIEW_PATHWAY;
}

/* Where a back button leads, in words. */
static const char *
name_of_previous (LapelWindow *self)
{
  if (self->history->len < 2)
    return _ ("Credentials");

  switch (g_array_index (self->history, LapelPlace, self->history->len - 2).view)
    {
    case LAPEL_VIEW_PROGRESS:
      return _ ("Progress");
    case LAPEL_VIEW_PATHWAY:
      /* Translators: on the button that leads back to the pathway towards a certificate */
      return _ ("Pathway");
    case LAPEL_VIEW_DETAIL:
      /* Translators: on the button that leads back to the page of one credential */
      return _ ("Credential");
    case LAPEL_VIEW_EXPIRING:
      return _ ("Expiring soon");
    case LAPEL_VIEW_COLLECTION:
      /* Translators: on the button that leads back to a collection of credentials */
      return _ ("Collection");
    case LAPEL_VIEW_CREDENTIALS:
    case LAPEL_VIEW_BIN:
    default:
      return _ ("Credentials");
    }
}

/* The grid shows all, or the part that a place is about. */
static void
show_scope (LapelWindow      *self,
            const LapelPlace *place)
{
  const LapelCollection *collection = place->view == LAPEL_VIEW_COLLECTION
                                          ? lapel_window_find_collection (self, place->entry)
                                          : NULL;

  if (collection != NULL)
    lapel_credentials_page_set_scope (self->credentials, FALSE, collection->id, collection->name);
  else if (place->view == LAPEL_VIEW_EXPIRING)
    lapel_credentials_page_set_scope (self->credentials, TRUE, 0, _ ("Expiring soon"));
  else if (place->view == LAPEL_VIEW_CREDENTIALS)
    lapel_credentials_page_set_scope (self->credentials, FALSE, 0, "");
}

static void
show_place (LapelWindow            *self,
            GtkStackTransitionType  transition)
{
  LapelPlace *place = &g_array_index (self->history, LapelPlace, self->history->len - 1);
  LapelPlace *root = &g_array_index (self->history, LapelPlace, 0);

  if (place->view == LAPEL_VIEW_DETAIL)
    lapel_detail_page_show (self->detail, place->entry, place->name, name_of_previous (self));
  else if (place->view == LAPEL_VIEW_PATHWAY)
    lapel_pathway_page_show (self->pathway, place->name, name_of_previous (self));
  else if (place->view == LAPEL_VIEW_VIEWER)
    lapel_viewer_page_show (self->viewer, place->entry, place->name, place->page,
                            name_of_previous (self));
  else if (place->view == LAPEL_VIEW_BIN)
    lapel_bin_page_update (self->bin);
  else
    show_scope (self, place);

  lapel_sidebar_select (self->places, root->view, is_root_view (root->view) ? root->entry : 0);
  lapel_stack_show (self->pages, view_names[place->view], transition);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
}

static void
picked_cb (LapelWindow *self,
           int          view,
           gint64       id)
{
  if (self->opened)
    lapel_window_go (self, (LapelView) view, id, NULL);
}

/* Leaves a collection that is no more, and calls the one that is shown by its name. */
static void
follow_collection (LapelWindow *self)
{
  LapelPlace *root;

  if (self->history->len == 0)
    return;
  root = &g_array_index (self->history, LapelPlace, 0);
  if (root->view != LAPEL_VIEW_COLLECTION)
    return;
  if (lapel_window_find_collection (self, root->entry) == NULL)
    lapel_window_go (self, LAPEL_VIEW_CREDENTIALS, 0, NULL);
  else
    show_scope (self, root);
}

static void
wallet_changed_cb (LapelWindow *self)
{
  lapel_sidebar_update (self->places, self->wallet);
  lapel_credentials_page_update (self->credentials);
  lapel_progress_page_update (self->progress);
  lapel_pathway_page_update (self->pathway);
  lapel_detail_page_update (self->detail);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->bin)))
    lapel_bin_page_update (self->bin);
  follow_collection (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelWindow *self = user_data; /* gone if it was cancelled */

  if (!lapel_wallet_open_finish (LAPEL_WALLET (source), result, &error))
    {
      g_autofree char *words = NULL;
      g_autofree char *markup = NULL;

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;

      self->opening = FALSE;
      words = lapel_words_error (error);
      markup = g_markup_escape_text (words, -1);
      adw_status_page_set_description (self->failed, markup);
      lapel_stack_show (self->pages, "failed", GTK_STACK_TRANSITION_TYPE_NONE);
      return;
    }

  self->opening = FALSE;
  self->opened = TRUE;
  wallet_changed_cb (self);
  lapel_window_go (self, LAPEL_VIEW_CREDENTIALS, 0, NULL);
  lapel_window_import_pending (self);
}

static void
open_wallet (LapelWindow *self)
{
  if (self->opened || self->opening)
    return;

  self->opening = TRUE;
  lapel_wallet_open_async (self->wallet, self->cancellable, opened_cb, self);
}

static void
open_wallet_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  open_wallet (LAPEL_WINDOW (widget));
}

/* Called before each frame until removed. The second time, the first frame has been drawn. */
static gboolean
first_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  if (gdk_frame_clock_get_frame_counter (clock) <= GPOINTER_TO_INT (user_data) + 1)
    return G_SOURCE_CONTINUE;

  open_wallet (self);
  return G_SOURCE_REMOVE;
}

static void
lapel_window_realize (GtkWidget *widget)
{
  GdkFrameClock *clock;

  GTK_WIDGET_CLASS (lapel_window_parent_class)->realize (widget);

  clock = gtk_widget_get_frame_clock (widget);
  gtk_widget_add_tick_callback (widget, first_frame_cb,
                                GINT_TO_POINTER ((int) gdk_frame_clock_get_frame_counter (clock)),
                                NULL);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  if (self->history->len > 1)
    {
      g_array_set_size (self->history, self->history->len - 1);
      show_place (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
    }
  else if (adw_leaflet_get_folded (self->leaflet))
    {
      adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
    }
}

/* Escape first leaves what is open on the page. */
static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  if (self->history->len == 1 && lapel_credentials_page_escape (self->credentials))
    return;

  back_action (widget, name, parameter);
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  if (!self->opened)
    return;

  /* A collection is searched where it is shown. */
  if (gtk_stack_get_visible_child (self->pages) != GTK_WIDGET (self->credentials))
    lapel_window_go (self, LAPEL_VIEW_CREDENTIALS, 0, NULL);
  lapel_credentials_page_start_search (self->credentials);
}

static void
show_credentials_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  lapel_window_go (LAPEL_WINDOW (widget), LAPEL_VIEW_CREDENTIALS, 0, NULL);
}

static void
open_entry_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  lapel_window_go (LAPEL_WINDOW (widget), LAPEL_VIEW_DETAIL, g_variant_get_int64 (parameter), NULL);
}

static void
open_part_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gint64 entry;
  const char *part;

  g_variant_get (parameter, "(x&s)", &entry, &part);
  lapel_window_go (LAPEL_WINDOW (widget), LAPEL_VIEW_DETAIL, entry, part);
}

static void
open_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  LapelPlace place = { .view = LAPEL_VIEW_VIEWER };
  const char *part;

  g_variant_get (parameter, "(x&su)", &place.entry, &part, &place.page);
  place.name = *part != '\0' ? g_strdup (part) : NULL;
  g_array_append_val (self->history, place);
  show_place (self, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
}

static void
open_pathway_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  lapel_window_go (LAPEL_WINDOW (widget), LAPEL_VIEW_PATHWAY, -1,
                   g_variant_get_string (parameter, NULL));
}

static void
lapel_window_dispose (GObject *object)
{
  LapelWindow *self = LAPEL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  lapel_window_import_dispose (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->toast);
  g_clear_object (&self->settings);
  g_clear_object (&self->wallet);
  g_clear_pointer (&self->history, g_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-wallet", NULL, open_wallet_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-credentials", NULL,
                                   show_credentials_action);
  gtk_widget_class_install_action (widget_class, "win.open-entry", "x", open_entry_action);
  gtk_widget_class_install_action (widget_class, "win.open-part", "(xs)", open_part_action);
  gtk_widget_class_install_action (widget_class, "win.open-page", "(xsu)", open_page_action);
  gtk_widget_class_install_action (widget_class, "win.open-pathway", "s", open_pathway_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Back, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  lapel_window_actions_class_init (widget_class);
  lapel_window_collections_class_init (widget_class);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/lapel/Lapel/lapel-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, import_revealer);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, import_label);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, import_bar);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, places);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, credentials);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, pathway);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, viewer);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, LapelWindow, failed);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
lapel_window_class_init (LapelWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_window_dispose;
  widget_class->realize = lapel_window_realize;

  g_type_ensure (LAPEL_TYPE_CREDENTIALS_PAGE);
  g_type_ensure (LAPEL_TYPE_PROGRESS_PAGE);
  g_type_ensure (LAPEL_TYPE_PATHWAY_PAGE);
  g_type_ensure (LAPEL_TYPE_DETAIL_PAGE);
  g_type_ensure (LAPEL_TYPE_VIEWER_PAGE);
  g_type_ensure (LAPEL_TYPE_BIN_PAGE);
  g_type_ensure (LAPEL_TYPE_SIDEBAR);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
lapel_window_init (LapelWindow *self)
{
  self->settings = g_settings_new (LAPEL_APP_ID);
  self->cancellable = g_cancellable_new ();
  self->history = g_array_new (FALSE, TRUE, sizeof (LapelPlace));
  g_array_set_clear_func (self->history, clear_place);
  gtk_widget_init_template (GTK_WIDGET (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  lapel_window_import_init (self);
}

LapelWindow *
lapel_window_new (AdwApplication *application,
                  LapelWallet    *wallet)
{
  LapelWindow *self = g_object_new (LAPEL_TYPE_WINDOW, "application", application, NULL);

  self->wallet = g_object_ref (wallet);
  lapel_credentials_page_set_wallet (self->credentials, wallet);
  lapel_progress_page_set_wallet (self->progress, wallet);
  lapel_pathway_page_set_wallet (self->pathway, wallet);
  lapel_detail_page_set_wallet (self->detail, wallet);
  lapel_viewer_page_set_wallet (self->viewer, wallet);
  lapel_bin_page_set_wallet (self->bin, wallet);
  g_signal_connect_object (wallet, "changed", G_CALLBACK (wallet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
lapel_window_go (LapelWindow *self,
                 LapelView    view,
                 gint64       entry,
                 const char  *name)
{
  LapelPlace place = { .view = view, .entry = entry, .name = g_strdup (name) };
  GtkStackTransitionType transition = GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT;

  if (is_root_view (view) || self->history->len == 0)
    {
      g_array_set_size (self->history, 0);
      transition = GTK_STACK_TRANSITION_TYPE_CROSSFADE;
    }

  g_array_append_val (self->history, place);
  show_place (self, transition);
}

void
lapel_window_add_toast (LapelWindow *self,
                        AdwToast    *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
lapel_window_toast (LapelWindow *self,
                    const char  *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  lapel_window_add_toast (self, adw_toast_new (markup));
}

void
lapel_window_show_error (LapelWindow  *self,
                         const char   *heading,
                         const GError *error)
{
  g_autofree char *words = lapel_words_error (error);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lapel_window_show_place (LapelWindow *self)
{
  show_place (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
}
