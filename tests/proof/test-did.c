/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

#define KEY_A "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define KEY_B "z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7"
#define BOTH  (LAPEL_RELATION_ASSERTION | LAPEL_RELATION_AUTHENTICATION)

/* Key types that did/ has and this wallet does not use; they are recognised and refused. */
static const char *const unsupported_prefixes[] = {
  "did:key:z6LS",  /* X25519: key agreement only */
  "did:key:zQ3s",  /* secp256k1 */
  "did:key:z2J9g", /* P-521 */
};

static gboolean
is_unsupported (const char *did)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unsupported_prefixes); i++)
    if (g_str_has_prefix (did, unsupported_prefixes[i]))
      return TRUE;
  return FALSE;
}

/* 32 bytes of Ed25519, or a compressed point of P-256. */
static LapelKey *
key_from_bytes (GBytes *bytes)
{
  guint8 multikey[35] = { 0x80, 0x24 };
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;

  if (g_bytes_get_size (bytes) == 32)
    return lapel_key_new_ed25519 (g_bytes_get_data (bytes, NULL), NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 33);
  memcpy (multikey + 2, g_bytes_get_data (bytes, NULL), 33);
  encoded = lapel_base58_encode (multikey, sizeof multikey);
  text = g_strconcat ("z", encoded, NULL);
  return lapel_key_new_multikey (text, NULL);
}

/* The key that the expected document or key pair of a did:key file states, in whichever form. */
static LapelKey *
stated_key (const LapelJson *entry)
{
  const LapelJson *document = lapel_json_get (entry, "didDocument");
  const LapelJson *methods =
      lapel_json_get (document != NULL ? document : entry, "verificationMethod");
  const LapelJson *method = lapel_json_at (methods, 0);
  const LapelJson *jwk = lapel_json_get (method, "publicKeyJwk");
  const char *base58 = lapel_json_get_string (method, "publicKeyBase58");
  g_autoptr (GError) error = NULL;
  LapelKey *key = NULL;

  if (jwk != NULL)
    key = lapel_key_new_jwk (jwk, &error);
  else if (base58 != NULL)
    {
      g_autoptr (GBytes) bytes = lapel_base58_decode (base58, strlen (base58), &error);

      g_assert_no_error (error);
      key = key_from_bytes (bytes);
    }
  g_assert_no_error (error);
  return key;
}

static void
assert_resolves (const char *url,
                 LapelKey   *expected,
                 const char *expected_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_method_resolve (url, NULL, NULL, &error);

  g_assert_no_error (error);
  if (expected != NULL)
    g_assert_true (lapel_key_equal (method->key, expected));
  if (expected_id != NULL)
    g_assert_cmpstr (method->id, ==, expected_id);
  g_assert_true (g_str_has_prefix (method->id, method->controller));
  g_assert_cmpint (method->relations, ==, BOTH);
}

static void
assert_refused (const char *url, int code) /* -1: any of ours */
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_method_resolve (url, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s: %s", url, error->message);
  g_assert_true (error->domain == LAPEL_ERROR);
  if (code >= 0)
    g_assert_cmpint (error->code, ==, code);
}

static void
check_did_key (const char      *folder,
               const LapelJson *item,
               unsigned int    *supported,
               unsigned int    *unsupported)
{
  const char *did = lapel_json_get_string (item, "did");
  g_autoptr (LapelJsonDoc) file = proof_test_read (folder, lapel_json_get_string (item, "file"));
  g_autoptr (LapelKey) key = NULL;
  const LapelJson *entry = lapel_json_get (lapel_json_doc_get_root (file), did);

  if (is_unsupported (did))
    {
      assert_refused (did, LAPEL_ERROR_KEY_UNSUPPORTED);
      *unsupported += 1;
      return;
    }
  g_assert_nonnull (entry);
  if (lapel_json_get (entry, "publicKeyJwk") != NULL)
    key = lapel_key_new_jwk (lapel_json_get (entry, "publicKeyJwk"), NULL);
  else
    key = stated_key (entry);
  g_assert_nonnull (key);
  assert_resolves (did, key, NULL);
  *supported += 1;
}

