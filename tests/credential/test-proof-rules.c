/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-crypto.h"
#include "lapel-encoding.h"
#include "lapel-jcs.h"
#include "lapel-test.h"
#include "verify-fixture.h"

#include <string.h>

/* The rules around a signature (vc-data-integrity §4): each by proofs that are signed as they
 * stand, so that nothing but the rule is against them. */

#define ID(id) "\"id\":\"" id "\""
#define ON(id) "\"previousProof\":\"" id "\""

/* The badge that everything here is about, with more members. Returns: (transfer full) */
static char *
make_badge (VerifyFixture *fixture,
            const char    *more,
            const char    *subject)
{
  g_autofree char *text = verify_badge (fixture, more, subject);
  char *proof = strstr (text, ",\"proof\":");

  return g_strdup_printf ("%.*s}", (int) (proof - text), text);
}

static const LapelJson *
with_proofs (const LapelJson    *document,
             const LapelJsonDoc *previous,
             LapelArena         *arena)
{
  if (previous == NULL)
    return document;
  return lapel_json_with (document, "proof", lapel_json_doc_get_root (previous), arena);
}

/* An eddsa-jcs-2022 proof by the issuer with @members, over @badge with the list of proofs
 * @previous (nullable). Returns: (transfer full) */
static char *
make_proof (VerifyFixture *fixture,
            const char    *badge,
            const char    *previous,
            const char    *members)
{
  g_autofree char *options =
      g_strdup_printf ("{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\","
                       "\"verificationMethod\":\"%s\"%s%s%s}",
                       lapel_signer_get_method (fixture->issuer),
                       strstr (members, "proofPurpose") == NULL
                           ? ",\"proofPurpose\":\"assertionMethod\""
                           : "",
                       *members != '\0' ? "," : "", members);
  g_autoptr (LapelJsonDoc) options_doc = lapel_json_parse (options, strlen (options), NULL);
  g_autoptr (LapelJsonDoc) badge_doc = lapel_json_parse (badge, strlen (badge), NULL);
  g_autoptr (LapelJsonDoc) previous_doc =
      previous != NULL ? lapel_json_parse (previous, strlen (previous), NULL) : NULL;
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *value = NULL;
  guint8 hashes[64];
  guint8 signature[64];

  lapel_jcs_append (text, lapel_json_doc_get_root (options_doc));
  lapel_hash (LAPEL_HASH_SHA256, text->str, text->len, hashes);
  g_string_truncate (text, 0);
  lapel_jcs_append (text, with_proofs (lapel_json_doc_get_root (badge_doc), previous_doc, arena));
  lapel_hash (LAPEL_HASH_SHA256, text->str, text->len, hashes + 32);
  lapel_signer_sign (fixture->issuer, hashes, sizeof hashes, signature);
  value = lapel_base58_encode (signature, sizeof signature);
  options[strlen (options) - 1] = '\0';
  return g_strdup_printf ("%s,\"proofValue\":\"z%s\"}", options, value);
}

static LapelReport *
verify_with (VerifyFixture *fixture,
             const char    *badge,
             const char    *proofs)
{
  g_autofree char *text =
      g_strdup_printf ("%.*s,\"proof\":[%s]}", (int) strlen (badge) - 1, badge, proofs);

  return verify_text (fixture, text);
}

/* The codes of the rows about proofs, in their order, with a "?" before those that are unchecked
 * and a "!" before those that failed. Returns: (transfer full) */
static char *
proof_codes (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->question != LAPEL_QUESTION_AUTHENTIC)
        continue;
      if (codes->len > 0)
        g_string_append_c (codes, ' ');
      if (check->outcome != LAPEL_OUTCOME_PASSED)
        g_string_append_c (codes, check->outcome == LAPEL_OUTCOME_FAILED ? '!' : '?');
      g_string_append (codes, check->code);
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
assert_codes (const LapelReport *report,
              const char        *expected)
{
  g_autofree char *codes = proof_codes (report);

  g_assert_cmpstr (codes, ==, expected);
}

typedef struct
{
  const char *name;
  const char *members;
  const char *codes;
} MemberCase;

