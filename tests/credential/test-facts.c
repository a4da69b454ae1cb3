/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts.h"
#include "lapel-test.h"

#include <string.h>

/* What each format is read into. A fact is described in one line, so that a whole table of the
 * expected can be read beside the file it was taken from: "STATE: VALUE | VALUE". */

static const char *const english[] = { "en", NULL };

static LapelCredential *
parse (const char *text,
       size_t      length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return credential;
}

static LapelFacts *
facts_of (const char        *text,
          const char *const *languages)
{
  g_autoptr (LapelCredential) credential = parse (text, strlen (text));

  return lapel_facts_new (credential, languages);
}

/* (nullable): where there is no data */
static LapelFacts *
facts_of_file (const char        *folder,
               const char        *file,
               const char *const *languages)
{
  g_autofree char *path = lapel_test_conformance (folder);
  size_t length = 0;
  g_autofree char *text = path != NULL ? lapel_test_read (path, file, &length) : NULL;
  g_autoptr (LapelCredential) credential = text != NULL ? parse (text, length) : NULL;

  return credential != NULL ? lapel_facts_new (credential, languages) : NULL;
}

static void
describe_flags (GString      *out,
                unsigned int  flags)
{
  static const char marks[] = "?~!>zh*";

  for (unsigned int i = 0; marks[i] != '\0'; i++)
    if (flags & (1u << i))
      g_string_append_c (out, marks[i]);
}

static void
describe_value (GString              *out,
                const LapelFactValue *value)
{
  const LapelDuration *d = &value->duration;

  switch (value->type)
    {
    case LAPEL_FACT_TYPE_CREDITS:
      g_string_append_printf (out, "%g %s", value->number, lapel_fact_unit_to_string (value->unit));
      break;
    case LAPEL_FACT_TYPE_DURATION:
      g_string_append_printf (out, "%s=%u-%u-%u/%u:%u:%u", value->stated, d->years, d->months,
                              d->days, d->hours, d->minutes, d->seconds);
      break;
    case LAPEL_FACT_TYPE_LEVEL:
      g_string_append_printf (out, "eqf %g", value->number);
      break;
    case LAPEL_FACT_TYPE_TERM:
      g_string_append (out, lapel_fact_term_to_string (value->term));
      break;
    case LAPEL_FACT_TYPE_DATE:
      g_string_append_printf (out, "%s=%s", value->stated, value->day != NULL ? value->day : "");
      break;
    case LAPEL_FACT_TYPE_COUNTRY:
      g_string_append_printf (out, "%s=%s", value->stated, value->code != NULL ? value->code : "");
      break;
    case LAPEL_FACT_TYPE_GRADE:
    case LAPEL_FACT_TYPE_IDENTITY:
    case LAPEL_FACT_TYPE_LINK:
    case LAPEL_FACT_TYPE_TEXT:
    default:
      g_string_append (out, value->stated);
    }
  describe_flags (out, value->flags);
}

static char *
describe (const LapelFact *fact)
{
  GString *out = g_string_new (lapel_fact_state_to_string (fact->state));

  for (uint32_t i = 0; i < fact->n_values; i++)
    {
      g_string_append (out, i == 0 ? ": " : " | ");
      describe_value (out, &fact->values[i]);
    }
  return g_string_free (out, FALSE);
}

static void
assert_fact (const LapelFacts *facts,
             LapelFactName     name,
             const char       *expected)
{
  g_autofree char *found = describe (lapel_facts_get (facts, name));

  g_test_message ("%s", lapel_fact_name_to_string (name));
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_facts (const LapelFacts  *facts,
              const char *const  expected[LAPEL_N_FACTS],
              unsigned int       stated)
{
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    assert_fact (facts, (LapelFactName) i, expected[i]);
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, stated);
}

