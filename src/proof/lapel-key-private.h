/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-key.h"

G_BEGIN_DECLS

/* What lapel-key.c, which owns the cryptographic libraries, gives to the readers of key formats in
 * lapel-key-formats.c. Errors everywhere: LAPEL_ERROR_KEY_MALFORMED, _KEY_UNSUPPORTED. */

#define LAPEL_KEY_POINT_MAX 97

/**
 * lapel_key_new_ec:
 * @type: %LAPEL_KEY_P256 or %LAPEL_KEY_P384
 * @point: SEC 1 §2.3.3, compressed or uncompressed; that it lies on the curve is checked
 */
LapelKey *lapel_key_new_ec (LapelKeyType   type,
                            const guint8  *point,
                            size_t         length,
                            GError       **error);

/** An RSA key of 2,048 to 8,192 bits from big-endian modulus and exponent without leading zeros. */
LapelKey *lapel_key_new_rsa (GBytes  *modulus,
                             GBytes  *exponent,
                             GError **error);

/** The same from an RSAPublicKey in DER (RFC 8017 §A.1.1), as did:key has it. */
LapelKey *lapel_key_new_rsa_der (const guint8  *der,
                                 size_t         length,
                                 GError       **error);

/** Lets a new key, which nobody else has yet, check this algorithm only. %FALSE: it is of another
 * type. */
gboolean lapel_key_set_algorithm (LapelKey       *self,
                                  LapelAlgorithm  algorithm);

/** The 32 bytes of an Ed25519 key or the compressed point; %NULL for RSA. (transfer none) */
const guint8 *lapel_key_get_point (const LapelKey *self,
                                   size_t         *out_length);

/** The RSAPublicKey in DER of an RSA key. Returns: (transfer full) */
GBytes *lapel_key_dup_rsa_der (const LapelKey *self);

/**
 * lapel_ecdsa_to_der:
 *
 * r || s, as JOSE and Data Integrity write it, to the DER that OpenSSL reads; that both lie between
 * 1 and the order of the curve, OpenSSL sees to.
 *
 * Returns: the length, and @out_der, to be freed with OPENSSL_free (); or -1
 */
int lapel_ecdsa_to_der (const guint8   *signature,
                        size_t          field_size,
                        unsigned char **out_der);

G_END_DECLS
