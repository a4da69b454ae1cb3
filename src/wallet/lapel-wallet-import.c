/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-picture.h"
#include "lapel-wallet-private.h"

/* A batch ends here too, so that 64 large pictures do not stand in memory at once. */
#define MAX_BATCH_BYTES (64 * 1024 * 1024)

/* And here, so that progress is told while pictures are drawn. */
#define MAX_BATCH_TIME (G_TIME_SPAN_SECOND / 2)

typedef struct
{
  GPtrArray *sources; /* (element-type LapelSource) */
  LapelImportProgress progress;
  gpointer progress_data;
} ImportData;

/* All that comes in, one document after the other. */
typedef struct
{
  GPtrArray *sources;        /* (element-type LapelSource): no folder among them */
  unsigned int next;         /* source to be read */
  const LapelSource *source; /* that @documents were found in */
  GPtrArray *documents;      /* (nullable) (element-type LapelDocument): not taken yet */
} Inbox;

/* One credential on its way in. */
typedef struct
{
  LapelDocument *document;
  LapelChecked checked;
  LapelRecord *record;
  char *key;
  char *name;
  char *report;
  GBytes *thumbnail;
} Incoming;

/* What a batch tells the main context. */
typedef struct
{
  GTask *task;
  GPtrArray *results;
  LapelChanges *changes;
  unsigned int done;
  unsigned int total;
} BatchNews;

/* A batch being filled. */
typedef struct
{
  GPtrArray *incoming; /* (element-type Incoming): those that can be stored */
  GPtrArray *results;  /* (element-type LapelImportResult): of all */
  gsize bytes;
} Batch;

static void
import_data_free (ImportData *data)
{
  g_ptr_array_unref (data->sources);
  g_free (data);
}

/* Results are shared between what progress is told and what finish returns. */
static void
result_clear (gpointer data)
{
  LapelImportResult *result = data;

  g_free (result->source);
  g_free (result->place);
  g_clear_object (&result->file);
  g_clear_pointer (&result->record, lapel_record_unref);
  g_clear_error (&result->error);
}

static void
result_unref (gpointer result)
{
  g_atomic_rc_box_release_full (result, result_clear);
}

static GPtrArray *
new_results (void)
{
  return g_ptr_array_new_with_free_func (result_unref);
}

static void
incoming_free (Incoming *incoming)
{
  lapel_document_free (incoming->document);
  lapel_checked_clear (&incoming->checked);
  g_clear_pointer (&incoming->record, lapel_record_unref);
  g_free (incoming->key);
  g_free (incoming->name);
  g_free (incoming->report);
  g_clear_pointer (&incoming->thumbnail, g_bytes_unref);
  g_free (incoming);
}

static void
batch_news_free (BatchNews *news)
{
  g_object_unref (news->task);
  g_ptr_array_unref (news->results);
  lapel_changes_free (news->changes);
  g_free (news);
}

static gboolean
batch_news_cb (gpointer data)
{
  BatchNews *news = data;
  const ImportData *import = g_task_get_task_data (news->task);

  lapel_wallet_apply (g_task_get_source_object (news->task), news->changes);
  if (import->progress != NULL)
    import->progress (news->results, news->done, news->total, import->progress_data);
  return G_SOURCE_REMOVE;
}

/* Finds what is in the next source. What cannot be read is a document with an error, too. */
static void
inbox_read (Inbox        *inbox,
            GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  g_clear_pointer (&inbox->documents, g_ptr_array_unref);
  inbox->source = g_ptr_array_index (inbox->sources, inbox->next++);
  bytes = lapel_source_read (inbox->source, cancellable, &error);
  if (bytes != NULL)
    {
      inbox->documents = lapel_document_open (bytes, cancellable);
      return;
    }
  inbox->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_document_free);
  g_ptr_array_add (inbox->documents, g_new0 (LapelDocument, 1));
  ((LapelDocument *) inbox->documents->pdata[0])->error = error;
}

/* Returns: (transfer full) (nullable): %NULL at the end */
static LapelDocument *
inbox_next (Inbox        *inbox,
            GCancellable *cancellable)
{
  while (inbox->documents == NULL || inbox->documents->len == 0)
    {
      if (inbox->next == inbox->sources->len)
        return NULL;
      inbox_read (inbox, cancellable);
    }
  return g_ptr_array_steal_index (inbox->documents, 0);
}