static void
test_annex1 (void)
{
  static const char *const expected[LAPEL_N_FACTS] = {
    [LAPEL_FACT_LEARNER] = "stated: Ana Andromeda | ana.andromeda@email.com",
    [LAPEL_FACT_TITLE] = "stated: Digital micro-credential creation",
    [LAPEL_FACT_COUNTRY] = "stated: Ireland=IE | Dublin city",
    [LAPEL_FACT_AWARDING_BODY] = "stated: University of Zed",
    [LAPEL_FACT_LEARNING_OUTCOMES] =
        "stated: Communication, collaboration and creativity | Developing digital content",
    [LAPEL_FACT_WORKLOAD] = "stated: 2 ects | PT60H=0-0-0/60:0:0 | P60M=0-60-0/0:0:0!",
    [LAPEL_FACT_LEVEL] = "stated: eqf 6 | RQF Level 6",
    [LAPEL_FACT_ASSESSMENT] = "stated: artefact~ | Digital artefact assessment",
    [LAPEL_FACT_PARTICIPATION] = "stated: blended",
    [LAPEL_FACT_QUALITY_ASSURANCE] = "not-stated",
    [LAPEL_FACT_PREREQUISITES] = "stated: The learner needs to have an EDC Online Credential "
                                 "Builder account, that requires an EU Login ID.",
    [LAPEL_FACT_SUPERVISION] = "stated: unsupervised-unchecked",
    [LAPEL_FACT_GRADE] = "stated: Pass",
    [LAPEL_FACT_STACKABILITY] = "stated: stand-alone",
    [LAPEL_FACT_FURTHER_INFORMATION] = "not-stated",
    [LAPEL_FACT_DATE] = "stated: 2022-12-31T23:00:00Z=2023-01-01>",
  };
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "mc-annex1-unsealed.jsonld", english);

  if (facts == NULL)
    return;
  assert_facts (facts, expected, 10);
  g_assert_cmpstr (lapel_facts_get_language (facts), ==, "en");
}

static void
test_wrapped (void)
{
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "mc-annex1-unsealed-wrapped.json", english);

  if (facts == NULL)
    return;
  assert_fact (facts, LAPEL_FACT_LEARNER, "stated: Ana Andromeda | ana.andromeda.4edc@gmail.com");
  assert_fact (facts, LAPEL_FACT_AWARDING_BODY, "stated: University of Zed");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 10);
}

static void
test_annex1_competences (void)
{
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "mc-annex1-unsealed.jsonld", english);
  const LapelCompetence *competences;
  uint32_t n = 0;

  if (facts == NULL)
    return;
  competences = lapel_facts_get_competences (facts, &n);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpint (competences[0].framework, ==, LAPEL_FRAMEWORK_ESCO_SKILL);
  g_assert_cmpstr (competences[0].code, ==, "ccdf3597-5c80-410f-896d-e1bdfa223de9");
  g_assert_cmpstr (competences[0].name, ==, "stimulate creativity in the team");
  g_assert_cmpint (competences[5].framework, ==, LAPEL_FRAMEWORK_DIGCOMP);
  g_assert_cmpstr (competences[5].code, ==, "3ol5wi3605");
}

