/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-competence.h"
#include "lapel-country.h"
#include "lapel-language.h"

#include <string.h>

/* Competences, countries, languages: what is known by a code, a name or a tag. */

typedef struct
{
  LapelAlignment alignment;
  LapelFramework framework;
  const char *code; /* %NULL: not recognised */
  const char *level;
} Case;

static const Case cases[] = {
  { { .framework = "DigCompEdu", .code = "2.2" }, LAPEL_FRAMEWORK_DIGCOMPEDU, "2.2", "" },
  { { .framework = "DigComp Edu", .name = "3.2 Guidance – B1" },
    LAPEL_FRAMEWORK_DIGCOMPEDU,
    "3.2",
    "B1" },
  { { .framework = "European Framework for the Digital Competence of Educators",
      .name = "Guidance" },
    LAPEL_FRAMEWORK_DIGCOMPEDU,
    "3.2",
    "" },
  { { .framework = "DigCompEdu", .name = "Õpetamine" }, LAPEL_FRAMEWORK_DIGCOMPEDU, "3.1", "" },
  { { .framework = "DigCompEdu", .name = "Facilitating learners' digital competence" },
    LAPEL_FRAMEWORK_DIGCOMPEDU,
    "6",
    "" },
  { { .name = "DigCompEdu 6.4", .code = "(C2)" }, LAPEL_FRAMEWORK_DIGCOMPEDU, "6.4", "C2" },
  { { .framework = "DigCompEdu", .code = "7.1" }, 0, NULL, NULL },
  { { .framework = "DigCompEdu", .code = "2.22" }, 0, NULL, NULL },
  { { .framework = "DigComp 2.2", .code = "2.2" }, 0, NULL, NULL },
  { { .framework = "School catalogue", .name = "Guidance", .code = "3.2" }, 0, NULL, NULL },
  { { .url = "http://data.europa.eu/esco/skill/f10142ce-d522-49c3-9fd1-054fb63529d4" },
    LAPEL_FRAMEWORK_ESCO_SKILL,
    "f10142ce-d522-49c3-9fd1-054fb63529d4",
    "" },
  { { .url = "https://data.europa.eu/esco/isco/C2330" },
    LAPEL_FRAMEWORK_ESCO_OCCUPATION,
    "C2330",
    "" },
  { { .url = "http://data.europa.eu/snb/dcf/u69o196gu6" },
    LAPEL_FRAMEWORK_DIGCOMP,
    "u69o196gu6",
    "" },
  { { .url = "http://data.europa.eu/snb/eqf/6" }, LAPEL_FRAMEWORK_EQF, "6", "" },
  { { .url = "http://data.europa.eu/snb/eqf/9" }, 0, NULL, NULL },
  { { .url = "urn:epass:relatedESCOSkill:gUtv5m47", .name = "Game theory" }, 0, NULL, NULL },
  { { .url = "http://data.europa.eu/esco/skill/" }, 0, NULL, NULL },
  { { .url = "http://evil.example/data.europa.eu/snb/eqf/6" }, 0, NULL, NULL },
};

static void
test_recognise (void)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LapelCompetence found = { 0 };

      g_test_message ("case %u", i);
      g_assert_cmpint (lapel_competence_recognise (&cases[i].alignment, &found), ==,
                       cases[i].code != NULL);
      if (cases[i].code == NULL)
        continue;
      g_assert_cmpint (found.framework, ==, cases[i].framework);
      g_assert_cmpstr (found.code, ==, cases[i].code);
      g_assert_cmpstr (found.level, ==, cases[i].level);
    }
  g_assert_cmpstr (lapel_digcompedu_get_name ("4.3"), ==, "Feedback and planning");
  g_assert_null (lapel_digcompedu_get_name ("4.4"));
}

static void
test_country (void)
{
  g_assert_cmpstr (lapel_country_find (LAPEL_COUNTRY_AUTHORITY "IRL"), ==, "IE");
  g_assert_cmpstr (lapel_country_find (LAPEL_COUNTRY_AUTHORITY "XKX"), ==, "XK");
  g_assert_cmpstr (lapel_country_find ("de"), ==, "DE");
  g_assert_cmpstr (lapel_country_find ("MNE"), ==, "ME");
  g_assert_cmpstr (lapel_country_find (" netherlands "), ==, "NL");
  g_assert_null (lapel_country_find ("ZZ"));
  g_assert_null (lapel_country_find (""));
  g_assert_null (lapel_country_find (LAPEL_COUNTRY_AUTHORITY "IE"));
  g_assert_cmpstr (lapel_country_get_name ("AL"), ==, "Albania");
}

