/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Byte encodings of the field. Every decoder is strict: no padding where there is none, no other
 * alphabet, no white space, no non-canonical trailing bits. Errors: LAPEL_ERROR_ENCODING. */

/** base64url without padding (RFC 7515 §2). Returns: (transfer full) */
GBytes *lapel_base64url_decode (const char  *text,
                                size_t       length,
                                GError     **error);
char *lapel_base64url_encode (const guint8 *data,
                              size_t        length);

/** base64 with its padding (RFC 4648 §4). Returns: (transfer full) */
GBytes *lapel_base64_decode (const char  *text,
                             size_t       length,
                             GError     **error);

/** base58-btc. Input longer than 4,096 characters is refused, as the work is quadratic. */
GBytes *lapel_base58_decode (const char  *text,
                             size_t       length,
                             GError     **error);
char *lapel_base58_encode (const guint8 *data,
                           size_t        length);

/** Multibase: 'z' base58-btc and 'u' base64url; @out_base, if given, gets the prefix letter. */
GBytes *lapel_multibase_decode (const char  *text,
                                char        *out_base,
                                GError     **error);

G_END_DECLS