static void
test_bilingual (void)
{
  static const char *const german[] = { "de_DE", "de", NULL };
  static const char *const expected[LAPEL_N_FACTS] = {
    [LAPEL_FACT_LEARNER] = "stated: Joe Doe | recipient@example.com",
    [LAPEL_FACT_TITLE] = "stated: Title of your learning achievement",
    [LAPEL_FACT_COUNTRY] = "stated: Slovenia=SI",
    [LAPEL_FACT_AWARDING_BODY] = "stated: NETIS d.o.o.",
    [LAPEL_FACT_DATE] = "stated: 2026-01-12T07:12:23Z=2026-01-12",
    [LAPEL_FACT_LEARNING_OUTCOMES] =
        "stated: Example of learning outcome | Example of learning second outcome",
    [LAPEL_FACT_WORKLOAD] = "stated: 5 ects | PT45H=0-0-0/45:0:0",
    [LAPEL_FACT_LEVEL] = "stated: eqf 6 | MECU Level 7",
    [LAPEL_FACT_ASSESSMENT] = "stated: Graded exercises | Graded exercises",
    [LAPEL_FACT_PARTICIPATION] = "stated: online",
    [LAPEL_FACT_QUALITY_ASSURANCE] = "not-stated",
    [LAPEL_FACT_PREREQUISITES] = "not-stated",
    [LAPEL_FACT_SUPERVISION] = "stated: supervised-checked~",
    [LAPEL_FACT_GRADE] = "stated: 19",
    [LAPEL_FACT_STACKABILITY] = "not-stated",
    [LAPEL_FACT_FURTHER_INFORMATION] = "not-stated",
  };
  g_autoptr (LapelFacts) facts =
      facts_of_file ("elm", "mc-bilingual-mandated-unsealed.json", german);
  uint32_t n = 0;

  if (facts == NULL)
    return;
  assert_facts (facts, expected, 10);
  g_assert_cmpstr (lapel_facts_get_language (facts), ==, "de");

  /* Its "ESCO" skills have ids that their issuer made up. */
  lapel_facts_get_competences (facts, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_converted (void)
{
  static const char *const expected[LAPEL_N_FACTS] = {
    [LAPEL_FACT_LEARNER] = "stated: Kaisa Barbara Keränen",
    [LAPEL_FACT_TITLE] = "stated: Lääketieteellinen perusta",
    [LAPEL_FACT_COUNTRY] = "stated: Finland=FI",
    [LAPEL_FACT_AWARDING_BODY] = "stated: Centria-ammattikorkeakoulu",
    [LAPEL_FACT_DATE] = "stated: 2015-07-31T00:00:00=2015-07-31z",
    [LAPEL_FACT_LEARNING_OUTCOMES] = "not-stated",
    [LAPEL_FACT_WORKLOAD] = "stated: 5 ects",
    [LAPEL_FACT_LEVEL] = "stated: eqf 5",
    [LAPEL_FACT_ASSESSMENT] = "not-stated",
    [LAPEL_FACT_PARTICIPATION] = "not-stated",
    [LAPEL_FACT_QUALITY_ASSURANCE] = "not-stated",
    [LAPEL_FACT_PREREQUISITES] = "not-stated",
    [LAPEL_FACT_SUPERVISION] = "not-stated",
    [LAPEL_FACT_GRADE] = "stated: 4 | pass",
    [LAPEL_FACT_STACKABILITY] = "not-stated",
    [LAPEL_FACT_FURTHER_INFORMATION] = "not-stated",
  };
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "converted-elmo-und.json", english);

  if (facts == NULL)
    return;
  assert_facts (facts, expected, 7);
  g_assert_cmpstr (lapel_facts_get_language (facts), ==, "fi");
}

static void
test_participation (void)
{
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "participation-unsealed.jsonld", english);

  if (facts == NULL)
    return;
  assert_fact (facts, LAPEL_FACT_TITLE, "stated: EDC Updates Webinar");
  assert_fact (facts, LAPEL_FACT_COUNTRY, "stated: Belgium=BE");
  assert_fact (facts, LAPEL_FACT_DATE, "stated: 2023-06-28T14:30:00Z=2023-06-28");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "stated: PT2H=0-0-0/2:0:0 | P2M=0-2-0/0:0:0");
  assert_fact (facts, LAPEL_FACT_PARTICIPATION, "stated: online");
  assert_fact (facts, LAPEL_FACT_ASSESSMENT, "not-stated");
  assert_fact (facts, LAPEL_FACT_FURTHER_INFORMATION,
               "stated: Common European Skills Data Space | Updates to the European Digital "
               "Credential Infrastructure | ELM on Github | "
               "https://europa.eu/europass/en/europass-tools/digital-credentials");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 7);
}

static void
test_minimal_in_french (void)
{
  static const char *const french[] = { "fr", NULL };
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "minimal-expired-unsealed.jsonld", french);

  if (facts == NULL)
    return;
  assert_fact (facts, LAPEL_FACT_TITLE, "stated: une sorte de réussite scolaire");
  assert_fact (facts, LAPEL_FACT_LEARNER, "stated: Max Power");
  assert_fact (facts, LAPEL_FACT_COUNTRY,
               "stated: http://publications.europa.eu/resource/authority/country/FRA=FR");
  assert_fact (facts, LAPEL_FACT_DATE, "stated: 2010-01-01T00:00:00=2010-01-01z");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "not-stated");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 5);
  g_assert_cmpstr (lapel_facts_get (facts, LAPEL_FACT_AWARDING_BODY)->values[0].language, ==, "en");
}

