/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-bin-page.h"
#include "lapel-credentials-page.h"
#include "lapel-detail-page.h"
#include "lapel-pathway-page.h"
#include "lapel-progress-page.h"
#include "lapel-sidebar.h"
#include "lapel-viewer-page.h"
#include "lapel-window.h"

G_BEGIN_DECLS

typedef struct
{
  LapelView view;
  gint64 entry;      /* of a detail and what belongs to it; of a collection: its id */
  char *name;        /* of a pathway: its id; of a detail: the part of the entry, (nullable) */
  unsigned int page; /* of the viewer */
} LapelPlace;

struct _LapelWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwToastOverlay *toasts;
  GtkWidget *drop_hint;
  GtkRevealer *import_revealer;
  GtkLabel *import_label;
  GtkProgressBar *import_bar;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  LapelSidebar *places;
  GtkStack *pages;
  LapelCredentialsPage *credentials;
  LapelProgressPage *progress;
  LapelPathwayPage *pathway;
  LapelDetailPage *detail;
  LapelViewerPage *viewer;
  LapelBinPage *bin;
  AdwStatusPage *failed;

  gboolean opened;  /* the wallet is */
  gboolean opening; /* it is being opened */

  /* owned */
  LapelWallet *wallet;
  GSettings *settings;
  GCancellable *cancellable; /* cancelled in dispose */
  GArray *history;           /* of LapelPlace: the last one is shown */
  GPtrArray *pending;        /* LapelSource that wait for the wallet, or for another import */
  GCancellable *importing;   /* (nullable): while an import runs; cancelled in dispose */
  GPtrArray *imported;       /* (nullable) (element-type GPtrArray): the batches it has told of */
  unsigned int import_done;  /* of this many files */
  unsigned int import_total; /* out of so many */
  GtkFileChooserNative *chooser;
  AdwToast *toast; /* the last one; (nullable) */
};

/* lapel-window.c */

/** Shows a view and remembers where it came from; a root view forgets. @name: (nullable): see
 * LapelPlace */
void lapel_window_go (LapelWindow *self,
                      LapelView    view,
                      gint64       entry,
                      const char  *name);

/** Shows the last place of the history, after places behind it were taken away. */
void lapel_window_show_place (LapelWindow *self);

/** One at a time: what is said takes the place of what was said before. @toast: (transfer full) */
void lapel_window_add_toast (LapelWindow *self,
                             AdwToast    *toast);

/** @text: plain text */
void lapel_window_toast (LapelWindow *self,
                         const char  *text);

/** Says in words what went wrong and what to do. @heading: what could not be done */
void lapel_window_show_error (LapelWindow  *self,
                              const char   *heading,
                              const GError *error);

/* lapel-window-import.c */

/** Adds the drop target. */
void lapel_window_import_init (LapelWindow *self);

/** Forgets an import that runs. */
void lapel_window_import_dispose (LapelWindow *self);

/** The wallet is open now: imports what waited for it. */
void lapel_window_import_pending (LapelWindow *self);

/** Stops the import that runs; what was stored stays, and the summary comes. */
void lapel_window_stop_import (LapelWindow *self);
void lapel_window_add (LapelWindow *self);
void lapel_window_paste (LapelWindow *self);

/* lapel-window-actions.c */

void lapel_window_actions_class_init (GtkWidgetClass *widget_class);

/* lapel-window-collections.c */

void lapel_window_collections_class_init (GtkWidgetClass *widget_class);

/** (nullable) (transfer none): the collection with that id */
const LapelCollection *lapel_window_find_collection (LapelWindow *self,
                                                     gint64       id);

G_END_DECLS
