/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-timestamp.h"

#include "lapel-certificate-private.h"
#include "lapel-error.h"

#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <string.h>

/* An authority's certificate and those above it. */
#define MAX_CERTIFICATES 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS7, PKCS7_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_TST_INFO, TS_TST_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

static gboolean
refuse (LapelError   code,
        const char  *message,
        GError     **error)
{
  ERR_clear_error ();
  g_set_error_literal (error, LAPEL_ERROR, (int) code, message);
  return FALSE;
}

static PKCS7 *
read_token (GBytes *bytes)
{
  size_t length = 0;
  const unsigned char *data = g_bytes_get_data (bytes, &length);
  const unsigned char *end = data;
  g_autoptr (PKCS7) token = length <= G_MAXINT ? d2i_PKCS7 (NULL, &end, (long) length) : NULL;

  if (token == NULL || end != data + length || !PKCS7_type_is_signed (token))
    return NULL;
  return g_steal_pointer (&token);
}

static gboolean
is_sha2 (int nid)
{
  return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

static gboolean
is_over (TS_TST_INFO *info,
         const void  *data,
         size_t       length)
{
  TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint (info);
  ASN1_OCTET_STRING *expected = TS_MSG_IMPRINT_get_msg (imprint);
  const ASN1_OBJECT *algorithm = NULL;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  X509_ALGOR_get0 (&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo (imprint));
  if (!is_sha2 (OBJ_obj2nid (algorithm)) ||
      EVP_Digest (data, length, digest, &size, EVP_get_digestbyobj (algorithm), NULL) != 1)
    return FALSE;
  return ASN1_STRING_length (expected) == (int) size &&
         memcmp (ASN1_STRING_get0_data (expected), digest, size) == 0;
}

/* The last certificate that those in the token lead to from @signer. */
static X509 *
find_top (X509                 *signer,
          const LapelX509Stack *pool)
{
  X509 *top = signer;
  gboolean named = FALSE;

  for (int i = 0; i < MAX_CERTIFICATES && X509_self_signed (top, 0) != 1; i++)
    {
      X509 *issuer = lapel_x509_find_issuer (top, pool, &named);

      if (issuer == NULL)
        break;
      top = issuer;
    }
  return top;
}

/* Returns: (transfer full): the certificate it is signed with, or %NULL */
static X509 *
verify (PKCS7     *token,
        LapelTime  at)
{
  g_autoptr (LapelX509Stack) signers = PKCS7_get0_signers (token, NULL, 0);
  g_autoptr (X509_STORE) store = NULL;
  X509 *signer = NULL;

  if (signers == NULL || sk_X509_num (signers) != 1)
    return NULL;
  store = lapel_x509_store_new (find_top (sk_X509_value (signers, 0), token->d.sign->cert), at);
  if (TS_RESP_verify_signature (token, NULL, store, &signer) != 1)
    return NULL;
  return signer;
}

static char *
dup_authority (X509 *signer)
{
  unsigned char *encoded = NULL;
  int length = i2d_X509 (signer, &encoded);
  g_autoptr (LapelCertificate) certificate =
      length > 0 ? lapel_certificate_new (encoded, (size_t) length, NULL) : NULL;

  OPENSSL_free (encoded);
  return certificate != NULL ? g_strdup (lapel_certificate_get_owner (certificate)) : NULL;
}

gboolean
lapel_timestamp_check (GBytes      *bytes,
                       const void  *data,
                       size_t       length,
                       LapelTime   *out_time,
                       char       **out_authority,
                       GError     **error)
{
  g_autoptr (PKCS7) token = read_token (bytes);
  g_autoptr (TS_TST_INFO) info = token != NULL ? PKCS7_to_TS_TST_INFO (token) : NULL;
  g_autoptr (X509) signer = NULL;
  LapelTime time = info != NULL ? lapel_asn1_time (TS_TST_INFO_get_time (info)) : LAPEL_TIME_NONE;

  if (time == LAPEL_TIME_NONE)
    return refuse (LAPEL_ERROR_TIMESTAMP_MALFORMED, "not a time-stamp token in DER", error);
  if (!is_over (info, data, length))
    return refuse (LAPEL_ERROR_TIMESTAMP_MISMATCH, "the time-stamp is over something else", error);
  signer = verify (token, time);
  if (signer == NULL)
    return refuse (LAPEL_ERROR_TIMESTAMP_SIGNATURE,
                   "the time-stamp is not signed by an authority for time-stamps", error);

  *out_authority = dup_authority (signer);
  *out_time = time;
  return TRUE;
}
