/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "mutate.h"

#include <glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* driver [--mutants N] [--from N] [--seeds FOLDER]… CORPUS: runs a target over its kept corpus, and
 * then over mutants of that and of the seeds, so that both are tests like any other. Seeds are
 * folders of the conformance data. A mutant follows from its number and the seeds alone:
 * `--from N --mutants 1` makes the one again that was said to be at fault. Prints TAP. */

static int n_mutants = 0;
static int first_mutant = 0;
static char **seed_folders = NULL;

static const GOptionEntry entries[] = {
  { "mutants", 0, 0, G_OPTION_ARG_INT, &n_mutants, "How many", "N" },
  { "from", 0, 0, G_OPTION_ARG_INT, &first_mutant, "The number of the first", "N" },
  { "seeds", 0, 0, G_OPTION_ARG_STRING_ARRAY, &seed_folders, "Of the conformance data", "FOLDER" },
  { NULL },
};

static char trying[512]; /* said when everything ends: one write () is all that may be done then */

static void
say_what_was_tried (void)
{
  if (write (STDERR_FILENO, trying, strlen (trying)) < 0)
    _exit (1);
}

static void
on_abort (int number)
{
  say_what_was_tried ();
  signal (number, SIG_DFL);
  raise (number);
}

/* The sanitizers end the program themselves; absent where nothing is sanitized. */
extern void __sanitizer_set_death_callback (void (*callback) (void)) __attribute__ ((weak));

static void
try_input (GBytes *input)
{
  size_t length = 0;
  const void *data = g_bytes_get_data (input, &length);
  /* Of its exact size, so that a sanitizer sees a read behind the end. */
  g_autofree uint8_t *copy = g_memdup2 (data, length);

  lapel_fuzz_within_limits (copy, length);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The paths of all files in @folder and below, in an order that is the same everywhere. */
static void
collect_paths (const char *folder,
               GPtrArray  *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect_paths (path, paths);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static GPtrArray *
find_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  collect_paths (folder, paths);
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  size_t length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static void
add_seed (GPtrArray *inputs,
          GBytes    *input)
{
  if (g_bytes_get_size (input) <= LAPEL_FUZZ_MAX_SEED)
    g_ptr_array_add (inputs, input);
  else
    g_bytes_unref (input);
}

static void
run_corpus (GPtrArray    *paths,
            GPtrArray    *inputs,
            unsigned int *n_cases)
{
  for (unsigned int i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      GBytes *input = read_file (path);

      g_snprintf (trying, sizeof trying, "the input was %s\n", path);
      try_input (input);
      g_print ("ok %u - %s\n", ++*n_cases, path);
      add_seed (inputs, input);
    }
}

static void
add_seeds (GPtrArray *inputs)
{
  const char *conformance = g_getenv ("LAPEL_CONFORMANCE");

  for (char **folder = seed_folders; folder != NULL && *folder != NULL; folder++)
    {
      g_autofree char *path =
          g_build_filename (conformance != NULL ? conformance : "", *folder, NULL);
      g_autoptr (GPtrArray) paths = find_files (path);

      if (paths->len == 0)
        g_print ("# seeds of %s skipped: no data\n", *folder);
      for (unsigned int i = 0; i < paths->len; i++)
        add_seed (inputs, read_file (g_ptr_array_index (paths, i)));
    }
}

static void
run_mutants (GPtrArray    *inputs,
             unsigned int *n_cases)
{
  for (int i = 0; i < n_mutants; i++)
    {
      unsigned int number = (unsigned int) (first_mutant + i);
      g_autoptr (GBytes) mutant = lapel_fuzz_mutate (inputs, number);

      g_snprintf (trying, sizeof trying, "the input was mutant %u of %u seeds\n", number,
                  inputs->len);
      try_input (mutant);
    }
  if (n_mutants > 0)
    g_print ("ok %u - %d mutants of %u seeds\n", ++*n_cases, n_mutants, inputs->len);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("CORPUS");
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  unsigned int n_cases = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "which corpus?");
      return 2;
    }

  signal (SIGABRT, on_abort);
  if (__sanitizer_set_death_callback != NULL)
    __sanitizer_set_death_callback (say_what_was_tried);
  paths = find_files (argv[1]);
  run_corpus (paths, inputs, &n_cases);
  if (n_cases == 0)
    g_print ("not ok %u - an empty corpus\n", ++n_cases);
  else
    {
      add_seeds (inputs);
      run_mutants (inputs, &n_cases);
    }
  g_print ("1..%u\n", n_cases);
  g_strfreev (seed_folders);
  return 0;
}
