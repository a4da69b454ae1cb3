/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

/* The holder's identities */

typedef struct
{
  char *add;    /* (nullable) */
  char *remove; /* (nullable) */
} IdentityData;

static void
identity_data_free (IdentityData *data)
{
  g_free (data->add);
  g_free (data->remove);
  g_free (data);
}

static gboolean
change (LapelStore          *store,
        const IdentityData  *data,
        GError             **error)
{
  if (data->add != NULL && !lapel_store_add_identity (store, data->add, error))
    return FALSE;
  return data->remove == NULL || lapel_store_remove_identity (store, data->remove, error);
}

/** News of what other identities made of the credentials. */
typedef struct
{
  GTask *task;
  LapelChanges *changes;
} RecheckNews;

static void
recheck_news_free (RecheckNews *news)
{
  g_object_unref (news->task);
  lapel_changes_free (news->changes);
  g_free (news);
}

static gboolean
recheck_news_cb (gpointer data)
{
  RecheckNews *news = data;

  lapel_wallet_apply (g_task_get_source_object (news->task), news->changes);
  return G_SOURCE_REMOVE;
}

/* Whose each credential is may be another answer now. */
static gboolean
recheck_all (LapelWorker  *worker,
             LapelStore   *store,
             GTask        *task,
             GError      **error)
{
  g_autoptr (GPtrArray) records = lapel_store_list (store, error);
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  RecheckNews *news = NULL;

  if (records == NULL)
    return FALSE;
  for (unsigned int i = 0; i < records->len; i++)
    if (!lapel_wallet_recheck (worker, g_ptr_array_index (records, i), TRUE, changes, error))
      return FALSE;

  news = g_new0 (RecheckNews, 1);
  news->task = g_object_ref (task);
  news->changes = g_steal_pointer (&changes);
  lapel_worker_notify (task, recheck_news_cb, news, (GDestroyNotify) recheck_news_free);
  return TRUE;
}

static gpointer
identities_run (LapelWorker  *worker,
                GTask        *task,
                GError      **error)
{
  const IdentityData *data = g_task_get_task_data (task);
  LapelStore *store = lapel_worker_open (worker, error);

  if (store == NULL)
    return NULL;
  if (data->add != NULL || data->remove != NULL)
    {
      if (!change (store, data, error))
        return NULL;
      lapel_worker_forget_checker (worker);
      if (!recheck_all (worker, store, task, error))
        return NULL;
    }
  return lapel_store_list_identities (store, error);
}

void
lapel_wallet_identities_async (LapelWallet         *self,
                               const char          *add,
                               const char          *remove,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  IdentityData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (IdentityData, 1);
  data->add = g_strdup (add);
  data->remove = g_strdup (remove);
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_identities_async, data,
                     (GDestroyNotify) identity_data_free, identities_run,
                     (GDestroyNotify) g_strfreev, NULL);
}

char **
lapel_wallet_identities_finish (LapelWallet   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
