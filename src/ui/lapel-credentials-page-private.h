/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-choice.h"
#include "lapel-credentials-page.h"
#include "lapel-filter-button.h"
#include "lapel-grouped-grid.h"

G_BEGIN_DECLS

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
  LapelFilterButton *filter_button;
  AdwWindowTitle *title;
  LapelGroupedGrid *grouped;
  AdwStatusPage *nothing;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkGridView *grid;
  GtkLabel *chosen_label;

  unsigned int fit; /* source, or 0 */
  gboolean folded;
  gboolean expiring; /* only what expires soon is shown */

  /* owned */
  LapelWallet *wallet;
  GSettings *settings;
  GSimpleActionGroup *actions;
  LapelChoice *choice;
};

/* lapel-credentials-page.c */

/** Shows the grid, the groups, or why there is nothing to be shown. */
void lapel_credentials_page_update_stack (LapelCredentialsPage *self);

/* lapel-credentials-page-actions.c */

void lapel_credentials_page_add_actions (LapelCredentialsPage *self);

gboolean lapel_credentials_page_is_choosing (LapelCredentialsPage *self);
void lapel_credentials_page_set_choosing (LapelCredentialsPage *self,
                                          gboolean              choosing);

/** Says how many are chosen, and what can be done with them. */
void lapel_credentials_page_update_chosen (LapelCredentialsPage *self);

G_END_DECLS
