/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-certificate.h"

#include "lapel-certificate-private.h"
#include "lapel-error.h"
#include "lapel-key-private.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define RSA_MIN_BITS 2048
#define RSA_MAX_BITS 8192

/* ETSI EN 319 412-5 */
#define QC_COMPLIANCE "0.4.0.1862.1.1"
#define QC_DEVICE     "0.4.0.1862.1.4"
#define QC_TYPE       "0.4.0.1862.1.6"
#define QC_TYPE_SEAL  "0.4.0.1862.1.6.2"

#define MAX_OID_TEXT 64

struct _LapelCertificate
{
  gatomicrefcount ref_count;

  /* owned */
  X509 *handle;
  char *owner;
  char *owner_id;
  char *authority;

  /* of the qcStatements */
  gboolean compliant;
  gboolean device;
  gboolean other_type; /* it names types, and seals are not among them */
};

/* A signature algorithm of JOSE (RFC 7518 §3.1). */
typedef struct
{
  const char *name;
  const char *digest;
  const char *curve; /* %NULL: RSA */
  size_t field_size; /* of r and of s */
  gboolean pss;
} Algorithm;

static const Algorithm algorithms[] = {
  { "RS256", "SHA2-256", NULL, 0, FALSE },          { "RS384", "SHA2-384", NULL, 0, FALSE },
  { "RS512", "SHA2-512", NULL, 0, FALSE },          { "PS256", "SHA2-256", NULL, 0, TRUE },
  { "PS384", "SHA2-384", NULL, 0, TRUE },           { "PS512", "SHA2-512", NULL, 0, TRUE },
  { "ES256", "SHA2-256", "prime256v1", 32, FALSE }, { "ES384", "SHA2-384", "secp384r1", 48, FALSE },
  { "ES512", "SHA2-512", "secp521r1", 66, FALSE },
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OCTET_STRING, ASN1_OCTET_STRING_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* The members of a SEQUENCE, or %NULL. */
static ASN1_SEQUENCE_ANY *
read_sequence (const ASN1_STRING *string)
{
  const unsigned char *data = ASN1_STRING_get0_data (string);

  return d2i_ASN1_SEQUENCE_ANY (NULL, &data, ASN1_STRING_length (string));
}

static void
free_sequence (ASN1_SEQUENCE_ANY *sequence)
{
  sk_ASN1_TYPE_pop_free (sequence, ASN1_TYPE_free);
}

static gboolean
is_oid (const ASN1_TYPE *value,
        const char      *oid)
{
  char text[MAX_OID_TEXT];

  if (value == NULL || ASN1_TYPE_get (value) != V_ASN1_OBJECT ||
      OBJ_obj2txt (text, sizeof text, value->value.object, 1) <= 0)
    return FALSE;
  return strcmp (text, oid) == 0;
}

static gboolean
lists_oid (const ASN1_TYPE *list,
           const char      *oid)
{
  ASN1_SEQUENCE_ANY *items = NULL;
  gboolean found = FALSE;

  if (list != NULL && ASN1_TYPE_get (list) == V_ASN1_SEQUENCE)
    items = read_sequence (list->value.sequence);
  for (int i = 0; items != NULL && i < sk_ASN1_TYPE_num (items); i++)
    found = found || is_oid (sk_ASN1_TYPE_value (items, i), oid);
  free_sequence (items);
  return found;
}

static void
read_qc_statement (LapelCertificate *self,
                   const ASN1_TYPE  *statement)
{
  ASN1_SEQUENCE_ANY *parts = NULL;
  const ASN1_TYPE *id;

  if (ASN1_TYPE_get (statement) != V_ASN1_SEQUENCE)
    return;
  parts = read_sequence (statement->value.sequence);
  if (parts == NULL || sk_ASN1_TYPE_num (parts) == 0)
    {
      free_sequence (parts);
      return;
    }

  id = sk_ASN1_TYPE_value (parts, 0);
  self->compliant = self->compliant || is_oid (id, QC_COMPLIANCE);
  self->device = self->device || is_oid (id, QC_DEVICE);
  if (is_oid (id, QC_TYPE) && !lists_oid (sk_ASN1_TYPE_value (parts, 1), QC_TYPE_SEAL))
    self->other_type = TRUE;
  free_sequence (parts);
}

static void
read_qc_statements (LapelCertificate *self)
{
  int index = X509_get_ext_by_NID (self->handle, NID_qcStatements, -1);
  X509_EXTENSION *extension = index >= 0 ? X509_get_ext (self->handle, index) : NULL;
  ASN1_SEQUENCE_ANY *statements = NULL;

  if (extension == NULL)
    return;
  statements = read_sequence (X509_EXTENSION_get_data (extension));
  for (int i = 0; statements != NULL && i < sk_ASN1_TYPE_num (statements); i++)
    read_qc_statement (self, sk_ASN1_TYPE_value (statements, i));
  free_sequence (statements);
  ERR_clear_error ();
}

/* A text of a name, or %NULL; one with a NUL inside says one thing to us and another to others. */
static char *
read_name (const X509_NAME *name,
           int              nid)
{
  int index = X509_NAME_get_index_by_NID (name, nid, -1);
  unsigned char *utf8 = NULL;
  char *text = NULL;
  int length;

  if (index < 0)
    return NULL;
  length =
      ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index)));
  if (length > 0 && g_utf8_validate ((const char *) utf8, length, NULL))
    text = g_strndup ((const char *) utf8, (size_t) length);
  OPENSSL_free (utf8);
  ERR_clear_error ();
  return text;
}

