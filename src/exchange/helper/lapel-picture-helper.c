/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a stranger's picture: bytes come in on standard input, a PNG of at most as many pixels as
 * the argument says goes out on standard output. A program of its own, so that a picture made to
 * break its decoder breaks this process, which can write nothing, gains nothing and is stopped when
 * it uses too much. */

#include "config.h"

#include "lapel-picture-status.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEBIBYTE    ((size_t) 1024 * 1024)
#define MAX_BYTES   (32 * MEBIBYTE)
#define MAX_PIXELS  (64 * MEBIBYTE)
#define MAX_MEMORY  (512 * MEBIBYTE)
#define MAX_SECONDS 5
#define MAX_FILES   64
#define MAX_SIZE    2048 /* LAPEL_PICTURE_MAX_SIZE */

/* One decoding; @scalable pictures have no pixels of their own and are drawn at full size. */
typedef struct
{
  int size; /* of the longer side */
  gboolean scalable;
  gboolean too_large;
} Drawing;

static void
set_limit (int    resource,
           rlim_t most)
{
  struct rlimit limit = { most, most };

  setrlimit ((__rlimit_resource_t) resource, &limit);
}

/* Before the first byte of the picture is read. */
static void
confine (void)
{
  /* A heap for each thread would reserve more than the limit on a machine with many processors. */
  mallopt (M_ARENA_MAX, 1);
  g_setenv ("RAYON_NUM_THREADS", "1", TRUE);

  signal (SIGXFSZ, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow alone is larger */
  set_limit (RLIMIT_AS, MAX_MEMORY);
#endif
  set_limit (RLIMIT_CPU, MAX_SECONDS);
  set_limit (RLIMIT_NOFILE, MAX_FILES);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_CORE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static int
fail (int         status,
      const char *word)
{
  fprintf (stderr, "%s\n", word);
  return status;
}

/* All of standard input, or one byte more than the limit. */
static GByteArray *
read_input (void)
{
  GByteArray *input = g_byte_array_new ();
  guint8 piece[65536];
  ssize_t n;

  while (input->len <= MAX_BYTES && (n = read (STDIN_FILENO, piece, sizeof piece)) > 0)
    g_byte_array_append (input, piece, (guint) n);
  return input;
}

static gboolean
begins (const GByteArray *input,
        size_t            offset,
        const char       *magic)
{
  size_t length = strlen (magic);

  return input->len >= offset + length && memcmp (input->data + offset, magic, length) == 0;
}

/* The decoder for @input by its first bytes; (nullable). Guessing is not left to gdk-pixbuf, which
 * would try every format it has. */
static const char *
find_decoder (const GByteArray *input)
{
  static const char *const xml[] = { "<svg", "<?xml", "<!--", "<!DOCTYPE" };
  size_t start = begins (input, 0, "\xef\xbb\xbf") ? 3 : 0;

  if (begins (input, 0, "\x89PNG\r\n\x1a\n"))
    return "png";
  if (begins (input, 0, "\xff\xd8\xff"))
    return "jpeg";
  if (begins (input, 0, "GIF87a") || begins (input, 0, "GIF89a"))
    return "gif";
  if (begins (input, 0, "RIFF") && begins (input, 8, "WEBP"))
    return "webp";

  while (start < input->len && g_ascii_isspace (input->data[start]))
    start++;
  for (size_t i = 0; i < G_N_ELEMENTS (xml); i++)
    if (begins (input, start, xml[i]))
      return "svg";
  return NULL;
}

/* The size to draw @width x @height in: the longer side at most what is asked for. */
static void
fit (const Drawing *drawing,
     int           *width,
     int           *height)
{
  int longer = MAX (*width, *height);

  if (longer <= 0 || (longer <= drawing->size && !drawing->scalable))
    return;
  *width = MAX ((int) ((gint64) *width * drawing->size / longer), 1);
  *height = MAX ((int) ((gint64) *height * drawing->size / longer), 1);
}

/* Called when the header has been read and before any pixel is. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Drawing         *drawing)
{
  if (!drawing->scalable && (gint64) width * height > (gint64) MAX_PIXELS)
    {
      drawing->too_large = TRUE;
      width = height = 0; /* tells the decoder to stop */
    }
  else
    {
      fit (drawing, &width, &height);
    }
  gdk_pixbuf_loader_set_size (loader, width, height);
}

/* Feeds the bytes without a base address: an SVG has nothing to load other files from. */
static GdkPixbuf *
decode (const GByteArray *input,
        const char       *decoder,
        Drawing          *drawing)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (decoder, NULL);
  GdkPixbuf *picture;
  gboolean complete;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), drawing);
  complete = gdk_pixbuf_loader_write (loader, input->data, input->len, NULL);
  complete = gdk_pixbuf_loader_close (loader, NULL) && complete;
  picture = complete && !drawing->too_large ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return picture != NULL ? gdk_pixbuf_apply_embedded_orientation (picture) : NULL;
}

/* Not every decoder scales while it loads. */
static GdkPixbuf *
shrink (GdkPixbuf     *picture,
        const Drawing *drawing)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);

  fit (drawing, &width, &height);
  return gdk_pixbuf_scale_simple (picture, width, height, GDK_INTERP_BILINEAR);
}

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
  g_autoptr (GdkPixbuf) thumbnail = NULL;
  Drawing drawing = { 0 };
  gint64 size = 0;
  const char *decoder;

  confine ();
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, MAX_SIZE, &size, NULL))
    return fail (LAPEL_PICTURE_STATUS_DAMAGED, "usage: lapel-picture-helper SIZE");
  drawing.size = (int) size;

  input = read_input ();
  if (input->len > MAX_BYTES)
    return fail (LAPEL_PICTURE_STATUS_TOO_LARGE, "too-large");
  decoder = find_decoder (input);
  if (decoder == NULL)
    return fail (LAPEL_PICTURE_STATUS_UNKNOWN, "unknown");

  drawing.scalable = strcmp (decoder, "svg") == 0;
  picture = decode (input, decoder, &drawing);
  if (drawing.too_large)
    return fail (LAPEL_PICTURE_STATUS_TOO_LARGE, "too-large");
  thumbnail = picture != NULL ? shrink (picture, &drawing) : NULL;
  if (thumbnail == NULL || !write_output (thumbnail))
    return fail (LAPEL_PICTURE_STATUS_DAMAGED, "damaged");
  return LAPEL_PICTURE_STATUS_OK;
}