/* How many sources nothing is left of. */
static unsigned int
inbox_count_done (const Inbox *inbox)
{
  return inbox->documents != NULL && inbox->documents->len > 0 ? inbox->next - 1 : inbox->next;
}

static void
inbox_clear (Inbox *inbox)
{
  g_clear_pointer (&inbox->documents, g_ptr_array_unref);
  g_clear_pointer (&inbox->sources, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inbox, inbox_clear)

/* A missing or broken picture is no reason to refuse a credential. */
static GBytes *
make_thumbnail (const Incoming *incoming,
                GCancellable   *cancellable)
{
  g_autoptr (GBytes) picture = NULL;

  if (incoming->document->picture)
    picture = g_bytes_ref (incoming->document->file);
  else if (incoming->checked.credential->image != NULL)
    picture = lapel_picture_from_data_uri (incoming->checked.credential->image);
  return picture == NULL ? NULL : lapel_picture_make_thumbnail (picture, cancellable, NULL);
}

/* Verifies. @document: (transfer full). Returns: (transfer full): what can be stored, or %NULL with
 * @error set */
static Incoming *
receive (LapelChecker       *checker,
         const LapelSource  *source,
         LapelDocument      *document,
         GCancellable       *cancellable,
         GError            **error)
{
  Incoming *incoming = g_new0 (Incoming, 1);

  incoming->document = document;
  lapel_checker_check_document (checker, document, &incoming->checked);
  if (incoming->checked.credential == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&incoming->checked.error));
      incoming_free (incoming);
      return NULL;
    }

  incoming->record = lapel_wallet_make_record (incoming->checked.credential,
                                               incoming->checked.report, g_get_real_time ());
  incoming->key = lapel_credential_dup_key (incoming->checked.credential);
  incoming->name = lapel_document_dup_name (document, source->name);
  incoming->report = lapel_report_to_json (incoming->checked.report, incoming->name);
  incoming->thumbnail = make_thumbnail (incoming, cancellable);
  return incoming;
}

static void
add_document (Batch             *batch,
              LapelChecker      *checker,
              const LapelSource *source,
              LapelDocument     *document,
              GCancellable      *cancellable)
{
  LapelImportResult *result = g_atomic_rc_box_new0 (LapelImportResult);
  Incoming *incoming = NULL;

  result->source = g_strdup (source->name);
  result->place = g_strdup (document->place);
  result->file = source->file != NULL ? g_object_ref (source->file) : NULL;
  result->entry = -1;
  result->outcome = LAPEL_IMPORT_REFUSED;
  g_ptr_array_add (batch->results, result);

  incoming = receive (checker, source, document, cancellable, &result->error);
  if (incoming == NULL)
    return;
  batch->bytes += g_bytes_get_size (incoming->document->file);
  g_ptr_array_add (batch->incoming, incoming);
}

static GArray *
make_items (const Batch *batch)
{
  GArray *items = g_array_sized_new (FALSE, TRUE, sizeof (LapelStoreItem), batch->incoming->len);
  unsigned int n = 0;

  for (unsigned int i = 0; i < batch->results->len; i++)
    {
      const LapelImportResult *result = g_ptr_array_index (batch->results, i);
      const Incoming *incoming = NULL;
      LapelStoreItem item = { 0 };

      if (result->error != NULL)
        continue;
      incoming = g_ptr_array_index (batch->incoming, n++);
      item.record = incoming->record;
      item.key = incoming->key;
      item.valid_from = incoming->checked.credential->valid_from;
      item.text = incoming->checked.text;
      item.original = incoming->document->file;
      item.source_name = incoming->name;
      item.media_type = incoming->document->media_type;
      item.thumbnail = incoming->thumbnail;
      item.report = incoming->report;
      g_array_append_val (items, item);
    }
  return items;
}

static LapelImportOutcome
outcome_of (LapelStored stored)
{
  switch (stored)
    {
    case LAPEL_STORED_ALREADY:
      return LAPEL_IMPORT_ALREADY;
    case LAPEL_STORED_REPLACED:
      return LAPEL_IMPORT_REPLACED;
    case LAPEL_STORED_NEW:
    case LAPEL_STORED_RESTORED:
    default:
      return LAPEL_IMPORT_NEW;
    }
}

