/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

/* To the bin, back, and out of it for good */

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
    done = lapel_store_restore (store, ids, data->ids->len, error) &&
           lapel_changes_reload (changes, store, data->ids, error);
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
  return lapel_wallet_change_finish (self, result, error);
}

static gpointer
list_run (LapelWorker  *worker,
          GTask        *task,
          GError      **error)
{
  LapelStore *store = lapel_worker_open (worker, error);

  return store == NULL ? NULL : lapel_store_list_bin (store, error);
}

void
lapel_wallet_list_bin_async (LapelWallet         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_list_bin_async, NULL,
                     NULL, list_run, (GDestroyNotify) g_ptr_array_unref, NULL);
}

GPtrArray *
lapel_wallet_list_bin_finish (LapelWallet   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
empty_run (LapelWorker  *worker,
           GTask        *task,
           GError      **error)
{
  const GArray *ids = g_task_get_task_data (task);
  LapelStore *store = lapel_worker_open (worker, error);

  if (store != NULL && ids != NULL)
    lapel_store_delete (store, (const gint64 *) (void *) ids->data, ids->len, error);
  else if (store != NULL)
    lapel_store_empty_bin (store, error);
  return NULL;
}

void
lapel_wallet_empty_bin_async (LapelWallet         *self,
                              GArray              *ids,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_empty_bin_async,
                     ids == NULL ? NULL : g_array_ref (ids),
                     ids == NULL ? NULL : (GDestroyNotify) g_array_unref, empty_run, NULL, NULL);
}