static void
test_micro_credential_as_badge (void)
{
  static const char *const expected[LAPEL_N_FACTS] = {
    [LAPEL_FACT_LEARNER] =
        "stated: sha256$ba91252f3fdc7162f4b7389bc63b828c7e1f9eff8a9fd43d290551bee49b56aeh",
    [LAPEL_FACT_TITLE] = "stated: Data Science Fundamentals",
    [LAPEL_FACT_COUNTRY] = "not-stated",
    [LAPEL_FACT_AWARDING_BODY] = "stated: NETIS d.o.o.",
    [LAPEL_FACT_DATE] = "stated: 2026-01-12T07:04:19Z=2026-01-12",
    [LAPEL_FACT_LEARNING_OUTCOMES] = "stated: Develop test procedures | Analyse test data",
    [LAPEL_FACT_WORKLOAD] = "stated: 5 unknown",
    [LAPEL_FACT_LEVEL] = "not-stated",
    [LAPEL_FACT_ASSESSMENT] = "no-place",
    [LAPEL_FACT_PARTICIPATION] = "no-place",
    [LAPEL_FACT_QUALITY_ASSURANCE] = "not-stated",
    [LAPEL_FACT_PREREQUISITES] = "no-place",
    [LAPEL_FACT_SUPERVISION] = "no-place",
    [LAPEL_FACT_GRADE] = "not-stated",
    [LAPEL_FACT_STACKABILITY] = "no-place",
    [LAPEL_FACT_FURTHER_INFORMATION] = "not-stated",
  };
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "mc-as-open-badge-3.json", english);
  const LapelCompetence *competences;
  uint32_t n = 0;

  if (facts == NULL)
    return;
  assert_facts (facts, expected, 6);
  competences = lapel_facts_get_competences (facts, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (competences[1].code, ==, "81a2db2c-7e55-44d0-9cd9-74c25147d7cd");
}

#define OB3_HEAD                                                                                   \
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                       \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"                               \
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"

/* A badge whose credential, subject and achievement hold what is given. */
#define BADGE(credential, subject, achievement)                                                    \
  OB3_HEAD credential "\"credentialSubject\":{" subject "\"achievement\":{" achievement "}}}"

static void
test_dutch_profile (void)
{
  g_autoptr (LapelFacts) facts = facts_of (
      BADGE ("\"issuer\":{\"id\":\"https://www.edubadges.nl/i/1\",\"name\":\"Hogeschool\","
             "\"address\":{\"addressCountryCode\":\"NL\",\"addressRegion\":\"Utrecht\"}},",
             "\"id\":\"did:key:zH\",",
             "\"name\":\"Leren\",\"inLanguage\":\"nl-NL\",\"ECTS\":2.5,\"SBU\":70,"
             "\"timeInvestment\":\"8\",\"assessmentType\":\"portfolio\","
             "\"participationType\":\"Onsite or blended\",\"supervisionType\":"
             "\"supervised online\",\"identityChecked\":false,\"alignment\":["
             "{\"targetType\":\"ext:EQF\",\"targetName\":\"EQF level\",\"targetCode\":\"7\","
             "\"targetUrl\":\"https://ec.europa.eu/eqf\"},"
             "{\"targetType\":\"ext:QualityAssurance\",\"targetName\":\"NVAO\","
             "\"targetUrl\":\"https://www.nvao.net\"}],"
             "\"criteria\":{\"id\":\"https://x.example/c\",\"narrative\":\"Do it\"}"),
      english);

  assert_fact (facts, LAPEL_FACT_LEARNER, "stated: did:key:zH");
  assert_fact (facts, LAPEL_FACT_COUNTRY, "stated: NL=NL | Utrecht");
  assert_fact (facts, LAPEL_FACT_DATE, "not-stated");
  assert_fact (facts, LAPEL_FACT_LEARNING_OUTCOMES, "stated: Do it*");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "stated: 2.5 ects | 70=0-0-0/70:0:0 | 8=0-0-0/8:0:0");
  assert_fact (facts, LAPEL_FACT_LEVEL, "stated: eqf 7");
  assert_fact (facts, LAPEL_FACT_ASSESSMENT, "stated: portfolio");
  assert_fact (facts, LAPEL_FACT_PARTICIPATION, "stated: on-site-or-blended");
  assert_fact (facts, LAPEL_FACT_QUALITY_ASSURANCE, "stated: NVAO");
  assert_fact (facts, LAPEL_FACT_SUPERVISION, "stated: supervised-online | identity-not-checked");
  assert_fact (facts, LAPEL_FACT_FURTHER_INFORMATION, "stated: https://x.example/c");
  g_assert_cmpstr (lapel_facts_get_language (facts), ==, "nl-NL");
}

