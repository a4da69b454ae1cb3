/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-baked.h"

G_BEGIN_DECLS

/** Whether @input begins with the PNG signature. */
gboolean lapel_png_is (GBytes *input);

/**
 * lapel_png_unbake:
 *
 * The credentials in a baked PNG, one for each keyword that a text chunk has, the newest standard
 * first (Open Badges 3.0 §5.3, 2.0 Baking); of several chunks with one keyword the first counts. A
 * chunk that cannot be read is a LapelBaked with an error: LAPEL_ERROR_PICTURE_DAMAGED, also when
 * its CRC is wrong; _PICTURE_NO_CREDENTIAL: empty; _TOO_LARGE.
 *
 * Errors: LAPEL_ERROR_PICTURE_NO_CREDENTIAL: no such chunk; _PICTURE_DAMAGED.
 *
 * Returns: (transfer full) (element-type LapelBaked): never empty
 */
GPtrArray *lapel_png_unbake (GBytes  *png,
                             GError **error);

/**
 * lapel_png_bake:
 * @text: at most LAPEL_JSON_MAX_BYTES
 *
 * @png with @text in an uncompressed iTXt chunk behind IHDR; a chunk of the same keyword is
 * replaced, every other chunk kept byte for byte. Errors: LAPEL_ERROR_PICTURE_DAMAGED.
 *
 * Returns: (transfer full)
 */
GBytes *lapel_png_bake (GBytes          *png,
                        LapelBakedKind   kind,
                        GBytes          *text,
                        GError         **error);

G_END_DECLS
