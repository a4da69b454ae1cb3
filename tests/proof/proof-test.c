/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proof-test.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"

#include <string.h>

LapelJsonDoc *
proof_test_read (const char *folder,
                 const char *file)
{
  g_autoptr (GError) error = NULL;
  size_t length;
  g_autofree char *text = lapel_test_read (folder, file, &length);
  LapelJsonDoc *document = lapel_json_parse (text, length, &error);

  g_assert_no_error (error);
  return document;
}

LapelJsonDoc *
proof_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelJsonDoc *document = lapel_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return document;
}

LapelWorkspace *
proof_test_workspace (void)
{
  g_autofree char *folder = lapel_test_conformance ("contexts");
  g_autoptr (LapelJsonDoc) manifest = NULL;
  LapelContexts *contexts;
  const LapelJson *list;

  if (folder == NULL)
    return NULL;
  contexts = lapel_contexts_new_empty ();
  manifest = proof_test_read (folder, "manifest.json");
  list = lapel_json_get (lapel_json_doc_get_root (manifest), "contexts");
  for (uint32_t i = 0; i < lapel_json_count (list); i++)
    {
      const LapelJson *item = lapel_json_at (list, i);
      g_autoptr (LapelJsonDoc) document =
          proof_test_read (folder, lapel_json_get_string (item, "file"));

      lapel_contexts_add (contexts, lapel_json_get_string (item, "url"), document);
    }
  return lapel_workspace_new (contexts);
}

LapelKey *
proof_test_multikey (const LapelJson *object)
{
  g_autoptr (GError) error = NULL;
  LapelKey *key =
      lapel_key_new_multikey (lapel_json_get_string (object, "publicKeyMultibase"), &error);

  g_assert_no_error (error);
  return key;
}

size_t
proof_test_from_hex (const char *hex,
                     guint8     *out,
                     size_t      size)
{
  size_t n = strspn (hex, "0123456789abcdef") / 2;

  g_assert_cmpuint (n, <=, size);
  for (size_t i = 0; i < n; i++)
    out[i] =
        (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return n;
}

void
proof_test_assert_hex (const guint8 *data,
                       size_t        length,
                       const char   *hex)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (size_t i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", data[i]);
  g_assert_cmpstr (text->str, ==, hex);
}

GPtrArray *
proof_test_stranger_keys (void)
{
  static const char *const jwks[] = {
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns\","
    "\"y\":\"efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-384\","
    "\"x\":\"lInTxl8fjLKp_UCrxI0WDklahi-7-_6JbtiHjiRvMvhedhKVdHBfi2HCY8t_QJyc\","
    "\"y\":\"y6N1IC-2mXxHreETBW7K3mBcw0qGr3CWHCs-yl09yCQRLcyfGv7XhqAngHOu51Zv\"}",
    "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
    "xutB0zkgaoTDkC8FOqhPtqlDYk-DxDW3YQ0CkAb6G7OjMGF7oXOtt86DHL-gpfBOC6xlABrpe8ulE4Xe"
    "t0lUtMEDOyku1DFY5mUn0FVK6eEiAeiXx2QwtvU7oDGBneKDeQxrzJJAb5_Uijp-PDrOOdRcmUTDLg0e"
    "9tCMQTFChWonUmW9uw54H3dh2nYI1syPIPLYgAbR2YMmpzgYaqrs5R9JAXbYsYcIs8b96gdsmRqpkZDe"
    "2r0YIPKJpVREiZ6hUADbcVxduwwViGdIuCv9csPBkCCEnhuIn3yXNXHOpXEhRheajnlakZa7Qnn1S5nW"
    "sDDsAKsLnk9zi3V-WIMw2Q"
    "\"}",
  };
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_key_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) signer = NULL;
  guint8 seed[32];

  memset (seed, 0x5a, sizeof seed);
  signer = lapel_signer_new (seed);
  g_ptr_array_add (keys, lapel_key_ref (lapel_signer_get_key (signer)));
  for (gsize i = 0; i < G_N_ELEMENTS (jwks); i++)
    {
      g_autoptr (LapelJsonDoc) jwk = proof_test_parse (jwks[i]);

      g_ptr_array_add (keys, lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error));
      g_assert_no_error (error);
    }
  return keys;
}

