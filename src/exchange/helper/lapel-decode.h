/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-helper-status.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * lapel_decode:
 * @size: of the longer side, in pixels; only vector pictures are enlarged to it
 * @out_picture: (transfer full): written on success
 *
 * Decodes a PNG, JPEG, GIF, WebP or SVG of at most 64 Mpixel. Returns: one of lapel-helper-status.h
 */
int lapel_decode (const GByteArray  *input,
                  int                size,
                  GdkPixbuf        **out_picture);

G_END_DECLS
