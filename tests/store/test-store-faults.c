/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unshare () */
#define _GNU_SOURCE

#include "config.h"

#include "lapel-store.h"

#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define KILLS  200

static void
assert_refused (const char *folder,
                LapelError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_store_open (folder, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

/* The titles in the wallet, as a set. */
static GHashTable *
list_titles (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelStore) store = lapel_store_open (folder, &error);
  g_autoptr (GPtrArray) records = NULL;
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_no_error (error);
  records = lapel_store_list (store, &error);
  g_assert_no_error (error);
  for (unsigned int i = 0; i < records->len; i++)
    {
      LapelRecord *record = records->pdata[i];
      g_autoptr (GBytes) text = lapel_store_get_text (store, record->id, &error);

      g_assert_no_error (error);
      g_assert_nonnull (text);
      g_hash_table_add (titles, g_strdup (record->title));
    }
  return titles;
}

static char *
read_file (const Fixture *fixture,
           size_t        *out_length)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (fixture->file, &data, out_length, &error);
  g_assert_no_error (error);
  return data;
}

static void
write_file (const Fixture *fixture,
            const char    *data,
            size_t         length)
{
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (fixture->folder, 0700);
  g_file_set_contents (fixture->file, data, length, &error);
  g_assert_no_error (error);
}

/* A wallet with a few entries, closed. */
static void
fill (const Fixture *fixture)
{
  g_autoptr (LapelStore) store = fixture_open (fixture);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%d}", i);
      g_autoptr (Sample) sample = sample_new (text, text, i);

      fixture_import (store, sample);
    }
}

/* Writes @data as the wallet and sees it refused, and still the same afterwards. */
static void
assert_untouched (const Fixture *fixture,
                  const char    *data,
                  size_t         length,
                  LapelError     code)
{
  g_autofree char *after = NULL;
  size_t after_length;

  write_file (fixture, data, length);
  assert_refused (fixture->folder, code);
  after = read_file (fixture, &after_length);
  g_assert_cmpmem (after, after_length, data, length);
}

static void
test_newer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *data = NULL;
  size_t length;

  fill (fixture);
  data = read_file (fixture, &length);
  /* user_version: four bytes, big endian, at 60 (SQLite file format, 1.3). */
  data[62] = 1;
  assert_untouched (fixture, data, length, LAPEL_ERROR_STORE_NEWER);
}

static void
test_not_a_wallet (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *data = NULL;
  size_t length;

  fill (fixture);
  data = read_file (fixture, &length);
  /* application_id, at 68. */
  data[70] ^= 1;
  assert_untouched (fixture, data, length, LAPEL_ERROR_STORE_DAMAGED);
}

static void
test_not_a_database (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 9000)
    g_string_append (text, "This is a letter, and no database at all.\n");
  assert_untouched (fixture, text->str, text->len, LAPEL_ERROR_STORE_DAMAGED);
}

static void
test_cut_short (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *data = NULL;
  size_t length;

  fill (fixture);
  data = read_file (fixture, &length);
  assert_untouched (fixture, data, 4096, LAPEL_ERROR_STORE_DAMAGED);
}

