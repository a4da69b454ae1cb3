/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of CBOR (RFC 8949) that proof values are written in: unsigned integers, byte and text
 * strings, arrays, maps and tags, all of definite length and with heads of the shortest form
 * (§4.2.1). Everything else is refused. Errors: LAPEL_ERROR_ENCODING. */

/** LapelCbor: a place in CBOR data. The caller says what has to come next, item by item. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} LapelCbor;

/** @data must outlive the reader and what it hands out. */
LapelCbor lapel_cbor_new (const guint8 *data,
                          size_t        length);

gboolean lapel_cbor_read_unsigned (LapelCbor  *self,
                                   guint64    *out_value,
                                   GError    **error);

/** @out_data: (transfer none): a part of the data */
gboolean lapel_cbor_read_bytes (LapelCbor     *self,
                                const guint8 **out_data,
                                size_t        *out_length,
                                GError       **error);

/** @out_text: (transfer full): UTF-8 without NUL */
gboolean lapel_cbor_read_text (LapelCbor  *self,
                               char      **out_text,
                               GError    **error);

/** The head of an array; @out_n items follow, and are never more than there are bytes left. */
gboolean lapel_cbor_read_array (LapelCbor  *self,
                                size_t     *out_n,
                                GError    **error);

/** The head of a map; @out_n pairs follow. Their order is for the caller to check. */
gboolean lapel_cbor_read_map (LapelCbor  *self,
                              size_t     *out_n,
                              GError    **error);

/** The head of a tag, of which one item follows. */
gboolean lapel_cbor_read_tag (LapelCbor  *self,
                              guint64    *out_tag,
                              GError    **error);

/** That nothing follows. */
gboolean lapel_cbor_finish (const LapelCbor  *self,
                            GError          **error);

void lapel_cbor_append_unsigned (GByteArray *out,
                                 guint64     value);
void lapel_cbor_append_bytes (GByteArray   *out,
                              const guint8 *data,
                              size_t        length);
void lapel_cbor_append_text (GByteArray *out,
                             const char *text);
void lapel_cbor_append_array (GByteArray *out,
                              size_t      n);
void lapel_cbor_append_map (GByteArray *out,
                            size_t      n);
void lapel_cbor_append_tag (GByteArray *out,
                            guint64     tag);

G_END_DECLS