static void
test_not_understood (void)
{
  g_autoptr (LapelFacts) facts =
      facts_of (BADGE ("\"issuer\":{\"id\":\"https://"
                       "x.example\",\"address\":{\"addressCountryCode\":"
                       "\"ZZ\"}},\"validFrom\":\"last spring\",",
                       "\"creditsEarned\":\"five\",",
                       "\"name\":\"A\",\"ECTS\":\"2,5\",\"timeInvestment\":90,"
                       "\"alignment\":{\"targetType\":\"ext:EQF\",\"targetName\":\"EQF 9\"}"),
                english);

  assert_fact (facts, LAPEL_FACT_COUNTRY, "not-understood: ZZ=?");
  assert_fact (facts, LAPEL_FACT_DATE, "not-understood: last spring=?");
  assert_fact (facts, LAPEL_FACT_WORKLOAD,
               "not-understood: 0 ects? | 90=0-0-0/0:0:0? | 0 unknown?");
  assert_fact (facts, LAPEL_FACT_LEVEL, "not-understood: eqf 0?");
  assert_fact (facts, LAPEL_FACT_AWARDING_BODY, "not-stated");
  g_assert_cmpstr (lapel_facts_get (facts, LAPEL_FACT_WORKLOAD)->values[0].stated, ==, "2,5");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 1);
}

static void
test_results (void)
{
  g_autoptr (LapelFacts) facts =
      facts_of (BADGE ("\"issuer\":\"https://x.example\",",
                       "\"result\":[{\"type\":[\"Result\"],\"resultDescription\":\"urn:r:1\","
                       "\"value\":\"87\"}],",
                       "\"name\":\"A\",\"resultDescription\":[{\"id\":\"urn:r:1\",\"name\":\"Final "
                       "exam\","
                       "\"resultType\":\"RawScore\",\"valueMax\":\"100\"}]"),
                english);
  const LapelFact *grade = lapel_facts_get (facts, LAPEL_FACT_GRADE);

  g_assert_cmpuint (grade->n_values, ==, 1);
  g_assert_cmpstr (grade->values[0].stated, ==, "87");
  g_assert_cmpstr (grade->values[0].label, ==, "Final exam");
  g_assert_cmpstr (grade->values[0].code, ==, "100");
  assert_fact (facts, LAPEL_FACT_LEARNING_OUTCOMES, "stated: Final exam");
}