static void
check_made (const LapelJson *item)
{
  const char *did = lapel_json_get_string (item, "did");
  const char *url = did != NULL ? did : lapel_json_get_string (item, "didUrl");
  const char *hex = lapel_json_get_string (item, "publicKeyHex");
  g_autoptr (LapelKey) key = NULL;
  guint8 bytes[32];

  if (g_strcmp0 (lapel_json_get_string (item, "expect"), "refuse") == 0)
    {
      assert_refused (url, -1);
      return;
    }
  if (hex != NULL)
    {
      proof_test_from_hex (hex, bytes, sizeof bytes);
      key = lapel_key_new_ed25519 (bytes, NULL);
    }
  assert_resolves (url, key, lapel_json_get_string (item, "verificationMethod"));
}

static void
test_did_key (void)
{
  g_autofree char *folder = lapel_test_conformance ("did");
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *cases;
  const LapelJson *made;
  unsigned int supported = 0;
  unsigned int unsupported = 0;

  if (folder == NULL)
    return;
  manifest = proof_test_read (folder, "manifest.json");
  cases = lapel_json_get (lapel_json_get (lapel_json_doc_get_root (manifest), "didKey"), "cases");
  made = lapel_json_get (lapel_json_get (lapel_json_doc_get_root (manifest), "didKey"), "made");
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    check_did_key (folder, lapel_json_at (cases, i), &supported, &unsupported);
  for (uint32_t i = 0; i < lapel_json_count (made); i++)
    check_made (lapel_json_at (made, i));

  g_test_message ("did:key: %u keys equal, %u of other types recognised and refused (X25519, "
                  "secp256k1, P-521)",
                  supported, unsupported);
  lapel_test_count ("did/key", supported + unsupported + lapel_json_count (made),
                    lapel_json_count (cases) + lapel_json_count (made));
}

static void
check_did_jwk (const char      *folder,
               const LapelJson *item)
{
  const char *did = lapel_json_get_string (item, "did");
  const char *file = lapel_json_get_string (item, "file");
  g_autoptr (LapelJsonDoc) document = NULL;
  g_autoptr (LapelKey) key = NULL;
  g_autofree char *id = NULL;

  if (g_str_equal (file, "jwk/x25519.json"))
    {
      assert_refused (did, LAPEL_ERROR_KEY_UNSUPPORTED);
      return;
    }
  document = proof_test_read (folder, file);
  key = stated_key (lapel_json_doc_get_root (document));
  g_assert_nonnull (key);
  id = g_strconcat (did, "#0", NULL);
  assert_resolves (did, key, id);
  assert_resolves (id, key, id);
}

static void
test_did_jwk (void)
{
  g_autofree char *folder = lapel_test_conformance ("did");
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *cases;
  const LapelJson *made;
  uint32_t n;

  if (folder == NULL)
    return;
  manifest = proof_test_read (folder, "manifest.json");
  cases = lapel_json_get (lapel_json_get (lapel_json_doc_get_root (manifest), "didJwk"), "cases");
  made = lapel_json_get (lapel_json_get (lapel_json_doc_get_root (manifest), "didJwk"), "made");
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    check_did_jwk (folder, lapel_json_at (cases, i));
  for (uint32_t i = 0; i < lapel_json_count (made); i++)
    check_made (lapel_json_at (made, i));
  n = lapel_json_count (cases) + lapel_json_count (made);
  lapel_test_count ("did/jwk", n, n);
}

/* Answers every URL with the bytes in @user_data. */
static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  return g_bytes_ref (user_data);
}

static LapelMethod *
resolve_in (const char  *document,
            const char  *url,
            GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (document, strlen (document));

  return lapel_method_resolve (url, load_cb, bytes, error);
}

