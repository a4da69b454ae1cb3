/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-viewer-page.h"

#include "lapel-part.h"
#include "lapel-sheet.h"

#include <glib/gi18n.h>

/* As wide as a page is on paper, and what it is drawn in for zooming. */
#define PAGE_WIDTH 820
#define DRAWN_SIZE 2048

#define N_ZOOMS  6
#define ZOOM_FIT 1

static const double zooms[N_ZOOMS] = { 0.6, 1, 1.4, 2, 2.8, 4 };

struct _LapelViewerPage
{
  AdwBin parent_instance;

  /* template children */
  AdwWindowTitle *window_title;
  AdwButtonContent *back_content;
  GtkWidget *turn;
  GtkScrolledWindow *scroller;
  LapelSheet *sheet;

  gboolean folded;
  gint64 entry;
  unsigned int page;
  unsigned int n_pages;
  unsigned int zoom; /* of zooms */

  /* owned */
  char *part; /* (nullable) */
  LapelWallet *wallet;
  LapelDetail *detail;   /* (nullable): what is shown */
  GCancellable *loading; /* cancelled in dispose */
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelViewerPage, lapel_viewer_page, ADW_TYPE_BIN)

static void
set_zoom (LapelViewerPage *self,
          unsigned int     zoom)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self->scroller)) - 36;
  int base = room > 0 ? MIN (room, PAGE_WIDTH) : PAGE_WIDTH;

  self->zoom = MIN (zoom, N_ZOOMS - 1);
  if (self->zoom == ZOOM_FIT)
    lapel_sheet_set_width (self->sheet, PAGE_WIDTH, FALSE);
  else
    lapel_sheet_set_width (self->sheet, (int) (base * zooms[self->zoom]), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.zoom-in", self->zoom + 1 < N_ZOOMS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.zoom-out", self->zoom > 0);
}

static void
show_page (LapelViewerPage *self)
{
  const char *const *pages = self->detail->credential->pages;
  g_autofree char *name = lapel_viewer_page_name (self->page, self->n_pages);

  lapel_sheet_draw (self->sheet, self->wallet, pages[self->page], DRAWN_SIZE, name);
  adw_window_title_set_title (self->window_title, self->detail->credential->title);
  adw_window_title_set_subtitle (self->window_title, name);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_set_visible (self->turn, self->n_pages > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next", self->page + 1 < self->n_pages);
}

/* @detail: (transfer full) (nullable) */
static void
take_detail (LapelViewerPage *self,
             LapelDetail     *detail)
{
  const char *const *pages =
      detail != NULL && detail->credential != NULL ? detail->credential->pages : NULL;

  g_clear_pointer (&self->detail, lapel_detail_free);
  self->detail = detail;
  self->n_pages = pages != NULL ? g_strv_length ((char **) pages) : 0;
  if (self->n_pages == 0)
    return;

  self->page = MIN (self->page, self->n_pages - 1);
  show_page (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelViewerPage *self = user_data; /* gone if the load was cancelled */
  LapelDetail *detail = lapel_wallet_get_part_finish (LAPEL_WALLET (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  take_detail (self, detail);
}

static void
turn_to (LapelViewerPage *self,
         unsigned int     page)
{
  if (page >= self->n_pages)
    return;

  self->page = page;
  show_page (self);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (widget);

  turn_to (self, self->page - 1);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (widget);

  turn_to (self, self->page + 1);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (widget);

  set_zoom (self, self->zoom + 1);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (widget);

  if (self->zoom > 0)
    set_zoom (self, self->zoom - 1);
}

static void
zoom_fit_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  set_zoom (LAPEL_VIEWER_PAGE (widget), ZOOM_FIT);
}

/* With Ctrl the wheel zooms; without, it scrolls. */
static gboolean
scroll_cb (LapelViewerPage          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  if (dy < 0)
    set_zoom (self, self->zoom + 1);
  else if (dy > 0 && self->zoom > 0)
    set_zoom (self, self->zoom - 1);
  return GDK_EVENT_STOP;
}

static void
lapel_viewer_page_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_VIEWER_PAGE (object)->folded);
}

static void
lapel_viewer_page_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;

  self->folded = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_viewer_page_dispose (GObject *object)
{
  LapelViewerPage *self = LAPEL_VIEWER_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->detail, lapel_detail_free);
  g_clear_pointer (&self->part, g_free);
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_viewer_page_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    unsigned int key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_Page_Up, 0, "viewer.previous" },
    { GDK_KEY_Page_Down, 0, "viewer.next" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "viewer.zoom-fit" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

static void
lapel_viewer_page_class_init (LapelViewerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_viewer_page_get_property;
  object_class->set_property = lapel_viewer_page_set_property;
  object_class->dispose = lapel_viewer_page_dispose;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAPEL_TYPE_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-viewer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelViewerPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LapelViewerPage, back_content);
  gtk_widget_class_bind_template_child (widget_class, LapelViewerPage, turn);
  gtk_widget_class_bind_template_child (widget_class, LapelViewerPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LapelViewerPage, sheet);
  gtk_widget_class_install_action (widget_class, "viewer.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "viewer.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-fit", NULL, zoom_fit_action);
  add_bindings (widget_class);
}

static void
lapel_viewer_page_init (LapelViewerPage *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  set_zoom (self, ZOOM_FIT);
}

void
lapel_viewer_page_set_wallet (LapelViewerPage *self,
                              LapelWallet     *wallet)
{
  g_return_if_fail (LAPEL_IS_VIEWER_PAGE (self));

  g_set_object (&self->wallet, wallet);
}

void
lapel_viewer_page_show (LapelViewerPage *self,
                        gint64           entry,
                        const char      *part,
                        unsigned int     page,
                        const char      *back)
{
  g_return_if_fail (LAPEL_IS_VIEWER_PAGE (self));

  self->entry = entry;
  self->page = page;
  g_free (self->part);
  self->part = g_strdup (part);
  adw_button_content_set_label (self->back_content, self->folded ? "" : back);
  set_zoom (self, ZOOM_FIT);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  lapel_wallet_get_part_async (self->wallet, entry, part, self->loading, loaded_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

char *
lapel_viewer_page_name (unsigned int page,
                        unsigned int n_pages)
{
  if (n_pages == 1)
    return g_strdup (_ ("As the issuer drew it"));
  /* Translators: a page of a certificate as a picture */
  return g_strdup_printf (_ ("Page %1$u of %2$u, as the issuer drew it"), page + 1, n_pages);
}