/* After the commit: what each credential became. */
static gboolean
note_stored (LapelStore              *store,
             const Batch             *batch,
             const LapelStoreResult  *stored,
             LapelChanges            *changes,
             GError                 **error)
{
  unsigned int n = 0;

  for (unsigned int i = 0; i < batch->results->len; i++)
    {
      LapelImportResult *result = g_ptr_array_index (batch->results, i);

      if (result->error != NULL)
        continue;
      result->outcome = outcome_of (stored[n].stored);
      result->entry = stored[n].id;
      result->record = lapel_store_get_record (store, stored[n].id, error);
      if (result->record == NULL)
        return FALSE;
      g_ptr_array_add (changes->records, lapel_record_ref (result->record));
      n++;
    }
  return TRUE;
}

static gboolean
store_batch (LapelStore    *store,
             const Batch   *batch,
             LapelChanges  *changes,
             GError       **error)
{
  g_autoptr (GArray) items = make_items (batch);
  g_autofree LapelStoreResult *stored = g_new0 (LapelStoreResult, items->len + 1);

  if (items->len == 0)
    return TRUE;
  return lapel_store_import (store, (const LapelStoreItem *) (void *) items->data, items->len,
                             g_get_real_time (), stored, error) &&
         note_stored (store, batch, stored, changes, error);
}

/* Takes what comes next, as much as one transaction may hold. %FALSE: there was nothing left */
static gboolean
fill_batch (Batch        *batch,
            Inbox        *inbox,
            LapelChecker *checker,
            GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + MAX_BATCH_TIME;
  LapelDocument *document = NULL;

  while (batch->results->len < LAPEL_STORE_BATCH && batch->bytes < MAX_BATCH_BYTES &&
         g_get_monotonic_time () < deadline && !g_cancellable_is_cancelled (cancellable) &&
         (document = inbox_next (inbox, cancellable)) != NULL)
    add_document (batch, checker, inbox->source, document, cancellable);
  return batch->results->len > 0;
}

/* Stores what comes next, and tells of it. @all: gets the results; @out_more: there may be more */
static gboolean
import_batch (LapelStore    *store,
              LapelChecker  *checker,
              GTask         *task,
              Inbox         *inbox,
              GPtrArray     *all,
              gboolean      *out_more,
              GError       **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GPtrArray) incoming = g_ptr_array_new_with_free_func ((GDestroyNotify) incoming_free);
  g_autoptr (GPtrArray) results = new_results ();
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  Batch batch = { .incoming = incoming, .results = results };
  BatchNews *news = NULL;

  *out_more = fill_batch (&batch, inbox, checker, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !store_batch (store, &batch, changes, error))
    return FALSE;
  if (!*out_more)
    return TRUE;

  for (unsigned int i = 0; i < results->len; i++)
    g_ptr_array_add (all, g_atomic_rc_box_acquire (g_ptr_array_index (results, i)));

  news = g_new0 (BatchNews, 1);
  news->task = g_object_ref (task);
  news->results = g_steal_pointer (&results);
  news->changes = g_steal_pointer (&changes);
  news->done = inbox_count_done (inbox);
  news->total = inbox->sources->len;
  lapel_worker_notify (task, batch_news_cb, news, (GDestroyNotify) batch_news_free);
  return TRUE;
}

static gpointer
import_run (LapelWorker  *worker,
            GTask        *task,
            GError      **error)
{
  const ImportData *data = g_task_get_task_data (task);
  g_autoptr (GPtrArray) all = new_results ();
  g_auto (Inbox) inbox = { 0 };
  LapelStore *store = lapel_worker_open (worker, error);
  LapelChecker *checker = store == NULL ? NULL : lapel_worker_get_checker (worker, error);
  gboolean more = TRUE;

  if (checker == NULL)
    return NULL;
  inbox.sources = lapel_sources_expand (data->sources, g_task_get_cancellable (task));
  while (more)
    if (!import_batch (store, checker, task, &inbox, all, &more, error))
      return NULL;
  return g_steal_pointer (&all);
}

void
lapel_wallet_import_async (LapelWallet         *self,
                           GPtrArray           *sources,
                           LapelImportProgress  progress,
                           gpointer             progress_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  ImportData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (ImportData, 1);
  data->sources = g_ptr_array_ref (sources);
  data->progress = progress;
  data->progress_data = progress_data;
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_import_async, data,
                     (GDestroyNotify) import_data_free, import_run,
                     (GDestroyNotify) g_ptr_array_unref, NULL);
}

GPtrArray *
lapel_wallet_import_finish (LapelWallet   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
