/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-decode.h"

#include "lapel-confine.h"

#include <string.h>

#define MAX_PIXELS (64 * LAPEL_MEBIBYTE)

/* One decoding; @scalable pictures have no pixels of their own and are drawn at full size. */
typedef struct
{
  int size; /* of the longer side */
  gboolean scalable;
  gboolean too_large;
} Drawing;

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

/* The bytes go in without a base address: an SVG has nothing to load other files from. */
static GdkPixbuf *
load (const GByteArray *input,
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

int
lapel_decode (const GByteArray  *input,
              int                size,
              GdkPixbuf        **out_picture)
{
  Drawing drawing = { .size = size };
  g_autoptr (GdkPixbuf) picture = NULL;
  const char *decoder;

  if (input->len > LAPEL_HELPER_MAX_BYTES)
    return LAPEL_HELPER_TOO_LARGE;
  decoder = find_decoder (input);
  if (decoder == NULL)
    return LAPEL_HELPER_UNKNOWN;

  drawing.scalable = strcmp (decoder, "svg") == 0;
  picture = load (input, decoder, &drawing);
  if (drawing.too_large)
    return LAPEL_HELPER_TOO_LARGE;
  *out_picture = picture != NULL ? shrink (picture, &drawing) : NULL;
  return *out_picture != NULL ? LAPEL_HELPER_OK : LAPEL_HELPER_DAMAGED;
}