static void
check_web_document (const char      *folder,
                    const LapelJson *item)
{
  const char *did = lapel_json_get_string (item, "did");
  g_autofree char *text = lapel_test_read (folder, lapel_json_get_string (item, "file"), NULL);
  g_autofree char *url =
      g_strconcat (did, "#z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ", NULL);
  g_autofree char *other = g_strconcat (did, "#" KEY_A, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = resolve_in (text, url, &error);
  g_autofree char *multikey = NULL;

  g_assert_no_error (error);
  multikey = lapel_key_dup_multikey (method->key);
  g_assert_cmpstr (multikey, ==, "z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ");
  g_assert_cmpint (method->relations & LAPEL_RELATION_ASSERTION, !=, 0);
  g_assert_null (resolve_in (text, other, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_NOT_FOUND);
}

static void
test_did_web (void)
{
  g_autofree char *folder = lapel_test_conformance ("did");
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *web;
  const LapelJson *urls;
  const LapelJson *refuse;
  const LapelJson *documents;
  unsigned int n;

  if (folder == NULL)
    return;
  manifest = proof_test_read (folder, "manifest.json");
  web = lapel_json_get (lapel_json_doc_get_root (manifest), "didWeb");
  urls = lapel_json_get (web, "urls");
  refuse = lapel_json_get (web, "refuse");
  documents = lapel_json_get (web, "documents");
  for (uint32_t i = 0; i < lapel_json_count (urls); i++)
    {
      const LapelJson *item = lapel_json_at (urls, i);
      g_autoptr (GError) error = NULL;
      g_autofree char *url = lapel_did_web_to_url (lapel_json_get_string (item, "did"), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, lapel_json_get_string (item, "url"));
    }
  for (uint32_t i = 0; i < lapel_json_count (refuse); i++)
    assert_refused (lapel_json_get_string (lapel_json_at (refuse, i), "did"),
                    LAPEL_ERROR_DID_MALFORMED);
  for (uint32_t i = 0; i < lapel_json_count (documents); i++)
    check_web_document (folder, lapel_json_at (documents, i));
  n = lapel_json_count (urls) + lapel_json_count (refuse);
  lapel_test_count ("did/web", n, n);
  lapel_test_count ("did/web documents", lapel_json_count (documents),
                    lapel_json_count (documents));
}

static void
test_did_web_refused (void)
{
  static const char *const dids[] = {
    "did:web:example.com:",
    "did:web:example.com::a",
    "did:web:example.com:.",
    "did:web:example..com",
    "did:web:.com",
    "did:web:example.com.",
    "did:web:-a.com",
    "did:web:a-.com",
    "did:web:ex_ample.com",
    "did:web:1.2",
    "did:web:0x7f000001",
    "did:web:2130706433",
    "did:web:example.com%3A",
    "did:web:example.com%3A0",
    "did:web:example.com%3A65536",
    "did:web:example.com%3A80%3A",
    "did:web:%5B%3A%3A1%5D",
    "did:web:example.com%3A8x",
    "did:web:example.com:a%2e",
    "did:web:example.com:a%",
    "did:web:example.com:a%00",
    "did:web:example.com:a b",
    "did:web:exampl\xc3\xa9.com",
    "did:web:example.com?a=b",
    "did:web:example.com%2Fpath",
    "did:web:example.com:a%5cb",
    "did:web:example.com:a%3fb",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", dids[i]);
      g_assert_null (lapel_did_web_to_url (dids[i], &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED);
    }
}

static void
test_did_key_refused (void)
{
  static const struct
  {
    const char *url;
    LapelError code;
  } cases[] = {
    { "did:key:", LAPEL_ERROR_KEY_MALFORMED },
    { "did:key:1.0x:" KEY_A, LAPEL_ERROR_DID_MALFORMED },
    { "did:key:01:" KEY_A, LAPEL_ERROR_DID_MALFORMED },
    { "did:key:1.:" KEY_A, LAPEL_ERROR_DID_MALFORMED },
    { "did:key:x:" KEY_A, LAPEL_ERROR_KEY_MALFORMED },
    { "did:key:" KEY_A "?a=b", LAPEL_ERROR_KEY_MALFORMED },
    { "did:key:" KEY_A "/", LAPEL_ERROR_KEY_MALFORMED },
    { "did:key:" KEY_A "#", LAPEL_ERROR_DID_MALFORMED },
    { "did:key:" KEY_A "#" KEY_A "#" KEY_A, LAPEL_ERROR_DID_MALFORMED },
    { "did:key:" KEY_A "#key-1", LAPEL_ERROR_METHOD_NOT_FOUND },
    { "did:jwk:", LAPEL_ERROR_DID_MALFORMED },
    { "did:jwk:W10", LAPEL_ERROR_KEY_MALFORMED },
    { "did:example:foo#key1", LAPEL_ERROR_DID_UNSUPPORTED },
    { "did:ebsi:zvHWX359A3CvfJnCYaAiAde#keys-1", LAPEL_ERROR_DID_UNSUPPORTED },
    { "http://example.org/issuer#k", LAPEL_ERROR_DID_UNSUPPORTED },
    { "https://example.org/issuer", LAPEL_ERROR_METHOD_NOT_FOUND },
    { "did:web:example.org", LAPEL_ERROR_METHOD_NOT_FOUND },
    { "https://example.org/issuer#k", LAPEL_ERROR_NETWORK_OFF },
    { "did:web:example.org#k", LAPEL_ERROR_NETWORK_OFF },
    { "#k", LAPEL_ERROR_DID_MALFORMED },
    { "", LAPEL_ERROR_DID_MALFORMED },
    { "Did:key:" KEY_A, LAPEL_ERROR_DID_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].url, (int) cases[i].code);
  assert_resolves ("did:key:1.1:" KEY_A "#" KEY_A, NULL, "did:key:1.1:" KEY_A "#" KEY_A);
}

#define ISSUER "https://example.org/issuer"
#define MULTIKEY(id, controller, rest)                                                             \
  "{\"id\":\"" id "\",\"type\":\"Multikey\",\"controller\":\"" controller                          \
  "\",\"publicKeyMultibase\":\"" KEY_A "\"" rest "}"
#define DOCUMENT(rest) "{\"id\":\"" ISSUER "\"," rest "}"
#define METHODS(rest)  DOCUMENT ("\"verificationMethod\":[" rest "]")

static void
test_document_refused (void)
{
  static const struct
  {
    const char *document;
    LapelError code;
  } cases[] = {
    { "{", LAPEL_ERROR_DID_MALFORMED },
    { "[]", LAPEL_ERROR_DID_MALFORMED },
    { "{\"id\":\"" ISSUER "\",\"id\":\"" ISSUER "\"}", LAPEL_ERROR_DID_MALFORMED },
    { "{\"id\":\"" ISSUER "/\",\"verificationMethod\":[" MULTIKEY (ISSUER "#k", ISSUER, "") "]}",
      LAPEL_ERROR_DID_MALFORMED },
    { METHODS (""), LAPEL_ERROR_METHOD_NOT_FOUND },
    { METHODS (MULTIKEY (ISSUER "#other", ISSUER, "")), LAPEL_ERROR_METHOD_NOT_FOUND },
    { METHODS (MULTIKEY (ISSUER "#k", "https://example.org/other", "")),
      LAPEL_ERROR_METHOD_CONTROLLER },
    { METHODS ("{\"id\":\"" ISSUER "#k\",\"type\":\"Multikey\",\"publicKeyMultibase\":\"" KEY_A
               "\"}"),
      LAPEL_ERROR_METHOD_CONTROLLER },
    { METHODS (MULTIKEY (ISSUER "#k", ISSUER, "") "," MULTIKEY ("#k", ISSUER, "")),
      LAPEL_ERROR_DID_MALFORMED },
    { METHODS (MULTIKEY (ISSUER "#k", ISSUER, ",\"publicKeyBase58\":\"x\"")),
      LAPEL_ERROR_KEY_MALFORMED },
    { METHODS ("{\"id\":\"" ISSUER "#k\",\"type\":\"Multikey\",\"controller\":\"" ISSUER
               "\",\"publicKeyBase58\":\"4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS\"}"),
      LAPEL_ERROR_KEY_MALFORMED },
    { METHODS (MULTIKEY (ISSUER "#k", ISSUER, ",\"secretKeyMultibase\":\"z3u2\"")),
      LAPEL_ERROR_KEY_PRIVATE },
    { METHODS (MULTIKEY (ISSUER "#k", ISSUER, ",\"revoked\":\"soon\"")),
      LAPEL_ERROR_DID_MALFORMED },
    { METHODS ("{\"id\":\"" ISSUER "#k\",\"type\":\"Multikey\",\"controller\":\"" ISSUER "\"}"),
      LAPEL_ERROR_KEY_MALFORMED },
    { METHODS ("{\"id\":\"" ISSUER
               "#k\",\"type\":\"RsaVerificationKey2018\",\"controller\":\"" ISSUER
               "\",\"publicKeyPem\":\"x\"}"),
      LAPEL_ERROR_KEY_UNSUPPORTED },
    { METHODS ("{\"id\":\"" ISSUER
               "#k\",\"type\":\"Ed25519VerificationKey2020\",\"controller\":\"" ISSUER
               "\",\"publicKeyMultibase\":\"zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv\"}"),
      LAPEL_ERROR_KEY_MALFORMED },
    { METHODS ("{\"id\":\"" ISSUER
               "#k\",\"type\":\"Ed25519VerificationKey2018\",\"controller\":\"" ISSUER
               "\",\"publicKeyBase58\":\"" KEY_A "\"}"),
      LAPEL_ERROR_KEY_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].document);
      g_assert_null (resolve_in (cases[i].document, ISSUER "#k", &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
}

static void
test_document_relations (void)
{
  static const struct
  {
    const char *document;
    unsigned int relations;
  } cases[] = {
    { METHODS (MULTIKEY (ISSUER "#k", ISSUER, "")), 0 },
    { METHODS (MULTIKEY ("#k", ISSUER, "")), 0 },
    { DOCUMENT ("\"assertionMethod\":[" MULTIKEY (ISSUER "#k", ISSUER, "") "]"),
      LAPEL_RELATION_ASSERTION },
    { DOCUMENT ("\"authentication\":" MULTIKEY ("#k", ISSUER, "")), LAPEL_RELATION_AUTHENTICATION },
    { DOCUMENT (
          "\"verificationMethod\":[" MULTIKEY (ISSUER "#k", ISSUER,
                                               "") "],\"assertionMethod\":[\"" ISSUER
                                                   "#k\"],\"authentication\":[\"#k\",\"#j\"]"),
      BOTH },
    { DOCUMENT ("\"verificationMethod\":[" MULTIKEY (ISSUER "#k", ISSUER,
                                                     "") "],\"assertionMethod\":\"" ISSUER
                                                         "#j\",\"keyAgreement\":\"#k\""),
      0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelMethod) method = resolve_in (cases[i].document, ISSUER "#k", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (method->relations, ==, cases[i].relations);
      g_assert_cmpstr (method->id, ==, ISSUER "#k");
      g_assert_cmpstr (method->controller, ==, ISSUER);
      g_assert_cmpint (method->revoked, ==, LAPEL_TIME_NONE);
    }
}

/* A DID document has to write its DID URLs in full. */
static void
test_document_relative_in_did (void)
{
#define DID "did:web:example.org"
  static const char document[] =
      "{\"id\":\"" DID "\",\"assertionMethod\":[" MULTIKEY ("#k", DID, "") "]}";
  g_autoptr (GError) error = NULL;

  g_assert_null (resolve_in (document, DID "#k", &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_NOT_FOUND);
}

static void
test_document_dates (void)
{
  static const char document[] = METHODS (
      MULTIKEY (ISSUER "#k", ISSUER,
                ",\"expires\":\"1970-01-01T00:00:01Z\",\"revoked\":\"1970-01-01T00:00:02Z\""));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = resolve_in (document, ISSUER "#k", &error);

  g_assert_no_error (error);
  g_assert_cmpint (method->expires, ==, G_USEC_PER_SEC);
  g_assert_cmpint (method->revoked, ==, 2 * G_USEC_PER_SEC);
}

static void
test_fragment (void)
{
  g_autoptr (LapelKey) key = lapel_method_key_from_fragment (ISSUER "#" KEY_B);
  g_autoptr (LapelKey) of_urn = lapel_method_key_from_fragment ("urn:uuid:1#" KEY_B);
  g_autofree char *multikey = NULL;

  g_assert_nonnull (key);
  multikey = lapel_key_dup_multikey (key);
  g_assert_cmpstr (multikey, ==, KEY_B);
  g_assert_nonnull (of_urn);
  g_assert_null (lapel_method_key_from_fragment (ISSUER "#key-1"));
  g_assert_null (lapel_method_key_from_fragment (ISSUER));
  g_assert_null (lapel_method_key_from_fragment ("did:web:example.org#" KEY_B));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/did/key", test_did_key);
  g_test_add_func ("/did/key-refused", test_did_key_refused);
  g_test_add_func ("/did/jwk", test_did_jwk);
  g_test_add_func ("/did/web", test_did_web);
  g_test_add_func ("/did/web-refused", test_did_web_refused);
  g_test_add_func ("/did/document-refused", test_document_refused);
  g_test_add_func ("/did/document-relations", test_document_relations);
  g_test_add_func ("/did/document-relative-in-did", test_document_relative_in_did);
  g_test_add_func ("/did/document-dates", test_document_dates);
  g_test_add_func ("/did/fragment", test_fragment);
  return g_test_run ();
}
