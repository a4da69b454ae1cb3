/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** Whether @input begins with the PNG signature. */
gboolean lapel_png_is (GBytes *input);

/**
 * lapel_png_unbake:
 * @out_note: (nullable): a literal code of a tolerated quirk, or %NULL
 *
 * The credential in a baked PNG: iTXt `openbadgecredential`, else iTXt or tEXt `openbadges` (formats.md §11); the first matching chunk
 * wins. Errors: LAPEL_ERROR_PICTURE_NO_CREDENTIAL, _PICTURE_DAMAGED, _TOO_LARGE. Returns: (transfer full)
 */
GBytes *lapel_png_unbake (GBytes      *png,
                          const char **out_note,
                          GError     **error);

/**
 * lapel_png_bake:
 *
 * @png with @text in an uncompressed iTXt chunk of @keyword behind IHDR; a chunk of that keyword is replaced, every other chunk
 * kept byte for byte. Errors: LAPEL_ERROR_PICTURE_DAMAGED. Returns: (transfer full)
 */
GBytes *lapel_png_bake (GBytes     *png,
                        const char *keyword,
                        GBytes     *text,
                        GError    **error);

G_END_DECLS
