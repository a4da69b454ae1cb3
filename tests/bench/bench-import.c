/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-import WALLET FOLDER: imports every file of FOLDER into a new wallet and prints one line:
 * seconds, milliseconds for which the main loop was not to be had (the longest, and the 99th of a
 * hundred), and how many KiB were resident per credential in the first and in the second half of
 * the import, above what the list itself holds. */

#include "config.h"

#include "lapel-wallet.h"

#include <stdlib.h>
#include <unistd.h>

/* As many as a grid shows at most. */
#define N_SHOWN 200

typedef struct
{
  LapelWallet *wallet;
  GPtrArray *slots; /* of the grid that nobody sees */
  GArray *gaps;     /* of double: milliseconds between two turns of the main loop */
  gint64 last;      /* when it last came round */
  unsigned int done;
  unsigned int total;
  double start; /* KiB resident when it began, at the half and at the end */
  double middle;
  double end;
  gboolean finished;
} Bench;

static double
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", 3);
  return g_ascii_strtod (fields[1], NULL) * (double) sysconf (_SC_PAGESIZE) / 1024;
}

static gboolean
turn_cb (gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();
  double gap = (double) (now - bench->last) / 1000;

  g_array_append_val (bench->gaps, gap);
  bench->last = now;
  return G_SOURCE_CONTINUE;
}

/* What a window does when the list grows: it asks for the first slots. */
static void
items_changed_cb (GListModel   *model,
                  unsigned int  position,
                  unsigned int  removed,
                  unsigned int  added,
                  gpointer      data)
{
  Bench *bench = data;

  g_ptr_array_set_size (bench->slots, 0);
  for (unsigned int i = 0; i < MIN (N_SHOWN, g_list_model_get_n_items (model)); i++)
    g_ptr_array_add (bench->slots, g_list_model_get_item (model, i));
}

static void
progress_cb (GPtrArray    *results,
             unsigned int  done,
             unsigned int  total,
             gpointer      data)
{
  Bench *bench = data;

  if (bench->middle == 0 && done >= total / 2)
    bench->middle = get_resident ();
  bench->done = done;
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      lapel_wallet_import_finish (LAPEL_WALLET (source), result, &error);

  if (results == NULL)
    g_error ("import: %s", error->message);
  bench->total = results->len;
  bench->end = get_resident ();
  bench->finished = TRUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!lapel_wallet_open_finish (LAPEL_WALLET (source), result, &error))
    g_error ("open: %s", error->message);
  ((Bench *) data)->finished = TRUE;
}

static void
wait_for (Bench *bench)
{
  while (!bench->finished)
    g_main_context_iteration (NULL, TRUE);
  bench->finished = FALSE;
}

static GPtrArray *
list_sources (const char *folder)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;

  if (dir == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

      g_ptr_array_add (sources, lapel_source_new_file (file));
    }
  return sources;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
report (Bench  *bench,
        double  seconds)
{
  unsigned int n = bench->gaps->len;
  double half = bench->total / 2.0;

  g_array_sort (bench->gaps, compare_doubles);
  g_print ("{\"imported\":%u,\"seconds\":%.3f,\"blocked\":%.1f,\"blocked99\":%.1f,"
           "\"first\":%.2f,\"second\":%.2f}\n",
           lapel_entry_list_count (lapel_wallet_get_entries (bench->wallet), LAPEL_FILTER_ALL),
           seconds, g_array_index (bench->gaps, double, n - 1),
           g_array_index (bench->gaps, double, n * 99 / 100), (bench->middle - bench->start) / half,
           (bench->end - bench->middle) / half);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  g_autoptr (GPtrArray) sources = NULL;
  gint64 begin;

  if (argc != 3)
    return 64;
  bench.slots = g_ptr_array_new_with_free_func (g_object_unref);
  bench.gaps = g_array_new (FALSE, FALSE, sizeof (double));
  bench.wallet = lapel_wallet_new (argv[1]);
  lapel_wallet_open_async (bench.wallet, NULL, opened_cb, &bench);
  wait_for (&bench);
  g_signal_connect (lapel_wallet_get_entries (bench.wallet), "items-changed",
                    G_CALLBACK (items_changed_cb), &bench);
  sources = list_sources (argv[2]);

  g_timeout_add (1, turn_cb, &bench);
  bench.start = get_resident ();
  bench.last = begin = g_get_monotonic_time ();
  lapel_wallet_import_async (bench.wallet, sources, progress_cb, &bench, NULL, imported_cb, &bench);
  wait_for (&bench);
  report (&bench, (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);

  g_ptr_array_unref (bench.slots);
  g_array_unref (bench.gaps);
  g_object_unref (bench.wallet);
  return 0;
}
