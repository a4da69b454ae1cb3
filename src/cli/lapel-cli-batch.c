/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-batch.h"

#include "lapel-cli-explain.h"
#include "lapel-cli-lines.h"
#include "lapel-cli-print.h"

#include <unistd.h>

/* So many reports for each thread may wait for one that takes longer. */
#define WAITING_PER_JOB 64

/* What one thread took in. */
typedef struct
{
  guint64 number; /* counted from 0 */
  char *source;   /* owned */
  GBytes *bytes;  /* owned; %NULL: to be read from @path, or @error says why there is none */
  const char *path;
  GError *error; /* owned */
} Input;

/* What came of it, until it is its turn to be printed. */
typedef struct
{
  gboolean ready;
  LapelExit status;
  char *json;              /* owned; where JSON is printed, and else */
  char *source;            /* owned */
  LapelReport *report;     /* owned */
  GPtrArray *explanations; /* owned; (nullable) */
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
  char **paths; /* (nullable): those not taken yet */
  guint64 n_taken;

  GMutex output_lock; /* guards these */
  GCond printed;
  Answer *window; /* of answer number N at N modulo @n_window */
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
input_clear (Input *input)
{
  g_free (input->source);
  g_clear_pointer (&input->bytes, g_bytes_unref);
  g_clear_error (&input->error);
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

static gboolean
take_line (Batch *batch,
           Input *input)
{
  if (!lapel_cli_lines_next (batch->lines))
    return FALSE;
  input->bytes = lapel_cli_lines_take (batch->lines, &input->error);
  input->source =
      g_strdup_printf ("-:%" G_GUINT64_FORMAT, lapel_cli_lines_get_number (batch->lines));
  return TRUE;
}

static gboolean
take_path (Batch *batch,
           Input *input)
{
  if (*batch->paths == NULL)
    return FALSE;
  input->path = *batch->paths++;
  input->source = g_filename_display_name (input->path);
  return TRUE;
}

/* While this waits nobody takes anything, but everybody may hand in. */
static void
wait_for_room (Batch *batch)
{
  g_mutex_lock (&batch->output_lock);
  while (batch->n_taken - batch->n_printed >= batch->n_window)
    g_cond_wait (&batch->printed, &batch->output_lock);
  g_mutex_unlock (&batch->output_lock);
}

static gboolean
take (Batch *batch,
      Input *out_input)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&batch->input_lock);
  gboolean taken;

  *out_input = (Input){ 0 };
  wait_for_room (batch);
  taken = batch->paths != NULL ? take_path (batch, out_input) : take_line (batch, out_input);
  if (taken)
    out_input->number = batch->n_taken++;
  return taken;
}

static char *
make_json (const LapelReport *report,
           const char        *source,
           const GPtrArray   *explanations)
{
  g_autofree char *json = lapel_report_to_json (report, source);

  return explanations != NULL ? lapel_cli_explain_in_json (json, explanations)
                              : g_steal_pointer (&json);
}

static void
check (Worker *worker,
       Input  *input,
       Answer *out_answer)
{
  g_auto (LapelChecked) checked = { 0 };
  g_autoptr (GPtrArray) explanations = NULL;

  if (input->path != NULL)
    input->bytes = lapel_cli_read (input->path, &input->error);
  if (input->bytes != NULL)
    lapel_checker_check (worker->checker, input->bytes, &checked);
  else
    checked.report = lapel_report_new_unreadable (input->error);

  *out_answer = (Answer){ .ready = TRUE };
  out_answer->status = input->error != NULL ? lapel_cli_exit_for_error (input->error)
                                            : exit_for_report (checked.report);
  if (worker->batch->explain)
    explanations = lapel_checker_explain (worker->checker, &checked);
  if (worker->batch->json)
    {
      out_answer->json = make_json (checked.report, input->source, explanations);
      return;
    }
  out_answer->source = g_steal_pointer (&input->source);
  out_answer->report = g_steal_pointer (&checked.report);
  out_answer->explanations = g_steal_pointer (&explanations);
}

static void
print (Batch  *batch,
       Answer *answer)
{
  if (answer->json != NULL)
    lapel_cli_print_json (answer->json);
  else
    lapel_cli_print_report (answer->report, answer->source);
  if (answer->explanations != NULL)
    lapel_cli_print_explanations (answer->explanations);
  batch->status = lapel_cli_worse (batch->status, answer->status);

  g_free (answer->json);
  g_free (answer->source);
  g_clear_pointer (&answer->report, lapel_report_unref);
  g_clear_pointer (&answer->explanations, g_ptr_array_unref);
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
      print (batch, next);
      batch->n_printed++;
    }
  /* Who waits for lines has flushed what was printed until then. */
  if (batch->lines != NULL && lapel_cli_lines_is_waiting (batch->lines))
    lapel_cli_flush ();
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
      Answer answer;

      check (worker, &input, &answer);
      hand_in (worker->batch, input.number, &answer);
      input_clear (&input);
    }
  return NULL;
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
  Batch batch = { .json = cli->json || paths == NULL, .explain = explain, .paths = paths };
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
  run_all (&batch, workers);
  if (batch.lines != NULL)
    {
      if (lapel_cli_lines_failed (batch.lines))
        batch.status = LAPEL_EXIT_CANNOT_READ;
      lapel_cli_lines_free (batch.lines);
    }
  return batch.status;
}
