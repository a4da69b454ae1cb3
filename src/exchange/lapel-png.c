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

/* Walks the whole file although the first matches would do: a picture cut behind its credential is
 * still a damaged picture, and a second credential deserves a note. @found: one for each kind */
static gboolean
find_credentials (GBytes  *png,
                  Found   *found,
                  GError **error)
{
  LapelPngWalk walk;
  LapelPngChunk chunk;

  if (!lapel_png_walk_init (&walk, png, error))
    return FALSE;
  while (!walk.ended)
    {
      if (!lapel_png_walk_next (&walk, &chunk, error))
        return FALSE;
      for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
        if (lapel_png_chunk_has_keyword (&chunk, lapel_baked_get_keyword (kind)) &&
            found[kind].n++ == 0)
          found[kind].first = chunk;
    }
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
choose_note (const Found *found,
             const Text  *text,
             gboolean     bom)
{
  if (found->n > 1)
    return LAPEL_NOTE_PNG_REPEATED;
  if (!lapel_png_chunk_is (&found->first, "iTXt"))
    return LAPEL_NOTE_PNG_CHUNK;
  if (text->compressed)
    return LAPEL_NOTE_PNG_COMPRESSED;
  return bom ? LAPEL_NOTE_PNG_BOM : NULL;
}

/* Writes what the first of the chunks holds, or why it holds nothing. */
static void
read_found (const Found *found,
            LapelBaked  *baked)
{
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean bom;
  Text text;

  if (!is_intact (&found->first))
    {
      damaged (&baked->error, "the CRC of the chunk with the credential is wrong");
      return;
    }
  if (!read_text_chunk (&found->first, &text, &baked->error))
    return;
  raw = copy_text (&text, &baked->error);
  if (raw == NULL)
    return;

  bytes = strip_bom (raw, &bom);
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (&baked->error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
                   "the chunk for the credential is empty");
      return;
    }
  baked->text = g_steal_pointer (&bytes);
  baked->note = choose_note (found, &text, bom);
}

gboolean
lapel_png_is (GBytes *input)
{
  size_t size;
  const void *data = g_bytes_get_data (input, &size);

  return size >= LAPEL_PNG_SIGNATURE_LENGTH &&
         memcmp (data, LAPEL_PNG_SIGNATURE, LAPEL_PNG_SIGNATURE_LENGTH) == 0;
}

GPtrArray *
lapel_png_unbake (GBytes  *png,
                  GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_baked_free);
  Found found[LAPEL_N_BAKED] = { 0 };

  if (!find_credentials (png, found, error))
    return NULL;
  for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
    {
      if (found[kind].n == 0)
        continue;
      g_ptr_array_add (all, lapel_baked_new (kind));
      read_found (&found[kind], g_ptr_array_index (all, all->len - 1));
    }
  if (all->len > 0)
    return g_steal_pointer (&all);

  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
               "the PNG has no text chunk for a credential");
  return NULL;
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
lapel_png_bake (GBytes          *png,
                LapelBakedKind   kind,
                GBytes          *text,
                GError         **error)
{
  const char *keyword = lapel_baked_get_keyword (kind);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  LapelPngWalk walk;
  LapelPngChunk chunk;

  g_return_val_if_fail (keyword != NULL, NULL);
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
