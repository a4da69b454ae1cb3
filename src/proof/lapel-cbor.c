/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cbor.h"

#include "lapel-error.h"

#include <string.h>

/* RFC 8949 §3.1: the upper three bits of a head. */
typedef enum
{
  MAJOR_UNSIGNED = 0,
  MAJOR_BYTES = 2,
  MAJOR_TEXT = 3,
  MAJOR_ARRAY = 4,
  MAJOR_MAP = 5,
  MAJOR_TAG = 6,
} Major;

/* The lower five bits: a number below this itself, or how many bytes the number has. */
#define FIRST_LENGTH 24
#define LAST_LENGTH  27

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "CBOR: %s", what);
  return FALSE;
}

LapelCbor
lapel_cbor_new (const guint8 *data,
                size_t        length)
{
  return (LapelCbor){ data, data + length };
}

/* The argument behind a head's first byte, which says that it has 1, 2, 4 or 8 bytes. */
static gboolean
read_argument (LapelCbor  *self,
               guint8      info,
               guint64    *out_value,
               GError    **error)
{
  size_t size = (size_t) 1 << (info - FIRST_LENGTH);
  guint64 least = size == 1 ? FIRST_LENGTH : (guint64) 1 << (4 * size);
  guint64 value = 0;

  if ((size_t) (self->end - self->at) < size)
    return refuse (error, "it ends within a number");
  for (size_t i = 0; i < size; i++)
    value = value << 8 | *self->at++;
  if (value < least)
    return refuse (error, "a number is longer than it needs to be");
  *out_value = value;
  return TRUE;
}

static gboolean
read_head (LapelCbor   *self,
           Major        major,
           const char  *what,
           guint64     *out_value,
           GError     **error)
{
  guint8 info;

  if (self->at == self->end || *self->at >> 5 != (guint8) major)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "CBOR: %s is missing", what);
      return FALSE;
    }
  info = *self->at++ & 0x1f;
  if (info > LAST_LENGTH)
    return refuse (error, "an item of indefinite length, or a reserved head");
  if (info >= FIRST_LENGTH)
    return read_argument (self, info, out_value, error);
  *out_value = info;
  return TRUE;
}

/* A head whose number counts items that have at least @smallest bytes each. */
static gboolean
read_count (LapelCbor   *self,
            Major        major,
            const char  *what,
            size_t       smallest,
            size_t      *out_n,
            GError     **error)
{
  guint64 n;

  if (!read_head (self, major, what, &n, error))
    return FALSE;
  if (n > (size_t) (self->end - self->at) / smallest)
    return refuse (error, "it ends before all that was announced");
  *out_n = (size_t) n;
  return TRUE;
}

gboolean
lapel_cbor_read_unsigned (LapelCbor  *self,
                          guint64    *out_value,
                          GError    **error)
{
  return read_head (self, MAJOR_UNSIGNED, "a number", out_value, error);
}

gboolean
lapel_cbor_read_bytes (LapelCbor     *self,
                       const guint8 **out_data,
                       size_t        *out_length,
                       GError       **error)
{
  size_t n;

  if (!read_count (self, MAJOR_BYTES, "a byte string", 1, &n, error))
    return FALSE;
  *out_data = self->at;
  *out_length = n;
  self->at += n;
  return TRUE;
}

gboolean
lapel_cbor_read_text (LapelCbor  *self,
                      char      **out_text,
                      GError    **error)
{
  size_t n;

  if (!read_count (self, MAJOR_TEXT, "a text", 1, &n, error))
    return FALSE;
  /* Refuses NUL, too. */
  if (!g_utf8_validate_len ((const char *) self->at, n, NULL))
    return refuse (error, "a text is not UTF-8, or has NUL in it");
  *out_text = g_strndup ((const char *) self->at, n);
  self->at += n;
  return TRUE;
}

gboolean
lapel_cbor_read_array (LapelCbor  *self,
                       size_t     *out_n,
                       GError    **error)
{
  return read_count (self, MAJOR_ARRAY, "an array", 1, out_n, error);
}

gboolean
lapel_cbor_read_map (LapelCbor  *self,
                     size_t     *out_n,
                     GError    **error)
{
  return read_count (self, MAJOR_MAP, "a map", 2, out_n, error);
}

gboolean
lapel_cbor_read_tag (LapelCbor  *self,
                     guint64    *out_tag,
                     GError    **error)
{
  return read_head (self, MAJOR_TAG, "a tag", out_tag, error);
}

gboolean
lapel_cbor_finish (const LapelCbor  *self,
                   GError          **error)
{
  return self->at == self->end || refuse (error, "something follows the end");
}

static void
append_head (GByteArray *out,
             Major       major,
             guint64     value)
{
  guint8 bytes[9] = { (guint8) (major << 5) };
  size_t size = 0;

  if (value < FIRST_LENGTH)
    bytes[0] |= (guint8) value;
  else
    {
      guint8 info = FIRST_LENGTH;

      for (size = 1; size < 8 && value >> (8 * size) != 0; size *= 2)
        info++;
      bytes[0] |= info;
    }
  for (size_t i = 0; i < size; i++)
    bytes[1 + i] = (guint8) (value >> (8 * (size - 1 - i)));
  g_byte_array_append (out, bytes, (guint) (1 + size));
}

void
lapel_cbor_append_unsigned (GByteArray *out,
                            guint64     value)
{
  append_head (out, MAJOR_UNSIGNED, value);
}

void
lapel_cbor_append_bytes (GByteArray   *out,
                         const guint8 *data,
                         size_t        length)
{
  append_head (out, MAJOR_BYTES, length);
  g_byte_array_append (out, data, (guint) length);
}

void
lapel_cbor_append_text (GByteArray *out,
                        const char *text)
{
  size_t length = strlen (text);

  append_head (out, MAJOR_TEXT, length);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

void
lapel_cbor_append_array (GByteArray *out,
                         size_t      n)
{
  append_head (out, MAJOR_ARRAY, n);
}

void
lapel_cbor_append_map (GByteArray *out,
                       size_t      n)
{
  append_head (out, MAJOR_MAP, n);
}

void
lapel_cbor_append_tag (GByteArray *out,
                       guint64     tag)
{
  append_head (out, MAJOR_TAG, tag);
}
