/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-certificate.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-revocation.h"
#include "seal-fixture.h"

#include <openssl/ocsp.h>
#include <string.h>

/* Certificates, the paths between them, and what their authorities said of them. */

#define AT (SEAL_MADE * G_USEC_PER_SEC)

static GPtrArray *
certificates_of (const SealIdentity *first,
                 const SealIdentity *second)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_certificate_unref);

  if (first != NULL)
    g_ptr_array_add (all, seal_identity_to_certificate (first));
  if (second != NULL)
    g_ptr_array_add (all, seal_identity_to_certificate (second));
  return all;
}

static void
assert_path (const SealIdentity *leaf,
             const SealIdentity *first,
             const SealIdentity *second,
             LapelTime           at,
             int                 code,
             unsigned int        length)
{
  g_autoptr (LapelCertificate) certificate = seal_identity_to_certificate (leaf);
  g_autoptr (GPtrArray) others = certificates_of (first, second);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) path = lapel_certificate_dup_path (certificate, others, at, &error);

  if (length == 0)
    {
      g_assert_null (path);
      g_assert_error (error, LAPEL_ERROR, code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (path->len, ==, length);
}

static void
test_paths (SealWorld     *world,
            gconstpointer  data)
{
  static const SealWish not_ca = { .name = "Authority" };
  static const SealWish old = { .name = "Owner", .start = SEAL_START, .end = SEAL_MADE - 1 };
  static const SealWish young = { .name = "Owner", .start = SEAL_MADE + 1 };
  static const SealWish old_authority = { .name = "Authority",
                                          .constraints = "critical,CA:TRUE",
                                          .end = SEAL_MADE - 1 };
  static const SealWish short_root = { .name = "Root",
                                       .constraints = "critical,CA:TRUE,pathlen:0" };
  g_autoptr (SealIdentity) impostor = seal_identity_new (NULL, &seal_authority_wish);
  g_autoptr (SealIdentity) no_authority = seal_identity_new (world->root, &not_ca);
  g_autoptr (SealIdentity) of_no_authority = seal_identity_new (no_authority, &seal_owner_wish);
  g_autoptr (SealIdentity) over = seal_identity_new (world->authority, &old);
  g_autoptr (SealIdentity) early = seal_identity_new (world->authority, &young);
  g_autoptr (SealIdentity) past = seal_identity_new (world->root, &old_authority);
  g_autoptr (SealIdentity) of_past = seal_identity_new (past, &seal_owner_wish);
  g_autoptr (SealIdentity) narrow = seal_identity_new (NULL, &short_root);
  g_autoptr (SealIdentity) below = seal_identity_new (narrow, &seal_authority_wish);
  g_autoptr (SealIdentity) of_below = seal_identity_new (below, &seal_owner_wish);

  assert_path (world->owner, world->root, world->authority, AT, 0, 3);
  assert_path (world->owner, world->authority, impostor, AT, 0, 2);
  assert_path (world->owner, impostor, world->authority, AT, 0, 2);
  assert_path (world->stranger, NULL, NULL, AT, 0, 1);
  assert_path (world->owner, world->root, NULL, AT, LAPEL_ERROR_CERTIFICATE_INCOMPLETE, 0);
  assert_path (world->owner, impostor, NULL, AT, LAPEL_ERROR_CERTIFICATE_PATH, 0);
  assert_path (of_no_authority, no_authority, world->root, AT, LAPEL_ERROR_CERTIFICATE_PATH, 0);
  assert_path (over, world->authority, world->root, AT, LAPEL_ERROR_CERTIFICATE_TIME, 0);
  assert_path (early, world->authority, world->root, AT, LAPEL_ERROR_CERTIFICATE_TIME, 0);
  assert_path (of_past, past, world->root, AT, LAPEL_ERROR_CERTIFICATE_TIME, 0);
  assert_path (of_past, past, world->root, AT - 2 * G_USEC_PER_SEC, 0, 3);
  assert_path (of_below, below, narrow, AT, LAPEL_ERROR_CERTIFICATE_PATH, 0);
}

/* What is too weak to be believed at any time. */
static void
test_weak_paths (SealWorld     *world,
                 gconstpointer  data)
{
  static const SealWish weak_key = { .name = "Owner", .curve = "RSA-1024" };
  static const SealWish encipher = { .name = "Owner", .usage = "critical,keyEncipherment" };
  static const SealWish rsa_wish = { .name = "Root",
                                     .curve = "RSA-2048",
                                     .constraints = "critical,CA:TRUE" };
  SealWish weak_digest = { .name = "Owner", .digest = EVP_md5 () };
  g_autoptr (SealIdentity) small = seal_identity_new (world->authority, &weak_key);
  g_autoptr (SealIdentity) rsa = seal_identity_new (NULL, &rsa_wish);
  g_autoptr (SealIdentity) old = seal_identity_new (rsa, &weak_digest);
  g_autoptr (SealIdentity) other_use = seal_identity_new (world->authority, &encipher);
  g_autoptr (LapelCertificate) certificate = seal_identity_to_certificate (other_use);

  assert_path (small, world->authority, NULL, AT, LAPEL_ERROR_CERTIFICATE_PATH, 0);
  assert_path (old, rsa, NULL, AT, LAPEL_ERROR_CERTIFICATE_PATH, 0);
  g_assert_false (lapel_certificate_may_sign (certificate));
}

static void
test_certificates (SealWorld     *world,
                   gconstpointer  data)
{
  g_autofree char *text = seal_identity_to_base64 (world->owner);
  g_autoptr (GBytes) der = lapel_base64_decode (text, strlen (text), NULL);
  g_autoptr (LapelCertificate) certificate = seal_identity_to_certificate (world->owner);
  size_t length = 0;
  const guint8 *bytes = g_bytes_get_data (der, &length);
  g_autofree guint8 *longer = g_malloc0 (length + 1);

  memcpy (longer, bytes, length);
  g_assert_null (lapel_certificate_new (longer, length + 1, NULL));
  for (size_t cut = 0; cut < length; cut += 11)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_certificate_new (bytes, cut, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_MALFORMED);
    }
  g_assert_cmpstr (lapel_certificate_get_owner (certificate), ==, "Owner");
  g_assert_cmpstr (lapel_certificate_get_owner_id (certificate), ==, "VATXX-1");
  g_assert_cmpstr (lapel_certificate_get_authority (certificate), ==, "Authority");
  g_assert_cmpint (lapel_certificate_get_not_before (certificate), ==, SEAL_START * G_USEC_PER_SEC);
  g_assert_cmpint (lapel_certificate_get_not_after (certificate), ==, SEAL_END * G_USEC_PER_SEC);
  g_assert_false (lapel_certificate_is_qualified (certificate));
}