static const MemberCase member_cases[] = {
  { "nothing-more", "", "ok" },
  { "domain-null", "\"domain\":null", "!proof-malformed" },
  { "domain-empty", "\"domain\":[]", "!proof-malformed" },
  { "domain-number", "\"domain\":7", "!proof-malformed" },
  { "domain-half", "\"domain\":[\"https://e.example\",null]", "!proof-malformed" },
  { "domains", "\"domain\":[\"https://e.example\",\"https://f.example\"]", "ok" },
  { "challenge-null", "\"challenge\":null", "!proof-malformed" },
  { "challenge-list", "\"challenge\":[\"x\"]", "!proof-malformed" },
  { "nonce-null", "\"nonce\":null", "!proof-malformed" },
  { "id-number", "\"id\":7", "!proof-malformed" },
  { "created-null", "\"created\":null", "!proof-malformed" },
  { "created-number", "\"created\":7", "!proof-malformed" },
  { "created-text", "\"created\":\"soon\"", "!date-malformed" },
  { "created-no-zone", "\"created\":\"2026-07-01T00:00:00\"", "ok" },
  { "created-ahead", "\"created\":\"2026-08-01T00:05:01Z\"", "!proof-in-future" },
  { "created-almost-ahead", "\"created\":\"2026-08-01T00:05:00Z\"", "ok" },
  { "expires-null", "\"expires\":null", "!proof-malformed" },
  { "expires-text", "\"expires\":\"soon\"", "!date-malformed" },
  { "expires-past", "\"expires\":\"2026-07-31T23:59:59Z\"", "!proof-expired" },
  { "expires-later", "\"expires\":\"2026-08-01T00:00:01Z\"", "ok" },
  { "expiration", "\"expiration\":\"2030-01-01T00:00:00Z\"", "!proof-malformed" },
  { "purpose-other", "\"proofPurpose\":\"authentication\"", "!proof-purpose-wrong" },
  { "purpose-null", "\"proofPurpose\":null", "!proof-malformed !proof-malformed" },
  { "previous-null", "\"previousProof\":null", "!proof-malformed !proof-malformed" },
  { "previous-empty", "\"previousProof\":[]", "!proof-malformed !proof-malformed" },
  { "previous-number", "\"previousProof\":7", "!proof-malformed !proof-malformed" },
  { "previous-missing", ON ("urn:b"), "!previous-proof-missing" },
  { "previous-half", "\"previousProof\":[\"urn:a\",\"urn:b\"]," ID ("urn:a"),
    "!previous-proof-missing !previous-proof-failed" },
};

static void
test_member (VerifyFixture *fixture,
             gconstpointer  data)
{
  const MemberCase *expected = data;
  g_autofree char *badge = make_badge (fixture, "", "");
  g_autofree char *proof = make_proof (fixture, badge, NULL, expected->members);
  g_autoptr (LapelReport) report = verify_with (fixture, badge, proof);

  assert_codes (report, expected->codes);
  g_assert_cmpint (lapel_report_get_verdict (report), ==,
                   expected->codes[0] == '!' ? LAPEL_VERDICT_INVALID : LAPEL_VERDICT_VERIFIED);
}

static char *
sign_rdfc (VerifyFixture *fixture,
           const char    *badge)
{
  const LapelProofOptions options = { .suite = "eddsa-rdfc-2022",
                                      .purpose = "assertionMethod",
                                      .created = VERIFY_CREATED };
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (badge, strlen (badge), NULL);

  return lapel_proof_sign (fixture->workspace, lapel_json_doc_get_root (doc), &options,
                           fixture->issuer, NULL);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (to, parts);
}

/* A member that RDF drops fits every signature over RDF, so that anybody can add it. */
static void
test_dropped_member (VerifyFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *badge = make_badge (fixture, "", "");
  g_autofree char *text = sign_rdfc (fixture, badge);
  g_autofree char *changed = replace (text, "\"proofValue\"", "\"domain\":null,\"proofValue\"");
  g_autoptr (LapelReport) before = verify_text (fixture, text);
  g_autoptr (LapelReport) after = verify_text (fixture, changed);

  assert_codes (before, "ok");
  assert_codes (after, "!proof-malformed");
}

#define STATUS                                                                                     \
  "{\"id\":\"urn:s\",\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\","      \
  "\"statusListIndex\":\"7\",\"statusListCredential\":\"https://a.example/l\"}"

/* A status under another name would never be asked for, and the signature would still fit. */
static void
test_hidden_status (VerifyFixture *fixture,
                    gconstpointer  data)
{
  static const char *const forms[] = {
    "\"https://www.w3.org/2018/credentials#credentialStatus\":" STATUS,
    "\"@nest\":{\"credentialStatus\":" STATUS "}",
    "\"@included\":{\"id\":\"urn:uuid:1\",\"type\":\"VerifiableCredential\","
    "\"credentialStatus\":" STATUS "}",
  };
  g_autofree char *badge = make_badge (fixture, ",\"credentialStatus\":" STATUS, "");
  g_autofree char *text = sign_rdfc (fixture, badge);
  g_autoptr (LapelReport) open = verify_text (fixture, text);

  assert_codes (open, "ok");
  verify_assert_row (open, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_UNCHECKED, "network-off");
  for (size_t i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *hidden = replace (text, "\"credentialStatus\":" STATUS, forms[i]);
      g_autoptr (LapelReport) report = verify_text (fixture, hidden);

      assert_codes (report, "?member-not-compact");
      g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
    }
}

