/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts of the page of one credential. Each returns a widget (transfer floating), or %NULL
 * where the credential says nothing of the kind. Of an invalid one the links are dead (@links
 * %FALSE). */

/** The verdict, coloured, and every check in plain words, into an empty list. */
void lapel_detail_add_checks (GtkListBox        *list,
                              const LapelReport *report);

/* Beside the checks: lapel-detail-parts.c */

/** Pathways in which the credential counts, or whose award it is; a row opens its pathway. */
GtkWidget *lapel_detail_new_pathways (LapelWallet *wallet,
                                      gint64       entry);

/* What is stated of it: lapel-detail-facts.c */

/** The European elements of a micro-credential, those that are not stated too. */
GtkWidget *lapel_detail_new_facts (LapelCredential *credential);

/** What else is stated: type, code, dates. */
GtkWidget *lapel_detail_new_particulars (const LapelDetail *detail);

/** Alignments and tags. */
GtkWidget *lapel_detail_new_skills (const LapelCredential *credential);

/* Below the checks, what was done: lapel-detail-achieved.c */

GtkWidget *lapel_detail_new_criteria (const LapelCredential *credential,
                                      gboolean               links);
GtkWidget *lapel_detail_new_results (const LapelCredential *credential);
GtkWidget *lapel_detail_new_evidence (const LapelCredential *credential,
                                      gboolean               links);

/* What is nested in it: lapel-detail-nested.c. @part: (nullable): where the credential itself lies
 * in @entry, see lapel-part.h */

/** The credentials of a transcript or a presentation, each with its verdict; a row opens it. */
GtkWidget *lapel_detail_new_children (const LapelDetail *detail,
                                      gint64             entry,
                                      const char        *part);

/** What a transcript lists besides, and whether it is all there is. */
GtkWidget *lapel_detail_new_achievements (const LapelCredential *credential);

/** Who vouches for it, each with a verdict; a row opens the endorsement. */
GtkWidget *
lapel_detail_new_endorsements (const LapelDetail *detail,
                               gint64             entry,
                               const char        *part);

/** The pages as the issuer drew them; each opens in the viewer. */
GtkWidget *lapel_detail_new_pages (LapelWallet           *wallet,
                                   const LapelCredential *credential,
                                   gint64                 entry,
                                   const char            *part);

/** How the achievements in it belong together, in sentences. */
GtkWidget *lapel_detail_new_associations (const LapelCredential *credential);

/* What the wallet has of it: lapel-detail-kept.c */

/** The files it came in; a row saves one. */
GtkWidget *lapel_detail_new_sources (const LapelDetail *detail);

/** The versions of a renewed one; a row opens an older one, or the one that is in force. */
GtkWidget *lapel_detail_new_versions (const LapelDetail *detail,
                                      const char        *part);

/** The same achievement, earned at other times; a row opens that. */
GtkWidget *lapel_detail_new_same (LapelWallet *wallet,
                                  gint64       entry,
                                  const char  *part);

G_END_DECLS