static void
assert_tag (const char *name,
            const char *expected)
{
  g_autofree char *tag = lapel_language_normalise (name);

  g_assert_cmpstr (tag, ==, expected);
}

static void
test_tags (void)
{
  assert_tag ("en ", "en");
  assert_tag ("sr_RS@latin", "sr-Latn-RS");
  assert_tag ("sr@latin", "sr-Latn");
  assert_tag ("pt_BR.UTF-8", "pt-BR");
  assert_tag ("de@euro", "de");
  assert_tag ("", "");
}

/* The text that is shown of @json to who wants @wanted, a list with commas. */
static void
assert_picked (const char *json,
               const char *wanted,
               const char *primary,
               const char *expected)
{
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (json, strlen (json), NULL);
  g_auto (GStrv) tags = g_strsplit (wanted, ",", -1);
  g_autoptr (LapelLanguages) languages = lapel_languages_new ((const char *const *) tags, primary);
  const char *tag = NULL;
  const LapelJson *picked = NULL;

  g_assert_nonnull (doc);
  picked = lapel_languages_pick (languages, lapel_json_doc_get_root (doc), &tag);
  g_assert_cmpstr (lapel_json_as_string (lapel_json_at (picked, 0)), ==, expected);
}

static void
test_choice (void)
{
  static const char map[] = "{\"en \":\"E\",\"fr\":[\"F\",\"F2\"],\"sr\":\"S\",\"pt-BR\":\"B\","
                            "\"pt\":\"P\",\"und\":\"U\"}";

  assert_picked (map, "fr,en", NULL, "F");
  assert_picked (map, "en-GB", NULL, "E");
  assert_picked (map, "pt-PT", NULL, "P");
  assert_picked (map, "pt_BR.UTF-8", NULL, "B");
  assert_picked (map, "cnr", NULL, "S");
  assert_picked (map, "sr@latin", NULL, "S");
  assert_picked (map, "tr", "fr", "F");
  assert_picked (map, "tr", "fi", "E");
  assert_picked ("{\"fi\":\"T\",\"und\":\"U\"}", "tr", NULL, "U");
  assert_picked ("{\"fi\":\"T\",\"lv\":\"L\"}", "tr", NULL, "T");
  assert_picked ("{\"sr-Cyrl\":\"C\",\"sr-Latn\":\"L\"}", "sr-Latn-RS", NULL, "L");
  assert_picked ("\"plain\"", "fr", NULL, "plain");
  assert_picked ("[{\"@value\":\"D\",\"@language\":\"de\"},{\"@value\":\"F\",\"@language\":"
                 "\"fr\"}]",
                 "fr", NULL, "F");
  assert_picked ("{\"@value\":\"D\",\"@language\":\"de\"}", "fr", NULL, "D");
  assert_picked ("{\"en\":7}", "en", NULL, NULL);
  assert_picked ("7", "en", NULL, NULL);
}

/* What was decided for the title goes before what the reader would rather have. */
static void
test_decided (void)
{
  static const char json[] = "{\"de\":\"D\",\"en\":\"E\"}";
  static const char *const wanted[] = { "de", "en", NULL };
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (json, strlen (json), NULL);
  g_autoptr (LapelLanguages) languages = lapel_languages_new (wanted, NULL);
  const char *tag = NULL;

  lapel_languages_decide (languages, "en ");
  g_assert_cmpstr (lapel_languages_get_decided (languages), ==, "en");
  g_assert_cmpstr (lapel_json_as_string (
                       lapel_languages_pick (languages, lapel_json_doc_get_root (doc), &tag)),
                   ==, "E");
  g_assert_cmpstr (tag, ==, "en");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/competence/recognise", test_recognise);
  g_test_add_func ("/country", test_country);
  g_test_add_func ("/language/tags", test_tags);
  g_test_add_func ("/language/choice", test_choice);
  g_test_add_func ("/language/decided", test_decided);
  return g_test_run ();
}
