/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The longer side of a thumbnail, in pixels: sharp on a doubled display in the detail page's 128. */
#define LAPEL_THUMBNAIL_SIZE 256

/**
 * lapel_picture_make_thumbnail:
 *
 * Has the helper program decode a stranger's PNG, JPEG or SVG within limits of memory, time and pixels, and draws it as
 * a PNG of at most %LAPEL_THUMBNAIL_SIZE. Blocks: call it on a worker thread.
 * Errors: LAPEL_ERROR_PICTURE_DAMAGED (also when the helper was stopped at a limit), _TOO_LARGE. Returns: (transfer full)
 */
GBytes *lapel_picture_make_thumbnail (GBytes       *picture,
                                      GCancellable *cancellable,
                                      GError      **error);

/** The bytes in a base64 data: URI of an image type; (nullable): it is no such URI. Returns: (transfer full) */
GBytes *lapel_picture_from_data_uri (const char *uri);

G_END_DECLS
