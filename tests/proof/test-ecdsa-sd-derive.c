/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "ecdsa-sd-vector.h"
#include "lapel-error.h"

/* Deriving from a base proof, beyond what the published vectors ask for. */

/* What a holder can ask for beside what the vectors do; all of it verifies. */
static void
test_selections (void)
{
  static const char *const selections[][4] = {
    { NULL },
    { "", NULL },
    { "/type", NULL },
    { "/credentialSubject", NULL },
    { "/credentialSubject/permanentResidentCard/lprNumber", "/name", NULL },
    { "/credentialSubject/type/1", "/credentialSubject/familyName", "/@context/0", NULL },
    { "/issuer/image", "/issuer", "/issuer/id", NULL },
  };
  g_autoptr (EcdsaSdVector) vector = ecdsa_sd_vector_open ("prc");
  g_autoptr (LapelKey) key = NULL;

  if (vector == NULL)
    return;
  key = ecdsa_sd_vector_key (vector);
  for (gsize i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
          lapel_proof_derive (vector->workspace, lapel_json_doc_get_root (vector->file),
                              vector->proof, key, selections[i], &error);
      g_autoptr (LapelJsonDoc) file = NULL;
      const LapelJson *document;

      g_assert_no_error (error);
      file = proof_test_parse (text);
      document = lapel_json_doc_get_root (file);
      proof_test_assert_verdict (vector->workspace, document, lapel_json_get (document, "proof"),
                                 key, PROOF_TEST_GOOD);
      g_assert_nonnull (lapel_json_get (document, "issuer"));
      g_assert_true ((lapel_json_get (document, "name") != NULL) == (i == 1 || i == 4));
    }
}

static void
test_selections_refused (void)
{
  static const char *const selections[] = {
    "name", "/nothing", "/name/0", "/type/2", "/type/01", "/type/-", "/name~2", "/issuer/", "/",
  };
  g_autoptr (EcdsaSdVector) vector = ecdsa_sd_vector_open ("prc");
  g_autoptr (LapelKey) key = NULL;

  if (vector == NULL)
    return;
  key = ecdsa_sd_vector_key (vector);
  for (gsize i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      const char *const pointers[] = { "/name", selections[i], NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", selections[i]);
      g_assert_null (lapel_proof_derive (vector->workspace, lapel_json_doc_get_root (vector->file),
                                         vector->proof, key, pointers, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION);
    }
}

static void
assert_not_derivable_with (const EcdsaSdVector *vector,
                           const LapelJson     *document,
                           const LapelJson     *proof,
                           const LapelKey      *key,
                           LapelError           code)
{
  const char *const pointers[] = { "/name", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_proof_derive (vector->workspace, document, proof, key, pointers, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

static void
assert_not_derivable (const EcdsaSdVector *vector,
                      const LapelJson     *proof,
                      LapelError           code)
{
  g_autoptr (LapelKey) key = ecdsa_sd_vector_key (vector);

  assert_not_derivable_with (vector, lapel_json_doc_get_root (vector->file), proof, key, code);
}

/* Proofs that are no base proof of the document. */
static void
test_derive_refused (void)
{
  g_autoptr (EcdsaSdVector) vector = ecdsa_sd_vector_open ("prc");
  g_autoptr (LapelJsonDoc) derived = NULL;
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *text;
  g_autofree char *fewer = NULL;

  if (vector == NULL)
    return;
  derived = ecdsa_sd_vector_read (vector, "derivedRevealDocument");
  assert_not_derivable (vector, lapel_json_get (lapel_json_doc_get_root (derived), "proof"),
                        LAPEL_ERROR_SELECTION);
  text = lapel_json_new_string ("eddsa-rdfc-2022", arena);
  assert_not_derivable (vector, lapel_json_with (vector->proof, "cryptosuite", text, arena),
                        LAPEL_ERROR_SUITE_UNSUPPORTED);
  assert_not_derivable (vector, lapel_json_with (vector->proof, "previousProof", text, arena),
                        LAPEL_ERROR_PROOF_MALFORMED);
  assert_not_derivable (vector, lapel_json_without (vector->proof, "proofValue", arena),
                        LAPEL_ERROR_PROOF_MALFORMED);
  g_byte_array_set_size (vector->base->signatures, vector->base->signatures->len - 64);
  fewer = lapel_ecdsa_sd_value_to_text (vector->base);
  assert_not_derivable (vector,
                        lapel_json_with (vector->proof, "proofValue",
                                         lapel_json_new_string (fewer, arena), arena),
                        LAPEL_ERROR_SIGNATURE);
}

/* Whoever derives from what the issuer did not sign would show what nobody takes. */
static void
test_base_signature (void)
{
  g_autoptr (EcdsaSdVector) vector = ecdsa_sd_vector_open ("prc");
  g_autoptr (GPtrArray) strangers = proof_test_stranger_keys ();
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  g_autoptr (LapelKey) key = NULL;
  g_autofree char *changed = NULL;
  const LapelJson *document;
  const LapelJson *text;

  if (vector == NULL)
    return;
  key = ecdsa_sd_vector_key (vector);
  document = lapel_json_doc_get_root (vector->file);
  for (guint i = 0; i < strangers->len; i++)
    {
      LapelKeyType type = lapel_key_get_type (strangers->pdata[i]);

      assert_not_derivable_with (vector, document, vector->proof, strangers->pdata[i],
                                 type == LAPEL_KEY_P256   ? LAPEL_ERROR_SIGNATURE
                                 : type == LAPEL_KEY_P384 ? LAPEL_ERROR_SUITE_UNSUPPORTED
                                                          : LAPEL_ERROR_KEY_MISMATCH);
    }
  text = lapel_json_new_string ("Another", arena);
  assert_not_derivable_with (vector, lapel_json_with (document, "name", text, arena), vector->proof,
                             key, LAPEL_ERROR_SIGNATURE);
  text = lapel_json_new_string ("2024-01-01T00:00:00Z", arena);
  assert_not_derivable (vector, lapel_json_with (vector->proof, "created", text, arena),
                        LAPEL_ERROR_SIGNATURE);
  vector->base->signatures->data[70] ^= 1;
  changed = lapel_ecdsa_sd_value_to_text (vector->base);
  text = lapel_json_new_string (changed, arena);
  assert_not_derivable (vector, lapel_json_with (vector->proof, "proofValue", text, arena),
                        LAPEL_ERROR_SIGNATURE);
}

/* RFC 6901 §5, as far as names go. */
static void
test_pointers (void)
{
  static const struct
  {
    const char *text;
    const char *names[3];
  } cases[] = {
    { "", { NULL } },       { "/", { "" } },        { "/foo/0", { "foo", "0" } },
    { "/a~1b", { "a/b" } }, { "/m~0n", { "m~n" } }, { "/~01", { "~1" } },
    { "//x", { "", "x" } }, { "/x/", { "x", "" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) names = lapel_ecdsa_sd_pointer_parse (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_true (
          g_strv_equal ((const char *const *) names, (const char *const *) cases[i].names));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ecdsa-sd-derive/selections", test_selections);
  g_test_add_func ("/ecdsa-sd-derive/selections-refused", test_selections_refused);
  g_test_add_func ("/ecdsa-sd-derive/refused", test_derive_refused);
  g_test_add_func ("/ecdsa-sd-derive/base-signature", test_base_signature);
  g_test_add_func ("/ecdsa-sd-derive/pointers", test_pointers);
  return g_test_run ();
}
