/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-gzip.h"

#include "lapel-error.h"

#include <zlib.h>

#define FIRST_SIZE (32 * 1024)

/* What inflateInit2 () wants to hear for gzip, and for nothing but gzip. */
#define GZIP_ONLY (16 + MAX_WBITS)

/* Inflates as far as @out has room, which doubles while more comes; the last result of zlib. */
static int
inflate_all (z_stream   *stream,
             GByteArray *out,
             size_t      limit)
{
  int result = Z_OK;

  while (result == Z_OK && stream->total_out <= limit)
    {
      size_t size = MIN (out->len == 0 ? FIRST_SIZE : 2 * (size_t) out->len, limit + 1);

      /* One byte beyond the limit is enough to know that it is passed. */
      g_byte_array_set_size (out, (guint) size);
      stream->next_out = out->data + stream->total_out;
      stream->avail_out = (uInt) (size - stream->total_out);
      result = inflate (stream, Z_NO_FLUSH);
    }
  return result;
}

static gboolean
check_end (const z_stream  *stream,
           int              result,
           size_t           limit,
           GError         **error)
{
  if (stream->total_out > limit)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                   "more than the %zu bytes that it may have unpacked", limit);
      return FALSE;
    }
  if (result != Z_STREAM_END)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "not gzip: %s",
                   stream->msg != NULL ? stream->msg : "it is cut short");
      return FALSE;
    }
  if (stream->avail_in > 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "%u bytes after the end of gzip data",
                   stream->avail_in);
      return FALSE;
    }
  return TRUE;
}

GBytes *
lapel_gunzip (const void  *data,
              size_t       length,
              size_t       limit,
              GError     **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  z_stream stream = { 0 };
  int result;
  gboolean good;

  g_return_val_if_fail (length <= G_MAXUINT && limit < G_MAXUINT, NULL);

  if (inflateInit2 (&stream, GZIP_ONLY) != Z_OK)
    {
      g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "zlib could not start");
      return NULL;
    }

  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) length;
  result = inflate_all (&stream, out, limit);
  good = check_end (&stream, result, limit, error);
  inflateEnd (&stream);
  if (!good)
    return NULL;

  g_byte_array_set_size (out, (guint) stream.total_out);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
