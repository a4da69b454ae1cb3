/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

/* Reading and changing single entries. The task data of most is the entry's id. */

static void
push_entry (LapelWallet         *self,
            gint64               id,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data,
            gpointer             source_tag,
            LapelWorkerRun       run,
            GDestroyNotify       result_free,
            LapelWorkerDone      done)
{
  gint64 *data = g_new (gint64, 1);

  *data = id;
  lapel_wallet_push (self, cancellable, callback, user_data, source_tag, data, g_free, run,
                     result_free, done);
}

static gint64
get_id (GTask *task)
{
  return *(const gint64 *) g_task_get_task_data (task);
}

/* One credential in full */

void
lapel_detail_free (LapelDetail *self)
{
  g_clear_pointer (&self->record, lapel_record_unref);
  g_clear_pointer (&self->credential, lapel_credential_unref);
  g_clear_pointer (&self->report, lapel_report_unref);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self->source_name);
  g_free (self);
}

static gboolean
load_detail (LapelDetail  *detail,
             LapelStore   *store,
             gint64        id,
             GError      **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *report = NULL;
  g_autofree char *media_type = NULL;

  detail->record = lapel_store_get_record (store, id, error);
  if (detail->record == NULL)
    return FALSE;
  report = lapel_store_get_report (store, id, error);
  if (report == NULL)
    return FALSE;
  detail->report = lapel_report_from_json (report, detail->record->checked, error);
  if (detail->report == NULL)
    return FALSE;

  text = lapel_store_get_text (store, id, error);
  original = text == NULL
                 ? NULL
                 : lapel_store_get_original (store, id, &detail->source_name, &media_type, error);
  if (original == NULL)
    return FALSE;

  detail->credential = lapel_credential_parse (text, NULL);
  detail->thumbnail = lapel_store_get_thumbnail (store, id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gpointer
detail_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  g_autoptr (LapelDetail) detail = g_new0 (LapelDetail, 1);
  LapelStore *store = lapel_worker_open (worker, error);

  if (store == NULL || !load_detail (detail, store, get_id (task), error))
    return NULL;
  return g_steal_pointer (&detail);
}

void
lapel_wallet_get_detail_async (LapelWallet         *self,
                               gint64               id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, id, cancellable, callback, user_data, lapel_wallet_get_detail_async, detail_run,
              (GDestroyNotify) lapel_detail_free, NULL);
}

LapelDetail *
lapel_wallet_get_detail_finish (LapelWallet   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Pictures and originals */

static gpointer
thumbnail_run (LapelWorker  *worker,
               GTask        *task,
               GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);

  return store == NULL ? NULL : lapel_store_get_thumbnail (store, get_id (task), error);
}

void
lapel_wallet_get_thumbnail_async (LapelWallet         *self,
                                  gint64               id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, id, cancellable, callback, user_data, lapel_wallet_get_thumbnail_async,
              thumbnail_run, (GDestroyNotify) g_bytes_unref, NULL);
}

GBytes *
lapel_wallet_get_thumbnail_finish (LapelWallet   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GBytes *bytes;
  char *name;
} Original;

static void
original_free (Original *original)
{
  g_clear_pointer (&original->bytes, g_bytes_unref);
  g_free (original->name);
  g_free (original);
}

static gpointer
original_run (LapelWorker  *worker,
              GTask        *task,
              GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);
  g_autofree char *name = NULL;
  g_autofree char *media_type = NULL;
  GBytes *bytes = NULL;
  Original *original = NULL;

  if (store != NULL)
    bytes = lapel_store_get_original (store, get_id (task), &name, &media_type, error);
  if (bytes == NULL)
    return NULL;

  original = g_new0 (Original, 1);
  original->bytes = bytes;
  original->name = g_steal_pointer (&name);
  return original;
}

void
lapel_wallet_get_original_async (LapelWallet         *self,
                                 gint64               id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, id, cancellable, callback, user_data, lapel_wallet_get_original_async,
              original_run, (GDestroyNotify) original_free, NULL);
}

GBytes *
lapel_wallet_get_original_finish (LapelWallet   *self,
                                  GAsyncResult  *result,
                                  char         **out_name,
                                  GError       **error)
{
  Original *original = NULL;
  GBytes *bytes = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  original = g_task_propagate_pointer (G_TASK (result), error);
  if (original == NULL)
    return NULL;
  bytes = g_steal_pointer (&original->bytes);
  if (out_name != NULL)
    *out_name = g_steal_pointer (&original->name);
  original_free (original);
  return bytes;
}

/* Checking again */

static gpointer
verify_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);
  g_autoptr (LapelRecord) record =
      store == NULL ? NULL : lapel_store_get_record (store, get_id (task), error);
  g_autoptr (LapelChanges) changes = lapel_changes_new ();

  if (record == NULL || !lapel_wallet_recheck (worker, record, FALSE, changes, error))
    return NULL;
  return g_steal_pointer (&changes);
}

void
lapel_wallet_verify_async (LapelWallet         *self,
                           gint64               id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, id, cancellable, callback, user_data, lapel_wallet_verify_async, verify_run,
              (GDestroyNotify) lapel_changes_free, lapel_wallet_apply_done);
}

gboolean
lapel_wallet_verify_finish (LapelWallet   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return lapel_wallet_finish_plain (self, result, error);
}

/* To the bin and back */

typedef struct
{
  GArray *ids;
  gboolean restore;
} RemoveData;

static void
remove_data_free (RemoveData *data)
{
  g_array_unref (data->ids);
  g_free (data);
}

static gboolean
restore (LapelStore    *store,
         const GArray  *ids,
         LapelChanges  *changes,
         GError       **error)
{
  if (!lapel_store_restore (store, (const gint64 *) (void *) ids->data, ids->len, error))
    return FALSE;

  for (unsigned int i = 0; i < ids->len; i++)
    {
      LapelRecord *record = lapel_store_get_record (store, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (changes->records, record);
    }
  return TRUE;
}

static gpointer
remove_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  const RemoveData *data = g_task_get_task_data (task);
  const gint64 *ids = (const gint64 *) (void *) data->ids->data;
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  LapelStore *store = lapel_worker_open (worker, error);
  gboolean done = FALSE;

  if (store == NULL)
    return NULL;
  if (data->restore)
    done = restore (store, data->ids, changes, error);
  else
    {
      done = lapel_store_remove (store, ids, data->ids->len, g_get_real_time (), error);
      g_array_append_vals (changes->gone, ids, data->ids->len);
    }
  return done ? g_steal_pointer (&changes) : NULL;
}

void
lapel_wallet_remove_async (LapelWallet         *self,
                           GArray              *ids,
                           gboolean             restore_them,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  RemoveData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (RemoveData, 1);
  data->ids = g_array_ref (ids);
  data->restore = restore_them;
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_remove_async, data,
                     (GDestroyNotify) remove_data_free, remove_run,
                     (GDestroyNotify) lapel_changes_free, lapel_wallet_apply_done);
}

gboolean
lapel_wallet_remove_finish (LapelWallet   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return lapel_wallet_finish_plain (self, result, error);
}
