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

/** What a job changed: the records as they are now, and the ids of those that left. */
typedef struct
{
  GPtrArray *records;     /* (element-type LapelRecord) */
  GArray *gone;           /* (element-type gint64) */
  GPtrArray *collections; /* (nullable) (element-type LapelCollection): where they are others now */
  GPtrArray *identities;  /* (nullable) (element-type LapelIdentity): likewise */
} LapelChanges;

LapelChanges *lapel_changes_new (void);
void lapel_changes_free (LapelChanges *self);

/** Brings the wallet up to date and says "changed". On the main context. @changes: its lists are
 * taken */
void lapel_wallet_apply (LapelWallet  *self,
                         LapelChanges *changes);

/** The same from the worker before the task returns. @changes: (transfer full) */
void lapel_wallet_tell (GTask        *task,
                        LapelChanges *changes);

/** Reads the records of @ids anew, those in the bin left out. On the worker. */
gboolean
lapel_changes_reload (LapelChanges  *self,
                      LapelStore    *store,
                      const GArray  *ids,
                      GError       **error);

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

/** Verifies an entry again. @changes: gets its record. On the worker. */
gboolean lapel_wallet_recheck (LapelWorker        *worker,
                               const LapelRecord  *record,
                               LapelChanges       *changes,
                               GError            **error);

/** Where it was interrupted, asks of the remaining credentials whose they are. On the worker. */
gboolean lapel_wallet_finish_asking (LapelWorker  *worker,
                                     LapelStore   *store,
                                     GError      **error);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelChanges, lapel_changes_free)

G_END_DECLS
