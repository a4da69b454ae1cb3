/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-jcs.h"

#include <string.h>

/* The structure of W3C credentials, against the unsigned documents of W3C's suite. */

/* Most of these credentials leave out the issuer or its id, which the suite they come from adds
 * when it has them issued; not where the lack is the point. */
static gboolean
lacks_issuer (JsonObject      *item,
              const LapelJson *issuer)
{
  const char *id = json_object_get_string_member (item, "id");

  /* Those of VCDM 1.x have theirs. */
  if (strcmp (json_object_get_string_member_with_default (item, "kind", ""), "credential") != 0)
    return FALSE;
  if (issuer == NULL)
    return strstr (id, "no-issuer") == NULL;
  return lapel_json_is_object (issuer) && lapel_json_get (issuer, "id") == NULL;
}

static LapelReport *
verify_unsigned (Suite      *suite,
                 JsonObject *item)
{
  LapelVerifyOptions options = { 0 };
  g_autofree char *text =
      lapel_test_read (suite->folder, json_object_get_string_member (item, "file"), NULL);
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), NULL);
  const LapelJson *root = doc != NULL ? lapel_json_doc_get_root (doc) : NULL;
  g_autoptr (LapelArena) arena = lapel_arena_new (1024);
  const LapelJson *issuer = lapel_json_get (root, "issuer");
  const LapelJson *id = NULL;
  GString *issued = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (root == NULL || !lacks_issuer (item, issuer))
    return suite_verify (suite, item);

  id = lapel_json_new_string ("did:example:issuer", arena);
  issuer = issuer != NULL ? lapel_json_with (issuer, "id", id, arena) : id;
  root = lapel_json_with (root, "issuer", issuer, arena);
  issued = g_string_new (NULL);
  lapel_jcs_append (issued, root);
  bytes = g_string_free_to_bytes (issued);
  return suite_verify_bytes (suite, bytes, &options);
}

/** A case that comes out differently, and why it is left so. */
typedef struct
{
  const char *id;
  const char *reason;
} Argued;

static const Argued argued[] = {
  { "v2/credential-validUntil-validFrom-ok", "its dates are words that its suite replaces" },
  { "v2/credential-proof-ok", "its proof names no key, which Data Integrity requires" },
  { "v2/presentation-enveloped-vc-ok", "the token in it has the vc claim that VCDM 2.0 forbids" },
  { "v2/presentation-self-asserted-vc-holder-mismatch", "unsigned, so undecided and not invalid" },
  { "v2/presentation-self-asserted-vc-issuer-mismatch", "unsigned, so undecided and not invalid" },
  { "v2/presentation-self-asserted-vc-no-holder", "unsigned, so undecided and not invalid" },
  { "v1/example-015-zkp-bad-no-credential-schema",
    "a rule of a kind of proof Lapel does not have" },
  { "v1/example-015-zkp-bad-no-proof", "unsigned, so undecided and not invalid" },
  { "v1/example-015-zkp-vp-bad-missing-proof", "unsigned, so undecided and not invalid" },
  { "v1/example-015-zkp-vp-bad-no-credential-schema",
    "a rule of a kind of proof Lapel does not have" },
  { "v1/example-017-missing-verifiableCredential",
    "VCDM 1.1 §4.10: a presentation may be without" },
};

static const char *
find_argued (const char *id)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (argued); i++)
    if (strcmp (argued[i].id, id) == 0)
      return argued[i].reason;
  return NULL;
}

/* Whether an inline context, which Lapel refuses on purpose (design.md, "Contexts"), is all that is
 * wrong. */
static gboolean
is_inline_alone (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  unsigned int n = 0;

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->outcome != LAPEL_OUTCOME_FAILED)
        continue;
      if (strcmp (check->code, "context-inline") != 0)
        return FALSE;
      n++;
    }
  return n > 0;
}

/* Structure alone, as these documents are unsigned. */
static void
run_cases (Suite      *suite,
           const char *name,
           const char *member)
{
  JsonArray *cases = json_object_get_array_member (json_node_get_object (suite->manifest), member);
  unsigned int passed = 0;
  unsigned int open = 0;

  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      const char *id = json_object_get_string_member (item, "id");
      g_autoptr (LapelReport) report = verify_unsigned (suite, item);
      gboolean wanted = strcmp (json_object_get_string_member (item, "expect"), "valid") == 0;
      LapelVerdict verdict = lapel_report_get_worst (report);
      gboolean right = wanted == (verdict != LAPEL_VERDICT_INVALID);
      const char *reason = find_argued (id);

      if (!right && reason == NULL && wanted && is_inline_alone (report))
        reason = "its context is inline, which is refused on purpose";
      passed += right;
      open += !right && reason == NULL;
      if (right && find_argued (id) != NULL)
        g_error ("%s comes out right: claim it", id);
      if (!right)
        g_test_message ("%s: wanted %s; %s", id, json_object_get_string_member (item, "expect"),
                        reason != NULL ? reason : "OPEN");
      if (!right && reason == NULL)
        suite_explain (report);
    }
  lapel_test_count (name, passed, json_array_get_length (cases));
  g_assert_cmpuint (open, ==, 0);
}

static void
test_data_model (void)
{
  g_autoptr (Suite) suite = suite_open ("vc-data-model");

  if (suite != NULL)
    run_cases (suite, "vc-data-model", "cases");
}

static void
test_data_model_1 (void)
{
  g_autoptr (Suite) suite = suite_open ("vc-data-model");

  if (suite != NULL)
    run_cases (suite, "vc-data-model, 1.x", "casesV1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data-model/conformance", test_data_model);
  g_test_add_func ("/data-model/conformance-1", test_data_model_1);
  return g_test_run ();
}
