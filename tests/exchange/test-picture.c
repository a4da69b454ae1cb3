/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-picture.h"

#include "lapel-error.h"
#include "lapel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#define JPEG_40_BY_20                                                                              \
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1"     \
  "tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"     \
  "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAUACgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xA"     \
  "AUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAIF/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/a"     \
  "AAwDAQACEQMRAD8AgBLPAAAAAAAAAAf/2Q=="
#define GIF_2_BY_2 "R0lGODlhAgACAPAAAP8AAAAAACH5BAAAAAAALAAAAAACAAIAAAIChFEAOw=="
#define SVG        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static GBytes *
decode_base64 (const char *text)
{
  size_t length;
  guchar *data = g_base64_decode (text, &length);

  return g_bytes_new_take (data, length);
}

static void
append_chunk (GByteArray *out,
              const char *type,
              const void *data,
              size_t      length)
{
  guint32 head = GUINT32_TO_BE ((guint32) length);
  guint start;
  guint32 crc;

  g_byte_array_append (out, (const guint8 *) &head, 4);
  start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, (guint) length);
  crc = GUINT32_TO_BE ((guint32) crc32 (0, out->data + start, out->len - start));
  g_byte_array_append (out, (const guint8 *) &crc, 4);
}

/* A black one-bit PNG of any size; a few KiB however large it is. */
static GBytes *
make_png (guint32 width,
          guint32 height)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 ihdr[4] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height), GUINT32_TO_BE (0x01000000) };
  size_t size = ((size_t) width / 8 + 2) * height;
  g_autofree guint8 *pixels = g_malloc0 (size);
  uLongf length = compressBound (size);
  g_autofree guint8 *packed = g_malloc (length);

  g_assert_cmpint (compress2 (packed, &length, pixels, size, 1), ==, Z_OK);
  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", ihdr, 13);
  append_chunk (out, "IDAT", packed, length);
  append_chunk (out, "IEND", "", 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
assert_sides (GBytes  *png,
              guint32  width,
              guint32  height)
{
  const guint8 *data;
  size_t size;
  guint32 sides[2];

  data = g_bytes_get_data (png, &size);
  g_assert_cmpuint (size, >, 24);
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  memcpy (sides, data + 16, sizeof sides);
  g_assert_cmpuint (GUINT32_FROM_BE (sides[0]), ==, width);
  g_assert_cmpuint (GUINT32_FROM_BE (sides[1]), ==, height);
}

static void
assert_drawn (GBytes  *picture,
              guint32  width,
              guint32  height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = lapel_picture_make_thumbnail (picture, NULL, &error);

  g_assert_no_error (error);
  assert_sides (png, width, height);
}

static void
assert_refused (GBytes *picture,
                int     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_picture_make_thumbnail (picture, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, code);
}

static void
test_png (void)
{
  g_autoptr (GBytes) small = make_png (21, 19);
  g_autoptr (GBytes) large = make_png (1000, 500);
  g_autoptr (GBytes) thin = make_png (5000, 1);

  assert_drawn (small, 21, 19);
  assert_drawn (large, 256, 128);
  assert_drawn (thin, 256, 1);
}

static void
test_asked_size (void)
{
  g_autoptr (GBytes) page = make_png (1000, 2000);
  g_autoptr (GBytes) drawing = bytes (SVG "</svg>");
  g_autoptr (GBytes) drawn = lapel_picture_draw (page, 1200, NULL, NULL);
  g_autoptr (GBytes) scaled = lapel_picture_draw (drawing, 600, NULL, NULL);
  g_autoptr (GBytes) most = lapel_picture_draw (drawing, 100000, NULL, NULL);

  assert_sides (drawn, 600, 1200);
  assert_sides (scaled, 600, 300);
  assert_sides (most, LAPEL_PICTURE_MAX_SIZE, LAPEL_PICTURE_MAX_SIZE / 2);
}

static void
test_jpeg_and_gif (void)
{
  g_autoptr (GBytes) jpeg = decode_base64 (JPEG_40_BY_20);
  g_autoptr (GBytes) gif = decode_base64 (GIF_2_BY_2);

  assert_drawn (jpeg, 40, 20);
  assert_drawn (gif, 2, 2);
}

/* A vector picture is drawn at full size however small it says it is, with text and filters, which
 * need fonts and threads. */
static void
test_svg (void)
{
  g_autoptr (GBytes) plain = bytes (SVG "<circle r='9'/></svg>");
  g_autoptr (GBytes) huge = bytes ("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' "
                                   "width='1000000' height='500000'/>");
  g_autoptr (GBytes) rich =
      bytes (SVG "<filter id='f'><feGaussianBlur stdDeviation='3'/></filter>"
                 "<circle r='9' filter='url(#f)'/><text y='9'>Badge</text></svg>");

  assert_drawn (plain, 256, 128);
  assert_drawn (huge, 256, 128);
  assert_drawn (rich, 256, 128);
}

static void
test_svg_loads_no_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "lapel-test-outside.svg", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *with =
      g_strdup_printf (SVG "<image href='%s' width='40' height='20'/></svg>", uri);
  g_autoptr (GBytes) picture = bytes (with);
  g_autoptr (GBytes) empty = bytes (SVG "</svg>");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) drawn = NULL;
  g_autoptr (GBytes) expected = NULL;

  g_file_set_contents (path, SVG "<rect width='40' height='20'/></svg>", -1, &error);
  g_assert_no_error (error);
  drawn = lapel_picture_make_thumbnail (picture, NULL, &error);
  g_assert_no_error (error);
  expected = lapel_picture_make_thumbnail (empty, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (drawn, expected));
  g_unlink (path);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) png = make_png (100, 100);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, 40);
  g_autoptr (GBytes) empty = bytes ("");
  g_autoptr (GBytes) text = bytes ("hello");
  g_autoptr (GBytes) svg = bytes (SVG "<circle");
  g_autoptr (GBytes) bitmap = bytes ("BM000000000000000000000000000000000000000000000000000000");

  assert_refused (cut, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (empty, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (text, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (svg, LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (bitmap, LAPEL_ERROR_PICTURE_DAMAGED);
}

/* 64 Mpixel are drawn, a row more is not. */
static void
test_too_many_pixels (void)
{
  g_autoptr (GBytes) fits = make_png (8192, 8192);
  g_autoptr (GBytes) over = make_png (8192, 8193);
  g_autoptr (GBytes) wide = make_png (0x7fffffff, 1);

  assert_drawn (fits, 256, 256);
  assert_refused (over, LAPEL_ERROR_TOO_LARGE);
  assert_refused (wide, LAPEL_ERROR_PICTURE_DAMAGED);
}

static void
test_too_many_bytes (void)
{
  size_t size = 32 * 1024 * 1024 + 1;
  g_autoptr (GBytes) picture = g_bytes_new_take (g_malloc0 (size), size);

  assert_refused (picture, LAPEL_ERROR_TOO_LARGE);
}

/* Ten levels of ten copies each: stopped by the decoder or by the limit of time. */
static void
test_svg_bomb (void)
{
  g_autoptr (GString) svg = g_string_new (SVG "<defs><g id='a0'><circle r='1'/></g>");
  g_autoptr (GBytes) picture = NULL;

  for (int level = 1; level <= 10; level++)
    {
      g_string_append_printf (svg, "<g id='a%d'>", level);
      for (int i = 0; i < 10; i++)
        g_string_append_printf (svg, "<use href='#a%d'/>", level - 1);
      g_string_append (svg, "</g>");
    }
  g_string_append (svg, "</defs><use href='#a10'/></svg>");
  picture = bytes (svg->str);
  assert_refused (picture, LAPEL_ERROR_PICTURE_DAMAGED);
}

/* What the library does when its helper misbehaves: a script stands in for it. */
typedef struct
{
  char *directory;
  char *path;
  char *before;
} Stand;

static void
stand_in (Stand      *self,
          const char *script)
{
  g_autoptr (GError) error = NULL;

  self->before = g_strdup (g_getenv ("LAPEL_LIBEXEC_DIR"));
  self->directory = g_dir_make_tmp ("lapel-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->directory, "lapel-picture-helper", NULL);
  g_file_set_contents (self->path, script, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (self->path, 0700), ==, 0);
  g_setenv ("LAPEL_LIBEXEC_DIR", self->directory, TRUE);
}

static void
stand_down (Stand *self)
{
  g_setenv ("LAPEL_LIBEXEC_DIR", self->before, TRUE);
  g_unlink (self->path);
  g_rmdir (self->directory);
  g_free (self->before);
  g_free (self->path);
  g_free (self->directory);
}

static void
test_helper_misbehaves (void)
{
  static const char *const scripts[] = {
    "#!/bin/sh\nkill -9 $$\n",
    "#!/bin/sh\nexec yes\n",
    "#!/bin/sh\necho half a picture\nexit 1\n",
  };
  g_autoptr (GBytes) picture = make_png (1, 1);

  for (size_t i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      Stand stand;

      stand_in (&stand, scripts[i]);
      assert_refused (picture, LAPEL_ERROR_PICTURE_DAMAGED);
      stand_down (&stand);
    }
}

static void
test_helper_absent (void)
{
  g_autoptr (GBytes) picture = make_png (1, 1);
  Stand stand;

  stand_in (&stand, "");
  g_unlink (stand.path);
  assert_refused (picture, LAPEL_ERROR_FILE_READ);
  stand_down (&stand);
}

/* The helper would wait for ever; the answer comes at once. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) picture = make_png (1, 1);
  g_autoptr (GError) error = NULL;
  Stand stand;

  stand_in (&stand, "#!/bin/sh\nexec tail -f /dev/null\n");
  g_cancellable_cancel (cancellable);
  g_assert_null (lapel_picture_make_thumbnail (picture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  stand_down (&stand);
}

static void
test_data_uri (void)
{
  static const char *const others[] = {
    "",
    "data:",
    "https://example.org/a.png",
    "data:image/png,abc",
    "data:text/html;base64,aGk=",
    "data:image/png;base64,",
    "data:image/png;base64,!!!",
    "data:image/png;base64",
  };
  g_autoptr (GBytes) plain = lapel_picture_from_data_uri ("data:image/png;base64,aGk=");
  g_autoptr (GBytes) escaped =
      lapel_picture_from_data_uri ("DATA:image/svg+xml;charset=utf-8;BASE64,aGk%3D");

  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "hi", 2);
  g_assert_true (g_bytes_equal (plain, escaped));
  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (lapel_picture_from_data_uri (others[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/picture/png", test_png);
  g_test_add_func ("/exchange/picture/asked-size", test_asked_size);
  g_test_add_func ("/exchange/picture/jpeg-and-gif", test_jpeg_and_gif);
  g_test_add_func ("/exchange/picture/svg", test_svg);
  g_test_add_func ("/exchange/picture/svg-loads-no-file", test_svg_loads_no_file);
  g_test_add_func ("/exchange/picture/damaged", test_damaged);
  g_test_add_func ("/exchange/picture/too-many-pixels", test_too_many_pixels);
  g_test_add_func ("/exchange/picture/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/exchange/picture/svg-bomb", test_svg_bomb);
  g_test_add_func ("/exchange/picture/helper-misbehaves", test_helper_misbehaves);
  g_test_add_func ("/exchange/picture/helper-absent", test_helper_absent);
  g_test_add_func ("/exchange/picture/cancelled", test_cancelled);
  g_test_add_func ("/exchange/picture/data-uri", test_data_uri);
  return g_test_run ();
}
