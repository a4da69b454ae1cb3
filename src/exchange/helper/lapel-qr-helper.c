/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the QR codes in a stranger's picture: bytes come in on standard input, their texts go out
 * on standard output, as frames. See lapel-helper.h. */

#include "config.h"

#include "lapel-confine.h"
#include "lapel-decode.h"
#include "lapel-frames.h"

#include <unistd.h>
#include <zbar.h>

#define MAX_MEMORY  (768 * LAPEL_MEBIBYTE)
#define MAX_SECONDS 8

/* More detail than any QR code that can be told apart in a photograph. */
#define SIZE      2000
#define MAX_CODES 16

/* The picture in grey, on white where it is transparent. Returns: (transfer full) */
static guint8 *
make_grey (const GdkPixbuf *picture,
           size_t          *out_size)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);
  int channels = gdk_pixbuf_get_n_channels (picture);
  gboolean transparent = gdk_pixbuf_get_has_alpha (picture);
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  guint8 *grey = g_malloc ((size_t) width * (size_t) height);
  guint8 *out = grey;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = pixels + (size_t) y * (size_t) stride + (size_t) (x * channels);
        int value = (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) / 256;
        int alpha = transparent ? pixel[3] : 255;

        *out++ = (guint8) ((value * alpha + 255 * (255 - alpha)) / 255);
      }
  *out_size = (size_t) width * (size_t) height;
  return grey;
}

static gboolean
write_codes (zbar_image_t *image)
{
  const zbar_symbol_t *symbol = zbar_image_first_symbol (image);

  for (int i = 0; symbol != NULL && i < MAX_CODES; i++, symbol = zbar_symbol_next (symbol))
    {
      g_autofree char *name = g_strdup_printf ("#qr%d", i + 1);
      g_autoptr (GBytes) text =
          g_bytes_new (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));

      if (!lapel_frames_write (STDOUT_FILENO, name, text, NULL))
        return FALSE;
    }
  return lapel_frames_write_end (STDOUT_FILENO);
}

static gboolean
scan (const GdkPixbuf *picture)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  size_t size;
  g_autofree guint8 *grey = make_grey (picture, &size);
  gboolean written;

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned int) gdk_pixbuf_get_width (picture),
                       (unsigned int) gdk_pixbuf_get_height (picture));
  zbar_image_set_data (image, grey, size, NULL);
  zbar_scan_image (scanner, image);
  written = write_codes (image);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return written;
}

int
main (void)
{
  g_autoptr (GByteArray) input = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  int status;

  lapel_confine (MAX_MEMORY, MAX_SECONDS);
  input = lapel_read_input ();
  status = lapel_decode (input, SIZE, &picture);
  if (status == LAPEL_HELPER_OK && !scan (picture))
    return LAPEL_HELPER_DAMAGED;
  return status;
}