static char *
read_organisation (const X509_NAME *name)
{
  char *organisation = read_name (name, NID_organizationName);

  return organisation != NULL ? organisation : read_name (name, NID_commonName);
}

LapelCertificate *
lapel_certificate_new (const void  *der,
                       size_t       length,
                       GError     **error)
{
  const unsigned char *end = der;
  X509 *handle = length <= G_MAXINT ? d2i_X509 (NULL, &end, (long) length) : NULL;
  LapelCertificate *self;

  /* The cached extensions are read now, as reading them later would write to a shared thing. */
  if (handle == NULL || end != (const unsigned char *) der + length ||
      X509_get0_pubkey (handle) == NULL || X509_check_purpose (handle, -1, 0) != 1)
    {
      X509_free (handle);
      ERR_clear_error ();
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_MALFORMED,
                   "not a certificate in DER, or one with a key of an unknown kind");
      return NULL;
    }

  self = g_new0 (LapelCertificate, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->handle = handle;
  self->owner = read_organisation (X509_get_subject_name (handle));
  self->owner_id = read_name (X509_get_subject_name (handle), NID_organizationIdentifier);
  self->authority = read_organisation (X509_get_issuer_name (handle));
  read_qc_statements (self);
  return self;
}

LapelCertificate *
lapel_certificate_ref (LapelCertificate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_certificate_unref (LapelCertificate *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  X509_free (self->handle);
  g_free (self->owner);
  g_free (self->owner_id);
  g_free (self->authority);
  g_free (self);
}

X509 *
lapel_certificate_get_x509 (const LapelCertificate *self)
{
  return self->handle;
}

const char *
lapel_certificate_get_owner (const LapelCertificate *self)
{
  return self->owner;
}

const char *
lapel_certificate_get_owner_id (const LapelCertificate *self)
{
  return self->owner_id;
}

const char *
lapel_certificate_get_authority (const LapelCertificate *self)
{
  return self->authority;
}

LapelTime
lapel_certificate_get_not_before (const LapelCertificate *self)
{
  return lapel_asn1_time (X509_get0_notBefore (self->handle));
}

LapelTime
lapel_certificate_get_not_after (const LapelCertificate *self)
{
  return lapel_asn1_time (X509_get0_notAfter (self->handle));
}

gboolean
lapel_certificate_is_qualified (const LapelCertificate *self)
{
  return self->compliant && !self->other_type;
}

gboolean
lapel_certificate_has_device (const LapelCertificate *self)
{
  return self->device;
}

gboolean
lapel_certificate_may_sign (const LapelCertificate *self)
{
  /* Without the extension every use is allowed, and every bit is set. */
  return (X509_get_key_usage (self->handle) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

gboolean
lapel_certificate_is_self_signed (const LapelCertificate *self)
{
  return X509_self_signed (self->handle, 1) == 1;
}

void
lapel_certificate_get_thumbprint (const LapelCertificate *self,
                                  guint8                 *out)
{
  if (X509_digest (self->handle, EVP_sha256 (), out, NULL) != 1)
    g_error ("cannot compute the digest of a certificate");
}

static const Algorithm *
find_algorithm (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (strcmp (name, algorithms[i].name) == 0)
      return &algorithms[i];
  return NULL;
}

gboolean
lapel_certificate_knows_algorithm (const char *algorithm)
{
  return find_algorithm (algorithm) != NULL;
}

static gboolean
check_key (EVP_PKEY         *key,
           const Algorithm  *algorithm,
           GError          **error)
{
  char curve[MAX_OID_TEXT] = "";
  int bits = EVP_PKEY_get_bits (key);

  if (EVP_PKEY_get_base_id (key) == EVP_PKEY_EC)
    EVP_PKEY_get_group_name (key, curve, sizeof curve, NULL);
  else if (EVP_PKEY_get_base_id (key) != EVP_PKEY_RSA)
    g_strlcpy (curve, "other", sizeof curve);

  if (strcmp (curve, algorithm->curve != NULL ? algorithm->curve : "") != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MISMATCH,
                   "the key of the certificate is not one for %s", algorithm->name);
      return FALSE;
    }
  if (algorithm->curve == NULL && (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "an RSA key of %d bits; %d to %d are accepted", bits, RSA_MIN_BITS,
                   RSA_MAX_BITS);
      return FALSE;
    }
  return TRUE;
}

static gboolean
key_fits (EVP_PKEY        *key,
          const Algorithm *algorithm,
          const void      *message,
          size_t           message_length,
          const guint8    *signature,
          size_t           signature_length)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *parameters = NULL;

  if (context == NULL ||
      EVP_DigestVerifyInit_ex (context, &parameters, algorithm->digest, NULL, NULL, key, NULL) != 1)
    return FALSE;
  if (algorithm->pss &&
      (EVP_PKEY_CTX_set_rsa_padding (parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen (parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
    return FALSE;
  return EVP_DigestVerify (context, signature, signature_length, message, message_length) == 1;
}

static gboolean
fits (EVP_PKEY        *key,
      const Algorithm *algorithm,
      const void      *message,
      size_t           message_length,
      const guint8    *signature,
      size_t           signature_length)
{
  unsigned char *der = NULL;
  int der_length;
  gboolean good;

  if (algorithm->curve == NULL)
    return signature_length == (size_t) EVP_PKEY_get_size (key) &&
           key_fits (key, algorithm, message, message_length, signature, signature_length);
  if (signature_length != 2 * algorithm->field_size)
    return FALSE;

  der_length = lapel_ecdsa_to_der (signature, algorithm->field_size, &der);
  good = der_length > 0 &&
         key_fits (key, algorithm, message, message_length, der, (size_t) der_length);
  OPENSSL_free (der);
  return good;
}

gboolean
lapel_certificate_verify (const LapelCertificate  *self,
                          const char              *algorithm,
                          const void              *message,
                          size_t                   message_length,
                          const guint8            *signature,
                          size_t                   signature_length,
                          GError                 **error)
{
  const Algorithm *known = find_algorithm (algorithm);
  EVP_PKEY *key = X509_get0_pubkey (self->handle);

  if (known == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_ALGORITHM, "seals are not made with \"%s\"",
                   algorithm);
      return FALSE;
    }
  if (!check_key (key, known, error))
    return FALSE;
  if (!fits (key, known, message, message_length, signature, signature_length))
    {
      ERR_clear_error ();
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE,
                   "the signature is not of this certificate's key over this text");
      return FALSE;
    }
  return TRUE;
}