/* The head is whole, so it opens; what is broken is said when it is met, and never made up. */
static void
test_damaged_inside (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *data = NULL;
  g_autoptr (LapelStore) store = NULL;
  g_autoptr (GError) error = NULL;
  size_t length;
  size_t schema;

  fill (fixture);
  data = read_file (fixture, &length);
  /* The schema is the text at the end of the first pages; all that follows becomes nonsense. */
  schema = 2 * 4096;
  g_assert_cmpuint (length, >, schema);
  memset (data + schema, 0xa5, length - schema);
  write_file (fixture, data, length);
  store = lapel_store_open (fixture->folder, &error);
  if (store != NULL)
    g_assert_null (lapel_store_list (store, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED);
}

/* Runs @check with @fixture in a child that belongs to nobody. */
static void
run_as_nobody (const Fixture *fixture,
               void (*check) (const Fixture *fixture))
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
        _exit (3);
      check (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gboolean
is_root (const char *reason)
{
  if (geteuid () == 0)
    return TRUE;
  g_test_skip (reason);
  return FALSE;
}

static void
check_read_only (const Fixture *fixture)
{
  assert_refused (fixture->folder, LAPEL_ERROR_STORE_WRITE);
}

static void
check_unreadable (const Fixture *fixture)
{
  assert_refused (fixture->folder, LAPEL_ERROR_STORE_READ);
}

/* Root may write everywhere, so the check needs somebody who may not. */
static void
test_read_only_folder (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *share = g_path_get_dirname (fixture->folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  size_t before_length;
  size_t after_length;

  if (!is_root ("needs root, to become nobody"))
    return;
  g_chmod (fixture->root, 0755);
  fill (fixture);
  g_chmod (share, 0755);
  before = read_file (fixture, &before_length);

  /* The folder cannot be written, though the file could. */
  g_chmod (fixture->folder, 0555);
  g_assert_cmpint (chown (fixture->file, NOBODY, NOBODY), ==, 0);
  run_as_nobody (fixture, check_read_only);
  /* Nor can the file. */
  g_chmod (fixture->file, 0400);
  run_as_nobody (fixture, check_read_only);
  g_chmod (fixture->file, 0200);
  run_as_nobody (fixture, check_unreadable);
  /* There is no wallet yet, and none can be made. */
  g_chmod (fixture->file, 0600);
  after = read_file (fixture, &after_length);
  g_assert_cmpmem (after, after_length, before, before_length);
  g_unlink (fixture->file);
  run_as_nobody (fixture, check_read_only);
}

/* A running store-writer. */
typedef struct
{
  GPid pid;
  int out;
  GString *printed;
  unsigned int lines;
} Writer;

static void
writer_start (Writer     *self,
              const char *folder,
              int         count,
              int         batch)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store-writer", NULL);
  g_autofree char *count_text = g_strdup_printf ("%d", count);
  g_autofree char *batch_text = g_strdup_printf ("%d", batch);
  char *argv[] = { program, (char *) folder, count_text, batch_text, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid,
                            NULL, &self->out, NULL, &error);
  g_assert_no_error (error);
  self->printed = g_string_new (NULL);
  self->lines = 0;
}

/* Reads on; FALSE at the end. */
static gboolean
writer_read (Writer *self)
{
  char buffer[512];
  ssize_t length = read (self->out, buffer, sizeof buffer);

  for (ssize_t i = 0; i < length; i++)
    {
      g_string_append_c (self->printed, buffer[i]);
      self->lines += buffer[i] == '\n';
    }
  return length > 0;
}

/* What it had printed, line by line, and its exit status. */
static char **
writer_finish (Writer *self,
               int    *out_status)
{
  g_autoptr (GString) printed = NULL;

  while (writer_read (self))
    continue;
  g_assert_cmpint (waitpid (self->pid, out_status, 0), ==, self->pid);
  close (self->out);
  printed = g_steal_pointer (&self->printed);
  if (printed->len > 0)
    g_string_truncate (printed, printed->len - 1);
  return g_strsplit (printed->str, "\n", -1);
}

/* Every number in @lines is in the wallet. */
static void
assert_kept (const char  *folder,
             char       **lines)
{
  g_autoptr (GHashTable) titles = list_titles (folder);

  for (size_t i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title of key-%s", lines[i]);

      g_assert_true (g_hash_table_contains (titles, title));
    }
}

/* Kills it after it has printed @lines lines, or for 0 at an instant that only chance knows. */
static unsigned int
kill_once (unsigned int lines,
           unsigned int microseconds)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_auto (GStrv) printed = NULL;
  Writer writer;
  int status;

  writer_start (&writer, fixture->folder, 500, 16);
  while (lines > 0 && writer.lines < lines && writer_read (&writer))
    continue;
  if (lines == 0)
    g_usleep (microseconds);
  g_assert_cmpint (kill (writer.pid, SIGKILL), ==, 0);
  printed = writer_finish (&writer, &status);
  assert_kept (fixture->folder, printed);
  return g_strv_length (printed);
}

static void
test_killed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  unsigned int kept = 0;

  for (int i = 0; i < KILLS; i++)
    {
      unsigned int lines = i % 2 == 0 ? g_rand_int_range (random, 1, 480) : 0;

      kept += kill_once (lines, g_rand_int_range (random, 0, 40000));
    }
  g_assert_cmpuint (kept, >, 0);
  g_test_message ("%u reported entries over %d kills, none lost", kept, KILLS);
}

/* A file system of one mebibyte, seen by this process alone. */
static gboolean
mount_small (const char *path)
{
  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", path, "tmpfs", 0, "size=1m,mode=0700") != 0)
    {
      g_autofree char *reason = g_strdup_printf ("cannot mount: %s", g_strerror (errno));

      g_test_skip (reason);
      return FALSE;
    }
  return TRUE;
}

static void
check_full_disk (const char *folder,
                 const char *root)
{
  g_autofree char *ballast = g_build_filename (root, "ballast", NULL);
  g_autofree char *other = g_build_filename (root, "other", NULL);
  g_auto (GStrv) printed = NULL;
  g_autoptr (GHashTable) titles = NULL;
  char block[4096] = { 0 };
  unsigned int n_printed;
  Writer writer;
  int status;
  int fd;

  writer_start (&writer, folder, 500, 16);
  printed = writer_finish (&writer, &status);
  n_printed = g_strv_length (printed);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_cmpuint (n_printed, >, 16);
  g_assert_cmpstr (printed[n_printed - 1], ==, lapel_error_get_nick (LAPEL_ERROR_STORE_FULL));
  g_clear_pointer (&printed[n_printed - 1], g_free);

  /* It opens on the full disk, holds what was reported, and nothing of what was not. */
  assert_kept (folder, printed);
  titles = list_titles (folder);
  g_assert_cmpuint (g_hash_table_size (titles), ==, n_printed - 1);

  /* With not a block left there cannot be another wallet, and it says why. */
  fd = g_open (ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  while (write (fd, block, sizeof block) > 0)
    continue;
  close (fd);
  assert_refused (other, LAPEL_ERROR_STORE_FULL);
}

static void
test_full_disk (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  if (!is_root ("needs root, to mount a small file system") || !mount_small (fixture->root))
    return;
  check_full_disk (fixture->folder, fixture->root);
  g_assert_cmpint (umount2 (fixture->root, MNT_DETACH), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-faults/newer", test_newer);
  g_test_add_func ("/store-faults/not-a-wallet", test_not_a_wallet);
  g_test_add_func ("/store-faults/not-a-database", test_not_a_database);
  g_test_add_func ("/store-faults/cut-short", test_cut_short);
  g_test_add_func ("/store-faults/damaged-inside", test_damaged_inside);
  g_test_add_func ("/store-faults/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store-faults/killed", test_killed);
  g_test_add_func ("/store-faults/full-disk", test_full_disk);
  return g_test_run ();
}
