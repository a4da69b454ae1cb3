/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-png.h"

#include "lapel-exchange-codes.h"
#include "lapel-json.h"
#include "lapel-png-private.h"

#include <string.h>
#include <zlib.h>

/* What the chunks of one keyword amount to. */
typedef struct
{
  LapelPngChunk first;
  unsigned int n;
} Found;

/* The text of a chunk, still in the file. */
typedef struct
{
  const guint8 *data;
  size_t length;
  gboolean compressed;
} Text;

static gboolean
damaged (GError     **error,
         const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED, "%s", what);
  return FALSE;
}

/* PNG §5.5: over type and data. */
static guint32
compute_crc (const guint8 *type_and_data,
             size_t        length)
{
  return (guint32) crc32_z (crc32_z (0, NULL, 0), type_and_data, length);
}

static gboolean
is_intact (const LapelPngChunk *chunk)
{
  return compute_crc (chunk->start + 4, chunk->length + 4) == lapel_png_chunk_get_crc (chunk);
}

static void
find_keyword (Found               *found,
              const LapelPngChunk *chunk,
              const char          *keyword)
{
  if (!lapel_png_chunk_has_keyword (chunk, keyword))
    return;
  if (found->n == 0)
    found->first = *chunk;
  found->n++;
}

/* Walks the whole file although the first match would do: a picture cut behind its credential is
 * still a damaged picture, and a second credential deserves a note. */
static gboolean
find_credentials (GBytes  *png,
                  Found   *out_version_3,
                  Found   *out_version_2,
                  GError **error)
{
  Found version_3 = { .n = 0 };
  Found version_2 = { .n = 0 };
  LapelPngWalk walk;
  LapelPngChunk chunk;

  if (!lapel_png_walk_init (&walk, png, error))
    return FALSE;
  while (!walk.ended)
    {
      if (!lapel_png_walk_next (&walk, &chunk, error))
        return FALSE;
      find_keyword (&version_3, &chunk, LAPEL_PNG_KEYWORD_OB3);
      find_keyword (&version_2, &chunk, LAPEL_PNG_KEYWORD_OB2);
    }

  *out_version_3 = version_3;
  *out_version_2 = version_2;
  return TRUE;
}

/* Moves @data behind the next NUL. */
static gboolean
skip_string (const guint8 **data,
             size_t        *length)
{
  const guint8 *nul = *length > 0 ? memchr (*data, '\0', *length) : NULL;

  if (nul == NULL)
    return FALSE;
  *length -= (size_t) (nul + 1 - *data);
  *data = nul + 1;
  return TRUE;
}

/* PNG §11.3.3: keyword NUL, then tEXt: text; zTXt: method, text; iTXt: flag, method, language NUL,
 * translated keyword NUL, text. */
static gboolean
read_text_chunk (const LapelPngChunk  *chunk,
                 Text                 *out_text,
                 GError              **error)
{
  const guint8 *data = chunk->data;
  size_t length = chunk->length;
  gboolean itxt = lapel_png_chunk_is (chunk, "iTXt");
  gboolean compressed = lapel_png_chunk_is (chunk, "zTXt");
  size_t head = itxt ? 2 : compressed ? 1 : 0;

  if (!skip_string (&data, &length) || length < head)
    return damaged (error, "the chunk with the credential ends inside its head");
  if (itxt && data[0] > 1)
    return damaged (error, "the chunk with the credential has an unknown compression flag");
  compressed = compressed || (itxt && data[0] == 1);
  if (compressed && data[head - 1] != 0)
    return damaged (error, "the credential is compressed with an unknown method");

  data += head;
  length -= head;
  for (int i = 0; itxt && i < 2; i++)
    {
      if (!skip_string (&data, &length))
        return damaged (error, "the chunk with the credential ends inside its head");
    }

  *out_text = (Text){ data, length, compressed };
  return TRUE;
}

static gboolean
too_large (GError **error)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
               "the credential in the picture is larger than %d bytes", LAPEL_JSON_MAX_BYTES);
  return FALSE;
}

