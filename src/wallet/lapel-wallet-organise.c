/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

/* Tags and collections */

/** A tag or a collection, given to entries or taken off them. */
typedef struct
{
  GArray *ids;
  char *tag; /* (nullable): then it is the collection */
  gint64 collection;
  gboolean add;
} OrganiseData;

static void
organise_data_free (OrganiseData *data)
{
  g_array_unref (data->ids);
  g_free (data->tag);
  g_free (data);
}

static gpointer
organise_run (LapelWorker  *worker,
              GTask        *task,
              GError      **error)
{
  const OrganiseData *data = g_task_get_task_data (task);
  const gint64 *ids = (const gint64 *) (void *) data->ids->data;
  LapelStore *store = lapel_worker_open (worker, error);
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  gboolean done = FALSE;

  if (store == NULL)
    return NULL;
  if (data->tag != NULL)
    done = lapel_store_tag (store, data->tag, data->add, ids, data->ids->len, error);
  else
    done = lapel_store_collect (store, data->collection, data->add, ids, data->ids->len, error);
  if (!done || !lapel_changes_reload (changes, store, data->ids, error))
    return NULL;
  return g_steal_pointer (&changes);
}

void
lapel_wallet_tag_async (LapelWallet         *self,
                        GArray              *ids,
                        const char          *tag,
                        gboolean             add,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  OrganiseData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));
  g_return_if_fail (tag != NULL);

  data = g_new0 (OrganiseData, 1);
  data->ids = g_array_ref (ids);
  data->tag = g_strdup (tag);
  data->add = add;
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_tag_async, data,
                     (GDestroyNotify) organise_data_free, organise_run,
                     (GDestroyNotify) lapel_changes_free, lapel_wallet_apply_done);
}

void
lapel_wallet_collect_async (LapelWallet         *self,
                            GArray              *ids,
                            gint64               collection,
                            gboolean             add,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  OrganiseData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (OrganiseData, 1);
  data->ids = g_array_ref (ids);
  data->collection = collection;
  data->add = add;
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_collect_async, data,
                     (GDestroyNotify) organise_data_free, organise_run,
                     (GDestroyNotify) lapel_changes_free, lapel_wallet_apply_done);
}

/* The collections themselves */

typedef struct
{
  LapelCollectionChange change;
  gint64 collection;
  char *name; /* (nullable) */
  unsigned int position;
} CollectionData;

static void
collection_data_free (CollectionData *data)
{
  g_free (data->name);
  g_free (data);
}

/* What lay in it lies there no more. */
static gboolean
remove_collection (LapelStore    *store,
                   gint64         collection,
                   LapelChanges  *changes,
                   GError       **error)
{
  g_autoptr (GArray) ids = lapel_store_list_collected (store, collection, error);

  return ids != NULL && lapel_store_remove_collection (store, collection, error) &&
         lapel_changes_reload (changes, store, ids, error);
}

static gboolean
change_collection (LapelStore      *store,
                   CollectionData  *data,
                   LapelChanges    *changes,
                   GError         **error)
{
  switch (data->change)
    {
    case LAPEL_COLLECTION_ADD:
      return lapel_store_add_collection (store, data->name, &data->collection, error);
    case LAPEL_COLLECTION_RENAME:
      return lapel_store_rename_collection (store, data->collection, data->name, error);
    case LAPEL_COLLECTION_MOVE:
      return lapel_store_move_collection (store, data->collection, data->position, error);
    case LAPEL_COLLECTION_REMOVE:
    default:
      return remove_collection (store, data->collection, changes, error);
    }
}

static gpointer
collection_run (LapelWorker  *worker,
                GTask        *task,
                GError      **error)
{
  CollectionData *data = g_task_get_task_data (task);
  LapelStore *store = lapel_worker_open (worker, error);
  g_autoptr (LapelChanges) changes = lapel_changes_new ();

  if (store == NULL || !change_collection (store, data, changes, error))
    return NULL;
  changes->collections = lapel_store_list_collections (store, error);
  return changes->collections == NULL ? NULL : g_steal_pointer (&changes);
}

void
lapel_wallet_change_collection_async (LapelWallet           *self,
                                      LapelCollectionChange  change,
                                      gint64                 collection,
                                      const char            *name,
                                      unsigned int           position,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data)
{
  gboolean needs_name = change == LAPEL_COLLECTION_ADD || change == LAPEL_COLLECTION_RENAME;
  CollectionData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));
  g_return_if_fail (name != NULL || !needs_name);

  data = g_new0 (CollectionData, 1);
  data->change = change;
  data->collection = collection;
  data->name = g_strdup (name);
  data->position = position;
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_change_collection_async,
                     data, (GDestroyNotify) collection_data_free, collection_run,
                     (GDestroyNotify) lapel_changes_free, lapel_wallet_apply_done);
}

gint64
lapel_wallet_change_collection_finish (LapelWallet   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  const CollectionData *data = NULL;

  if (!lapel_wallet_change_finish (self, result, error))
    return -1;
  data = g_task_get_task_data (G_TASK (result));
  return data->collection;
}
