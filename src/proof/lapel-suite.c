/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-data-integrity-private.h"
#include "lapel-error.h"

#define RDFC      LAPEL_CANONICALIZATION_RDFC
#define JCS       LAPEL_CANONICALIZATION_JCS
#define VALUE     LAPEL_PROOF_FORM_VALUE
#define JWS       LAPEL_PROOF_FORM_JWS
#define SELECTIVE LAPEL_PROOF_FORM_SELECTIVE

/* What the options of Ed25519Signature2018 mean, whatever the document's context says. */
#define SECURITY_V2 "https://w3id.org/security/v2"

static const LapelSuite suites[] = {
  { "eddsa-rdfc-2022", "eddsa-2022", LAPEL_PROOF_TYPE, RDFC, VALUE, FALSE, NULL, LAPEL_KEY_ED25519,
    LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "eddsa-jcs-2022", NULL, LAPEL_PROOF_TYPE, JCS, VALUE, FALSE, NULL, LAPEL_KEY_ED25519,
    LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-rdfc-2019", NULL, LAPEL_PROOF_TYPE, RDFC, VALUE, FALSE, NULL, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-rdfc-2019", NULL, LAPEL_PROOF_TYPE, RDFC, VALUE, FALSE, NULL, LAPEL_KEY_P384,
    LAPEL_ALGORITHM_ES384, LAPEL_HASH_SHA384, 96 },
  { "ecdsa-jcs-2019", NULL, LAPEL_PROOF_TYPE, JCS, VALUE, FALSE, NULL, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-jcs-2019", NULL, LAPEL_PROOF_TYPE, JCS, VALUE, FALSE, NULL, LAPEL_KEY_P384,
    LAPEL_ALGORITHM_ES384, LAPEL_HASH_SHA384, 96 },
  { "ecdsa-sd-2023", NULL, LAPEL_PROOF_TYPE, RDFC, SELECTIVE, FALSE, NULL, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "Ed25519Signature2020", NULL, "Ed25519Signature2020", RDFC, VALUE, TRUE, NULL,
    LAPEL_KEY_ED25519, LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "Ed25519Signature2018", NULL, "Ed25519Signature2018", RDFC, JWS, TRUE, SECURITY_V2,
    LAPEL_KEY_ED25519, LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  /* lds-jws2020 §4: SHA-256 whatever the key. */
  { "JsonWebSignature2020", NULL, "JsonWebSignature2020", RDFC, JWS, TRUE, NULL, LAPEL_KEY_ED25519,
    LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "JsonWebSignature2020", NULL, "JsonWebSignature2020", RDFC, JWS, TRUE, NULL, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "JsonWebSignature2020", NULL, "JsonWebSignature2020", RDFC, JWS, TRUE, NULL, LAPEL_KEY_P384,
    LAPEL_ALGORITHM_ES384, LAPEL_HASH_SHA256, 96 },
  { "JsonWebSignature2020", NULL, "JsonWebSignature2020", RDFC, JWS, TRUE, NULL, LAPEL_KEY_RSA,
    LAPEL_ALGORITHM_PS256, LAPEL_HASH_SHA256, 0 },
};

/* Suites that exist but are not checked here: a proof of one is no nonsense. */
static const char *const recognised[] = {
  "bbs-2023",
  "ecdsa-xi-2023",
  "BbsBlsSignature2020",
  "BbsBlsSignatureProof2020",
  "EcdsaSecp256k1Signature2019",
  "RsaSignature2018",
  NULL,
};

static void
set_malformed (GError     **error,
               const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED, "the proof %s", what);
}

static void
set_unsupported (GError     **error,
                 const char  *name)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED,
               g_strv_contains (recognised, name)
                   ? "the suite \"%s\" exists but is not checked here"
                   : "the suite \"%s\" is not known",
               name);
}

/* The first row for a proof of @type; @name is its cryptosuite, if its type does not say it all. */
static const LapelSuite *
find_row (const char *type,
          const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      const LapelSuite *suite = &suites[i];

      if (!g_str_equal (type, suite->type))
        continue;
      if (name == NULL || g_str_equal (name, suite->name) || g_strcmp0 (name, suite->alias) == 0)
        return suite;
    }
  return NULL;
}

const LapelSuite *
lapel_suite_for_proof (const LapelJson  *proof,
                       GError          **error)
{
  const char *type = lapel_json_get_string (proof, "type");
  const char *name = NULL;
  const LapelSuite *suite;

  if (type == NULL)
    {
      set_malformed (error, "has no type");
      return NULL;
    }
  if (g_str_equal (type, LAPEL_PROOF_TYPE))
    {
      name = lapel_json_get_string (proof, "cryptosuite");
      if (name == NULL)
        {
          set_malformed (error, "has no cryptosuite");
          return NULL;
        }
    }
  suite = find_row (type, name);
  if (suite == NULL)
    set_unsupported (error, name != NULL ? name : type);
  return suite;
}

const char *
lapel_suite_get_name (const LapelSuite *suite)
{
  return suite->name;
}

const LapelSuite *
lapel_suite_find (const char   *name,
                  LapelKeyType  type)
{
  for (size_t i = 0; i < G_N_ELEMENTS (suites); i++)
    if (suites[i].key_type == type && g_str_equal (suites[i].name, name))
      return &suites[i];
  return NULL;
}

const LapelSuite *
lapel_suite_for_key (const LapelJson  *proof,
                     const LapelKey   *key,
                     GError          **error)
{
  const LapelSuite *suite = lapel_suite_for_proof (proof, error);
  const LapelSuite *row = NULL;

  if (suite == NULL)
    return NULL;
  row = lapel_suite_find (suite->name, lapel_key_get_type (key));
  if (row != NULL)
    return row;
  /* Some issuers' tools say that they make these, and no two agree how. */
  if (suite->form == LAPEL_PROOF_FORM_SELECTIVE && lapel_key_get_type (key) == LAPEL_KEY_P384)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED,
                 "%s with a P-384 key is not checked here", suite->name);
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MISMATCH,
                 "the key is of another type than %s needs", suite->name);
  return NULL;
}