/* As edubadges writes them: extensions, and members of its own. */
static void
test_open_badge_2 (void)
{
  static const char text[] =
      "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\","
      "\"id\":\"https://www.edubadges.nl/a/1\",\"issuedOn\":\"2024-05-06T22:00:00Z\","
      "\"recipient\":{\"type\":\"email\",\"hashed\":true,\"salt\":\"s\",\"identity\":\"sha256$00\"}"
      ","
      "\"verification\":{\"type\":\"hosted\"},\"badge\":{\"type\":\"BadgeClass\","
      "\"id\":\"https://www.edubadges.nl/b/1\",\"name\":\"Toetsen\",\"@language\":\"nl\","
      "\"description\":\"d\",\"image\":\"https://www.edubadges.nl/b/1.png\","
      "\"criteria\":{\"id\":\"https://www.edubadges.nl/c\",\"narrative\":\"Maak een toets\"},"
      "\"extensions:ECTSExtension\":{\"type\":[\"Extension\"],\"ECTS\":2.5},"
      "\"extensions:EQFExtension\":{\"type\":[\"Extension\"],\"EQF\":7},"
      "\"extensions:StudyLoadExtension\":{\"type\":[\"Extension\"],\"StudyLoad\":70},"
      "\"extensions:LearningOutcomeExtension\":{\"type\":[\"Extension\"],"
      "\"LearningOutcome\":\"Kan toetsen maken\"},"
      "\"participation\":\"blended\",\"assessmentType\":\"portfolio\","
      "\"assessmentSupervised\":true,\"assessmentIdVerified\":false,\"stackable\":true,"
      "\"issuer\":{\"type\":\"Issuer\",\"id\":\"https://www.edubadges.nl/i/"
      "1\",\"name\":\"Hogeschool\","
      "\"url\":\"https://www.edubadges.nl\",\"email\":\"a@edubadges.nl\","
      "\"extensions:InstitutionCountryExtension\":{\"type\":[\"Extension\"],"
      "\"InstitutionCountry\":\"NL\"}}}}";
  static const char *const expected[LAPEL_N_FACTS] = {
    [LAPEL_FACT_LEARNER] = "stated: sha256$00h",
    [LAPEL_FACT_TITLE] = "stated: Toetsen",
    [LAPEL_FACT_COUNTRY] = "stated: NL=NL",
    [LAPEL_FACT_AWARDING_BODY] = "stated: Hogeschool",
    [LAPEL_FACT_DATE] = "stated: 2024-05-06T22:00:00Z=2024-05-06",
    [LAPEL_FACT_LEARNING_OUTCOMES] = "stated: Kan toetsen maken",
    [LAPEL_FACT_WORKLOAD] = "stated: 2.5 ects | 70=0-0-0/70:0:0",
    [LAPEL_FACT_LEVEL] = "stated: eqf 7",
    [LAPEL_FACT_ASSESSMENT] = "stated: portfolio",
    [LAPEL_FACT_PARTICIPATION] = "stated: blended",
    [LAPEL_FACT_QUALITY_ASSURANCE] = "no-place",
    [LAPEL_FACT_PREREQUISITES] = "no-place",
    [LAPEL_FACT_SUPERVISION] = "stated: supervised | identity-not-checked",
    [LAPEL_FACT_GRADE] = "no-place",
    [LAPEL_FACT_STACKABILITY] = "stated: stackable",
    [LAPEL_FACT_FURTHER_INFORMATION] = "stated: https://www.edubadges.nl/c",
  };
  g_autoptr (LapelFacts) facts = facts_of (text, english);

  assert_facts (facts, expected, 10);
  g_assert_cmpstr (lapel_facts_get_language (facts), ==, "nl");
}

/* What an old badge has no place for is not held against its issuer. */
static void
test_open_badge_1 (void)
{
  g_autoptr (LapelFacts) facts =
      facts_of_file ("ob2", "legacy/1-0-basic-assertion-with-extra-properties.json", english);

  if (facts == NULL)
    return;
  assert_fact (facts, LAPEL_FACT_COUNTRY, "no-place");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "no-place");
  g_assert_cmpint (lapel_facts_get (facts, LAPEL_FACT_LEARNER)->state, ==, LAPEL_FACT_STATED);
  g_assert_cmpint (lapel_facts_get (facts, LAPEL_FACT_DATE)->state, ==, LAPEL_FACT_STATED);
}

