/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-worker.h"

struct _LapelWorker
{
  /* owned */
  char *folder;
  GThread *thread;
  GAsyncQueue *queue; /* of Job */

  /* owned, touched by the thread only */
  LapelStore *store;     /* (nullable) until opened */
  LapelChecker *checker; /* (nullable) */
  gboolean again;        /* the job that runs asked for it */
};

typedef struct
{
  GTask *task; /* %NULL: the last job */
  LapelWorkerRun run;
  GDestroyNotify result_free;
  LapelWorkerDone done;

  /* what came of it */
  gpointer result;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    {
      g_task_return_error (job->task, g_steal_pointer (&job->error));
      return G_SOURCE_REMOVE;
    }

  if (job->done != NULL)
    {
      job->done (job->task, job->result);
      g_task_return_pointer (job->task, NULL, NULL);
    }
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  return G_SOURCE_REMOVE;
}

static void
run_job (LapelWorker *self,
         Job         *job)
{
  self->again = FALSE;
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    job->result = job->run (self, job->task, &job->error);
  if (self->again && job->error == NULL)
    {
      g_async_queue_push (self->queue, job);
      return;
    }

  /* From here on the job and its task belong to the context that asked: were the last reference to
   * the task dropped here, the wallet could be finalized on this thread and wait for itself. */
  lapel_worker_notify (job->task, deliver_cb, job, (GDestroyNotify) job_free);
}

static gpointer
worker_thread (gpointer data)
{
  LapelWorker *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->task == NULL)
        {
          job_free (job);
          break;
        }
      run_job (self, job);
    }

  g_clear_pointer (&self->checker, lapel_checker_free);
  g_clear_pointer (&self->store, lapel_store_close);
  return NULL;
}

LapelWorker *
lapel_worker_new (const char *folder)
{
  LapelWorker *self = g_new0 (LapelWorker, 1);

  self->folder = g_strdup (folder);
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("lapel-wallet", worker_thread, self);
  return self;
}

void
lapel_worker_free (LapelWorker *self)
{
  if (self == NULL)
    return;
  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self->folder);
  g_free (self);
}

void
lapel_worker_push (LapelWorker     *self,
                   GTask           *task,
                   LapelWorkerRun   run,
                   GDestroyNotify   result_free,
                   LapelWorkerDone  done)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->run = run;
  job->result_free = result_free;
  job->done = done;
  g_async_queue_push (self->queue, job);
}

void
lapel_worker_notify (GTask          *task,
                     GSourceFunc     func,
                     gpointer        data,
                     GDestroyNotify  data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* Sources of one priority run in the order they were attached. */
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, func, data, data_free);
  g_source_attach (source, g_task_get_context (task));
}

const char *
lapel_worker_get_folder (LapelWorker *self)
{
  return self->folder;
}

LapelStore *
lapel_worker_open (LapelWorker  *self,
                   GError      **error)
{
  if (self->store == NULL)
    self->store = lapel_store_open (self->folder, error);
  return self->store;
}

void
lapel_worker_run_again (LapelWorker *self)
{
  self->again = TRUE;
}

LapelChecker *
lapel_worker_get_checker (LapelWorker  *self,
                          GError      **error)
{
  LapelCheckerOptions options = { .at = LAPEL_TIME_NONE };
  LapelStore *store = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GArray) kinds = NULL;

  if (self->checker != NULL)
    return self->checker;

  store = lapel_worker_open (self, error);
  if (store == NULL)
    return NULL;
  identities = lapel_store_list_identities (store, error);
  if (identities == NULL)
    return NULL;

  texts = g_ptr_array_new ();
  kinds = g_array_new (FALSE, FALSE, sizeof (LapelIdentityKind));
  for (unsigned int i = 0; i < identities->len; i++)
    {
      LapelIdentity *identity = g_ptr_array_index (identities, i);

      g_ptr_array_add (texts, identity->text);
      g_array_append_val (kinds, identity->kind);
    }
  g_ptr_array_add (texts, NULL);

  options.identities = (const char *const *) texts->pdata;
  options.identity_kinds = (const LapelIdentityKind *) (void *) kinds->data;
  self->checker = lapel_checker_new (&options, error);
  return self->checker;
}

void
lapel_worker_forget_checker (LapelWorker *self)
{
  g_clear_pointer (&self->checker, lapel_checker_free);
}