/* An extension that no context has a word for is nothing wrong, but nothing to go by either. */
static void
test_written_out_extension (VerifyFixture *fixture,
                            gconstpointer  data)
{
  g_autofree char *badge = make_badge (fixture, ",\"https://vendor.example/x\":\"y\"", "");
  g_autofree char *proof = make_proof (fixture, badge, NULL, "");
  g_autoptr (LapelReport) report = verify_with (fixture, badge, proof);

  /* Under JCS every member is covered by its name. */
  assert_codes (report, "ok");
}

/* Signs proof after proof over what it builds on. */
typedef struct
{
  VerifyFixture *fixture;
  char *badge;
  GPtrArray *proofs; /* (element-type utf8) */
} Chain;

static Chain
chain_new (VerifyFixture *fixture)
{
  return (Chain){ fixture, make_badge (fixture, "", ""), g_ptr_array_new_with_free_func (g_free) };
}

static void
chain_clear (Chain *chain)
{
  g_free (chain->badge);
  g_ptr_array_unref (chain->proofs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

/* @previous: the number of the proof that it builds on, or -1. */
static char *
chain_add (Chain      *chain,
           int         previous,
           const char *members)
{
  g_autofree char *list =
      previous < 0 ? NULL
                   : g_strdup_printf ("[%s]", (char *) g_ptr_array_index (chain->proofs, previous));
  char *proof = make_proof (chain->fixture, chain->badge, list, members);

  g_ptr_array_add (chain->proofs, proof);
  return proof;
}

static void
chain_assert (Chain        *chain,
              const char   *codes,
              LapelVerdict  verdict)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < chain->proofs->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "",
                            (char *) g_ptr_array_index (chain->proofs, i));
  report = verify_with (chain->fixture, chain->badge, list->str);
  assert_codes (report, codes);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, verdict);
}

static void
test_chain (VerifyFixture *fixture,
            gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);

  chain_add (&chain, -1, ID ("urn:a"));
  chain_add (&chain, 0, ID ("urn:b") "," ON ("urn:a"));
  chain_add (&chain, 1, ON ("urn:b"));
  chain_assert (&chain, "ok ok ok", LAPEL_VERDICT_VERIFIED);
}

/* However far back a proof is that does not hold, nothing that builds on it does. */
static void
test_chain_broken (VerifyFixture *fixture,
                   gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);
  char *first = chain_add (&chain, -1, ID ("urn:a"));
  char *value = strstr (first, "\"proofValue\":\"z") + strlen ("\"proofValue\":\"z") + 20;

  *value = *value == 'x' ? 'y' : 'x';
  chain_add (&chain, 0, ID ("urn:b") "," ON ("urn:a"));
  chain_add (&chain, 1, ON ("urn:b"));
  chain_assert (&chain, "!signature-mismatch !previous-proof-failed !previous-proof-failed",
                LAPEL_VERDICT_INVALID);
}

static void
test_chain_expired (VerifyFixture *fixture,
                    gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);

  chain_add (&chain, -1, ID ("urn:a") ",\"expires\":\"2026-07-31T23:59:59Z\"");
  chain_add (&chain, 0, ID ("urn:b") "," ON ("urn:a"));
  chain_add (&chain, 1, ON ("urn:b"));
  chain_assert (&chain, "!proof-expired !previous-proof-failed !previous-proof-failed",
                LAPEL_VERDICT_INVALID);
}

static void
test_chain_unsupported (VerifyFixture *fixture,
                        gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);

  g_ptr_array_add (chain.proofs,
                   g_strdup ("{\"id\":\"urn:a\",\"type\":\"DataIntegrityProof\",\"cryptosuite\":"
                             "\"bbs-2023\",\"proofPurpose\":\"assertionMethod\","
                             "\"verificationMethod\":\"did:key:zX#zX\",\"proofValue\":\"u\"}"));
  chain_add (&chain, 0, ID ("urn:b") "," ON ("urn:a"));
  chain_add (&chain, 1, ON ("urn:b"));
  chain_assert (&chain, "?suite-unsupported ?previous-proof-unchecked ?previous-proof-unchecked",
                LAPEL_VERDICT_UNDECIDED);
}