/* Inflates into pieces of 64 KiB and gives up at the limit, so that a bomb costs its limit only. */
static GBytes *
inflate_text (const Text  *text,
              GError     **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (65536);
  z_stream stream = { .next_in = (Bytef *) text->data, .avail_in = (uInt) text->length };
  int status = inflateInit (&stream);

  while (status == Z_OK && out->len <= LAPEL_JSON_MAX_BYTES)
    {
      stream.next_out = piece;
      stream.avail_out = 65536;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (out, piece, 65536 - stream.avail_out);
    }
  inflateEnd (&stream);

  if (out->len > LAPEL_JSON_MAX_BYTES)
    {
      too_large (error);
      return NULL;
    }
  if (status != Z_STREAM_END)
    {
      damaged (error, "the compressed credential in the picture is broken");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
copy_text (const Text  *text,
           GError     **error)
{
  if (text->compressed)
    return inflate_text (text, error);
  if (text->length > LAPEL_JSON_MAX_BYTES)
    {
      too_large (error);
      return NULL;
    }
  return g_bytes_new (text->data, text->length);
}

/* @text without a byte order mark; the mark is no part of what was signed. */
static GBytes *
strip_bom (GBytes   *text,
           gboolean *out_stripped)
{
  size_t size;
  const char *data = g_bytes_get_data (text, &size);

  *out_stripped = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  return *out_stripped ? g_bytes_new_from_bytes (text, 3, size - 3) : g_bytes_ref (text);
}

/* The one note a caller gets: what may have hidden something comes before what is only untidy. */
static const char *
choose_note (const Found *version_3,
             const Found *version_2,
             const Text  *text,
             gboolean     bom)
{
  const Found *found = version_3->n > 0 ? version_3 : version_2;

  if (version_3->n > 0 && version_2->n > 0)
    return LAPEL_NOTE_PNG_TWO_VERSIONS;
  if (found->n > 1)
    return LAPEL_NOTE_PNG_REPEATED;
  if (!lapel_png_chunk_is (&found->first, "iTXt"))
    return LAPEL_NOTE_PNG_CHUNK;
  if (text->compressed)
    return LAPEL_NOTE_PNG_COMPRESSED;
  return bom ? LAPEL_NOTE_PNG_BOM : NULL;
}

gboolean
lapel_png_is (GBytes *input)
{
  size_t size;
  const void *data = g_bytes_get_data (input, &size);

  return size >= LAPEL_PNG_SIGNATURE_LENGTH &&
         memcmp (data, LAPEL_PNG_SIGNATURE, LAPEL_PNG_SIGNATURE_LENGTH) == 0;
}

GBytes *
lapel_png_unbake (GBytes      *png,
                  const char **out_note,
                  GError     **error)
{
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Found version_3;
  Found version_2;
  const Found *found;
  gboolean bom;
  Text text;

  if (!find_credentials (png, &version_3, &version_2, error))
    return NULL;
  found = version_3.n > 0 ? &version_3 : &version_2;
  if (found->n == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
                   "the PNG has no text chunk %s or %s", LAPEL_PNG_KEYWORD_OB3,
                   LAPEL_PNG_KEYWORD_OB2);
      return NULL;
    }
  if (!is_intact (&found->first))
    {
      damaged (error, "the CRC of the chunk with the credential is wrong");
      return NULL;
    }
  if (!read_text_chunk (&found->first, &text, error))
    return NULL;

  raw = copy_text (&text, error);
  if (raw == NULL)
    return NULL;
  bytes = strip_bom (raw, &bom);
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
                   "the chunk for the credential is empty");
      return NULL;
    }

  if (out_note != NULL)
    *out_note = choose_note (&version_3, &version_2, &text, bom);
  return g_steal_pointer (&bytes);
}

static void
append_uint32 (GByteArray *out,
               guint32     value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big_endian, sizeof big_endian);
}

/* An iTXt chunk without compression, language and translated keyword. */
static void
append_text_chunk (GByteArray *out,
                   const char *keyword,
                   GBytes     *text)
{
  static const guint8 head[] = { 0, 0, 0, 0 };
  size_t size;
  const guint8 *data = g_bytes_get_data (text, &size);
  size_t keyword_size = strlen (keyword) + 1;
  guint start;

  append_uint32 (out, (guint32) (keyword_size + sizeof head + size));
  start = out->len;
  g_byte_array_append (out, (const guint8 *) "iTXt", 4);
  g_byte_array_append (out, (const guint8 *) keyword, (guint) keyword_size);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint) size);
  append_uint32 (out, compute_crc (out->data + start, out->len - start));
}

GBytes *
lapel_png_bake (GBytes      *png,
                const char  *keyword,
                GBytes      *text,
                GError     **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  LapelPngWalk walk;
  LapelPngChunk chunk;

  g_return_val_if_fail (keyword[0] != '\0' && strlen (keyword) < 80, NULL);
  g_return_val_if_fail (g_bytes_get_size (text) <= LAPEL_JSON_MAX_BYTES, NULL);

  if (!lapel_png_walk_init (&walk, png, error))
    return NULL;
  g_byte_array_append (out, (const guint8 *) LAPEL_PNG_SIGNATURE, LAPEL_PNG_SIGNATURE_LENGTH);
  while (!walk.ended)
    {
      if (!lapel_png_walk_next (&walk, &chunk, error))
        return NULL;
      if (!lapel_png_chunk_has_keyword (&chunk, keyword))
        g_byte_array_append (out, chunk.start, (guint) chunk.size);
      if (chunk.start == walk.first)
        append_text_chunk (out, keyword, text);
    }
  g_byte_array_append (out, walk.position, (guint) (walk.end - walk.position));
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
