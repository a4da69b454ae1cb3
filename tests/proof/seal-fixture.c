/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "seal-fixture.h"

#include "lapel-encoding.h"

#include <json-glib/json-glib.h>
#include <openssl/ec.h>
#include <openssl/ocsp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define SERIAL 4711

typedef struct
{
  const char *name;
  const char *digest;
  size_t field_size; /* 0: RSA */
  gboolean pss;
} Algorithm;

static const Algorithm algorithms[] = {
  { "RS256", "SHA256", 0, FALSE },  { "RS384", "SHA384", 0, FALSE },
  { "RS512", "SHA512", 0, FALSE },  { "PS256", "SHA256", 0, TRUE },
  { "PS384", "SHA384", 0, TRUE },   { "PS512", "SHA512", 0, TRUE },
  { "ES256", "SHA256", 32, FALSE }, { "ES384", "SHA384", 48, FALSE },
  { "ES512", "SHA512", 66, FALSE },
};

const SealWish seal_root_wish = { .name = "Root",
                                  .constraints = "critical,CA:TRUE",
                                  .usage = "critical,keyCertSign,cRLSign" };
const SealWish seal_authority_wish = { .name = "Authority",
                                       .constraints = "critical,CA:TRUE",
                                       .usage = "critical,keyCertSign,cRLSign" };
const SealWish seal_owner_wish = { .name = "Owner",
                                   .number = "VATXX-1",
                                   .usage = "critical,digitalSignature" };
static const SealWish stranger_wish = { .name = "Stranger" };

static EVP_PKEY *
make_key (const char *kind)
{
  EVP_PKEY *key = NULL;

  if (kind == NULL)
    key = EVP_EC_gen ("P-256");
  else if (g_str_has_prefix (kind, "RSA-"))
    key = EVP_RSA_gen ((unsigned int) g_ascii_strtoull (kind + 4, NULL, 10));
  else
    key = EVP_EC_gen (kind);
  g_assert_nonnull (key);
  return key;
}

static void
set_names (X509_NAME      *name,
           const SealWish *wish)
{
  g_assert_cmpint (X509_NAME_add_entry_by_NID (name, NID_organizationName, MBSTRING_UTF8,
                                               (const unsigned char *) wish->name, -1, -1, 0),
                   ==, 1);
  if (wish->number != NULL)
    g_assert_cmpint (X509_NAME_add_entry_by_NID (name, NID_organizationIdentifier, MBSTRING_UTF8,
                                                 (const unsigned char *) wish->number, -1, -1, 0),
                     ==, 1);
}

static void
add_extension (X509       *certificate,
               int         nid,
               const char *value)
{
  X509_EXTENSION *extension = value != NULL ? X509V3_EXT_conf_nid (NULL, NULL, nid, value) : NULL;

  g_assert_true ((extension != NULL) == (value != NULL));
  if (extension != NULL)
    X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static void
add_qualified (X509           *certificate,
               const SealWish *wish)
{
  ASN1_OCTET_STRING *data = ASN1_OCTET_STRING_new ();
  X509_EXTENSION *extension = NULL;

  ASN1_OCTET_STRING_set (data, wish->qualified, (int) wish->n_qualified);
  extension = X509_EXTENSION_create_by_NID (NULL, NID_qcStatements, 0, data);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
  ASN1_OCTET_STRING_free (data);
}

SealIdentity *
seal_identity_new (const SealIdentity *issuer,
                   const SealWish     *wish)
{
  SealIdentity *self = g_new0 (SealIdentity, 1);
  X509 *certificate = X509_new ();
  EVP_PKEY *signer;

  self->key = make_key (wish->curve);
  self->certificate = certificate;
  signer = issuer != NULL ? issuer->key : self->key;
  X509_set_version (certificate, 2);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), SERIAL);
  ASN1_TIME_set (X509_getm_notBefore (certificate), wish->start != 0 ? wish->start : SEAL_START);
  ASN1_TIME_set (X509_getm_notAfter (certificate), wish->end != 0 ? wish->end : SEAL_END);
  set_names (X509_get_subject_name (certificate), wish);
  X509_set_issuer_name (certificate,
                        X509_get_subject_name (issuer != NULL ? issuer->certificate : certificate));
  X509_set_pubkey (certificate, self->key);
  add_extension (certificate, NID_basic_constraints,
                 wish->constraints != NULL ? wish->constraints : "critical,CA:FALSE");
  add_extension (certificate, NID_key_usage, wish->usage);
  add_extension (certificate, NID_ext_key_usage, wish->extended);
  if (wish->qualified != NULL)
    add_qualified (certificate, wish);
  g_assert_cmpint (X509_sign (certificate, signer,
                              wish->digest != NULL ? wish->digest : EVP_sha256 ()),
                   >, 0);
  return self;
}

