/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a stranger's picture: bytes come in on standard input, a PNG of at most as many pixels as
 * the argument says goes out on standard output. A program of its own, so that a picture made to
 * break its decoder breaks this process, which can write nothing, gains nothing and is stopped when
 * it uses too much. */

#include "config.h"

#include "lapel-confine.h"
#include "lapel-decode.h"

#include <unistd.h>

#define MAX_MEMORY  (512 * LAPEL_MEBIBYTE)
#define MAX_SECONDS 5
#define MAX_SIZE    2048 /* LAPEL_PICTURE_MAX_SIZE */

static gboolean
write_output (GdkPixbuf *picture)
{
  g_autofree char *png = NULL;
  size_t length;
  size_t done = 0;

  if (!gdk_pixbuf_save_to_buffer (picture, &png, &length, "png", NULL, NULL))
    return FALSE;
  while (done < length)
    {
      ssize_t n = write (STDOUT_FILENO, png + done, length - done);

      if (n <= 0)
        return FALSE;
      done += (size_t) n;
    }
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GByteArray) input = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  gint64 size = 0;
  int status;

  lapel_confine (MAX_MEMORY, MAX_SECONDS);
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, MAX_SIZE, &size, NULL))
    return LAPEL_HELPER_DAMAGED;

  input = lapel_read_input ();
  status = lapel_decode (input, (int) size, &picture);
  if (status == LAPEL_HELPER_OK && !write_output (picture))
    return LAPEL_HELPER_DAMAGED;
  return status;
}
