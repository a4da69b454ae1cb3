/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-part.h"

#include "lapel-picture.h"
#include "lapel-wallet-private.h"

#include <string.h>

/* As deep as the strict reader lets JSON nest: no way is longer. */
#define MAX_STEPS 64

static unsigned int
count (const GPtrArray *array)
{
  return array != NULL ? array->len : 0;
}

static const LapelReport *
nth_report (const LapelReport *report,
            unsigned int       index)
{
  const GPtrArray *children = lapel_report_get_children (report);

  return index < children->len ? g_ptr_array_index (children, index) : NULL;
}

const LapelReport *
lapel_part_get_child_report (const LapelCredential *credential,
                             const LapelReport     *report,
                             unsigned int           index)
{
  return nth_report (report, index);
}

/* The nested reports are those of the children, of what could not be read, and of the endorsements,
 * each in their order. */
const LapelReport *
lapel_part_get_endorsement_report (const LapelCredential *credential,
                                   const LapelReport     *report,
                                   unsigned int           index)
{
  return nth_report (report, count (credential->children) + count (credential->unreadable) + index);
}

/* One step of the way. On success @credential and @report are those of the part. */
static gboolean
take_step (const char         *step,
           LapelCredential   **credential,
           const LapelReport **report)
{
  gboolean child = step[0] == 'c';
  const GPtrArray *parts = child ? (*credential)->children : (*credential)->endorsements;
  guint64 index;

  if ((!child && step[0] != 'e') ||
      !g_ascii_string_to_unsigned (step + 1, 10, 0, G_MAXUINT, &index, NULL) ||
      index >= count (parts))
    return FALSE;

  if (*report != NULL)
    *report = child
                  ? lapel_part_get_child_report (*credential, *report, (unsigned int) index)
                  : lapel_part_get_endorsement_report (*credential, *report, (unsigned int) index);
  *credential = g_ptr_array_index (parts, index);
  return TRUE;
}

/* @report: (nullable): where it is not asked for. Returns: (transfer none) (nullable) */
static LapelCredential *
find_part (LapelCredential    *credential,
           const char         *part,
           const LapelReport **report)
{
  g_auto (GStrv) steps = g_strsplit (part, "/", MAX_STEPS);
  const LapelReport *own = report != NULL ? *report : NULL;

  if (steps[0] == NULL)
    return NULL;

  for (char **step = steps; *step != NULL; step++)
    if (!take_step (*step, &credential, &own))
      return NULL;

  if (report != NULL)
    *report = own;
  return credential;
}

/* What is said of a part that no check has looked at. */
static LapelReport *
new_empty_report (LapelTime time)
{
  LapelReport *report = lapel_report_new ();

  lapel_report_conclude (report, time);
  return report;
}

/* Returns: (transfer full) (nullable): %NULL where there is no such part */
static LapelDetail *
new_part (const LapelDetail *whole,
          const char        *part)
{
  const LapelReport *report = whole->report;
  LapelCredential *credential =
      whole->credential != NULL ? find_part (whole->credential, part, &report) : NULL;
  LapelTime checked = lapel_report_get_time (whole->report);
  LapelDetail *detail;

  if (credential == NULL)
    return NULL;

  detail = g_new0 (LapelDetail, 1);
  detail->credential = lapel_credential_ref (credential);
  detail->report =
      report != NULL ? lapel_report_ref ((LapelReport *) report) : new_empty_report (checked);
  detail->record = lapel_wallet_make_record (credential, detail->report, checked);
  detail->record->id = -1;
  return detail;
}

/* Takes the version off the beginning of a way. @part: (nullable). @out_rest: (nullable): what is
 * left of it. Returns: the version's id, or -1: the one that is shown */
static gint64
split_version (const char  *part,
               const char **out_rest)
{
  const char *slash = part != NULL ? strchr (part, '/') : NULL;

  *out_rest = part;
  if (part == NULL || part[0] != 'v')
    return -1;

  *out_rest = slash != NULL ? slash + 1 : NULL;
  return g_ascii_strtoll (part + 1, NULL, 10);
}

static void
whole_ready_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  const char *rest;
  gint64 version = split_version (g_task_get_task_data (task), &rest);
  LapelWallet *wallet = LAPEL_WALLET (source);
  g_autoptr (LapelDetail) whole = version != -1
                                      ? lapel_wallet_get_version_finish (wallet, result, &error)
                                      : lapel_wallet_get_detail_finish (wallet, result, &error);
  LapelDetail *detail = NULL;

  if (whole == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  detail = rest == NULL ? g_steal_pointer (&whole) : new_part (whole, rest);
  if (detail != NULL)
    g_task_return_pointer (task, detail, (GDestroyNotify) lapel_detail_free);
  else
    g_task_return_new_error (task, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND, "no part %s", rest);
}

void
lapel_wallet_get_part_async (LapelWallet         *self,
                             gint64               id,
                             const char          *part,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  const char *rest;
  gint64 version = split_version (part, &rest);

  g_return_if_fail (LAPEL_IS_WALLET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lapel_wallet_get_part_async);
  g_task_set_task_data (task, g_strdup (part), g_free);
  if (version != -1)
    lapel_wallet_get_version_async (self, version, cancellable, whole_ready_cb, task);
  else
    lapel_wallet_get_detail_async (self, id, cancellable, whole_ready_cb, task);
}

