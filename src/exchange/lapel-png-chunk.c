/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-png-private.h"

#include <string.h>

/* Length, type and CRC of a chunk. */
#define FRAME 12

/* PNG §5.3: a length never has its highest bit set. */
#define MAX_LENGTH 0x7fffffff

#define IHDR_LENGTH 13

static guint32
read_uint32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
is_type (const guint8 *bytes)
{
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isalpha (bytes[i]))
      return FALSE;
  return TRUE;
}

gboolean
lapel_png_chunk_is (const LapelPngChunk *chunk,
                    const char          *type)
{
  return memcmp (chunk->type, type, 4) == 0;
}

gboolean
lapel_png_chunk_has_keyword (const LapelPngChunk *chunk,
                             const char          *keyword)
{
  size_t length = strlen (keyword) + 1; /* the NUL counts: no keyword is the beginning of another */

  if (!lapel_png_chunk_is (chunk, "iTXt") && !lapel_png_chunk_is (chunk, "tEXt") &&
      !lapel_png_chunk_is (chunk, "zTXt"))
    return FALSE;
  return chunk->length >= length && memcmp (chunk->data, keyword, length) == 0;
}

guint32
lapel_png_chunk_get_crc (const LapelPngChunk *chunk)
{
  return read_uint32 (chunk->data + chunk->length);
}

gboolean
lapel_png_walk_init (LapelPngWalk  *self,
                     GBytes        *png,
                     GError       **error)
{
  size_t size;
  const guint8 *data = g_bytes_get_data (png, &size);

  if (size < LAPEL_PNG_SIGNATURE_LENGTH ||
      memcmp (data, LAPEL_PNG_SIGNATURE, LAPEL_PNG_SIGNATURE_LENGTH) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED,
                   "the file does not begin with the PNG signature");
      return FALSE;
    }

  *self = (LapelPngWalk){
    .first = data + LAPEL_PNG_SIGNATURE_LENGTH,
    .position = data + LAPEL_PNG_SIGNATURE_LENGTH,
    .end = data + size,
  };
  return TRUE;
}

gboolean
lapel_png_walk_next (LapelPngWalk   *self,
                     LapelPngChunk  *out_chunk,
                     GError        **error)
{
  size_t left = (size_t) (self->end - self->position);
  LapelPngChunk chunk;
  guint32 length;

  if (left < FRAME)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED,
                   "the PNG ends before its IEND chunk");
      return FALSE;
    }

  length = read_uint32 (self->position);
  if (length > MAX_LENGTH || length > left - FRAME || !is_type (self->position + 4))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED,
                   "a PNG chunk of %u bytes with %" G_GSIZE_FORMAT " bytes left, or of no type",
                   length, left);
      return FALSE;
    }

  chunk = (LapelPngChunk){
    .start = self->position,
    .size = (size_t) length + FRAME,
    .type = (const char *) self->position + 4,
    .data = self->position + 8,
    .length = length,
  };
  if (self->position == self->first &&
      (!lapel_png_chunk_is (&chunk, "IHDR") || length != IHDR_LENGTH))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED,
                   "the PNG does not begin with an IHDR chunk");
      return FALSE;
    }

  self->ended = lapel_png_chunk_is (&chunk, "IEND");
  self->position += chunk.size;
  *out_chunk = chunk;
  return TRUE;
}
