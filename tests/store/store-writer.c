/* SPDX-License-Identifier: GPL-3.0-or-later */

/* store-writer FOLDER COUNT BATCH: puts COUNT credentials into a wallet, and prints the number of
 * each, one a line, once its batch is on disk. The tests kill it, or let its disk run full. Exit
 * status: 0 all are in; 1 with the nick of the error as the last line. */

#include "config.h"

#include "store-fixture.h"

#include <stdlib.h>
#include <unistd.h>

/* About the size of a badge, and different for each, so that nothing is stored once for all. */
static Sample *
make_sample (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (number);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = g_strdup_printf ("key-%d", number);

  g_string_printf (text, "{\"number\":%d,\"filler\":\"", number);
  while (text->len < 3000)
    g_string_append_printf (text, "%08x", g_rand_int (random));
  g_string_append (text, "\"}");
  return sample_new (key, text->str, number);
}

static int
fail (const GError *error)
{
  g_print ("%s\n", lapel_error_nick_of (error));
  return 1;
}

static gboolean
import_batch (LapelStore  *store,
              int          first,
              int          count,
              GError     **error)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free);
  LapelStoreItem items[LAPEL_STORE_BATCH];
  LapelStoreResult results[LAPEL_STORE_BATCH];

  for (int i = 0; i < count; i++)
    {
      Sample *sample = make_sample (first + i);

      g_ptr_array_add (samples, sample);
      items[i] = sample->item;
    }
  if (!lapel_store_import (store, items, count, FIXTURE_NOW, results, error))
    return FALSE;
  for (int i = 0; i < count; i++)
    {
      g_autofree char *line = g_strdup_printf ("%d\n", first + i);

      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        abort ();
    }
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelStore) store = NULL;
  int count = atoi (argv[2]);
  int batch = atoi (argv[3]);

  store = lapel_store_open (argv[1], &error);
  if (store == NULL)
    return fail (error);
  for (int i = 0; i < count; i += batch)
    {
      if (!import_batch (store, i, MIN (batch, count - i), &error))
        return fail (error);
    }
  return 0;
}
