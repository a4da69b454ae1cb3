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
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_free (self);
}

/* What the entry is, whichever version is looked at. */
static gboolean
load_entry (LapelDetail  *detail,
            LapelStore   *store,
            gint64        id,
            GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  detail->record = lapel_store_get_record (store, id, error);
  if (detail->record != NULL)
    detail->sources = lapel_store_list_sources (store, id, error);
  if (detail->sources != NULL)
    detail->versions = lapel_store_list_versions (store, id, error);
  if (detail->versions == NULL)
    return FALSE;

  detail->thumbnail = lapel_store_get_thumbnail (store, id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_version (LapelDetail               *detail,
              LapelStore                *store,
              const LapelStoredVersion  *version,
              GError                   **error)
{
  g_autoptr (GBytes) text = lapel_store_get_version_text (store, version->id, NULL, error);
  g_autofree char *report =
      text == NULL ? NULL : lapel_store_get_version_report (store, version->id, error);

  if (report == NULL)
    return FALSE;
  detail->report = lapel_report_from_json (report, version->checked, error);
  if (detail->report == NULL)
    return FALSE;

  detail->credential = lapel_credential_parse (text, NULL);
  for (unsigned int i = 0; detail->source_name == NULL && i < detail->sources->len; i++)
    {
      const LapelStoredSource *source = g_ptr_array_index (detail->sources, i);

      if (source->version == version->id)
        detail->source_name = g_strdup (source->name);
    }
  return TRUE;
}

static gpointer
detail_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  g_autoptr (LapelDetail) detail = g_new0 (LapelDetail, 1);
  LapelStore *store = lapel_worker_open (worker, error);

  /* The version that is shown comes first. */
  if (store == NULL || !load_entry (detail, store, get_id (task), error) ||
      !load_version (detail, store, g_ptr_array_index (detail->versions, 0), error))
    return NULL;
  return g_steal_pointer (&detail);
}

static gpointer
version_run (LapelWorker  *worker,
             GTask        *task,
             GError      **error)
{
  g_autoptr (LapelDetail) detail = g_new0 (LapelDetail, 1);
  LapelStore *store = lapel_worker_open (worker, error);
  g_autoptr (LapelRecord) entry = NULL;
  g_autoptr (GBytes) text = NULL;
  LapelStoredVersion version;

  text =
      store == NULL ? NULL : lapel_store_get_version_text (store, get_id (task), &version, error);
  if (text == NULL || !load_entry (detail, store, version.entry, error) ||
      !load_version (detail, store, &version, error))
    return NULL;
  entry = g_steal_pointer (&detail->record);
  detail->record = lapel_wallet_update_record (entry, detail->report, version.checked);
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

void
lapel_wallet_get_version_async (LapelWallet         *self,
                                gint64               version,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, version, cancellable, callback, user_data, lapel_wallet_get_version_async,
              version_run, (GDestroyNotify) lapel_detail_free, NULL);
}

LapelDetail *
lapel_wallet_get_version_finish (LapelWallet   *self,
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

/* @bytes: (transfer full) (nullable): then there is an error; @name: (transfer full) */
static Original *
original_new (GBytes *bytes,
              char   *name)
{
  Original *original = NULL;

  if (bytes == NULL)
    return NULL;
  original = g_new (Original, 1);
  original->bytes = bytes;
  original->name = name;
  return original;
}

static gpointer
original_run (LapelWorker  *worker,
              GTask        *task,
              GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);
  char *name = NULL;
  GBytes *bytes = NULL;

  if (store != NULL)
    bytes = lapel_store_get_original (store, get_id (task), &name, NULL, error);
  return original_new (bytes, name);
}

static gpointer
source_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);
  char *name = NULL;
  GBytes *bytes = NULL;

  if (store != NULL)
    bytes = lapel_store_get_source (store, get_id (task), &name, NULL, error);
  return original_new (bytes, name);
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

void
lapel_wallet_get_source_async (LapelWallet         *self,
                               gint64               source,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  push_entry (self, source, cancellable, callback, user_data, lapel_wallet_get_source_async,
              source_run, (GDestroyNotify) original_free, NULL);
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

GBytes *
lapel_wallet_get_source_finish (LapelWallet   *self,
                                GAsyncResult  *result,
                                char         **out_name,
                                GError       **error)
{
  return lapel_wallet_get_original_finish (self, result, out_name, error);
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

  if (record == NULL || !lapel_wallet_recheck (worker, record, changes, error))
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
  return lapel_wallet_change_finish (self, result, error);
}
