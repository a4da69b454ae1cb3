/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-codes.h"
#include "lapel-encoding.h"
#include "lapel-test.h"
#include "lapel-verify.h"

#include <string.h>

/* The published EU credentials, whole: what their README says of each, and every sealed one broken
 * in each way the README lists. */

#define EVALUATE_AT "2026-11-22T12:00:00Z"

typedef struct
{
  const char *file;
  const char *format; /* %NULL: refused */
  LapelVerdict verdict;
  LapelStates states;    /* apart from "warning" */
  const char *codes[10]; /* rows or notes that must be there; ends with %NULL */
} Case;

#define UNSEALED LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_UNVERIFIABLE
#define INTACT   LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_SIGNATURE_ONLY
#define SEAL_ROWS                                                                                  \
  "seal-authority-unknown", "certificate-path-holds", "certificate-not-withdrawn",                 \
      "seal-qualified-certificate", "timestamp-authority-unknown", "seal-time-self-stated"

static const Case cases[] = {
  { "mc-annex1-sealed.jsonld",
    "elm-3",
    INTACT,
    { SEAL_ROWS, "seal-owner-matches", "issued-under-mandate", "status-not-offered", NULL } },
  { "mc-annex1-unsealed.jsonld", "elm-3", UNSEALED, { "no-proof", "issuer-self-stated", NULL } },
  { "mc-annex1-unsealed-wrapped.json", "elm-3", UNSEALED, { "no-proof", NULL } },
  { "participation-sealed.jsonld",
    "elm-3",
    INTACT,
    { SEAL_ROWS, "seal-owner-matches", "issued-under-mandate", "participation-only", NULL } },
  { "participation-unsealed.jsonld",
    "elm-3",
    UNSEALED,
    { "no-proof", "participation-only", NULL } },
  { "minimal-expired-unsealed.jsonld",
    "elm-3",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_UNVERIFIABLE | LAPEL_STATE_EXPIRED,
    { "no-proof", "expired", "date-without-zone", NULL } },
  { "minimal-sealed-certexpired.jsonld",
    "elm-3",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_SIGNATURE_ONLY | LAPEL_STATE_EXPIRED,
    { SEAL_ROWS, "expired", "seal-owner-not-stated", "member-missing", NULL } },
  { "jades-advanced-3certs.json", "presentation", INTACT, { SEAL_ROWS, NULL } },
  { "jades-lta-ocsp.json", "presentation", INTACT, { SEAL_ROWS, NULL } },
  { "mc-bilingual-mandated-unsealed.json",
    "elm-3",
    UNSEALED,
    { "no-proof", "issued-under-mandate", "network-off", NULL } },
  { "mc-as-open-badge-3.json", "open-badges-3.0", UNSEALED, { "no-proof", NULL } },
  { "converted-elmo-und.json", "elm-3", UNSEALED, { "no-proof", "date-without-zone", NULL } },
  { "elm-v2-unsealed.xml", "elm-2", UNSEALED, { "no-proof", NULL } },
  /* A list of words and no credential: nothing is known against it, and nothing for it. */
  { "edc-ap-context.jsonld", "unknown", UNSEALED, { "not-understood", NULL } },
};

static const char *const sealed_files[] = {
  "mc-annex1-sealed.jsonld",    "participation-sealed.jsonld", "minimal-sealed-certexpired.jsonld",
  "jades-advanced-3certs.json", "jades-lta-ocsp.json",
};

static LapelReport *
verify (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  LapelVerifyOptions options = { 0 };

  if (credential == NULL)
    return lapel_report_new_unreadable (error);
  g_assert_true (lapel_time_parse (EVALUATE_AT, &options.now, NULL, NULL));
  return lapel_credential_verify (credential, workspace, &options);
}

