/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet.h"

#include "lapel-wallet-private.h"

struct _LapelWallet
{
  GObject parent_instance;

  /* owned */
  char *folder;
  LapelWorker *worker;
  LapelEntryList *entries;
  GPtrArray *collections;    /* (element-type LapelCollection) */
  GPtrArray *identities;     /* (element-type LapelIdentity) */
  GPtrArray *pathways;       /* (element-type LapelPathway) */
  GPtrArray *pathway_errors; /* (element-type GError) */
  GPtrArray *standings;      /* (element-type LapelStanding) (nullable): until asked for */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelWallet, lapel_wallet, G_TYPE_OBJECT)

/* What opening brings. */
typedef struct
{
  GPtrArray *records;
  GPtrArray *collections;
  GPtrArray *identities;
  GPtrArray *pathways;
  GPtrArray *pathway_errors;
} Opened;

static void
opened_free (Opened *opened)
{
  g_clear_pointer (&opened->records, g_ptr_array_unref);
  g_clear_pointer (&opened->collections, g_ptr_array_unref);
  g_clear_pointer (&opened->identities, g_ptr_array_unref);
  g_clear_pointer (&opened->pathways, g_ptr_array_unref);
  g_clear_pointer (&opened->pathway_errors, g_ptr_array_unref);
  g_free (opened);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static void
replace_array (GPtrArray **place,
               GPtrArray  *array)
{
  g_clear_pointer (place, g_ptr_array_unref);
  *place = array;
}

static void
say_changed (LapelWallet *self)
{
  g_clear_pointer (&self->standings, g_ptr_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
lapel_wallet_finalize (GObject *object)
{
  LapelWallet *self = LAPEL_WALLET (object);

  g_clear_pointer (&self->worker, lapel_worker_free);
  g_clear_pointer (&self->standings, g_ptr_array_unref);
  g_clear_pointer (&self->pathway_errors, g_ptr_array_unref);
  g_clear_pointer (&self->pathways, g_ptr_array_unref);
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (lapel_wallet_parent_class)->finalize (object);
}

static void
lapel_wallet_class_init (LapelWalletClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lapel_wallet_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lapel_wallet_init (LapelWallet *self)
{
  self->entries = lapel_entry_list_new ();
  self->collections = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_collection_free);
  self->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_identity_free);
  self->pathways = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_pathway_unref);
  self->pathway_errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
}

LapelWallet *
lapel_wallet_new (const char *folder)
{
  LapelWallet *self = g_object_new (LAPEL_TYPE_WALLET, NULL);

  if (folder != NULL)
    self->folder = g_strdup (folder);
  else
    self->folder = g_build_filename (g_get_user_data_dir (), "lapel", NULL);
  self->worker = lapel_worker_new (self->folder);
  return self;
}

const char *
lapel_wallet_get_folder (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);
  return self->folder;
}

LapelEntryList *
lapel_wallet_get_entries (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);
  return self->entries;
}

GPtrArray *
lapel_wallet_get_collections (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);
  return self->collections;
}

GPtrArray *
lapel_wallet_get_identities (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);
  return self->identities;
}

void
lapel_wallet_push (LapelWallet         *self,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data,
                   gpointer             source_tag,
                   gpointer             data,
                   GDestroyNotify       data_free,
                   LapelWorkerRun       run,
                   GDestroyNotify       result_free,
                   LapelWorkerDone      done)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, data, data_free);
  lapel_worker_push (self->worker, task, run, result_free, done);
}