void
seal_identity_free (SealIdentity *self)
{
  if (self == NULL)
    return;
  EVP_PKEY_free (self->key);
  X509_free (self->certificate);
  g_free (self);
}

static GBytes *
take_der (unsigned char *der,
          int            length)
{
  GBytes *bytes = NULL;

  g_assert_cmpint (length, >, 0);
  bytes = g_bytes_new (der, (size_t) length);
  OPENSSL_free (der);
  return bytes;
}

static GBytes *
identity_to_der (const SealIdentity *self)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (self->certificate, &der);

  return take_der (der, length);
}

LapelCertificate *
seal_identity_to_certificate (const SealIdentity *self)
{
  g_autoptr (GBytes) der = identity_to_der (self);
  g_autoptr (GError) error = NULL;
  size_t length = 0;
  const void *data = g_bytes_get_data (der, &length);
  LapelCertificate *certificate = lapel_certificate_new (data, length, &error);

  g_assert_no_error (error);
  return certificate;
}

char *
seal_base64 (GBytes *bytes)
{
  size_t length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return g_base64_encode (data, length);
}

char *
seal_identity_to_base64 (const SealIdentity *self)
{
  g_autoptr (GBytes) der = identity_to_der (self);

  return seal_base64 (der);
}

/* 0 becomes no time at all. */
static ASN1_GENERALIZEDTIME *
make_time (gint64 time)
{
  return time != 0 ? ASN1_GENERALIZEDTIME_set (NULL, time) : NULL;
}

GBytes *
seal_make_ocsp (const SealIdentity *responder,
                const SealIdentity *issuer,
                const SealIdentity *subject,
                int                 status,
                gint64              revoked,
                gint64              said,
                gint64              next)
{
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new ();
  OCSP_CERTID *id = OCSP_cert_to_id (EVP_sha1 (), subject->certificate, issuer->certificate);
  ASN1_GENERALIZEDTIME *since = make_time (revoked);
  ASN1_GENERALIZEDTIME *now = make_time (said);
  ASN1_GENERALIZEDTIME *later = make_time (next);
  OCSP_RESPONSE *response = NULL;
  unsigned char *der = NULL;
  int length;

  g_assert_nonnull (OCSP_basic_add1_status (basic, id, status, -1, since, now, later));
  /* Not the clock's time but the test's. */
  ASN1_GENERALIZEDTIME_set ((ASN1_GENERALIZEDTIME *) OCSP_resp_get0_produced_at (basic), said);
  g_assert_cmpint (OCSP_basic_sign (basic, responder->certificate, responder->key, EVP_sha256 (),
                                    NULL, OCSP_NOTIME),
                   ==, 1);
  response = OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  length = i2d_OCSP_RESPONSE (response, &der);

  OCSP_RESPONSE_free (response);
  OCSP_BASICRESP_free (basic);
  OCSP_CERTID_free (id);
  ASN1_GENERALIZEDTIME_free (since);
  ASN1_GENERALIZEDTIME_free (now);
  ASN1_GENERALIZEDTIME_free (later);
  return take_der (der, length);
}

static void
add_revoked (X509_CRL           *list,
             const SealIdentity *subject,
             gint64              since)
{
  X509_REVOKED *entry = X509_REVOKED_new ();
  ASN1_TIME *time = ASN1_TIME_set (NULL, since);

  X509_REVOKED_set_serialNumber (entry, X509_get_serialNumber (subject->certificate));
  X509_REVOKED_set_revocationDate (entry, time);
  X509_CRL_add0_revoked (list, entry);
  ASN1_TIME_free (time);
}

