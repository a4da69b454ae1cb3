/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

G_BEGIN_DECLS

/* What is inside one entry: the credentials of a transcript or a presentation and the endorsements
 * of a badge, each with a report of its own; the proofs, step by step; the pictures.
 *
 * A part is named by the way to it from the entry: "c0" is its first child, "e1" its second
 * endorsement, "c0/e1" the second endorsement of its first child. "v7" is the version with the id 7
 * of an entry that was renewed, "v7/c0" the first child of that. */

/**
 * lapel_wallet_get_part_async:
 * @part: (nullable): of the entry, or all of it
 *
 * The same as lapel_wallet_get_detail_async () for what lies at @part: with a record of its own,
 * whose id is -1 where it lies inside another credential, and a report of its own. Errors:
 * LAPEL_ERROR_STORE_…, LAPEL_ERROR_NOT_FOUND.
 */
void lapel_wallet_get_part_async (LapelWallet         *self,
                                  gint64               id,
                                  const char          *part,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
LapelDetail *lapel_wallet_get_part_finish (LapelWallet   *self,
                                           GAsyncResult  *result,
                                           GError       **error);

/** The report of the @index-th child or endorsement of a credential with @report, (nullable).
 * (transfer none) */
const LapelReport *lapel_part_get_child_report (const LapelCredential *credential,
                                                const LapelReport     *report,
                                                unsigned int           index);
const LapelReport *lapel_part_get_endorsement_report (const LapelCredential *credential,
                                                      const LapelReport     *report,
                                                      unsigned int           index);

/**
 * lapel_wallet_explain_async:
 * @part: (nullable): of the entry, or all of it
 *
 * Takes every proof of an entry apart, see lapel_credential_explain (). Finish returns (transfer
 * full) (element-type GArray). Errors: LAPEL_ERROR_STORE_…, _NOT_FOUND, and those of reading.
 */
void lapel_wallet_explain_async (LapelWallet         *self,
                                 gint64               id,
                                 const char          *part,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
GPtrArray *lapel_wallet_explain_finish (LapelWallet   *self,
                                        GAsyncResult  *result,
                                        GError       **error);

/**
 * lapel_wallet_draw_async:
 * @uri: a data: URI that a stranger wrote; anything else is LAPEL_ERROR_PICTURE_DAMAGED, nothing is
 * fetched
 * @size: of the longer side, in pixels
 *
 * Has the helper program draw a picture. Finish returns a PNG, (transfer full).
 */
void lapel_wallet_draw_async (LapelWallet         *self,
                              const char          *uri,
                              unsigned int         size,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
GBytes *lapel_wallet_draw_finish (LapelWallet   *self,
                                  GAsyncResult  *result,
                                  GError       **error);

G_END_DECLS
