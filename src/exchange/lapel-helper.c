/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-helper.h"

#include "lapel-frames.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <sys/mman.h>
#include <unistd.h>

/* A helper limits its own processor time; this is for one that sleeps. */
#define MAX_WAIT (20 * G_TIME_SPAN_SECOND)

static gboolean
fail (GError     **error,
      LapelError   code,
      const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "%s", message);
  return FALSE;
}

/* The input as a file without a name, so that handing it over never waits for the helper. */
static int
open_memory (GBytes  *input,
             GError **error)
{
  size_t size;
  const char *data = g_bytes_get_data (input, &size);
  int fd = memfd_create ("input", MFD_CLOEXEC);
  size_t done = 0;

  while (fd >= 0 && done < size)
    {
      ssize_t n = write (fd, data + done, size - done);

      if (n < 0)
        break;
      done += (size_t) n;
    }
  if (fd >= 0 && done == size && lseek (fd, 0, SEEK_SET) == 0)
    return fd;

  if (fd >= 0)
    close (fd);
  fail (error, LAPEL_ERROR_FILE_READ, "no memory to hand a file to its helper");
  return -1;
}

static GSubprocess *
start (const LapelHelperRun  *run,
       GBytes                *input,
       GError               **error)
{
  const char *directory = g_getenv ("LAPEL_LIBEXEC_DIR");
  g_autofree char *path =
      g_build_filename (directory != NULL ? directory : LAPEL_LIBEXEC_DIR, run->program, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) reason = NULL;
  GSubprocess *helper;
  int fd = open_memory (input, error);

  if (fd < 0)
    return NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  helper = g_subprocess_launcher_spawn (launcher, &reason, path, run->mode, run->argument, NULL);
  if (helper == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_FILE_READ, "a helper program does not start: %s",
                 reason->message);
  return helper;
}

/* Waits until @fd has something to read or has ended. */
static gboolean
wait_for_answer (const LapelHelperRun  *run,
                 int                    fd,
                 gint64                 deadline,
                 GCancellable          *cancellable,
                 GError               **error)
{
  GPollFD fds[2] = { { .fd = fd, .events = G_IO_IN } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &fds[1]);
  gint64 left;
  int n;

  do
    {
      left = MAX (deadline - g_get_monotonic_time (), 0);
      n = g_poll (fds, watched ? 2 : 1, (int) (left / G_TIME_SPAN_MILLISECOND));
    }
  while (n < 0 && errno == EINTR);

  if (watched)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n <= 0)
    return fail (error, run->stopped, "the helper program took too long");
  return TRUE;
}

/* Everything the helper writes, up to the limit. */
static GBytes *
read_answer (const LapelHelperRun  *run,
             GInputStream          *stream,
             GCancellable          *cancellable,
             GError               **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  gint64 deadline = g_get_monotonic_time () + MAX_WAIT;
  guint8 piece[65536];
  gssize n;

  do
    {
      if (!wait_for_answer (run, g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream)),
                            deadline, cancellable, error))
        return NULL;
      n = g_input_stream_read (stream, piece, sizeof piece, cancellable, error);
      if (n < 0)
        return NULL;
      g_byte_array_append (answer, piece, (guint) n);
      if (answer->len > run->max_answer)
        {
          fail (error, run->stopped, "the helper program answers without end");
          return NULL;
        }
    }
  while (n > 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}

GBytes *
lapel_helper_run (const LapelHelperRun  *run,
                  GBytes                *input,
                  int                   *out_status,
                  GCancellable          *cancellable,
                  GError               **error)
{
  g_autoptr (GSubprocess) helper = start (run, input, error);
  g_autoptr (GBytes) answer = NULL;

  if (helper == NULL)
    return NULL;
  answer = read_answer (run, g_subprocess_get_stdout_pipe (helper), cancellable, error);

  /* It never closes its output, so that after the end it is no longer there to be stopped; one that
   * has been taken over or is still at it is. */
  g_subprocess_force_exit (helper);
  g_subprocess_wait (helper, NULL, NULL);
  if (answer == NULL)
    return NULL;
  if (!g_subprocess_get_if_exited (helper))
    {
      fail (error, run->stopped, "the file took too much time or memory");
      return NULL;
    }
  *out_status = g_subprocess_get_exit_status (helper);
  return g_steal_pointer (&answer);
}

GPtrArray *
lapel_helper_run_frames (const LapelHelperRun  *run,
                         GBytes                *input,
                         GCancellable          *cancellable,
                         GError               **error)
{
  int status = LAPEL_HELPER_OK;
  g_autoptr (GBytes) answer = lapel_helper_run (run, input, &status, cancellable, error);
  g_autoptr (GPtrArray) frames = NULL;

  if (answer == NULL)
    return NULL;
  if (status == LAPEL_HELPER_OK)
    frames = lapel_frames_read (answer);
  if (frames == NULL)
    fail (error, run->stopped, "the helper program did not come to its end");
  return g_steal_pointer (&frames);
}