/* ETSI EN 319 412-5, written out: statements of QcCompliance, QcSSCD, QcType for seals and for
 * signatures. */
#define COMPLIANCE 0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x01
#define DEVICE     0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x04
#define TYPE(last)                                                                                 \
  0x30, 0x13, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x06, 0x30, 0x09, 0x06, 0x07, 0x04, 0x00,  \
      0x8e, 0x46, 0x01, 0x06, last

static void
test_qualified (SealWorld     *world,
                gconstpointer  data)
{
  static const guint8 seal[] = { 0x30, 0x1f, COMPLIANCE, TYPE (0x02) };
  static const guint8 signature[] = { 0x30, 0x1f, COMPLIANCE, TYPE (0x01) };
  static const guint8 device[] = { 0x30, 0x14, COMPLIANCE, DEVICE };
  static const guint8 type_only[] = { 0x30, 0x15, TYPE (0x02) };
  static const guint8 garbage[] = { 0x30, 0x03, 0x02, 0x01, 0x05 };
  static const struct
  {
    const guint8 *data;
    size_t length;
    gboolean qualified;
    gboolean device;
  } cases[] = {
    { seal, sizeof seal, TRUE, FALSE },        { signature, sizeof signature, FALSE, FALSE },
    { device, sizeof device, TRUE, TRUE },     { type_only, sizeof type_only, FALSE, FALSE },
    { garbage, sizeof garbage, FALSE, FALSE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SealWish wish = { .name = "Owner",
                        .qualified = cases[i].data,
                        .n_qualified = cases[i].length };
      g_autoptr (SealIdentity) owner = seal_identity_new (world->authority, &wish);
      g_autoptr (LapelCertificate) certificate = seal_identity_to_certificate (owner);

      g_test_message ("%u", i);
      g_assert_cmpint (lapel_certificate_is_qualified (certificate), ==, cases[i].qualified);
      g_assert_cmpint (lapel_certificate_has_device (certificate), ==, cases[i].device);
    }
}

/* Statements on a certificate */

static void
assert_said (SealWorld             *world,
             GBytes                *ocsp,
             GBytes                *crl,
             const SealIdentity    *responder,
             LapelRevocationStatus  status)
{
  g_autoptr (LapelCertificate) owner = seal_identity_to_certificate (world->owner);
  g_autoptr (GPtrArray) others = certificates_of (world->authority, world->root);
  g_autoptr (GPtrArray) path = lapel_certificate_dup_path (owner, others, AT, NULL);
  g_autoptr (GPtrArray) responses = g_ptr_array_new ();
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  LapelRevocation said;

  g_assert_nonnull (path);
  if (responder != NULL)
    g_ptr_array_add (others, seal_identity_to_certificate (responder));
  if (ocsp != NULL)
    g_ptr_array_add (responses, ocsp);
  if (crl != NULL)
    g_ptr_array_add (lists, crl);
  lapel_revocation_check (path, others, responses, lists, AT, &said);
  g_assert_cmpint (said.status, ==, status);
}

static void
test_ocsp (SealWorld     *world,
           gconstpointer  data)
{
  static const SealWish responder_wish = { .name = "Responder",
                                           .usage = "digitalSignature",
                                           .extended = "OCSPSigning" };
  static const SealWish plain_wish = { .name = "No responder", .usage = "digitalSignature" };
  g_autoptr (SealIdentity) responder = seal_identity_new (world->authority, &responder_wish);
  g_autoptr (SealIdentity) foreign = seal_identity_new (world->root, &responder_wish);
  g_autoptr (SealIdentity) plain = seal_identity_new (world->authority, &plain_wish);
  const struct
  {
    const SealIdentity *signer;
    const SealIdentity *issuer;
    int status;
    gint64 revoked, said, next;
    LapelRevocationStatus expected;
  } cases[] = {
    { responder, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_GOOD },
    { world->authority, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE, 0,
      LAPEL_REVOCATION_GOOD },
    /* Earlier, and still good then or not. */
    { responder, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE - 9, SEAL_MADE + 9,
      LAPEL_REVOCATION_GOOD },
    { responder, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE - 9, SEAL_MADE - 1,
      LAPEL_REVOCATION_NOT_SAID },
    { responder, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE - 9, 0,
      LAPEL_REVOCATION_NOT_SAID },
    { responder, world->authority, V_OCSP_CERTSTATUS_REVOKED, SEAL_MADE - 9, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_REVOKED },
    { responder, world->authority, V_OCSP_CERTSTATUS_UNKNOWN, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
    /* By somebody who may not say so, and about somebody else's. */
    { plain, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
    { foreign, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
    { world->stranger, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
    { world->owner, world->authority, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
    { responder, world->root, V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0,
      LAPEL_REVOCATION_NOT_SAID },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) response =
          seal_make_ocsp (cases[i].signer, cases[i].issuer, world->owner, cases[i].status,
                          cases[i].revoked, cases[i].said, cases[i].next);

      g_test_message ("%u", i);
      assert_said (world, response, NULL, cases[i].signer, cases[i].expected);
    }
}

static void
test_lists (SealWorld     *world,
            gconstpointer  data)
{
  const struct
  {
    const SealIdentity *issuer;
    gint64 revoked, said, next;
    gboolean critical;
    LapelRevocationStatus expected;
  } cases[] = {
    { world->authority, 0, SEAL_MADE + 5, SEAL_MADE + 9, FALSE, LAPEL_REVOCATION_GOOD },
    { world->authority, 0, SEAL_MADE - 5, SEAL_MADE + 9, FALSE, LAPEL_REVOCATION_GOOD },
    { world->authority, 0, SEAL_MADE - 5, SEAL_MADE - 1, FALSE, LAPEL_REVOCATION_NOT_SAID },
    { world->authority, SEAL_MADE - 9, SEAL_MADE + 5, SEAL_MADE + 9, FALSE,
      LAPEL_REVOCATION_REVOKED },
    { world->authority, 0, SEAL_MADE + 5, SEAL_MADE + 9, TRUE, LAPEL_REVOCATION_NOT_SAID },
    /* After the certificate ran out it may have been forgotten. */
    { world->authority, 0, SEAL_END + 5, SEAL_END + 9, FALSE, LAPEL_REVOCATION_NOT_SAID },
    { world->root, 0, SEAL_MADE + 5, SEAL_MADE + 9, FALSE, LAPEL_REVOCATION_NOT_SAID },
    { world->stranger, SEAL_MADE - 9, SEAL_MADE + 5, SEAL_MADE + 9, FALSE,
      LAPEL_REVOCATION_NOT_SAID },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) list = seal_make_crl (cases[i].issuer, world->owner, cases[i].revoked,
                                               cases[i].said, cases[i].next, cases[i].critical);

      g_test_message ("%u", i);
      assert_said (world, NULL, list, NULL, cases[i].expected);
    }
}

/* Another statement that says good does not take a revocation back. */
static void
test_revoked_outweighs_good (SealWorld     *world,
                             gconstpointer  data)
{
  g_autoptr (GBytes) good = seal_make_ocsp (world->authority, world->authority, world->owner,
                                            V_OCSP_CERTSTATUS_GOOD, 0, SEAL_MADE + 5, 0);
  g_autoptr (GBytes) list = seal_make_crl (world->authority, world->owner, SEAL_MADE - 9,
                                           SEAL_MADE + 5, SEAL_MADE + 9, FALSE);

  assert_said (world, good, list, NULL, LAPEL_REVOCATION_REVOKED);
}

static void
test_garbage (SealWorld     *world,
              gconstpointer  data)
{
  g_autoptr (GBytes) garbage = g_bytes_new_static ("\x30\x03\x0a\x01\x00", 5);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_said (world, garbage, garbage, NULL, LAPEL_REVOCATION_NOT_SAID);
  assert_said (world, nothing, nothing, NULL, LAPEL_REVOCATION_NOT_SAID);
}

static void
add (const char *path,
     void (*test) (SealWorld *, gconstpointer))
{
  g_test_add (path, SealWorld, NULL, seal_world_set_up, test, seal_world_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/certificate/paths", test_paths);
  add ("/certificate/weak-paths", test_weak_paths);
  add ("/certificate/reading", test_certificates);
  add ("/certificate/qualified", test_qualified);
  add ("/certificate/ocsp", test_ocsp);
  add ("/certificate/lists", test_lists);
  add ("/certificate/revoked-outweighs-good", test_revoked_outweighs_good);
  add ("/certificate/garbage", test_garbage);
  return g_test_run ();
}
