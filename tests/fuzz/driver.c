/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <glib.h>

/* Runs a fuzz target over the files and folders on the command line, so that the kept corpus is a
 * test like any other. Prints TAP. */

static unsigned int n_inputs = 0;

static void
run_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autofree uint8_t *input = NULL;
  g_autoptr (GError) error = NULL;
  size_t length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  /* GLib adds a NUL; without it a sanitizer sees a read behind the end. */
  input = g_memdup2 (contents, length);
  LLVMFuzzerTestOneInput (input, length);
  n_inputs++;
  g_print ("ok %u - %s\n", n_inputs, path);
}

static void
run_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      run_file (file);
    }
}

int
main (int    argc,
      char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
        run_folder (argv[i]);
      else
        run_file (argv[i]);
    }
  g_print ("1..%u\n", n_inputs);
  return n_inputs > 0 ? 0 : 1;
}