void
proof_test_assert_verdict (LapelWorkspace  *workspace,
                           const LapelJson *document,
                           const LapelJson *proof,
                           const LapelKey  *key,
                           int              code)
{
  g_autoptr (GError) error = NULL;
  gboolean good = lapel_proof_verify (workspace, document, proof, key, NULL, &error);

  if (code == PROOF_TEST_GOOD)
    g_assert_no_error (error);
  else
    g_assert_error (error, LAPEL_ERROR, code);
  g_assert_true (good == (code == PROOF_TEST_GOOD));
}

const LapelJson *
proof_test_with_value (const LapelJson *proof,
                       const guint8    *bytes,
                       size_t           length,
                       LapelArena      *arena)
{
  g_autofree char *encoded = lapel_base58_encode (bytes, length);
  g_autofree char *text = g_strconcat ("z", encoded, NULL);

  return lapel_json_with (proof, "proofValue", lapel_json_new_string (text, arena), arena);
}

void
proof_test_assert_changes_fail (LapelWorkspace  *workspace,
                                const LapelJson *document,
                                const LapelJson *proof,
                                const LapelKey  *key)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  g_autoptr (GBytes) value =
      lapel_multibase_decode (lapel_json_get_string (proof, "proofValue"), NULL, NULL);
  size_t length = g_bytes_get_size (value);
  guint8 bytes[128] = { 0 };
  const LapelJson *other = lapel_json_new_string ("2023-02-24T23:36:39Z", arena);

  memcpy (bytes, g_bytes_get_data (value, NULL), length);
  proof_test_assert_verdict (workspace, document,
                             proof_test_with_value (proof, bytes, length - 1, arena), key,
                             LAPEL_ERROR_ENCODING);
  proof_test_assert_verdict (workspace, document,
                             proof_test_with_value (proof, bytes, length + 1, arena), key,
                             LAPEL_ERROR_ENCODING);
  for (size_t i = 0; i < length; i += 9)
    {
      bytes[i] ^= 0x20;
      proof_test_assert_verdict (workspace, document,
                                 proof_test_with_value (proof, bytes, length, arena), key,
                                 LAPEL_ERROR_SIGNATURE);
      bytes[i] ^= 0x20;
    }

  proof_test_assert_verdict (workspace, document, lapel_json_with (proof, "created", other, arena),
                             key, LAPEL_ERROR_SIGNATURE);
  proof_test_assert_verdict (workspace, lapel_json_with (document, "validFrom", other, arena),
                             proof, key, LAPEL_ERROR_SIGNATURE);
}

/* The canonical quads of what a tolerant reader finds. */
static char *
tolerant_quads (LapelWorkspace  *workspace,
                const LapelJson *document)
{
  const LapelJsonldOptions options = { .strict = FALSE };
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  lapel_jsonld_to_rdf (lapel_workspace_get_contexts (workspace), document, &options, dataset,
                       &error);
  g_assert_no_error (error);
  lapel_rdfc_canonicalize (dataset, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
proof_test_assert_hiding_fails (LapelWorkspace  *workspace,
                                const LapelJson *document,
                                const LapelJson *proof,
                                const LapelKey  *key,
                                const char      *member)
{
  static const struct
  {
    const char *before;
    const char *between;
    const char *after;
  } forms[] = {
    { "\"https://www.w3.org/2018/credentials#", "\":{\"@value\":\"",
      "\",\"@type\":\"http://www.w3.org/2001/XMLSchema#dateTime\"}" },
    { "\"@nest\":{\"", "\":\"", "\"}" },
    { "\"@nest\":[{},{\"", "\":\"", "\"}]" },
  };
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *bare = lapel_json_without (document, "proof", arena);
  g_autofree char *quads = tolerant_quads (workspace, bare);

  for (size_t i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text =
          g_strconcat ("{", forms[i].before, member, forms[i].between,
                       lapel_json_get_string (document, member), forms[i].after, "}", NULL);
      g_autoptr (LapelJsonDoc) form = proof_test_parse (text);
      const LapelJsonMember *hidden = &lapel_json_doc_get_root (form)->members[0];
      const LapelJson *changed = lapel_json_with (lapel_json_without (bare, member, arena),
                                                  hidden->name, &hidden->value, arena);
      g_autofree char *same = tolerant_quads (workspace, changed);

      g_assert_cmpstr (same, ==, quads);
      proof_test_assert_verdict (workspace, changed, proof, key, LAPEL_ERROR_NOT_COMPACT);
    }
}
