/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-document.h"
#include "lapel-progress.h"
#include "lapel-test.h"
#include "lapel-verify.h"

#include <string.h>

#define DAY    "2026-11-22T00:00:00Z"
#define HOLDER "sample.teacher@example.org"

/* What each sample is there to show, on that day. */
typedef struct
{
  const char *file;
  const char *suite; /* a member of its signature row */
  LapelSecuring securing;
  LapelVerdict verdict;
  LapelStates states;
} Expected;

static const Expected samples[] = {
  { "module-1.json", "eddsa-rdfc-2022", LAPEL_SECURING_EMBEDDED, LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED },
  { "module-2.png", "eddsa-jcs-2022", LAPEL_SECURING_EMBEDDED, LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED },
  { "module-3.jwt", "EdDSA", LAPEL_SECURING_JWT, LAPEL_VERDICT_VERIFIED, LAPEL_STATE_VERIFIED },
  { "module-4.png", "eddsa-rdfc-2022", LAPEL_SECURING_EMBEDDED, LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED },
  { "module-5.json", "Ed25519Signature2020", LAPEL_SECURING_EMBEDDED, LAPEL_VERDICT_NOT_CURRENT,
    LAPEL_STATE_EXPIRED },
  { "pedagogical-mentor.json", "eddsa-rdfc-2022", LAPEL_SECURING_EMBEDDED, LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED },
  { "micro-credential.jwt", "RS256", LAPEL_SECURING_JWT, LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED },
};

/* The folder with the samples and the one with the pathways; set once in main (). */
static const char *samples_folder;
static const char *pathways_folder;

static LapelTime
day (void)
{
  LapelTime time = LAPEL_TIME_NONE;

  g_assert_true (lapel_time_parse (DAY, &time, NULL, NULL));
  return time;
}

static GBytes *
read_text (const char *file)
{
  size_t length;
  char *data = lapel_test_read (samples_folder, file, &length);
  g_autoptr (GBytes) input = g_bytes_new_take (data, length);
  g_autoptr (GPtrArray) found = lapel_document_open (input, NULL);
  const LapelDocument *document = g_ptr_array_index (found, 0);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_no_error (document->error);
  g_assert_null (document->note);
  return g_bytes_ref (document->text);
}

static LapelCredential *
parse (GBytes *text)
{
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (text, &error);

  g_assert_no_error (error);
  return credential;
}

static LapelReport *
verify (LapelCredential *credential,
        const char      *identity)
{
  const char *const identities[] = { identity, NULL };
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  LapelVerifyOptions options = { .now = day (), .identities = identities };

  return lapel_credential_verify (credential, workspace, &options);
}

static gboolean
names_suite (const LapelReport *report,
             const char        *suite)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->outcome == LAPEL_OUTCOME_PASSED &&
          g_strcmp0 (lapel_check_get (check, "suite"), suite) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_verdict (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (GBytes) text = read_text (expected->file);
  g_autoptr (LapelCredential) credential = parse (text);
  g_autoptr (LapelReport) report = verify (credential, HOLDER);

  g_assert_cmpint (credential->format, ==, LAPEL_FORMAT_OB3);
  g_assert_cmpint (credential->securing, ==, expected->securing);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, expected->verdict);
  g_assert_cmpuint (lapel_report_get_states (report), ==, expected->states);
  g_assert_cmpuint (lapel_report_get_notes (report)->len, ==, 0);
  g_assert_true (names_suite (report, expected->suite));
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), ==,
                   LAPEL_OUTCOME_PASSED);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_CONFORMS), ==,
                   LAPEL_OUTCOME_PASSED);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_YOURS), ==,
                   LAPEL_OUTCOME_PASSED);
}

static void
test_someone_else (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (GBytes) text = read_text (expected->file);
  g_autoptr (LapelCredential) credential = parse (text);
  g_autoptr (LapelReport) report = verify (credential, "another.teacher@example.org");

  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_YOURS), ==,
                   LAPEL_OUTCOME_FAILED);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, expected->verdict);
}

/* One letter of the first name in JSON, one character in the middle of a token. */
static void
test_changed (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (GBytes) text = read_text (expected->file);
  size_t length;
  const char *original = g_bytes_get_data (text, &length);
  g_autofree char *copy = g_strndup (original, length);
  char *place = expected->securing == LAPEL_SECURING_JWT ? strrchr (copy, '.') + 40
                                                         : strstr (copy, "\"name\"") + 11;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (LapelCredential) credential = NULL;
  g_autoptr (LapelReport) report = NULL;

  *place = *place == 'x' ? 'y' : 'x';
  changed = g_bytes_new (copy, length);
  credential = parse (changed);
  report = verify (credential, HOLDER);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
}

