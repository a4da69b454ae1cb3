/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

/* The holder's identities, and what follows from them: whose each credential is. */

/* So many are asked in one piece; between two pieces the worker does what else there is to do. */
#define SLICE LAPEL_STORE_BATCH

/* Kept until all are asked, so that nothing stays half done for ever. */
#define PENDING_SETTING "identities-pending"

typedef struct
{
  char *text;
  LapelIdentityKind kind;
  gboolean add;

  /* touched by the worker only */
  gint64 number; /* of the change; 0: it is not made yet */
  gint64 asked;  /* up to this entry */
} IdentityData;

static void
identity_data_free (IdentityData *data)
{
  g_free (data->text);
  g_free (data);
}

/** A credential whose answer is another now. */
typedef struct
{
  LapelRecord *record;
  char *report;
} Answer;

static void
answer_free (Answer *answer)
{
  lapel_record_unref (answer->record);
  g_free (answer->report);
  g_free (answer);
}

/* @answers: gets one where the answer is other than the last one */
static gboolean
ask_one (LapelChecker  *checker,
         LapelStore    *store,
         gint64         id,
         GPtrArray     *answers,
         GError       **error)
{
  g_autoptr (LapelRecord) record = lapel_store_get_record (store, id, error);
  g_autoptr (GBytes) text = record == NULL ? NULL : lapel_store_get_text (store, id, error);
  g_autofree char *last_json = text == NULL ? NULL : lapel_store_get_report (store, id, error);
  g_autoptr (LapelCredential) credential = NULL;
  g_autoptr (LapelReport) last = NULL;
  g_autoptr (LapelReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Answer *answer = NULL;

  if (last_json == NULL)
    return FALSE;
  credential = lapel_credential_parse (text, NULL);
  last = lapel_report_from_json (last_json, record->checked, error);
  if (credential == NULL || last == NULL)
    return last != NULL;

  report = lapel_checker_check_yours (checker, credential, last);
  before = lapel_report_to_json (last, NULL);
  after = lapel_report_to_json (report, NULL);
  if (g_str_equal (before, after))
    return TRUE;

  answer = g_new (Answer, 1);
  answer->record = lapel_wallet_update_record (record, report, record->checked);
  answer->report = g_steal_pointer (&after);
  g_ptr_array_add (answers, answer);
  return TRUE;
}

static gboolean
keep_answers (LapelStore    *store,
              GPtrArray     *answers,
              LapelChanges  *changes,
              GError       **error)
{
  LapelStoreCheck checks[SLICE];

  for (unsigned int i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);

      checks[i] = (LapelStoreCheck){ answer->record, answer->report };
      if (answer->record->binned == LAPEL_TIME_NONE)
        g_ptr_array_add (changes->records, lapel_record_ref (answer->record));
    }
  return answers->len == 0 || lapel_store_add_checks (store, checks, answers->len, error);
}

/* Asks the next ones after *@asked, which moves on; @out_more: whether there are more. */
static gboolean
ask_slice (LapelWorker   *worker,
           LapelStore    *store,
           gint64        *asked,
           LapelChanges  *changes,
           gboolean      *out_more,
           GError       **error)
{
  LapelChecker *checker = lapel_worker_get_checker (worker, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  g_autoptr (GArray) ids = NULL;

  ids = checker == NULL ? NULL : lapel_store_list_after (store, *asked, SLICE, error);
  if (ids == NULL)
    return FALSE;
  for (unsigned int i = 0; i < ids->len; i++)
    if (!ask_one (checker, store, g_array_index (ids, gint64, i), answers, error))
      return FALSE;
  if (!keep_answers (store, answers, changes, error))
    return FALSE;

  *out_more = ids->len == SLICE;
  if (ids->len > 0)
    *asked = g_array_index (ids, gint64, ids->len - 1);
  return TRUE;
}

/* 0: nothing is pending; otherwise the number of the last change. */
static gboolean
get_pending (LapelStore  *store,
             gint64      *out_number,
             GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = lapel_store_get_setting (store, PENDING_SETTING, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *out_number = text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

static gboolean
set_pending (LapelStore  *store,
             gint64       number,
             GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return lapel_store_set_setting (store, PENDING_SETTING, text, error);
}

/* All are asked after the change @number; a later one may still be at it. */
static gboolean
end_pending (LapelStore  *store,
             gint64       number,
             GError     **error)
{
  gint64 pending;

  return get_pending (store, &pending, error) &&
         (pending != number || set_pending (store, 0, error));
}

gboolean
lapel_wallet_finish_asking (LapelWorker  *worker,
                            LapelStore   *store,
                            GError      **error)
{
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  gboolean more = TRUE;
  gint64 pending;
  gint64 asked = 0;

  if (!get_pending (store, &pending, error))
    return FALSE;
  if (pending == 0)
    return TRUE;
  while (more)
    if (!ask_slice (worker, store, &asked, changes, &more, error))
      return FALSE;
  return set_pending (store, 0, error);
}

/* The first piece of the job. */
static gboolean
change (LapelWorker   *worker,
        LapelStore    *store,
        IdentityData  *data,
        LapelChanges  *changes,
        GError       **error)
{
  if (!get_pending (store, &data->number, error) || !set_pending (store, ++data->number, error) ||
      !(data->add ? lapel_store_add_identity (store, data->text, data->kind, error)
                  : lapel_store_remove_identity (store, data->text, error)))
    return FALSE;
  lapel_worker_forget_checker (worker);
  changes->identities = lapel_store_list_identities (store, error);
  return changes->identities != NULL;
}

static gpointer
identity_run (LapelWorker  *worker,
              GTask        *task,
              GError      **error)
{
  IdentityData *data = g_task_get_task_data (task);
  g_autoptr (LapelChanges) changes = lapel_changes_new ();
  LapelStore *store = lapel_worker_open (worker, error);
  gboolean more = FALSE;

  if (store == NULL)
    return NULL;
  if (data->number == 0)
    {
      if (!change (worker, store, data, changes, error))
        return NULL;
      more = TRUE;
    }
  else if (!ask_slice (worker, store, &data->asked, changes, &more, error))
    return NULL;

  if (changes->identities != NULL || changes->records->len > 0)
    lapel_wallet_tell (task, g_steal_pointer (&changes));
  if (more)
    lapel_worker_run_again (worker);
  else
    end_pending (store, data->number, error);
  return NULL;
}

static void
push (LapelWallet         *self,
      IdentityData        *data,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data,
      gpointer             source_tag)
{
  lapel_wallet_push (self, cancellable, callback, user_data, source_tag, data,
                     (GDestroyNotify) identity_data_free, identity_run, NULL, NULL);
}

void
lapel_wallet_add_identity_async (LapelWallet         *self,
                                 const char          *text,
                                 LapelIdentityKind    kind,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  IdentityData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (IdentityData, 1);
  data->text = g_strdup (text);
  data->kind = kind == LAPEL_N_IDENTITY_KINDS ? lapel_identity_guess_kind (text) : kind;
  data->add = TRUE;
  push (self, data, cancellable, callback, user_data, lapel_wallet_add_identity_async);
}

void
lapel_wallet_remove_identity_async (LapelWallet         *self,
                                    const char          *text,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  IdentityData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (IdentityData, 1);
  data->text = g_strdup (text);
  push (self, data, cancellable, callback, user_data, lapel_wallet_remove_identity_async);
}
