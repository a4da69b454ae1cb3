/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-batch.h"

#include "lapel-cli-explain.h"
#include "lapel-cli-lines.h"
#include "lapel-cli-print.h"
#include "lapel-json.h"

#include <string.h>
#include <unistd.h>

/* So much of what each thread has done may wait for one that takes longer. */
#define WAITING_PER_JOB 16

/* What one thread took in: a file, or a few lines. */
typedef struct
{
  guint64 number;            /* counted from 0 */
  const LapelSource *source; /* (nullable) */
  GBytes *lines;             /* owned; (nullable) */
  guint64 first_line;
} Input;

/* One report that is to be printed for people. */
typedef struct
{
  char *name;
  LapelReport *report;
  GPtrArray *explanations; /* (nullable) */
} Found;

/* What came of an input, until it is its turn to be printed. */
typedef struct
{
  gboolean ready;
  LapelExit status;
  GString *json;    /* owned; a line for each report; where none is wanted: */
  GPtrArray *found; /* owned; (element-type Found) */
} Answer;

/* All threads do the same: take an input, check it, hand in the answer. Whoever hands in the answer
 * that is to be printed next prints it, and those that have waited for it. So one thread needs no
 * other, and nothing but the window has to be bounded. */
typedef struct
{
  gboolean json;
  gboolean explain;
  unsigned int n_window;

  GMutex input_lock; /* taken before the output's, never after; guards these */
  LapelCliLines *lines;
  GPtrArray *sources; /* (nullable) (element-type LapelSource): instead of lines */
  guint64 n_taken;

  GMutex output_lock; /* guards these */
  GCond printed;
  gboolean waiting; /* somebody, for it */
  Answer *window;   /* of answer number N at N modulo @n_window */
  guint64 n_printed;
  LapelExit status;
} Batch;

typedef struct
{
  Batch *batch;
  LapelChecker *checker; /* owned */
  GThread *thread;       /* owned; %NULL for the one that called */
} Worker;

static void
found_free (Found *found)
{
  g_free (found->name);
  lapel_report_unref (found->report);
  g_clear_pointer (&found->explanations, g_ptr_array_unref);
  g_free (found);
}

static void
worker_clear (Worker *worker)
{
  g_clear_pointer (&worker->checker, lapel_checker_free);
}

static LapelExit
exit_for_report (const LapelReport *report)
{
  if (lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE)
    return LAPEL_EXIT_UNREADABLE;
  switch (lapel_report_get_worst (report))
    {
    case LAPEL_VERDICT_VERIFIED:
      return LAPEL_EXIT_OK;
    case LAPEL_VERDICT_UNDECIDED:
      return LAPEL_EXIT_UNDECIDED;
    case LAPEL_VERDICT_NOT_CURRENT:
    case LAPEL_VERDICT_REVOKED:
    case LAPEL_VERDICT_INVALID:
    case LAPEL_N_VERDICTS:
    default:
      return LAPEL_EXIT_BAD;
    }
}

/* While this waits nobody takes anything, but everybody may hand in. */
static void
wait_for_room (Batch *batch)
{
  g_mutex_lock (&batch->output_lock);
  while (batch->n_taken - batch->n_printed >= batch->n_window)
    {
      batch->waiting = TRUE;
      g_cond_wait (&batch->printed, &batch->output_lock);
    }
  batch->waiting = FALSE;
  g_mutex_unlock (&batch->output_lock);
}

static gboolean
take (Batch *batch,
      Input *out_input)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&batch->input_lock);

  *out_input = (Input){ 0 };
  wait_for_room (batch);
  if (batch->sources == NULL)
    out_input->lines = lapel_cli_lines_take (batch->lines, &out_input->first_line);
  else if (batch->n_taken < batch->sources->len)
    out_input->source = g_ptr_array_index (batch->sources, batch->n_taken);
  if (out_input->lines == NULL && out_input->source == NULL)
    return FALSE;
  out_input->number = batch->n_taken++;
  return TRUE;
}

