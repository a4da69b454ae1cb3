/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"
#include "lapel-worker.h"

G_BEGIN_DECLS

/** Makes a task for @self and pushes it. @data: (transfer full) (nullable): the task's data */
void lapel_wallet_push (LapelWallet         *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data,
                        gpointer             source_tag,
                        gpointer             data,
                        GDestroyNotify       data_free,
                        LapelWorkerRun       run,
                        GDestroyNotify       result_free,
                        LapelWorkerDone      done);

/** The end of a task that has no result but its success. */
gboolean lapel_wallet_finish_plain (LapelWallet   *self,
                                    GAsyncResult  *result,
                                    GError       **error);

/** What a job changed: the records as they are now, and the ids of those that left. */
typedef struct
{
  GPtrArray *records; /* (element-type LapelRecord) */
  GArray *gone;       /* (element-type gint64) */
} LapelChanges;

LapelChanges *lapel_changes_new (void);
void lapel_changes_free (LapelChanges *self);

/** Brings the list up to date and says "changed". On the main context. */
void lapel_wallet_apply (LapelWallet        *self,
                         const LapelChanges *changes);

/** The same as a LapelWorkerDone for a job that returns LapelChanges. */
void lapel_wallet_apply_done (GTask    *task,
                              gpointer  changes);

/** What the list shows of @credential after @report. Returns: (transfer full) */
LapelRecord *lapel_wallet_make_record (const LapelCredential *credential,
                                       const LapelReport     *report,
                                       LapelTime              checked);

/** A copy of @record with what @report says now. Returns: (transfer full) */
LapelRecord *lapel_wallet_update_record (const LapelRecord *record,
                                         const LapelReport *report,
                                         LapelTime          checked);

/**
 * lapel_wallet_recheck:
 * @only_if_changed: a check that says the same as the last one is not kept
 * @changes: gets the record where a new check was kept
 *
 * Verifies an entry again. On the worker.
 */
gboolean lapel_wallet_recheck (LapelWorker        *worker,
                               const LapelRecord  *record,
                               gboolean            only_if_changed,
                               LapelChanges       *changes,
                               GError            **error);

/** Where the folder `pathways` that came with Lapel lies. Returns: (transfer full) */
char *lapel_pathways_dup_shipped_folder (void);

/**
 * Reads every *.lapel-pathway.json of the folders, in the order of their names; a pathway of a
 * later folder replaces one of the same id. @errors: (element-type GError): gets one for each file
 * that cannot be used. Returns: (transfer full) (element-type LapelPathway)
 */
GPtrArray *lapel_pathways_load (const char *const *folders,
                                GPtrArray         *errors);

/** How far @records get on each of @pathways. Returns: (transfer full) (element-type LapelStanding)
 */
GPtrArray *lapel_standings_new (GPtrArray *pathways,
                                GPtrArray *records,
                                LapelTime  now);

/** (transfer none) (element-type LapelRecord) */
GPtrArray *lapel_wallet_get_records (LapelWallet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelChanges, lapel_changes_free)

G_END_DECLS