GBytes *
seal_make_crl (const SealIdentity *issuer,
               const SealIdentity *subject,
               gint64              revoked,
               gint64              said,
               gint64              next,
               gboolean            critical)
{
  X509_CRL *list = X509_CRL_new ();
  ASN1_TIME *now = ASN1_TIME_set (NULL, said);
  ASN1_TIME *later = ASN1_TIME_set (NULL, next);
  unsigned char *der = NULL;
  int length;

  X509_CRL_set_version (list, 1);
  X509_CRL_set_issuer_name (list, X509_get_subject_name (issuer->certificate));
  X509_CRL_set1_lastUpdate (list, now);
  X509_CRL_set1_nextUpdate (list, later);
  if (revoked != 0)
    add_revoked (list, subject, revoked);
  if (critical)
    {
      X509_EXTENSION *extension =
          X509V3_EXT_conf_nid (NULL, NULL, NID_issuing_distribution_point, "critical,onlyAA:TRUE");

      g_assert_nonnull (extension);
      X509_CRL_add_ext (list, extension, -1);
      X509_EXTENSION_free (extension);
    }
  X509_CRL_sort (list);
  g_assert_cmpint (X509_CRL_sign (list, issuer->key, EVP_sha256 ()), >, 0);
  length = i2d_X509_CRL (list, &der);

  X509_CRL_free (list);
  ASN1_TIME_free (now);
  ASN1_TIME_free (later);
  return take_der (der, length);
}

static const Algorithm *
find_algorithm (const char *name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (strcmp (algorithms[i].name, name) == 0)
      return &algorithms[i];
  g_assert_not_reached ();
}

static GBytes *
pair_from_der (const guint8 *der,
               size_t        length,
               size_t        field_size)
{
  ECDSA_SIG *pair = d2i_ECDSA_SIG (NULL, &der, (long) length);
  guint8 out[2 * 66];

  g_assert_nonnull (pair);
  g_assert_cmpint (BN_bn2binpad (ECDSA_SIG_get0_r (pair), out, (int) field_size), ==,
                   (int) field_size);
  g_assert_cmpint (BN_bn2binpad (ECDSA_SIG_get0_s (pair), out + field_size, (int) field_size), ==,
                   (int) field_size);
  ECDSA_SIG_free (pair);
  return g_bytes_new (out, 2 * field_size);
}

GBytes *
seal_sign (const SealIdentity *self,
           const char         *algorithm,
           const char         *text)
{
  const Algorithm *known = find_algorithm (algorithm);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *parameters = NULL;
  guint8 out[1024];
  size_t length = sizeof out;

  g_assert_cmpint (EVP_DigestSignInit_ex (context, &parameters, known->digest, NULL, NULL,
                                          self->key, NULL),
                   ==, 1);
  if (known->pss)
    {
      EVP_PKEY_CTX_set_rsa_padding (parameters, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen (parameters, RSA_PSS_SALTLEN_DIGEST);
    }
  g_assert_cmpint (EVP_DigestSign (context, out, &length, (const unsigned char *) text,
                                   strlen (text)),
                   ==, 1);
  EVP_MD_CTX_free (context);
  return known->field_size > 0 ? pair_from_der (out, length, known->field_size)
                               : g_bytes_new (out, length);
}

char *
seal_protect (const SealIdentity *self,
              const char         *header)
{
  g_autofree char *certificate = seal_identity_to_base64 (self);
  g_auto (GStrv) parts = g_strsplit (header, "%s", 2);
  g_autofree char *text = g_strjoinv (certificate, parts);

  return lapel_base64url_encode ((const guint8 *) text, strlen (text));
}

char *
seal_make (const SealIdentity *self,
           const char         *algorithm,
           const char         *header,
           const char         *payload,
           const char         *outside)
{
  g_autofree char *protected_text = seal_protect (self, header);
  g_autofree char *input = g_strconcat (protected_text, ".", payload, NULL);
  g_autoptr (GBytes) signature = seal_sign (self, algorithm, input);
  size_t length = 0;
  const guint8 *data = g_bytes_get_data (signature, &length);
  g_autofree char *signature_text = lapel_base64url_encode (data, length);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "payload");
  json_builder_add_string_value (builder, payload);
  json_builder_set_member_name (builder, "signatures");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "protected");
  json_builder_add_string_value (builder, protected_text);
  if (outside != NULL)
    {
      json_builder_set_member_name (builder, "header");
      json_builder_add_value (builder, json_from_string (outside, NULL));
    }
  json_builder_set_member_name (builder, "signature");
  json_builder_add_string_value (builder, signature_text);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

void
seal_world_set_up (SealWorld     *world,
                   gconstpointer  data)
{
  world->root = seal_identity_new (NULL, &seal_root_wish);
  world->authority = seal_identity_new (world->root, &seal_authority_wish);
  world->owner = seal_identity_new (world->authority, &seal_owner_wish);
  world->stranger = seal_identity_new (NULL, &stranger_wish);
}

void
seal_world_tear_down (SealWorld     *world,
                      gconstpointer  data)
{
  seal_identity_free (world->root);
  seal_identity_free (world->authority);
  seal_identity_free (world->owner);
  seal_identity_free (world->stranger);
}
