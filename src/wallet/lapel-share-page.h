/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

G_BEGIN_DECLS

/** LapelSharePage: collects what a portfolio shows and finds the words for it. */
typedef struct _LapelSharePage LapelSharePage;

/** @now: when it was checked and is signed */
LapelSharePage *lapel_share_page_new (LapelTime now);
void lapel_share_page_free (LapelSharePage *self);

void lapel_share_page_add_credential (LapelSharePage     *self,
                                      const LapelRecord  *record,
                                      GBytes             *text,
                                      const LapelChecked *checked,
                                      GBytes             *thumbnail);
void lapel_share_page_add_progress (LapelSharePage      *self,
                                    const LapelStanding *standing);

/** (transfer none) (element-type GBytes): the credentials in their order */
GPtrArray *lapel_share_page_get_texts (const LapelSharePage *self);
LapelTime lapel_share_page_get_time (const LapelSharePage *self);

/** "Portfolio of Sample Teacher"; @name: (nullable). Returns: (transfer full) */
char *lapel_share_page_dup_title (const char *name);

/** For whom and why; each (nullable). Returns: (transfer full) (nullable) */
char *lapel_share_page_dup_description (const char *to,
                                        const char *purpose);

/** The page with @presentation in it. Returns: (transfer full) */
char *
lapel_share_page_render (LapelSharePage   *self,
                         const LapelShare *share,
                         const char       *presentation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSharePage, lapel_share_page_free)

G_END_DECLS
