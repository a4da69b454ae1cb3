/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "verify-fixture.h"

#include <string.h>

/* Documents that a credential refers to, and the digests it states of them. */

#define DOCUMENT "A document.\n"

/* Of the document; and, _OTHER, of the letter x. */
#define SRI_256         "sha256-tPlVxvv5zc1caLw5BF4Fkcy57yR5A3kriCHvc31AyCE="
#define SRI_384         "sha384-pAUoYRWNanFGmgMrAmKR9N34VaPKDuxDMZnbV0ilk7TCBXTB8o9TpPOpu7FXEp+k"
#define SRI_384_OTHER   "sha384-11LCxR+6DimqGQVwqdQlPkQHegWNMpf6OlYw1b0BJiL5fCisrtMTtcg7uZDKp9qF"
#define MULTI_256       "uEiC0-VXG-_nNzVxovDkEXgWRzLnvJHkDeSuIIe9zfUDIIQ"
#define MULTI_384       "zQ1EXSc8uYgPMV4f1P9EH5uquqdL5dXABGHV5gMbiiRo2bPBTvoxko8K8F2eBhG1zm1VV"
#define MULTI_256_OTHER "uEiAtcRZCtyawRAFifKn7rDL1yFMPsZA8xNsCJYcXkhpIgQ"

#define PLACE "https://a.example/document"

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  if (strcmp (url, PLACE) == 0)
    return g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s is not there", url);
  return NULL;
}

typedef struct
{
  const char *name;
  const char *url;
  const char *digests;
  LapelOutcome outcome;
  const char *code;
} Case;

static const Case cases[] = {
  { "sri", PLACE, "\"digestSRI\":\"" SRI_384 "\"", LAPEL_OUTCOME_PASSED, "ok" },
  { "sri-option", PLACE, "\"digestSRI\":\"" SRI_384 "?a\"", LAPEL_OUTCOME_PASSED, "ok" },
  { "sri-any", PLACE, "\"digestSRI\":\"" SRI_384_OTHER " " SRI_384 "\"", LAPEL_OUTCOME_PASSED,
    "ok" },
  { "sri-weaker", PLACE, "\"digestSRI\":\"" SRI_256 " " SRI_384_OTHER "\"", LAPEL_OUTCOME_FAILED,
    "related-resource-differs" },
  { "sri-other", PLACE, "\"digestSRI\":\"" SRI_384_OTHER "\"", LAPEL_OUTCOME_FAILED,
    "related-resource-differs" },
  { "sri-no-base64", PLACE, "\"digestSRI\":\"sha384-*\"", LAPEL_OUTCOME_FAILED,
    "related-resource-differs" },
  { "sri-unknown", PLACE, "\"digestSRI\":\"md5-AAAA\"", LAPEL_OUTCOME_UNCHECKED,
    "related-resource-digest-unknown" },
  { "multibase", PLACE, "\"digestMultibase\":\"" MULTI_256 "\"", LAPEL_OUTCOME_PASSED, "ok" },
  { "multibase-384", PLACE, "\"digestMultibase\":\"" MULTI_384 "\"", LAPEL_OUTCOME_PASSED, "ok" },
  { "multibase-other", PLACE, "\"digestMultibase\":\"" MULTI_256_OTHER "\"", LAPEL_OUTCOME_FAILED,
    "related-resource-differs" },
  { "multibase-unknown", PLACE, "\"digestMultibase\":\"uAAAA\"", LAPEL_OUTCOME_UNCHECKED,
    "related-resource-digest-unknown" },
  { "both", PLACE, "\"digestSRI\":\"" SRI_384 "\",\"digestMultibase\":\"" MULTI_256_OTHER "\"",
    LAPEL_OUTCOME_FAILED, "related-resource-differs" },
  { "unreachable", "https://b.example/document", "\"digestSRI\":\"" SRI_384 "\"",
    LAPEL_OUTCOME_UNCHECKED, "unreachable" },
  { "no-https", "http://a.example/document", "\"digestSRI\":\"" SRI_384_OTHER "\"",
    LAPEL_OUTCOME_UNCHECKED, "unreachable" },
};

static char *
badge_with (VerifyFixture *fixture,
            const Case    *item)
{
  g_autofree char *more =
      g_strdup_printf (",\"relatedResource\":[{\"id\":\"%s\",%s}]", item->url, item->digests);

  return verify_badge (fixture, more, "");
}

static const LapelCheck *
find_resource (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (strcmp (check->check, "related-resource") == 0)
        return check;
    }
  return NULL;
}

static void
assert_resource (VerifyFixture *fixture,
                 const Case    *item,
                 LapelOutcome   outcome,
                 const char    *code)
{
  g_autofree char *text = badge_with (fixture, item);
  g_autoptr (LapelReport) report = verify_text (fixture, text);
  const LapelCheck *check = find_resource (report);

  g_assert_nonnull (check);
  g_assert_cmpstr (check->code, ==, code);
  g_assert_cmpint (check->outcome, ==, outcome);
  g_assert_cmpstr (lapel_check_get (check, "url"), ==, item->url);
  g_assert_cmpint (lapel_report_get_verdict (report), ==,
                   outcome == LAPEL_OUTCOME_FAILED ? LAPEL_VERDICT_INVALID
                                                   : LAPEL_VERDICT_VERIFIED);
}

static void
test_resource (VerifyFixture *fixture,
               gconstpointer  data)
{
  const Case *item = data;

  fixture->options.loader = load_cb;
  assert_resource (fixture, item, item->outcome, item->code);
}

static void
test_offline (VerifyFixture *fixture,
              gconstpointer  data)
{
  assert_resource (fixture, &cases[0], LAPEL_OUTCOME_UNCHECKED, "network-off");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/resources/", cases[i].name, NULL);

      g_test_add (path, VerifyFixture, &cases[i], verify_set_up, test_resource, verify_tear_down);
    }
  g_test_add ("/resources/offline", VerifyFixture, NULL, verify_set_up, test_offline,
              verify_tear_down);
  return g_test_run ();
}