LapelDetail *
lapel_wallet_get_part_finish (LapelWallet   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Work on a thread of its own. It must not hold the wallet: its last reference could then be
 * dropped there. The task that does belongs to the context that asked. */

/* @task: (transfer full): returns what @func returns. @data: (transfer full) */
static void
run_apart (GTask               *task,
           GTaskThreadFunc      func,
           gpointer             data,
           GDestroyNotify       data_free,
           GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (inner, data, data_free);
  g_task_set_return_on_cancel (inner, TRUE);
  g_task_run_in_thread (inner, func);
}

/* Hands on what came of it. @task: (transfer full) */
static void
pass_on (GTask          *task,
         GAsyncResult   *result,
         GDestroyNotify  result_free)
{
  GError *error = NULL;
  gpointer pointer = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pointer, result_free);
  g_object_unref (task);
}

/* Step by step */

typedef struct
{
  GBytes *text;
  char *part; /* (nullable): of the text */
} ExplainData;

/* Which text is wanted: of an entry, or of one of its versions. */
typedef struct
{
  gint64 entry;
  gint64 version; /* -1: the one that is shown */
} Wanted;

static void
explain_data_free (ExplainData *data)
{
  g_clear_pointer (&data->text, g_bytes_unref);
  g_free (data->part);
  g_free (data);
}

static void
explain_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const ExplainData *data = task_data;
  LapelCheckerOptions options = { .at = LAPEL_TIME_NONE };
  GError *error = NULL;
  g_autoptr (LapelChecker) checker = lapel_checker_new (&options, &error);
  g_autoptr (LapelCredential) credential =
      checker == NULL ? NULL : lapel_credential_parse (data->text, &error);
  LapelChecked checked = { .credential = credential };

  if (credential == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (data->part != NULL)
    checked.credential = find_part (credential, data->part, NULL);
  g_task_return_pointer (task, lapel_checker_explain (checker, &checked),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
explained_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  pass_on (user_data, result, (GDestroyNotify) g_ptr_array_unref);
}

static void
text_ready_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *part = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *text = g_task_propagate_pointer (G_TASK (result), &error);
  ExplainData *data;

  if (text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  data = g_new0 (ExplainData, 1);
  data->text = text;
  data->part = g_strdup (part);
  run_apart (g_steal_pointer (&task), explain_thread, data, (GDestroyNotify) explain_data_free,
             explained_cb);
}

static gpointer
text_run (LapelWorker  *worker,
          GTask        *task,
          GError      **error)
{
  const Wanted *wanted = g_task_get_task_data (task);
  LapelStore *store = lapel_worker_open (worker, error);

  if (store == NULL)
    return NULL;
  if (wanted->version != -1)
    return lapel_store_get_version_text (store, wanted->version, NULL, error);
  return lapel_store_get_text (store, wanted->entry, error);
}

/* Only the text comes from the worker. A long transcript takes seconds, in which the database is
 * free for others. */
void
lapel_wallet_explain_async (LapelWallet         *self,
                            gint64               id,
                            const char          *part,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  const char *rest;
  Wanted wanted = { id, split_version (part, &rest) };

  g_return_if_fail (LAPEL_IS_WALLET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lapel_wallet_explain_async);
  g_task_set_task_data (task, g_strdup (rest), g_free);
  lapel_wallet_push (self, cancellable, text_ready_cb, task, lapel_wallet_explain_async,
                     g_memdup2 (&wanted, sizeof wanted), g_free, text_run,
                     (GDestroyNotify) g_bytes_unref, NULL);
}

GPtrArray *
lapel_wallet_explain_finish (LapelWallet   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Pictures */

typedef struct
{
  char *uri;
  unsigned int size;
} DrawData;

static void
draw_data_free (DrawData *data)
{
  g_free (data->uri);
  g_free (data);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const DrawData *data = task_data;
  g_autoptr (GBytes) picture = lapel_picture_from_data_uri (data->uri);
  GBytes *drawn = NULL;
  GError *error = NULL;

  if (picture == NULL)
    g_set_error_literal (&error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED,
                         "not an image in a data: URI");
  else
    drawn = lapel_picture_draw (picture, data->size, cancellable, &error);

  if (drawn != NULL)
    g_task_return_pointer (task, drawn, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  pass_on (user_data, result, (GDestroyNotify) g_bytes_unref);
}

/* Not on the worker: the helper may take seconds, and the database is not needed. */
void
lapel_wallet_draw_async (LapelWallet         *self,
                         const char          *uri,
                         unsigned int         size,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  DrawData *data;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (DrawData, 1);
  data->uri = g_strdup (uri);
  data->size = size;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lapel_wallet_draw_async);
  run_apart (task, draw_thread, data, (GDestroyNotify) draw_data_free, drawn_cb);
}

GBytes *
lapel_wallet_draw_finish (LapelWallet   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
