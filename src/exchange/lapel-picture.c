/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-picture.h"

#include "lapel-error.h"
#include "lapel-picture-status.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <sys/mman.h>
#include <unistd.h>

/* A picture of 2048 x 2048 is 16 MiB before compression; more than this is no answer of our
 * helper. */
#define MAX_ANSWER (17 * 1024 * 1024)

/* The helper limits its own processor time; this is for one that sleeps. */
#define MAX_WAIT (10 * G_TIME_SPAN_SECOND)

static gboolean
fail (GError     **error,
      LapelError   code,
      const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "%s", message);
  return FALSE;
}

/* The picture as a file without a name, so that handing it over never waits for the helper. */
static int
open_memory (GBytes  *picture,
             GError **error)
{
  size_t size;
  const char *data = g_bytes_get_data (picture, &size);
  int fd = memfd_create ("picture", MFD_CLOEXEC);
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
  fail (error, LAPEL_ERROR_FILE_READ, "no memory to hand the picture to its helper");
  return -1;
}

static GSubprocess *
start_helper (GBytes        *picture,
              unsigned int   size,
              GError       **error)
{
  g_autofree char *argument = g_strdup_printf ("%u", size);
  const char *directory = g_getenv ("LAPEL_LIBEXEC_DIR");
  g_autofree char *path = g_build_filename (directory != NULL ? directory : LAPEL_LIBEXEC_DIR,
                                            "lapel-picture-helper", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) reason = NULL;
  GSubprocess *helper;
  int fd = open_memory (picture, error);

  if (fd < 0)
    return NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  helper = g_subprocess_launcher_spawn (launcher, &reason, path, argument, NULL);
  if (helper == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_FILE_READ, "the picture helper does not start: %s",
                 reason->message);
  return helper;
}

/* Waits until @fd has something to read or has ended. */
static gboolean
wait_for_answer (int            fd,
                 gint64         deadline,
                 GCancellable  *cancellable,
                 GError       **error)
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
    return fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "the picture helper took too long");
  return TRUE;
}

/* Everything the helper writes, up to the limit. */
static GBytes *
read_answer (GInputStream  *stream,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  gint64 deadline = g_get_monotonic_time () + MAX_WAIT;
  guint8 piece[16384];
  gssize n;

  do
    {
      if (!wait_for_answer (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream)), deadline,
                            cancellable, error))
        return NULL;
      n = g_input_stream_read (stream, piece, sizeof piece, cancellable, error);
      if (n < 0)
        return NULL;
      g_byte_array_append (answer, piece, (guint) n);
      if (answer->len > MAX_ANSWER)
        {
          fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "the picture helper answers without end");
          return NULL;
        }
    }
  while (n > 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}

/* Whether the helper, whose answer has ended, says that it is a picture. */
static gboolean
check_status (GSubprocess  *helper,
              GError      **error)
{
  if (!g_subprocess_get_if_exited (helper))
    return fail (error, LAPEL_ERROR_PICTURE_DAMAGED,
                 "drawing the picture took too much time or memory");

  switch (g_subprocess_get_exit_status (helper))
    {
    case LAPEL_PICTURE_STATUS_OK:
      return TRUE;
    case LAPEL_PICTURE_STATUS_TOO_LARGE:
      return fail (error, LAPEL_ERROR_TOO_LARGE, "the picture has too many bytes or pixels");
    case LAPEL_PICTURE_STATUS_UNKNOWN:
      return fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "a kind of picture that is not drawn");
    default:
      return fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "the picture cannot be drawn");
    }
}

GBytes *
lapel_picture_draw (GBytes        *picture,
                    unsigned int   size,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GSubprocess) helper =
      start_helper (picture, MIN (size, LAPEL_PICTURE_MAX_SIZE), error);
  g_autoptr (GBytes) answer = NULL;

  if (helper == NULL)
    return NULL;
  answer = read_answer (g_subprocess_get_stdout_pipe (helper), cancellable, error);

  /* It never closes its output, so that after the end it is no longer there to be stopped; one that
   * has been taken over or is still drawing is. */
  g_subprocess_force_exit (helper);
  g_subprocess_wait (helper, NULL, NULL);
  if (answer == NULL || !check_status (helper, error))
    return NULL;
  return g_steal_pointer (&answer);
}

GBytes *
lapel_picture_make_thumbnail (GBytes        *picture,
                              GCancellable  *cancellable,
                              GError       **error)
{
  return lapel_picture_draw (picture, LAPEL_THUMBNAIL_SIZE, cancellable, error);
}

GBytes *
lapel_picture_from_data_uri (const char *uri)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = comma != NULL ? g_ascii_strdown (uri, comma - uri) : NULL;
  g_autofree char *text = NULL;
  guchar *data;
  size_t length;

  if (head == NULL || !g_str_has_prefix (head, "data:image/") ||
      !g_str_has_suffix (head, ";base64"))
    return NULL;
  text = g_uri_unescape_string (comma + 1, NULL);
  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &length);
  if (length == 0)
    {
      g_free (data);
      return NULL;
    }
  return g_bytes_new_take (data, length);
}
