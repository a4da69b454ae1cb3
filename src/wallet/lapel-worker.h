/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-checker.h"
#include "lapel-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LapelWorker:
 *
 * The one thread that owns the database. Jobs run on it in the order they were pushed; each belongs
 * to a GTask, whose result is handed over on the task's own main context. Functions from
 * lapel_worker_open () on are for that thread alone.
 */
typedef struct _LapelWorker LapelWorker;

/** Runs on the worker. Returns: (transfer full): the result, or %NULL with or without @error set */
typedef gpointer (*LapelWorkerRun) (LapelWorker *worker, GTask *task, GError **error);

/** Takes in the result on the task's context, right before the task returns; not called where the
 * job failed. */
typedef void (*LapelWorkerDone) (GTask *task, gpointer result);

LapelWorker *lapel_worker_new (const char *folder);

/** Lets the jobs that are waiting run to their end, then closes the database. Blocks until then. */
void lapel_worker_free (LapelWorker *self);

/**
 * lapel_worker_push:
 * @task: (transfer full)
 * @result_free: (nullable): for what @run returns
 * @done: (nullable): gets the result, which then is freed; without it the result is what the task
 * returns
 */
void lapel_worker_push (LapelWorker     *self,
                        GTask           *task,
                        LapelWorkerRun   run,
                        GDestroyNotify   result_free,
                        LapelWorkerDone  done);

/** Calls @func on the context of @task, before the task returns. @data_free: for @data, on that
 * context too */
void lapel_worker_notify (GTask          *task,
                          GSourceFunc     func,
                          gpointer        data,
                          GDestroyNotify  data_free);

const char *lapel_worker_get_folder (LapelWorker *self);

/** Opens the database where it is not open yet. Errors: LAPEL_ERROR_STORE_…. (transfer none) */
LapelStore *lapel_worker_open (LapelWorker  *self,
                               GError      **error);

/** For a job that takes long: what it does now is one piece of it, and it is run again behind those
 * that wait by then. What it returns now is ignored; where it is cancelled or fails, that is its
 * end. */
void lapel_worker_run_again (LapelWorker *self);

/** A checker that knows the holder's identities; kept for the next job. Errors: as above. (transfer
 * none) */
LapelChecker *lapel_worker_get_checker (LapelWorker  *self,
                                        GError      **error);

/** The identities are other than before. */
void lapel_worker_forget_checker (LapelWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelWorker, lapel_worker_free)

G_END_DECLS
