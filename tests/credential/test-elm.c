/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential.h"
#include "lapel-error.h"
#include "lapel-test.h"

#include <string.h>

/* European Digital Credentials as data: what the model says of each published sample, and of small
 * ones made here. */

/** What the README of the samples, and the samples themselves, say. */
typedef struct
{
  const char *file;
  const char *title;
  const char *language;
  const char *issuer;
  const char *awarder;
  const char *holder;
  const char *awarded;
  LapelKind kind;
  gboolean participation;
  double ects;
  int eqf;
  uint32_t n_alignments;
  uint32_t n_results;
  const char *result;
  uint32_t n_pages;
  const char *page_type;
} Sample;

static const Sample samples[] = {
  { "mc-annex1-unsealed.jsonld", "Digital micro-credential creation", "en", "University of Zed",
    "University of Zed", "Ana Andromeda", "2022-12-31T23:00:00Z", LAPEL_KIND_MICRO_CREDENTIAL,
    FALSE, 2, 6, 6, 1, "Pass", 1, "data:image/jpeg;base64,/9j/" },
  { "mc-annex1-unsealed-wrapped.json", "Digital micro-credential creation", "en",
    "University of Zed", "University of Zed", "Ana Andromeda", "2022-12-31T23:00:00Z",
    LAPEL_KIND_MICRO_CREDENTIAL, FALSE, 2, 6, 6, 1, "Pass", 1, "data:image/jpeg;base64,/9j/" },
  { "participation-unsealed.jsonld", "EDC Updates Webinar", "en",
    "European Digital Credentials for Learning Support Team",
    "European Digital Credentials for Learning Support Team", "Ana Andromeda",
    "2023-06-28T14:30:00Z", LAPEL_KIND_CERTIFICATE, TRUE, 0, 0, 0, 0, NULL, 1,
    "data:image/jpeg;base64,/9j/" },
  { "minimal-expired-unsealed.jsonld", "some kind of learning achievement", "en", "some legal name",
    "some legal name of the organistion", "Max Power", "2010-01-01T00:00:00Z",
    LAPEL_KIND_CERTIFICATE, FALSE, 0, 0, 0, 0, NULL, 0, NULL },
  /* Four pages of each language, called JPEG; they are PNG. */
  { "mc-bilingual-mandated-unsealed.json", "Title of your learning achievement", "en",
    "Velocert OÜ", "NETIS d.o.o.", "Joe Doe", "2026-01-12T07:12:23Z", LAPEL_KIND_MICRO_CREDENTIAL,
    FALSE, 5, 6, 4, 1, "19", 4, "data:image/png;base64,iVBOR" },
  { "converted-elmo-und.json", "Lääketieteellinen perusta", "fi", NULL,
    "Centria-ammattikorkeakoulu", "Kaisa Barbara Keränen", "2015-07-31T00:00:00Z",
    LAPEL_KIND_MICRO_CREDENTIAL, FALSE, 5, 5, 0, 1, "4", 1, "data:image/jpeg;base64,/9j/" },
};

static LapelCredential *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return credential;
}

static LapelCredential *
parse_sample (const char *folder,
              const char *file)
{
  size_t length = 0;
  char *text = lapel_test_read (folder, file, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return credential;
}

static const char *
find_grade (const LapelCredential *credential)
{
  for (uint32_t i = 0; i < credential->n_results; i++)
    if (credential->results[i].value != NULL)
      return credential->results[i].value;
  return NULL;
}

static void
assert_pages (const LapelCredential *credential,
              const Sample          *sample)
{
  uint32_t n = 0;

  while (credential->pages != NULL && credential->pages[n] != NULL)
    g_assert_true (g_str_has_prefix (credential->pages[n++], sample->page_type));
  g_assert_cmpuint (n, ==, sample->n_pages);
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelCredential) credential = NULL;
  g_autofree char *awarded = NULL;

  if (folder == NULL)
    return;
  credential = parse_sample (folder, sample->file);
  awarded = lapel_time_format (credential->awarded);
  g_assert_cmpint (credential->format, ==, LAPEL_FORMAT_ELM3);
  g_assert_cmpint (credential->securing, ==, LAPEL_SECURING_NONE);
  g_assert_cmpstr (credential->title, ==, sample->title);
  g_assert_cmpstr (credential->language, ==, sample->language);
  g_assert_cmpstr (credential->issuer.name, ==, sample->issuer);
  g_assert_cmpstr (credential->awarder.name, ==, sample->awarder);
  g_assert_cmpstr (credential->subject_name, ==, sample->holder);
  g_assert_cmpstr (awarded, ==, sample->awarded);
  g_assert_cmpint (credential->kind, ==, sample->kind);
  g_assert_cmpint (credential->participation, ==, sample->participation);
  g_assert_cmpfloat (credential->ects, ==, sample->ects);
  g_assert_cmpint (credential->eqf, ==, sample->eqf);
  g_assert_cmpuint (credential->n_alignments, ==, sample->n_alignments);
  g_assert_cmpuint (credential->n_results, ==, sample->n_results);
  g_assert_cmpstr (find_grade (credential), ==, sample->result);
  assert_pages (credential, sample);
}

