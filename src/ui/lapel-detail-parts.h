/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The lists on the page of one credential. Each fills an empty list or box and says whether there
 * is anything in it. */

/** The verdict, coloured, and every check in plain words. */
void lapel_detail_add_checks (GtkListBox        *list,
                              const LapelReport *report);

/** Pathways in which the credential counts, or whose award it is; a row opens its pathway. */
gboolean lapel_detail_add_pathways (GtkListBox  *list,
                                    LapelWallet *wallet,
                                    gint64       entry);

/** Workload, level, result …: only what is stated. */
gboolean lapel_detail_add_facts (GtkListBox        *list,
                                 const LapelDetail *detail);

/** Alignments and tags. */
gboolean lapel_detail_add_skills (GtkWidget             *box,
                                  const LapelCredential *credential);

/** Takes out everything. */
void lapel_detail_clear_list (GtkListBox *list);

G_END_DECLS
