/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

#define LAPEL_PNG_SIGNATURE        "\x89PNG\r\n\x1a\n"
#define LAPEL_PNG_SIGNATURE_LENGTH 8

/** One chunk (PNG §5.3); the pointers lead into the file. */
typedef struct
{
  const guint8 *start; /* of the length field */
  size_t size;         /* of the whole chunk: length, type, data, CRC */
  const char *type;    /* four letters, no NUL */
  const guint8 *data;
  size_t length;
} LapelPngChunk;

/** Walks the chunks of a file from IHDR to IEND. */
typedef struct
{
  const guint8 *first;    /* where IHDR begins */
  const guint8 *position; /* behind the last chunk handed out */
  const guint8 *end;
  gboolean ended; /* IEND was handed out */
} LapelPngWalk;

/** Starts behind the signature. Errors: LAPEL_ERROR_PICTURE_DAMAGED: that is no PNG signature */
gboolean lapel_png_walk_init (LapelPngWalk  *self,
                              GBytes        *png,
                              GError       **error);

/**
 * lapel_png_walk_next:
 *
 * The next chunk; stop when @self says `ended`. The first must be IHDR. Errors:
 * LAPEL_ERROR_PICTURE_DAMAGED: the file ends too early, a length leads out of it, or a type is no
 * type. The CRC is not looked at.
 */
gboolean lapel_png_walk_next (LapelPngWalk   *self,
                              LapelPngChunk  *out_chunk,
                              GError        **error);

/** Whether @chunk is of @type. */
gboolean lapel_png_chunk_is (const LapelPngChunk *chunk,
                             const char          *type);

/** Whether @chunk is an iTXt, tEXt or zTXt chunk of exactly @keyword. */
gboolean lapel_png_chunk_has_keyword (const LapelPngChunk *chunk,
                                      const char          *keyword);

/** The CRC that @chunk states; see lapel-png.c for the one it has. */
guint32 lapel_png_chunk_get_crc (const LapelPngChunk *chunk);

G_END_DECLS