/* Nobody can sign a circle, but anybody can write one. */
static void
test_chain_circle (VerifyFixture *fixture,
                   gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);

  chain_add (&chain, -1, ID ("urn:a") "," ON ("urn:b"));
  chain_add (&chain, 0, ID ("urn:b") "," ON ("urn:a"));
  chain_assert (&chain, "!signature-mismatch !previous-proof-failed !previous-proof-failed",
                LAPEL_VERDICT_INVALID);
}

static void
test_same_proof_id (VerifyFixture *fixture,
                    gconstpointer  data)
{
  g_auto (Chain) chain = chain_new (fixture);

  chain_add (&chain, -1, ID ("urn:a"));
  chain_add (&chain, -1, ID ("urn:a") ",\"nonce\":\"1\"");
  chain_add (&chain, 0, ON ("urn:a"));
  chain_assert (&chain, "!duplicate-id !duplicate-id !previous-proof-missing",
                LAPEL_VERDICT_INVALID);
}

typedef struct
{
  const char *name;
  const char *more;
  const char *subject;
  gboolean refused;
} IdCase;

#define EVIDENCE(a, b)                                                                             \
  ",\"evidence\":[{\"id\":\"" a "\",\"type\":\"Evidence\"},{\"id\":\"" b                           \
  "\",\"type\":\"Evidence\"}]"

static const IdCase id_cases[] = {
  { "evidence", EVIDENCE ("urn:e:1", "urn:e:1"), "", TRUE },
  { "evidence-apart", EVIDENCE ("urn:e:1", "urn:e:2"), "", FALSE },
  { "evidence-is-credential", EVIDENCE ("urn:e:1", "urn:uuid:1"), "", TRUE },
  { "subject-is-credential", "", ",\"id\":\"urn:uuid:1\"", TRUE },
  { "subject-is-achievement", "", ",\"id\":\"urn:uuid:2\"", FALSE },
  { "refreshed-at-its-id",
    ",\"refreshService\":{\"id\":\"urn:uuid:1\",\"type\":\"1EdTechCredentialRefresh\"}", "",
    FALSE },
};

static void
test_ids (VerifyFixture *fixture,
          gconstpointer  data)
{
  const IdCase *expected = data;
  g_autofree char *text = verify_badge (fixture, expected->more, expected->subject);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  verify_assert_row (report, LAPEL_QUESTION_CONFORMS,
                     expected->refused ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_PASSED,
                     expected->refused ? "duplicate-id" : "ok");
}

/* Proofs whose own members are renamed behind the signature by a context that comes with the
 * document; the first is honest, and nobody can tell. */
static void
test_own_contexts (VerifyFixture *fixture,
                   gconstpointer  data)
{
  static const char *const files[] = {
    "vc-jws2020-inline-context.jsonld",   "vc-jws2020-bad-method.jsonld",
    "vc-jws2020-bad-method-json.jsonld",  "vc-jws2020-bad-purpose.jsonld",
    "vc-jws2020-bad-purpose-json.jsonld", "vc-jws2020-bad-type.jsonld",
    "vc-jws2020-bad-type-json.jsonld",
  };
  g_autofree char *folder = lapel_test_conformance ("data-integrity/jsonwebsignature2020");

  for (size_t i = 0; folder != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = lapel_test_read (folder, files[i], NULL);
      g_autoptr (LapelReport) report = verify_text (fixture, text);

      g_test_message ("%s", files[i]);
      verify_assert_row (report, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_FAILED, "context-inline");
      g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
      g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), !=,
                       LAPEL_OUTCOME_PASSED);
    }
}

static void
add_cases (void)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (member_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proof-rules/member/%s", member_cases[i].name);

      g_test_add (path, VerifyFixture, &member_cases[i], verify_set_up, test_member,
                  verify_tear_down);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (id_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proof-rules/ids/%s", id_cases[i].name);

      g_test_add (path, VerifyFixture, &id_cases[i], verify_set_up, test_ids, verify_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/proof-rules/" path, VerifyFixture, NULL, verify_set_up, function, verify_tear_down)
  ADD ("dropped-member", test_dropped_member);
  ADD ("hidden-status", test_hidden_status);
  ADD ("written-out-extension", test_written_out_extension);
  ADD ("own-contexts", test_own_contexts);
  ADD ("chain", test_chain);
  ADD ("chain-broken", test_chain_broken);
  ADD ("chain-expired", test_chain_expired);
  ADD ("chain-unsupported", test_chain_unsupported);
  ADD ("chain-circle", test_chain_circle);
  ADD ("same-proof-id", test_same_proof_id);
#undef ADD
  add_cases ();
  return g_test_run ();
}