static void
test_sealed (void)
{
  g_autoptr (LapelFacts) facts = facts_of_file ("elm", "mc-annex1-sealed.jsonld", english);

  if (facts == NULL)
    return;
  /* Its issuer is who sealed it, and not who awarded it. */
  assert_fact (facts, LAPEL_FACT_AWARDING_BODY, "stated: University of Zed");
  assert_fact (facts, LAPEL_FACT_COUNTRY, "stated: Ireland=IE | Dublin city");
  assert_fact (facts, LAPEL_FACT_DATE, "stated: 2023-09-27T13:54:17+02:00=2023-09-27");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 10);
}

static void
test_other_credential (void)
{
  g_autoptr (LapelFacts) facts =
      facts_of ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                "\"type\":[\"VerifiableCredential\",\"Licence\"],"
                "\"issuer\":{\"id\":\"did:x:1\",\"name\":\"Ministry\"},"
                "\"validFrom\":\"2026-03-01T00:00:00Z\","
                "\"credentialSubject\":{\"id\":\"did:key:zH\"}}",
                NULL);

  assert_fact (facts, LAPEL_FACT_TITLE, "stated: Licence");
  assert_fact (facts, LAPEL_FACT_AWARDING_BODY, "stated: Ministry");
  assert_fact (facts, LAPEL_FACT_DATE, "stated: 2026-03-01T00:00:00Z=2026-03-01");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "no-place");
  g_assert_cmpuint (lapel_facts_count_stated (facts), ==, 4);
}

/* Two hundred are kept, and the others counted; nothing is compared with all others. */
static void
test_many_values (void)
{
  g_autoptr (GString) text = g_string_new (OB3_HEAD "\"issuer\":\"https://x.example\","
                                                    "\"credentialSubject\":{\"achievement\":{"
                                                    "\"name\":\"A\",\"alignment\":[");
  g_autoptr (LapelFacts) facts = NULL;

  for (unsigned int i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s{\"targetName\":\"skill %u\"}", i == 0 ? "" : ",", i);
  g_string_append (text, "]}}}");
  facts = facts_of (text->str, english);
  g_assert_cmpuint (lapel_facts_get (facts, LAPEL_FACT_LEARNING_OUTCOMES)->n_values, ==, 200);
  g_assert_cmpuint (lapel_facts_get (facts, LAPEL_FACT_LEARNING_OUTCOMES)->n_more, ==, 19800);
}

/* The words are an interface: they are all there, and no two are the same. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  unsigned int mandatory = 0;

  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      g_assert_true (
          g_hash_table_add (seen, (gpointer) lapel_fact_name_to_string ((LapelFactName) i)));
      mandatory += lapel_fact_is_mandatory ((LapelFactName) i) ? 1 : 0;
    }
  g_assert_cmpuint (mandatory, ==, LAPEL_N_MANDATORY_FACTS);
  for (unsigned int i = 0; i < LAPEL_N_FACT_TERMS; i++)
    g_assert_true (
        g_hash_table_add (seen, (gpointer) lapel_fact_term_to_string ((LapelFactTerm) i)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/elm/annex1", test_annex1);
  g_test_add_func ("/facts/elm/wrapped", test_wrapped);
  g_test_add_func ("/facts/elm/annex1-competences", test_annex1_competences);
  g_test_add_func ("/facts/elm/bilingual", test_bilingual);
  g_test_add_func ("/facts/elm/converted", test_converted);
  g_test_add_func ("/facts/elm/participation", test_participation);
  g_test_add_func ("/facts/elm/minimal-in-french", test_minimal_in_french);
  g_test_add_func ("/facts/ob3/micro-credential", test_micro_credential_as_badge);
  g_test_add_func ("/facts/ob3/dutch-profile", test_dutch_profile);
  g_test_add_func ("/facts/ob3/not-understood", test_not_understood);
  g_test_add_func ("/facts/ob3/results", test_results);
  g_test_add_func ("/facts/ob3/many-values", test_many_values);
  g_test_add_func ("/facts/elm/sealed", test_sealed);
  g_test_add_func ("/facts/ob2/extensions", test_open_badge_2);
  g_test_add_func ("/facts/ob2/old", test_open_badge_1);
  g_test_add_func ("/facts/other-credential", test_other_credential);
  g_test_add_func ("/facts/words", test_words);
  return g_test_run ();
}
