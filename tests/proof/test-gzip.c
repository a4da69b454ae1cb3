/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-gzip.h"

#include <gio/gio.h>
#include <string.h>

#define LIMIT (1024 * 1024)

static GBytes *
compress (const void            *data,
          size_t                 length,
          GZlibCompressorFormat  format)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (format, 9));
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (sink, compressor);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, data, length, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static GBytes *
compress_zeros (size_t length)
{
  g_autofree guint8 *zeros = g_malloc0 (length);

  return compress (zeros, length, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
}

static GBytes *
gunzip (GBytes  *packed,
        GError **error)
{
  size_t length = 0;
  const void *data = g_bytes_get_data (packed, &length);

  return lapel_gunzip (data, length, LIMIT, error);
}

static void
assert_refused (GBytes     *packed,
                LapelError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gunzip (packed, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

static void
test_sizes (void)
{
  static const size_t sizes[] = { 0, 1, 16384, 32768, 32769, 100000, LIMIT - 1, LIMIT };

  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *data = g_malloc (sizes[i] + 1);
      g_autoptr (GBytes) packed = NULL;
      g_autoptr (GBytes) out = NULL;
      g_autoptr (GError) error = NULL;

      for (size_t k = 0; k < sizes[i]; k++)
        data[k] = (guint8) (k * k >> 3);
      packed = compress (data, sizes[i], G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      out = gunzip (packed, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (out, NULL), g_bytes_get_size (out), data, sizes[i]);
    }
}

static void
test_limit (void)
{
  g_autoptr (GBytes) one_more = compress_zeros (LIMIT + 1);
  g_autoptr (GBytes) bomb = compress_zeros (64 * LIMIT);

  assert_refused (one_more, LAPEL_ERROR_TOO_LARGE);
  assert_refused (bomb, LAPEL_ERROR_TOO_LARGE);
}

static void
test_refused (void)
{
  static const char text[] = "the same text in other wrappings";
  g_autoptr (GBytes) raw = compress (text, sizeof text, G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GBytes) zlib = compress (text, sizeof text, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GBytes) good = compress (text, sizeof text, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GBytes) plain = g_bytes_new_static (text, sizeof text);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  size_t length = g_bytes_get_size (good);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) trailing = NULL;

  assert_refused (raw, LAPEL_ERROR_ENCODING);
  assert_refused (zlib, LAPEL_ERROR_ENCODING);
  assert_refused (plain, LAPEL_ERROR_ENCODING);
  assert_refused (nothing, LAPEL_ERROR_ENCODING);

  for (size_t i = 0; i < length; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, i);

      assert_refused (cut, LAPEL_ERROR_ENCODING);
    }
  g_byte_array_append (longer, g_bytes_get_data (good, NULL), (guint) length);
  g_byte_array_append (longer, (const guint8 *) "", 1);
  trailing = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  assert_refused (trailing, LAPEL_ERROR_ENCODING);
}

/* The checksum at its end is read. */
static void
test_changed (void)
{
  static const char text[] = "one byte of the text is another one";
  g_autoptr (GBytes) good = compress (text, sizeof text, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  size_t length = 0;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (good, &length), g_bytes_get_size (good));
  g_autoptr (GBytes) changed = NULL;

  data[length - 6] ^= 1;
  changed = g_bytes_new (data, length);
  assert_refused (changed, LAPEL_ERROR_ENCODING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gzip/sizes", test_sizes);
  g_test_add_func ("/gzip/limit", test_limit);
  g_test_add_func ("/gzip/refused", test_refused);
  g_test_add_func ("/gzip/changed", test_changed);
  return g_test_run ();
}