static void
test_details (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelCredential) credential = NULL;

  if (folder == NULL)
    return;
  credential = parse_sample (folder, "mc-annex1-unsealed.jsonld");
  g_assert_cmpstr (credential->achievement_type, ==, "Short learning programme");
  g_assert_cmpstr (credential->alignments[0].framework, ==, "ESCO");
  g_assert_cmpstr (credential->alignments[0].name, ==, "stimulate creativity in the team");
  g_assert_cmpstr (credential->alignments[0].url, ==,
                   "http://data.europa.eu/esco/skill/ccdf3597-5c80-410f-896d-e1bdfa223de9");
  g_assert_cmpstr (credential->alignments[4].framework, ==, "DigComp");
  g_assert_cmpstr (credential->results[0].name, ==, "Digital artefact assessment");
  g_assert_cmpstr (credential->results[0].type, ==, "artefact assessment");
  g_assert_cmpstr (credential->tags[0], ==, "Personal skills and development");
  g_assert_cmpstr (credential->awarder.id, ==, "vat:IRL:654321");
  g_assert_true (g_str_has_prefix (credential->awarder.image, "data:image/png;base64,"));
  g_assert_cmpstr (credential->recipients[0].type, ==, "emailAddress");
  g_assert_cmpstr (credential->recipients[0].identity, ==, "mailto:ana.andromeda@email.com");
}

/* Concepts that somebody made up, and a holder's key. */
static void
test_pilot_details (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autoptr (LapelCredential) credential = NULL;

  if (folder == NULL)
    return;
  credential = parse_sample (folder, "mc-bilingual-mandated-unsealed.json");
  g_assert_cmpstr (credential->alignments[0].name, ==, "Game theory");
  g_assert_null (credential->alignments[0].url);
  g_assert_cmpstr (credential->achievement_type, ==, "MicroCredential");
  g_assert_cmpstr (credential->recipients[1].type, ==, LAPEL_RECIPIENT_KEY);
  g_assert_true (g_str_has_prefix (credential->recipients[1].identity, "did:key:zDn"));
  g_assert_cmpuint (credential->n_evidence, ==, 1);
  g_assert_true (g_str_has_prefix (credential->evidence[0].narrative, "Velocert OU has verified"));
}

#define EDC(members)                                                                               \
  "{\"type\": [\"VerifiableCredential\", \"EuropeanDigitalCredential\"], " members "}"
#define CLAIM(members) "{\"type\": \"LearningAchievement\", " members "}"

/* Of one achievement its own name is the title, of several what the whole is called. */
static void
test_several_claims (void)
{
  g_autoptr (LapelCredential) credential = parse (EDC (
      "\"displayParameter\": {\"title\": {\"en\": \"Transcript of records\"}}, "
      "\"credentialSubject\": {\"hasClaim\": [" CLAIM (
          "\"title\": {\"en\": \"Algebra\"}, \"creditReceived\": {\"framework\": "
          "{\"notation\": \"ECTS\"}, \"point\": \"5\"}") ", " CLAIM ("\"title\": {\"en\": "
                                                                     "\"Geometry\"}, "
                                                                     "\"creditReceived\": "
                                                                     "{\"framework\": "
                                                                     "{\"notation\": \"ECTS\"}, "
                                                                     "\"point\": \"2.5\"}, "
                                                                     "\"provenBy\": "
                                                                     "{\"grade\": "
                                                                     "{\"noteLiteral\": {\"en\": "
                                                                     "\"B\"}}}") "]}"));

  g_assert_cmpstr (credential->title, ==, "Transcript of records");
  g_assert_cmpint (credential->kind, ==, LAPEL_KIND_TRANSCRIPT);
  g_assert_cmpfloat (credential->ects, ==, 7.5);
  g_assert_cmpuint (credential->n_results, ==, 2);
  g_assert_cmpstr (credential->results[0].name, ==, "Geometry");
  g_assert_cmpstr (find_grade (credential), ==, "B");
}

/* Whole and parts both carry credits; those of the whole count. */
static void
test_parts_are_not_counted_twice (void)
{
  static const char part[] = CLAIM ("\"title\": {\"en\": \"Part\"}, \"creditReceived\": "
                                    "{\"framework\": {\"notation\": \"ECTS\"}, \"point\": 3}");
  g_autofree char *text =
      g_strdup_printf (EDC ("\"credentialSubject\": {\"hasClaim\": " CLAIM (
                           "\"title\": {\"en\": \"Whole\"}, \"creditReceived\": {\"framework\": "
                           "{\"notation\": "
                           "\"ECTS\"}, \"point\": \"5\"}, \"hasPart\": [%s, %s]") "}"),
                       part, part);
  g_autofree char *silent =
      g_strdup_printf (EDC ("\"credentialSubject\": {\"hasClaim\": " CLAIM (
                           "\"title\": {\"en\": \"Whole\"}, \"hasPart\": [%s, %s]") "}"),
                       part, part);
  g_autoptr (LapelCredential) credential = parse (text);
  g_autoptr (LapelCredential) without = parse (silent);

  g_assert_cmpfloat (credential->ects, ==, 5);
  g_assert_cmpuint (credential->n_results, ==, 2);
  g_assert_cmpstr (credential->results[1].name, ==, "Part");
  g_assert_cmpfloat (without->ects, ==, 6);
}