/* Whether @data is a PNG in a data: URI. */
static gboolean
is_picture (const char *uri)
{
  const char *prefix = "data:image/png;base64,";
  g_autofree guchar *png = NULL;
  size_t length;

  if (uri == NULL || !g_str_has_prefix (uri, prefix))
    return FALSE;
  png = g_base64_decode (uri + strlen (prefix), &length);
  return length > 8 && memcmp (png, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static void
test_picture (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (GBytes) text = read_text (expected->file);
  g_autoptr (LapelCredential) credential = parse (text);

  if (g_str_has_suffix (expected->file, ".png"))
    g_assert_null (credential->image);
  else
    g_assert_true (is_picture (credential->image));
}

static void
test_facts (void)
{
  g_autoptr (GBytes) text = read_text ("micro-credential.jwt");
  g_autoptr (LapelCredential) credential = parse (text);

  g_assert_cmpint (credential->kind, ==, LAPEL_KIND_MICRO_CREDENTIAL);
  g_assert_cmpfloat (credential->ects, ==, 5);
  g_assert_cmpint (credential->eqf, ==, 7);
  g_assert_cmpuint (credential->n_results, ==, 1);
  g_assert_cmpstr (credential->results[0].value, ==, "87");
  g_assert_cmpstr (credential->issuer.name, ==, "Sample University of Education");
  g_assert_cmpstr (credential->tags[0], ==, "assessment");
  g_assert_cmpstr (credential->alignments[0].framework, ==, "DigCompEdu");
  g_assert_cmpstr (credential->alignments[0].code, ==, "4.1");
}

static LapelPathway *
read_pathway (const char *file)
{
  g_autoptr (GError) error = NULL;
  size_t length;
  g_autofree char *text = lapel_test_read (pathways_folder, file, &length);
  LapelPathway *pathway = lapel_pathway_parse (text, length, &error);

  g_assert_no_error (error);
  return pathway;
}

/* Every sample but @left_out, as the wallet hands them to pathways; entry is the index in samples.
 */
static LapelProgress *
measure (const LapelPathway *pathway,
         const char         *left_out)
{
  g_autoptr (GPtrArray) credentials =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_credential_unref);
  LapelHolding holdings[G_N_ELEMENTS (samples)];
  size_t n = 0;

  for (unsigned int i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) text = read_text (samples[i].file);
      LapelCredential *credential = parse (text);
      g_autoptr (LapelReport) report = verify (credential, HOLDER);

      g_ptr_array_add (credentials, credential);
      if (g_strcmp0 (samples[i].file, left_out) == 0)
        continue;
      holdings[n++] = (LapelHolding){
        .entry = i,
        .title = credential->title,
        .issuer_id = credential->issuer.id,
        .issuer_name = credential->issuer.name,
        .achievement_id = credential->achievement_id,
        .achievement_type = credential->achievement_type,
        .awarded = credential->awarded,
        .valid_until = credential->valid_until,
        .verdict = lapel_report_get_verdict (report),
        .authentic = lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC),
        .issuer = lapel_report_get_outcome (report, LAPEL_QUESTION_ISSUER),
      };
    }
  return lapel_progress_new (pathway, holdings, n, day ());
}

static void
test_entrepreneur (void)
{
  g_autoptr (LapelPathway) pathway = read_pathway ("entrepreneur.lapel-pathway.json");
  g_autoptr (LapelProgress) before = measure (pathway, "module-4.png");
  g_autoptr (LapelProgress) after = measure (pathway, NULL);

  g_assert_cmpuint (before->done, ==, 3);
  g_assert_cmpuint (before->total, ==, 6);
  g_assert_cmpuint (after->done, ==, 4);
  g_assert_cmpuint (after->total, ==, 6);
  g_assert_cmpint (after->state, ==, LAPEL_PROGRESS_PARTLY);
}

/* Module 5 is there and does not count; module 6 is not there. */
static void
test_what_is_missing (void)
{
  g_autoptr (LapelPathway) pathway = read_pathway ("entrepreneur.lapel-pathway.json");
  g_autoptr (LapelProgress) progress = measure (pathway, NULL);
  const LapelProgress *fifth = g_ptr_array_index (progress->of, 4);
  const LapelProgress *sixth = g_ptr_array_index (progress->of, 5);
  const LapelMatch *match;

  g_assert_cmpint (fifth->state, ==, LAPEL_PROGRESS_OPEN);
  g_assert_cmpuint (fifth->matches->len, ==, 1);
  match = &g_array_index (fifth->matches, LapelMatch, 0);
  g_assert_cmpstr (samples[match->entry].file, ==, "module-5.json");
  g_assert_cmpint (match->reason, ==, LAPEL_REASON_EXPIRED);
  g_assert_cmpuint (sixth->matches->len, ==, 0);
}

static void
test_mentor (void)
{
  g_autoptr (LapelPathway) pathway = read_pathway ("mentor.lapel-pathway.json");
  g_autoptr (LapelProgress) progress = measure (pathway, NULL);

  g_assert_cmpuint (progress->done, ==, 1);
  g_assert_cmpuint (progress->total, ==, 1);
  g_assert_cmpint (progress->state, ==, LAPEL_PROGRESS_MET);
}

static void
test_owner (void)
{
  g_autoptr (GBytes) text = read_text ("module-1.json");
  g_autoptr (LapelCredential) credential = parse (text);
  g_autoptr (LapelPathway) entrepreneur = read_pathway ("entrepreneur.lapel-pathway.json");
  g_autoptr (LapelPathway) mentor = read_pathway ("mentor.lapel-pathway.json");

  g_assert_cmpstr (lapel_pathway_get_owner_ids (entrepreneur)[0], ==, credential->issuer.id);
  g_assert_cmpstr (lapel_pathway_get_owner_ids (mentor)[0], ==, credential->issuer.id);
}

static void
add_cases (const char    *group,
           GTestDataFunc  function)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/samples/%s/%s", group, samples[i].file);

      g_test_add_data_func (path, &samples[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  samples_folder = argv[1];
  pathways_folder = argv[2];

  add_cases ("verdict", test_verdict);
  add_cases ("someone-else", test_someone_else);
  add_cases ("changed", test_changed);
  add_cases ("picture", test_picture);
  g_test_add_func ("/samples/facts", test_facts);
  g_test_add_func ("/samples/pathways/entrepreneur", test_entrepreneur);
  g_test_add_func ("/samples/pathways/what-is-missing", test_what_is_missing);
  g_test_add_func ("/samples/pathways/mentor", test_mentor);
  g_test_add_func ("/samples/pathways/owner", test_owner);
  return g_test_run ();
}