static void
append_json (const LapelReport *report,
             const char        *source,
             const GPtrArray   *explanations,
             GString           *out)
{
  g_autofree char *json = lapel_report_to_json (report, source);

  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (explanations != NULL)
    {
      g_autofree char *explained = lapel_cli_explain_in_json (json, explanations);

      g_string_append (out, explained);
    }
  else
    g_string_append (out, json);
}

/* @error: (nullable): why there was nothing to be checked */
static void
add_report (Worker             *worker,
            const LapelChecked *checked,
            const GError       *error,
            const char         *name,
            Answer             *answer)
{
  g_autoptr (GPtrArray) explanations = NULL;
  Found *found = NULL;

  answer->status =
      lapel_cli_worse (answer->status, error != NULL ? lapel_cli_exit_for_error (error)
                                                     : exit_for_report (checked->report));
  if (worker->batch->explain)
    explanations = lapel_checker_explain (worker->checker, checked);
  if (answer->json != NULL)
    {
      append_json (checked->report, name, explanations, answer->json);
      return;
    }
  found = g_new0 (Found, 1);
  found->name = g_strdup (name);
  found->report = lapel_report_ref (checked->report);
  found->explanations = g_steal_pointer (&explanations);
  g_ptr_array_add (answer->found, found);
}

static void
add_unreadable (Worker       *worker,
                const GError *error,
                const char   *name,
                Answer       *answer)
{
  g_auto (LapelChecked) checked = { .report = lapel_report_new_unreadable (error) };

  add_report (worker, &checked, error, name, answer);
}

static void
check_source (Worker            *worker,
              const LapelSource *source,
              Answer            *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lapel_source_read (source, NULL, &error);
  g_autoptr (GPtrArray) documents = NULL;

  if (bytes == NULL)
    {
      add_unreadable (worker, error, source->name, answer);
      return;
    }
  documents = lapel_document_open (bytes, NULL);
  for (unsigned int i = 0; i < documents->len; i++)
    {
      const LapelDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *name = lapel_document_dup_name (document, source->name);
      g_auto (LapelChecked) checked = { 0 };

      lapel_checker_check_document (worker->checker, document, &checked);
      add_report (worker, &checked, checked.error, name, answer);
    }
}

/* A line is one credential and nothing else, so that line N of the output is that of the input. */
static void
check_line (Worker  *worker,
            GBytes  *line,
            guint64  number,
            Answer  *answer)
{
  g_autofree char *name = g_strdup_printf ("-:%" G_GUINT64_FORMAT, number);
  g_autoptr (GError) error = NULL;
  g_auto (LapelChecked) checked = { 0 };

  if (g_bytes_get_size (line) > LAPEL_JSON_MAX_BYTES)
    {
      error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                           "line %" G_GUINT64_FORMAT ": more than %d bytes", number,
                           LAPEL_JSON_MAX_BYTES);
      add_unreadable (worker, error, name, answer);
      return;
    }
  lapel_checker_check (worker->checker, line, &checked);
  add_report (worker, &checked, checked.error, name, answer);
}

static void
check_lines (Worker *worker,
             Input  *input,
             Answer *answer)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (input->lines, &size);
  guint64 number = input->first_line;

  for (gsize start = 0; start < size; number++)
    {
      const char *newline = memchr (text + start, '\n', size - start);
      gsize end = newline == NULL ? size : (gsize) (newline - text);
      g_autoptr (GBytes) line = g_bytes_new_from_bytes (input->lines, start, end - start);

      check_line (worker, line, number, answer);
      start = end + 1;
    }
}

static void
answer_print (const Answer *answer)
{
  if (answer->json != NULL)
    lapel_cli_print_json (answer->json->str);
  for (unsigned int i = 0; answer->json == NULL && i < answer->found->len; i++)
    {
      const Found *found = g_ptr_array_index (answer->found, i);

      lapel_cli_print_report (found->report, found->name);
      if (found->explanations != NULL)
        lapel_cli_print_explanations (found->explanations);
    }
}

static void
answer_clear (Answer *answer)
{
  if (answer->json != NULL)
    g_string_free (answer->json, TRUE);
  g_clear_pointer (&answer->found, g_ptr_array_unref);
  *answer = (Answer){ 0 };
}