/* The primary language, else English, else undetermined, else the first; keys may be padded. */
static void
test_languages (void)
{
#define TITLE(map, display)                                                                        \
  EDC ("\"displayParameter\": {" display                                                           \
       "}, \"credentialSubject\": {\"hasClaim\": " CLAIM ("\"title\": " map) "}")
#define GERMAN                                                                                     \
  "\"primaryLanguage\": "                                                                          \
  "{\"id\": \"http://publications.europa.eu/resource/authority/language/DEU\"}"
  static const char *const cases[][3] = {
    { TITLE ("{\"en\": \"Sum\", \"de\": \"Summe\"}", GERMAN), "Summe", "de" },
    { TITLE ("{\"fr\": \"Somme\", \"en \": \"Sum\"}", GERMAN), "Sum", "en" },
    { TITLE ("{\"fr\": \"Somme\", \"en-GB\": [\"Sum\", \"Total\"]}", ""), "Sum", "en-GB" },
    { TITLE ("{\"fr\": \"Somme\", \"und\": \"?\"}", ""), "?", NULL },
    { TITLE ("{\"fi\": \"Summa\", \"sv\": \"Summan\"}", ""), "Summa", "fi" },
    { TITLE ("\"Sum\"", GERMAN), "Sum", "de" },
    { TITLE ("[{\"sq\": \"Shuma\"}]", ""), "Shuma", "sq" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LapelCredential) credential = parse (cases[i][0]);

      g_assert_cmpstr (credential->title, ==, cases[i][1]);
      g_assert_cmpstr (credential->language, ==, cases[i][2]);
    }
}

/* Members of any shape: nothing here may make reading fail. */
static void
test_odd_shapes (void)
{
  static const char *const texts[] = {
    EDC ("\"id\": 7"),
    EDC ("\"credentialSubject\": [null, 3, {\"hasClaim\": [[], {}, 1]}]"),
    EDC ("\"credentialSubject\": {\"hasClaim\": {\"type\": 5, \"title\": {\"en\": {}}}}"),
    EDC ("\"displayParameter\": [{\"individualDisplay\": {\"displayDetail\": [{\"page\": \"x\", "
         "\"image\": {\"content\": \"iVBORw0KGgo<script>\"}}, null]}}]"),
    EDC ("\"credentialSubject\": {\"hasClaim\": {\"type\": \"LearningAchievement\", "
         "\"creditReceived\": {\"framework\": {\"notation\": \"ECTS\"}, \"point\": \"1e9\"}, "
         "\"specifiedBy\": {\"eqfLevel\": {\"id\": \"http://data.europa.eu/snb/eqf/66\"}}}}"),
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LapelCredential) credential = parse (texts[i]);

      g_assert_cmpstr (credential->title, ==, "EuropeanDigitalCredential");
      g_assert_null (credential->pages);
      g_assert_cmpfloat (credential->ects, ==, 0);
      g_assert_cmpint (credential->eqf, ==, 0);
      g_assert_null (credential->id);
    }
}

/* Ids of the document's own mean something else in the next one: nobody may be trusted by them. */
static void
test_local_ids (void)
{
  g_autoptr (LapelCredential) credential =
      parse (EDC ("\"id\": \"urn:credential:1\", \"issuer\": {\"id\": \"urn:epass:org:1\", "
                  "\"legalName\": {\"en\": \"Anybody\"}}, \"credentialSubject\": "
                  "{\"id\": \"urn:epass:person:1\", \"hasClaim\": " CLAIM (
                      "\"specifiedBy\": {\"id\": \"urn:epass:qualification:1\"}") "}"));

  g_assert_cmpstr (credential->id, ==, "urn:credential:1");
  g_assert_null (credential->issuer.id);
  g_assert_cmpstr (credential->issuer.name, ==, "Anybody");
  g_assert_null (credential->subject_id);
  g_assert_null (credential->achievement_id);
  g_assert_cmpuint (credential->n_recipients, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/elm/sample/", samples[i].file, NULL);

      g_test_add_data_func (path, &samples[i], test_sample);
    }
  g_test_add_func ("/elm/details", test_details);
  g_test_add_func ("/elm/pilot-details", test_pilot_details);
  g_test_add_func ("/elm/several-claims", test_several_claims);
  g_test_add_func ("/elm/parts-are-not-counted-twice", test_parts_are_not_counted_twice);
  g_test_add_func ("/elm/languages", test_languages);
  g_test_add_func ("/elm/odd-shapes", test_odd_shapes);
  g_test_add_func ("/elm/local-ids", test_local_ids);
  return g_test_run ();
}