static gboolean
list_has (const GPtrArray *rows,
          const char      *code)
{
  for (unsigned int i = 0; i < rows->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (rows, i);

      if (strcmp (check->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_code (const LapelReport *report,
          const char        *code)
{
  return list_has (lapel_report_get_checks (report), code) ||
         list_has (lapel_report_get_notes (report), code);
}

static gboolean
has_failed (const LapelReport *report,
            const char        *code)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->question == LAPEL_QUESTION_AUTHENTIC && check->outcome == LAPEL_OUTCOME_FAILED &&
          strcmp (check->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
comes_out (const char *folder,
           const Case *item)
{
  size_t length = 0;
  char *text = lapel_test_read (folder, item->file, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);
  g_autoptr (LapelReport) report = verify (bytes);
  LapelStates states = lapel_report_get_states (report);
  gboolean right = g_strcmp0 (lapel_report_get_format (report), item->format) == 0 &&
                   lapel_report_get_verdict (report) == item->verdict && states == item->states;

  if (!right)
    g_test_message ("%s: %s, %s, states %x", item->file, lapel_report_get_format (report),
                    lapel_verdict_to_string (lapel_report_get_verdict (report)), states);
  for (const char *const *code = item->codes; *code != NULL; code++)
    if (!has_code (report, *code))
      {
        g_test_message ("%s: no row %s", item->file, *code);
        right = FALSE;
      }
  return right;
}

static void
test_conformance (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  unsigned int passed = 0;

  if (folder == NULL)
    return;
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    passed += comes_out (folder, &cases[i]) ? 1 : 0;
  lapel_test_count ("elm", passed, G_N_ELEMENTS (cases));
  g_assert_cmpuint (passed, ==, G_N_ELEMENTS (cases));
}

/** A sealed file taken apart, so that it can be put together with something else in it. */
typedef struct
{
  JsonNode *root;
  JsonObject *container; /* borrowed */
  JsonObject *seal;      /* borrowed: signatures[0] */
  JsonNode *header;      /* what is protected */
} Parts;

static char *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lapel_base64url_decode (text, strlen (text), &error);
  size_t length = 0;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}

static void
take_apart (const char *folder,
            const char *file,
            Parts      *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  out->root = lapel_test_read_json (folder, file);
  out->container = json_node_get_object (out->root);
  out->seal =
      json_array_get_object_element (json_object_get_array_member (out->container, "signatures"),
                                     0);
  header = decode (json_object_get_string_member (out->seal, "protected"));
  out->header = json_from_string (header, &error);
  g_assert_no_error (error);
}

static void
clear_parts (Parts *parts)
{
  json_node_unref (parts->root);
  json_node_unref (parts->header);
}

static void
put_header_back (Parts *parts)
{
  g_autofree char *text = json_to_string (parts->header, FALSE);
  g_autofree char *encoded = lapel_base64url_encode ((const guint8 *) text, strlen (text));

  json_object_set_string_member (parts->seal, "protected", encoded);
}

static LapelReport *
verify_parts (Parts *parts)
{
  char *text = json_to_string (parts->root, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return verify (bytes);
}

/** Breaks it. Returns: the code that must tell so. */
typedef const char *(*Break) (Parts *parts);

static const char *
change_character (Parts *parts)
{
  g_autofree char *payload = g_strdup (json_object_get_string_member (parts->container, "payload"));
  char *place = strstr (payload, "http");

  g_assert_nonnull (place);
  place[1] = 'T';
  json_object_set_string_member (parts->container, "payload", payload);
  return "seal-broken";
}

static const char *
add_space (Parts *parts)
{
  const char *payload = json_object_get_string_member (parts->container, "payload");
  const char *comma = strchr (payload, ',');
  g_autofree char *changed = NULL;

  g_assert_nonnull (comma);
  changed = g_strdup_printf ("%.*s %s", (int) (comma + 1 - payload), payload, comma + 1);
  json_object_set_string_member (parts->container, "payload", changed);
  return "seal-broken";
}

/* Another certificate, one that lies in the file anyhow. */
static const char *
swap_certificate (Parts *parts)
{
  JsonArray *properties =
      json_object_get_array_member (json_object_get_object_member (parts->seal, "header"), "etsiU");
  JsonArray *chain = json_object_get_array_member (json_node_get_object (parts->header), "x5c");

  for (unsigned int i = 0; i < json_array_get_length (properties); i++)
    {
      g_autofree char *text = decode (json_array_get_string_element (properties, i));
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      JsonObject *object = json_node_get_object (node);

      if (!json_object_has_member (object, "xVals"))
        continue;
      object = json_array_get_object_element (json_object_get_array_member (object, "xVals"), 1);
      object = json_object_get_object_member (object, "x509Cert");
      json_array_remove_element (chain, 0);
      json_array_add_string_element (chain, json_object_get_string_member (object, "val"));
    }
  put_header_back (parts);
  return "certificate-digest-mismatch";
}

static const char *
add_critical (Parts *parts)
{
  json_array_add_string_element (json_object_get_array_member (json_node_get_object (parts->header),
                                                               "crit"),
                                 "madeUp");
  json_object_set_string_member (json_node_get_object (parts->header), "madeUp", "x");
  put_header_back (parts);
  return "seal-critical-header";
}

static const char *
move_time (Parts *parts)
{
  json_object_set_string_member (json_node_get_object (parts->header), "sigT",
                                 "2040-01-01T00:00:00Z");
  put_header_back (parts);
  return "certificate-not-valid-then";
}

/* The signature is a text of base64url. */
static const char *
flip_signature (Parts *parts)
{
  g_autofree char *signature = g_strdup (json_object_get_string_member (parts->seal, "signature"));

  signature[10] = signature[10] == 'A' ? 'B' : 'A';
  json_object_set_string_member (parts->seal, "signature", signature);
  return "seal-broken";
}

static const char *
truncate_signature (Parts *parts)
{
  g_autofree char *signature = g_strdup (json_object_get_string_member (parts->seal, "signature"));

  signature[strlen (signature) / 4 * 4 - 4] = '\0';
  json_object_set_string_member (parts->seal, "signature", signature);
  return "seal-broken";
}

static const char *
extend_signature (Parts *parts)
{
  const char *signature = json_object_get_string_member (parts->seal, "signature");
  g_autofree char *longer = g_strconcat ("AAAA", signature, NULL);

  json_object_set_string_member (parts->seal, "signature", longer);
  return "seal-broken";
}

static const char *
drop_signature (Parts *parts)
{
  json_object_remove_member (parts->seal, "signature");
  return "seal-broken";
}

static const char *
use_no_algorithm (Parts *parts)
{
  json_object_set_string_member (json_node_get_object (parts->header), "alg", "none");
  put_header_back (parts);
  return "jws-algorithm-refused";
}

static const char *
use_shared_secret (Parts *parts)
{
  json_object_set_string_member (json_node_get_object (parts->header), "alg", "HS256");
  put_header_back (parts);
  return "jws-algorithm-refused";
}

static const char *
use_other_algorithm (Parts *parts)
{
  json_object_set_string_member (json_node_get_object (parts->header), "alg", "ES256");
  put_header_back (parts);
  return "key-mismatch";
}

static const char *
drop_certificate (Parts *parts)
{
  json_object_remove_member (json_node_get_object (parts->header), "x5c");
  put_header_back (parts);
  return "jws-no-key";
}

static const char *
damage_header (Parts *parts)
{
  json_object_set_string_member (parts->seal, "protected", "bm8ganNvbg");
  return "seal-malformed";
}

static void
test_broken (gconstpointer data)
{
  Break break_it = (Break) (uintptr_t) data;
  g_autofree char *folder = lapel_test_conformance ("elm");

  if (folder == NULL)
    return;
  for (unsigned int i = 0; i < G_N_ELEMENTS (sealed_files); i++)
    {
      Parts parts;
      g_autoptr (LapelReport) whole = NULL;
      g_autoptr (LapelReport) report = NULL;
      const char *code;

      g_test_message ("%s", sealed_files[i]);
      take_apart (folder, sealed_files[i], &parts);
      whole = verify_parts (&parts);
      g_assert_cmpint (lapel_report_get_verdict (whole), ==, LAPEL_VERDICT_UNDECIDED);
      code = break_it (&parts);
      report = verify_parts (&parts);
      g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
      g_assert_true (has_failed (report, code));
      g_assert_false (has_code (report, "seal-authority-unknown"));
      clear_parts (&parts);
    }
}

/* What is not protected may be taken off, and then less can be said. */
static void
test_without_embedded_values (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelReport) report = NULL;
  Parts parts;

  if (folder == NULL)
    return;
  take_apart (folder, "mc-annex1-sealed.jsonld", &parts);
  json_object_remove_member (parts.seal, "header");
  report = verify_parts (&parts);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_true (has_code (report, "certificate-issuer-missing"));
  g_assert_true (has_code (report, "seal-authority-unknown"));
  clear_parts (&parts);
}

/* A second seal is looked at as well, and a broken one is not hidden by a good one. */
static void
test_two_seals (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelReport) report = NULL;
  Parts parts, other;

  if (folder == NULL)
    return;
  take_apart (folder, "mc-annex1-sealed.jsonld", &parts);
  take_apart (folder, "participation-sealed.jsonld", &other);
  json_array_add_object_element (json_object_get_array_member (parts.container, "signatures"),
                                 json_object_ref (other.seal));
  report = verify_parts (&parts);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_true (has_code (report, "seal-authority-unknown"));
  g_assert_true (has_failed (report, "seal-broken"));
  clear_parts (&parts);
  clear_parts (&other);
}

static void
test_flattened (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelReport) report = NULL;
  Parts parts;

  if (folder == NULL)
    return;
  take_apart (folder, "mc-annex1-sealed.jsonld", &parts);
  json_object_ref (parts.seal);
  for (unsigned int i = 0; i < 3; i++)
    {
      static const char *const members[] = { "protected", "signature", "header" };

      json_object_set_member (parts.container, members[i],
                              json_object_dup_member (parts.seal, members[i]));
    }
  json_object_unref (parts.seal);
  json_object_remove_member (parts.container, "signatures");
  report = verify_parts (&parts);
  g_assert_true (has_code (report, "seal-authority-unknown"));
  clear_parts (&parts);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    Break break_it;
  } breaks[] = {
    { "/elm-seals/character-changed", change_character },
    { "/elm-seals/space-added", add_space },
    { "/elm-seals/certificate-swapped", swap_certificate },
    { "/elm-seals/critical-name-unknown", add_critical },
    { "/elm-seals/time-moved", move_time },
    { "/elm-seals/signature-flipped", flip_signature },
    { "/elm-seals/signature-truncated", truncate_signature },
    { "/elm-seals/signature-extended", extend_signature },
    { "/elm-seals/signature-absent", drop_signature },
    { "/elm-seals/algorithm-none", use_no_algorithm },
    { "/elm-seals/algorithm-shared-secret", use_shared_secret },
    { "/elm-seals/algorithm-of-other-key", use_other_algorithm },
    { "/elm-seals/no-certificate", drop_certificate },
    { "/elm-seals/header-damaged", damage_header },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elm-seals/conformance", test_conformance);
  for (unsigned int i = 0; i < G_N_ELEMENTS (breaks); i++)
    g_test_add_data_func (breaks[i].path, (gconstpointer) (uintptr_t) breaks[i].break_it,
                          test_broken);
  g_test_add_func ("/elm-seals/without-embedded-values", test_without_embedded_values);
  g_test_add_func ("/elm-seals/two-seals", test_two_seals);
  g_test_add_func ("/elm-seals/flattened", test_flattened);
  return g_test_run ();
}
