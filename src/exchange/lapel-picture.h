/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The longer side of a thumbnail, in pixels: the detail page's 128 on a doubled display. */
#define LAPEL_THUMBNAIL_SIZE 256

/** The longest side that is drawn: a page of A4 that can be read. */
#define LAPEL_PICTURE_MAX_SIZE 2048

/**
 * lapel_picture_draw:
 * @size: of the longer side, in pixels; %LAPEL_PICTURE_MAX_SIZE at most
 *
 * Has the helper program decode a stranger's PNG, JPEG, GIF, WebP or SVG within limits of memory,
 * time and pixels, and draws it as a PNG of at most @size; bitmaps are not enlarged. Blocks: call
 * it on a worker thread. The helper lies in LAPEL_LIBEXEC_DIR (the variable, else what was
 * configured).
 *
 * Errors: LAPEL_ERROR_PICTURE_DAMAGED (also when the helper was stopped at a limit), _TOO_LARGE,
 * _FILE_READ (no helper to be started), G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full)
 */
GBytes *
lapel_picture_draw (GBytes        *picture,
                    unsigned int   size,
                    GCancellable  *cancellable,
                    GError       **error);

/** The same in the size that the wallet keeps, %LAPEL_THUMBNAIL_SIZE. */
GBytes *lapel_picture_make_thumbnail (GBytes        *picture,
                                      GCancellable  *cancellable,
                                      GError       **error);

/**
 * lapel_picture_read_codes:
 *
 * Has a helper program read the QR codes in a stranger's picture, as lapel_picture_draw () draws
 * it; the same errors, but a kind that is not drawn has none.
 *
 * Returns: (transfer full) (element-type GBytes): their texts
 */
GPtrArray *lapel_picture_read_codes (GBytes        *picture,
                                     GCancellable  *cancellable,
                                     GError       **error);

/** The bytes in a base64 data: URI of an image. Returns: (transfer full) (nullable): it is none */
GBytes *lapel_picture_from_data_uri (const char *uri);

G_END_DECLS