gboolean
lapel_wallet_change_finish (LapelWallet   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Changes */

LapelChanges *
lapel_changes_new (void)
{
  LapelChanges *self = g_new0 (LapelChanges, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  self->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
lapel_changes_free (LapelChanges *self)
{
  g_ptr_array_unref (self->records);
  g_array_unref (self->gone);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  g_free (self);
}

gboolean
lapel_changes_reload (LapelChanges  *self,
                      LapelStore    *store,
                      const GArray  *ids,
                      GError       **error)
{
  for (unsigned int i = 0; i < ids->len; i++)
    {
      g_autoptr (LapelRecord) record =
          lapel_store_get_record (store, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return FALSE;
      if (record->binned == LAPEL_TIME_NONE)
        g_ptr_array_add (self->records, g_steal_pointer (&record));
    }
  return TRUE;
}

void
lapel_wallet_apply (LapelWallet  *self,
                    LapelChanges *changes)
{
  if (changes->collections != NULL)
    replace_array (&self->collections, g_steal_pointer (&changes->collections));
  if (changes->identities != NULL)
    replace_array (&self->identities, g_steal_pointer (&changes->identities));
  if (changes->records->len + changes->gone->len > 0)
    lapel_entry_list_change (self->entries, changes->records, changes->gone);
  say_changed (self);
}

/** Changes on their way to the main context. */
typedef struct
{
  GTask *task;
  LapelChanges *changes;
} News;

static void
news_free (News *news)
{
  g_object_unref (news->task);
  lapel_changes_free (news->changes);
  g_free (news);
}

static gboolean
news_cb (gpointer data)
{
  News *news = data;

  lapel_wallet_apply (g_task_get_source_object (news->task), news->changes);
  return G_SOURCE_REMOVE;
}

void
lapel_wallet_tell (GTask        *task,
                   LapelChanges *changes)
{
  News *news = g_new (News, 1);

  news->task = g_object_ref (task);
  news->changes = changes;
  lapel_worker_notify (task, news_cb, news, (GDestroyNotify) news_free);
}

void
lapel_wallet_apply_done (GTask    *task,
                         gpointer  changes)
{
  lapel_wallet_apply (g_task_get_source_object (task), changes);
}

/* Opening */

static gboolean
load (Opened      *opened,
      LapelStore  *store,
      GError     **error)
{
  opened->records = lapel_store_list (store, error);
  if (opened->records != NULL)
    opened->collections = lapel_store_list_collections (store, error);
  if (opened->collections != NULL)
    opened->identities = lapel_store_list_identities (store, error);
  return opened->identities != NULL;
}

static gpointer
open_run (LapelWorker  *worker,
          GTask        *task,
          GError      **error)
{
  g_autofree char *shipped = lapel_pathways_dup_shipped_folder ();
  g_autofree char *own = g_build_filename (lapel_worker_get_folder (worker), "pathways", NULL);
  const char *folders[] = { shipped, own, NULL };
  LapelStore *store = lapel_worker_open (worker, error);
  g_autoptr (Opened) opened = g_new0 (Opened, 1);

  if (store == NULL || !lapel_wallet_finish_asking (worker, store, error) ||
      !load (opened, store, error))
    return NULL;

  opened->pathway_errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  opened->pathways = lapel_pathways_load (folders, opened->pathway_errors);
  return g_steal_pointer (&opened);
}

static void
open_done (GTask    *task,
           gpointer  result)
{
  LapelWallet *self = g_task_get_source_object (task);
  Opened *opened = result;

  lapel_entry_list_set_records (self->entries, opened->records);
  replace_array (&self->collections, g_steal_pointer (&opened->collections));
  replace_array (&self->identities, g_steal_pointer (&opened->identities));
  replace_array (&self->pathways, g_steal_pointer (&opened->pathways));
  replace_array (&self->pathway_errors, g_steal_pointer (&opened->pathway_errors));
  say_changed (self);
}

void
lapel_wallet_open_async (LapelWallet         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (LAPEL_IS_WALLET (self));

  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_open_async, NULL, NULL,
                     open_run, (GDestroyNotify) opened_free, open_done);
}

gboolean
lapel_wallet_open_finish (LapelWallet   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return lapel_wallet_change_finish (self, result, error);
}

/* Progress */

GPtrArray *
lapel_wallet_get_standings (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);

  if (self->standings == NULL)
    {
      g_autoptr (GPtrArray) records = lapel_entry_list_list_records (self->entries);

      self->standings = lapel_standings_new (self->pathways, records, g_get_real_time ());
    }
  return self->standings;
}

GPtrArray *
lapel_wallet_get_pathway_errors (LapelWallet *self)
{
  g_return_val_if_fail (LAPEL_IS_WALLET (self), NULL);
  return self->pathway_errors;
}
