/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** Keywords of baked text chunks: Open Badges 3.0, and everything before. */
#define LAPEL_PNG_KEYWORD_OB3 "openbadgecredential"
#define LAPEL_PNG_KEYWORD_OB2 "openbadges"

/** Whether @input begins with the PNG signature. */
gboolean lapel_png_is (GBytes *input);

/**
 * lapel_png_unbake:
 * @out_note: (nullable): a literal of lapel-exchange-codes.h, or %NULL
 *
 * The credential in a baked PNG: the text chunk `openbadgecredential`, else `openbadges` (Open
 * Badges 3.0 §5.3, 2.0 Baking); the first matching chunk wins. An address instead of a credential
 * (Open Badges 0.5) comes back as it stands.
 *
 * Errors: LAPEL_ERROR_PICTURE_NO_CREDENTIAL; _PICTURE_DAMAGED, also when the chunk's CRC is wrong;
 * _TOO_LARGE.
 *
 * Returns: (transfer full)
 */
GBytes *lapel_png_unbake (GBytes      *png,
                          const char **out_note,
                          GError     **error);

/**
 * lapel_png_bake:
 * @keyword: one of the two above
 * @text: at most LAPEL_JSON_MAX_BYTES
 *
 * @png with @text in an uncompressed iTXt chunk of @keyword behind IHDR; a chunk of that keyword is
 * replaced, every other chunk kept byte for byte. Errors: LAPEL_ERROR_PICTURE_DAMAGED.
 *
 * Returns: (transfer full)
 */
GBytes *lapel_png_bake (GBytes      *png,
                        const char  *keyword,
                        GBytes      *text,
                        GError     **error);

G_END_DECLS
