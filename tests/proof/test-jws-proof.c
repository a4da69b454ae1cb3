/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

/* The suites that carry a detached JWS: Ed25519Signature2018 and JsonWebSignature2020. */

typedef struct
{
  LapelWorkspace *workspace;
  LapelArena *arena;
  LapelJsonDoc *file;
  const LapelJson *document;
  const LapelJson *proof;
  LapelKey *key;
} Secured;

static void
secured_close (Secured *self)
{
  g_clear_pointer (&self->key, lapel_key_unref);
  g_clear_pointer (&self->file, lapel_json_doc_unref);
  g_clear_pointer (&self->arena, lapel_arena_free);
  g_clear_pointer (&self->workspace, lapel_workspace_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Secured, secured_close)

static Secured *
secured_open (const char *folder_name,
              const char *file)
{
  g_autofree char *folder = lapel_test_conformance (folder_name);
  Secured *self;

  if (folder == NULL)
    return NULL;
  self = g_new0 (Secured, 1);
  /* The contexts that users get. */
  self->workspace = lapel_workspace_new (NULL);
  self->arena = lapel_arena_new (4096);
  self->file = proof_test_read (folder, file);
  self->document = lapel_json_doc_get_root (self->file);
  self->proof = lapel_json_get (self->document, "proof");
  return self;
}

static Secured *
open_2018 (void)
{
  Secured *self = secured_open ("data-integrity/ed25519signature2018", "plugfest3-signed.json");
  const char *method;

  if (self == NULL)
    return NULL;
  method = lapel_json_get_string (self->proof, "verificationMethod");
  self->key = lapel_key_new_multikey (strchr (method, '#') + 1, NULL);
  g_assert_nonnull (self->key);
  return self;
}

/* A case of jsonwebsignature2020/, with the published context in place of the one it brings if
 * @known. */
static Secured *
open_2020 (const char *file,
           gboolean    known)
{
  Secured *self = secured_open ("data-integrity/jsonwebsignature2020", file);
  g_autofree char *folder = lapel_test_conformance ("data-integrity/jsonwebsignature2020");
  g_autoptr (LapelJsonDoc) did = NULL;
  g_autoptr (LapelJsonDoc) contexts =
      proof_test_parse ("[\"https://www.w3.org/2018/credentials/v1\","
                        "\"https://w3id.org/security/suites/jws-2020/v1\"]");
  const LapelJson *methods;

  if (self == NULL)
    return NULL;
  did = proof_test_read (folder, "did-example-foo.json");
  methods = lapel_json_get (lapel_json_doc_get_root (did), "verificationMethod");
  self->key = lapel_key_new_jwk (lapel_json_get (lapel_json_at (methods, 0), "publicKeyJwk"), NULL);
  g_assert_nonnull (self->key);
  if (known)
    {
      LapelJson *items = lapel_arena_new_array (self->arena, LapelJson, 2);
      LapelJson list = { .type = LAPEL_JSON_ARRAY, .n = 2, .items = items };

      for (uint32_t i = 0; i < 2; i++)
        items[i] =
            *lapel_json_new_string (lapel_json_as_string (
                                        lapel_json_at (lapel_json_doc_get_root (contexts), i)),
                                    self->arena);
      self->document = lapel_json_with (self->document, "@context", &list, self->arena);
    }
  return self;
}

static const LapelJson *
with_text (const Secured   *self,
           const LapelJson *object,
           const char      *member,
           const char      *text)
{
  return lapel_json_with (object, member, lapel_json_new_string (text, self->arena), self->arena);
}

/* @self's proof with another text for a JWS. */
static void
assert_jws (const Secured *self,
            const char    *jws,
            int            code)
{
  proof_test_assert_verdict (self->workspace, self->document,
                             with_text (self, self->proof, "jws", jws), self->key, code);
}

/* The JWS with another header, payload or signature, which are text as they stand in it; %NULL:
 * its own. */
static void
assert_parts (const Secured *self,
              const char    *header_json,
              const char    *payload,
              GBytes        *signature,
              int            code)
{
  g_auto (GStrv) parts = g_strsplit (lapel_json_get_string (self->proof, "jws"), ".", 3);
  g_autofree char *header = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *jws = NULL;

  if (header_json != NULL)
    header = lapel_base64url_encode ((const guint8 *) header_json, strlen (header_json));
  if (signature != NULL)
    tail =
        lapel_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  jws = g_strjoin (".", header != NULL ? header : parts[0], payload != NULL ? payload : "",
                   tail != NULL ? tail : parts[2], NULL);
  assert_jws (self, jws, code);
}

static void
assert_signature_holds (const Secured *self)
{
  const char *text = strrchr (lapel_json_get_string (self->proof, "jws"), '.') + 1;
  g_autoptr (GBytes) signature = lapel_base64url_decode (text, strlen (text), NULL);
  size_t n;
  const guint8 *data = g_bytes_get_data (signature, &n);
  g_autofree guint8 *bytes = g_malloc0 (n + 1);

  memcpy (bytes, data, n);
  for (size_t i = 0; i < n; i += 7)
    {
      g_autoptr (GBytes) changed = NULL;

      bytes[i] ^= 0x80;
      changed = g_bytes_new (bytes, n);
      bytes[i] ^= 0x80;
      assert_parts (self, NULL, NULL, changed, LAPEL_ERROR_SIGNATURE);
    }
  if (lapel_key_get_type (self->key) != LAPEL_KEY_RSA)
    {
      g_autoptr (GBytes) swapped = NULL;

      memcpy (bytes, data + n / 2, n / 2);
      memcpy (bytes + n / 2, data, n / 2);
      swapped = g_bytes_new (bytes, n);
      assert_parts (self, NULL, NULL, swapped, LAPEL_ERROR_SIGNATURE);
    }
  for (size_t length = 0; length <= n + 1; length += length == 0 ? n - 1 : 2)
    {
      g_autoptr (GBytes) other = g_bytes_new (bytes, length);

      assert_parts (self, NULL, NULL, other, LAPEL_ERROR_SIGNATURE);
    }
}

/* A header that names every algorithm in turn: the key makes no such signatures, or did not make
 * this one, as the header is signed. */
static void
assert_algorithm_holds (const Secured *self)
{
  static const struct
  {
    const char *name;
    LapelKeyType key_type;
  } cases[] = { { "EdDSA", LAPEL_KEY_ED25519 },
                { "ES256", LAPEL_KEY_P256 },
                { "ES384", LAPEL_KEY_P384 },
                { "RS256", LAPEL_KEY_RSA },
                { "PS256", LAPEL_KEY_RSA } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header =
          g_strdup_printf ("{\"alg\":\"%s\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"x\"}",
                           cases[i].name);
      gboolean fits = cases[i].key_type == lapel_key_get_type (self->key);

      assert_parts (self, header, NULL, NULL,
                    fits ? LAPEL_ERROR_SIGNATURE : LAPEL_ERROR_KEY_MISMATCH);
    }
}

static void
assert_header_holds (const Secured *self)
{
  static const struct
  {
    const char *header;
    LapelError code;
  } cases[] = {
    { "{\"alg\":\"EdDSA\"}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":false}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"crit\":[\"b64\"]}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":true,\"crit\":[\"b64\"]}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":\"false\",\"crit\":[\"b64\"]}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":\"b64\"}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\",\"exp\"]}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"none\",\"b64\":false,\"crit\":[\"b64\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "[]", LAPEL_ERROR_JWS_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_parts (self, cases[i].header, NULL, NULL, (int) cases[i].code);
  assert_algorithm_holds (self);
  assert_parts (self, NULL, "e30", NULL, LAPEL_ERROR_JWS_MALFORMED);
  assert_jws (self, "..", LAPEL_ERROR_JWS_MALFORMED);
  assert_jws (self, "", LAPEL_ERROR_JWS_MALFORMED);
}

static void
assert_keys_hold (const Secured *self)
{
  g_autoptr (GPtrArray) keys = proof_test_stranger_keys ();

  for (guint i = 0; i < keys->len; i++)
    {
      gboolean same_type = lapel_key_get_type (keys->pdata[i]) == lapel_key_get_type (self->key);

      proof_test_assert_verdict (self->workspace, self->document, self->proof, keys->pdata[i],
                                 same_type ? LAPEL_ERROR_SIGNATURE : LAPEL_ERROR_KEY_MISMATCH);
    }
}

static void
assert_holds (const Secured *self)
{
  static const char other[] = "2001-01-01T00:00:00Z";

  proof_test_assert_verdict (self->workspace, self->document, self->proof, self->key,
                             PROOF_TEST_GOOD);
  assert_signature_holds (self);
  assert_header_holds (self);
  assert_keys_hold (self);
  proof_test_assert_verdict (self->workspace, self->document,
                             with_text (self, self->proof, "created", other), self->key,
                             LAPEL_ERROR_SIGNATURE);
  proof_test_assert_verdict (self->workspace,
                             with_text (self, self->document, "issuanceDate", other), self->proof,
                             self->key, LAPEL_ERROR_SIGNATURE);
  proof_test_assert_verdict (self->workspace, self->document,
                             lapel_json_without (self->proof, "jws", self->arena), self->key,
                             LAPEL_ERROR_PROOF_MALFORMED);
}

static void
test_2018 (void)
{
  g_autoptr (Secured) self = open_2018 ();

  if (self == NULL)
    return;
  assert_holds (self);
  proof_test_assert_hiding_fails (self->workspace, self->document, self->proof, self->key,
                                  "issuanceDate");
  lapel_test_count ("data-integrity/ed25519signature2018", 1, 1);
}

/* An inline context decides itself what the proof's terms mean, so it is refused, be it honest or
 * not. The signatures fit what the documents say they mean; what they ought to mean only the first
 * has signed. */
static void
test_inline_contexts (void)
{
  static const struct
  {
    const char *file;
    LapelError code;
    int known; /* the outcome with the published context */
  } cases[] = {
    { "vc-jws2020-inline-context.jsonld", LAPEL_ERROR_CONTEXT_INLINE, PROOF_TEST_GOOD },
    { "vc-jws2020-bad-method.jsonld", LAPEL_ERROR_CONTEXT_INLINE, LAPEL_ERROR_SIGNATURE },
    { "vc-jws2020-bad-method-json.jsonld", LAPEL_ERROR_CONTEXT_INLINE, LAPEL_ERROR_SIGNATURE },
    { "vc-jws2020-bad-purpose.jsonld", LAPEL_ERROR_CONTEXT_INLINE, LAPEL_ERROR_SIGNATURE },
    { "vc-jws2020-bad-purpose-json.jsonld", LAPEL_ERROR_PROOF_MALFORMED,
      LAPEL_ERROR_PROOF_MALFORMED },
    { "vc-jws2020-bad-type.jsonld", LAPEL_ERROR_CONTEXT_INLINE, LAPEL_ERROR_SIGNATURE },
    { "vc-jws2020-bad-type-json.jsonld", LAPEL_ERROR_SUITE_UNSUPPORTED,
      LAPEL_ERROR_SUITE_UNSUPPORTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Secured) self = open_2020 (cases[i].file, FALSE);
      g_autoptr (Secured) known = open_2020 (cases[i].file, TRUE);

      if (self == NULL)
        return;
      g_test_message ("%s", cases[i].file);
      proof_test_assert_verdict (self->workspace, self->document, self->proof, self->key,
                                 (int) cases[i].code);
      proof_test_assert_verdict (known->workspace, known->document, known->proof, known->key,
                                 cases[i].known);
    }
  lapel_test_count ("data-integrity/jsonwebsignature2020", G_N_ELEMENTS (cases),
                    G_N_ELEMENTS (cases));
}

/* RSA, with the context that the document means. */
static void
test_2020_rsa (void)
{
  g_autoptr (Secured) self = open_2020 ("vc-jws2020-inline-context.jsonld", TRUE);

  if (self == NULL)
    return;
  assert_holds (self);
  proof_test_assert_hiding_fails (self->workspace, self->document, self->proof, self->key,
                                  "issuanceDate");
}

/* The other kinds of key, which the published cases leave out: signed for this test, over the
 * hashes of the same document. */
static void
test_2020_keys (void)
{
  static const struct
  {
    const char *algorithm;
    const char *jwk;
    const char *jws;
  } cases[] = {
    { "ES256",
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MPUMsTqg6lz5P60aX2P6G2usknneIUfFwoIn43jxua"
      "0\",\"y\":\"D37ryw0JwacrZGzmTJ3KATj24lvXoOj39qA-_7pea-M\"}",
      "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9..8x4R05qqW3SAEiSzo8XzDpW3Tg"
      "EPAVHBX4pyy8SGsvZAAUh6-6Gxm2odl3CDWq147-3yVV0ahMpvbQsbZKSxnw" },
    { "ES384",
      "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"J5ZS5nU2PlLNkf94LUvvB-eg-3u9HGl8XcxfdKdxwy"
      "OEEOyYkjHfTQtC6TO7rc2P\",\"y\":\"3uO2t6zXJ4mm1ZXMZkc7Sr6LIXHPBp58NDr7iluTMCmhgEvrvNT"
      "roD7aDYpo04FJ\"}",
      "eyJhbGciOiJFUzM4NCIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9..Iczu97CJzxO1LMC8tKK-PlEqpM"
      "oiEuP-hPSaMJBmYdNSeNYSyzs-k7W6JQuH-Kt86MM_lqBGPVP8O8FNn1Dt4Ca1wz-OSryudQLeJBU8EganOV"
      "ETwrdULuj4KS9g7i6_" },
    { "RS256",
      "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"zXasX1MtywBI2KUpyp-m0XovYhclIlLGUI5tswN31jfQ"
      "hgXiKx64UH_QnKMNiDXX_PgqVcTh5QnmEepPdTx0wwPF3Kckgm_zozV1AgbLADKMSQHvK39Hnz-iaoPCmHz4"
      "7saP6zGdqi5ZXdhN2YlXWZrsGZtC837ZIzmtHsGUt1Ym6801g6Eb69b5GE_mo07uXHIpElqoGbVRbiUqcUDJ"
      "JaaMkfZBTQJ1xzivyZ5CVjarKluVBdh9BkiI-UWk1mUf5qZ4kwbK0CWWWwLS1ym6oRnzwSbPfB26uHWPF-bb"
      "ThlumIOu6q_Pxre4Fk6dB9C_X0eP72solsuzOpu-sK8c3w\"}",
      "eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9..R2jN03_4LLW2QJIJxdjXWg-Ye0"
      "fzo-0PYEoYbOF60JUN_1Djv2Mz1yT5CTNcy1pz2wMD9AJDfPz6nKI-aOex1MN4wh1Nlz9N43b9fre7DEpts9"
      "G3kbrAFJ5rV9ivqNEEIa9wOvW6JR1x_hyZQynXXiRcwxQvZBhANHRkqx44vlFnCW4GQ8elsQZuVT96cZIh0H"
      "5xfAAntiJxnYFDCzhQjN43bGYurLDxcWB0N2z7fEbdCvfEYUEB7Im1kqqiegcfdXexkXKRuEgZz65UARv4xo"
      "ZtwXENSIVJnfrEf9T45C140EXVVA5D6R-e0PgknL96hNKz7d7HscqEOHCTf33k5g" },
    { "EdDSA",
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"r2MiCl5pqpHfwLTPr5kxxMrYRiM12QL8x-XSgR_"
      "5e6o\"}",
      "eyJhbGciOiJFZERTQSIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9..EsyCL8_a57cN5E2F535tT1K8ms"
      "EZAYzitNCELuNzLoPYYtfrLHxvtpkkcRCgPmmaEKV5gixmqgrEyU_ZoL6yAA" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Secured) self = open_2020 ("vc-jws2020-inline-context.jsonld", TRUE);
      g_autoptr (LapelJsonDoc) jwk = proof_test_parse (cases[i].jwk);
      g_autoptr (GError) error = NULL;

      if (self == NULL)
        return;
      g_test_message ("%s", cases[i].algorithm);
      lapel_key_unref (self->key);
      self->key = lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error);
      g_assert_no_error (error);
      self->proof = with_text (self, self->proof, "jws", cases[i].jws);
      assert_holds (self);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jws-proof/2018", test_2018);
  g_test_add_func ("/jws-proof/inline-contexts", test_inline_contexts);
  g_test_add_func ("/jws-proof/2020-rsa", test_2020_rsa);
  g_test_add_func ("/jws-proof/2020-keys", test_2020_keys);
  return g_test_run ();
}
