/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-certificate-private.h"

#include "lapel-error.h"

#include <openssl/x509v3.h>

/* From the leaf to the root, in the longest hierarchies there are. */
#define MAX_PATH 10

/* In bits of security, as OpenSSL counts them: SHA-1 has 63, MD5 has 39; RSA of 2,048 bits 112.
 * A collision of SHA-1 cannot be made of a certificate that exists, so old authorities keep theirs.
 */
#define MIN_DIGEST_BITS 60
#define MIN_KEY_BITS    112

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

LapelTime
lapel_asn1_time (const ASN1_TIME *time)
{
  struct tm parts = { 0 };
  g_autoptr (GDateTime) moment = NULL;

  if (time == NULL || ASN1_TIME_to_tm (time, &parts) != 1)
    {
      ERR_clear_error ();
      return LAPEL_TIME_NONE;
    }
  moment = g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return moment != NULL ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : LAPEL_TIME_NONE;
}

LapelX509Stack *
lapel_x509_stack_new (const GPtrArray *certificates)
{
  LapelX509Stack *stack = sk_X509_new_null ();

  for (unsigned int i = 0; certificates != NULL && i < certificates->len; i++)
    sk_X509_push (stack, lapel_certificate_get_x509 (g_ptr_array_index (certificates, i)));
  return stack;
}

X509_STORE *
lapel_x509_store_new (X509      *top,
                      LapelTime  at)
{
  X509_STORE *store = X509_STORE_new ();
  X509_VERIFY_PARAM *parameters = X509_VERIFY_PARAM_new ();

  X509_VERIFY_PARAM_set_time (parameters, (time_t) (at / G_USEC_PER_SEC));
  X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_PARTIAL_CHAIN);
  X509_STORE_set1_param (store, parameters);
  X509_VERIFY_PARAM_free (parameters);
  X509_STORE_add_cert (store, top);
  return store;
}

X509 *
lapel_x509_find_issuer (X509                 *certificate,
                        const LapelX509Stack *pool,
                        gboolean             *out_named)
{
  X509 *found = NULL;
  gboolean named = FALSE;

  for (int i = 0; found == NULL && i < sk_X509_num (pool); i++)
    {
      X509 *candidate = sk_X509_value (pool, i);

      if (X509_check_issued (candidate, certificate) != X509_V_OK)
        continue;
      named = TRUE;
      if (X509_verify (certificate, X509_get0_pubkey (candidate)) == 1)
        found = candidate;
    }
  ERR_clear_error ();
  *out_named = named;
  return found;
}

static LapelCertificate *
find_certificate (LapelCertificate *leaf,
                  const GPtrArray  *others,
                  X509             *handle)
{
  for (unsigned int i = 0; i < others->len; i++)
    {
      LapelCertificate *certificate = g_ptr_array_index (others, i);

      if (lapel_certificate_get_x509 (certificate) == handle)
        return certificate;
    }
  return leaf;
}

/* The path as far as @others lead; %NULL where it breaks at once. */
static GPtrArray *
climb (LapelCertificate  *leaf,
       const GPtrArray   *others,
       GError           **error)
{
  g_autoptr (LapelX509Stack) pool = lapel_x509_stack_new (others);
  g_autoptr (GPtrArray) path =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_certificate_unref);
  LapelCertificate *top = leaf;
  gboolean named = FALSE;

  g_ptr_array_add (path, lapel_certificate_ref (leaf));
  while (path->len < MAX_PATH && !lapel_certificate_is_self_signed (top))
    {
      X509 *issuer = lapel_x509_find_issuer (lapel_certificate_get_x509 (top), pool, &named);

      if (issuer == NULL)
        break;
      top = find_certificate (leaf, others, issuer);
      g_ptr_array_add (path, lapel_certificate_ref (top));
    }

  if (path->len > 1 || lapel_certificate_is_self_signed (leaf))
    return g_steal_pointer (&path);
  if (named)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_PATH,
                 "the certificate was not signed by the authority it names");
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_INCOMPLETE,
                 "the certificate of the issuing authority is not there");
  return NULL;
}

static gboolean
refuse_path (int      code,
             int      depth,
             GError **error)
{
  gboolean time = code == X509_V_ERR_CERT_NOT_YET_VALID || code == X509_V_ERR_CERT_HAS_EXPIRED;

  g_set_error (error, LAPEL_ERROR,
               time ? LAPEL_ERROR_CERTIFICATE_TIME : LAPEL_ERROR_CERTIFICATE_PATH,
               "certificate %d of the path: %s", depth + 1, X509_verify_cert_error_string (code));
  ERR_clear_error ();
  return FALSE;
}

static gboolean
check_strength (const GPtrArray  *path,
                GError          **error)
{
  for (unsigned int i = 0; i < path->len; i++)
    {
      X509 *handle = lapel_certificate_get_x509 (g_ptr_array_index (path, i));
      int bits = 0;
      gboolean signature_counts = i + 1 < path->len;

      if (EVP_PKEY_get_security_bits (X509_get0_pubkey (handle)) < MIN_KEY_BITS)
        return refuse_path (X509_V_ERR_EE_KEY_TOO_SMALL, (int) i, error);
      if (signature_counts && X509_get_signature_info (handle, NULL, NULL, &bits, NULL) == 1 &&
          bits < MIN_DIGEST_BITS)
        return refuse_path (X509_V_ERR_CA_MD_TOO_WEAK, (int) i, error);
    }
  return TRUE;
}

GPtrArray *
lapel_certificate_dup_path (LapelCertificate  *self,
                            const GPtrArray   *others,
                            LapelTime          at,
                            GError           **error)
{
  g_autoptr (GPtrArray) path = climb (self, others, error);
  g_autoptr (LapelX509Stack) between = NULL;
  g_autoptr (X509_STORE_CTX) context = NULL;
  g_autoptr (X509_STORE) store = NULL;

  if (path == NULL)
    return NULL;

  between = lapel_x509_stack_new (path);
  store =
      lapel_x509_store_new (lapel_certificate_get_x509 (g_ptr_array_index (path, path->len - 1)),
                            at);
  context = X509_STORE_CTX_new ();
  if (X509_STORE_CTX_init (context, store, lapel_certificate_get_x509 (self), between) != 1)
    g_error ("cannot start to check a certificate");
  if (X509_verify_cert (context) != 1)
    {
      refuse_path (X509_STORE_CTX_get_error (context), X509_STORE_CTX_get_error_depth (context),
                   error);
      return NULL;
    }
  return check_strength (path, error) ? g_steal_pointer (&path) : NULL;
}