static void
hand_in (Batch        *batch,
         guint64       number,
         const Answer *answer)
{
  Answer *next = NULL;

  g_mutex_lock (&batch->output_lock);
  batch->window[number % batch->n_window] = *answer;
  while ((next = &batch->window[batch->n_printed % batch->n_window])->ready)
    {
      answer_print (next);
      batch->status = lapel_cli_worse (batch->status, next->status);
      answer_clear (next);
      batch->n_printed++;
    }
  /* Who waits for lines has flushed what was printed until then. */
  if (batch->lines != NULL && lapel_cli_lines_is_waiting (batch->lines))
    lapel_cli_flush ();
  if (batch->waiting)
    g_cond_signal (&batch->printed);
  g_mutex_unlock (&batch->output_lock);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Input input;

  while (take (worker->batch, &input))
    {
      Answer answer = { .ready = TRUE };

      if (worker->batch->json)
        answer.json = g_string_new (NULL);
      else
        answer.found = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
      if (input.lines != NULL)
        check_lines (worker, &input, &answer);
      else
        check_source (worker, input.source, &answer);
      hand_in (worker->batch, input.number, &answer);
      g_clear_pointer (&input.lines, g_bytes_unref);
    }
  return NULL;
}

/* (transfer full): what @paths name, each file in a folder by itself */
static GPtrArray *
make_sources (char **paths)
{
  g_autoptr (GPtrArray) sources =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);

  for (; *paths != NULL; paths++)
    {
      LapelSource *source = lapel_cli_make_source (*paths);

      g_free (source->name);
      source->name = g_filename_display_name (*paths);
      g_ptr_array_add (sources, source);
    }
  return lapel_sources_expand (sources, NULL);
}

/* The first of @workers is the caller's own thread. */
static void
run_all (Batch  *batch,
         GArray *workers)
{
  g_mutex_init (&batch->input_lock);
  g_mutex_init (&batch->output_lock);
  g_cond_init (&batch->printed);
  batch->n_window = workers->len * WAITING_PER_JOB;
  batch->window = g_new0 (Answer, batch->n_window);

  for (unsigned int i = 1; i < workers->len; i++)
    {
      Worker *worker = &g_array_index (workers, Worker, i);

      worker->thread = g_thread_new ("verify", work, worker);
    }
  work (&g_array_index (workers, Worker, 0));
  for (unsigned int i = 1; i < workers->len; i++)
    g_thread_join (g_array_index (workers, Worker, i).thread);

  g_free (batch->window);
  g_cond_clear (&batch->printed);
  g_mutex_clear (&batch->output_lock);
  g_mutex_clear (&batch->input_lock);
}

LapelExit
lapel_cli_batch_run (const LapelCli             *cli,
                     const LapelCheckerOptions  *options,
                     gboolean                    explain,
                     unsigned int                jobs,
                     char                      **paths)
{
  Batch batch = { .json = cli->json || paths == NULL, .explain = explain };
  g_autoptr (GArray) workers = g_array_new (FALSE, FALSE, sizeof (Worker));
  g_autoptr (GError) error = NULL;

  g_array_set_clear_func (workers, (GDestroyNotify) worker_clear);
  for (unsigned int i = 0; i < jobs; i++)
    {
      Worker worker = { .batch = &batch, .checker = lapel_checker_new (options, &error) };

      if (worker.checker == NULL)
        {
          lapel_cli_fail (options->documents, error);
          return LAPEL_EXIT_CANNOT_READ;
        }
      g_array_append_val (workers, worker);
    }

  if (paths == NULL)
    batch.lines = lapel_cli_lines_new (STDIN_FILENO);
  else
    batch.sources = make_sources (paths);
  run_all (&batch, workers);
  g_clear_pointer (&batch.sources, g_ptr_array_unref);
  if (batch.lines != NULL)
    {
      if (lapel_cli_lines_failed (batch.lines))
        batch.status = LAPEL_EXIT_CANNOT_READ;
      lapel_cli_lines_free (batch.lines);
    }
  return batch.status;
}
