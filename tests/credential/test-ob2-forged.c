/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "ob2-fixture.h"

#include <string.h>

/* Badges of before 3.0 that somebody makes up who has a corner of the issuer's site, or a site of
 * their own. */

#define EVIL     "https://evil.example"
#define OFFICIAL SITE "/official/"
#define OTHER    SITE "/~eve/"
#define LIST_URL EVIL "/list"

#define CLEAR_LIST "uH4sIAAAAAAAC_-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"

#define PROFILE(id, more)                                                                          \
  "{" V2 "\"type\":\"Issuer\",\"id\":\"" id "\",\"name\":\"Harbour\",\"url\":\"" SITE              \
  "\",\"email\":\"a@a.example\"" more "}"
#define AWARD(id, issuer, more)                                                                    \
  "{" V2 "\"type\":\"Assertion\",\"id\":\"" id "\",\"recipient\":{\"type\":\"email\","             \
  "\"hashed\":false,\"identity\":\"vera@school.example\"},\"badge\":{\"type\":\"BadgeClass\","     \
  "\"id\":\"urn:x:b\",\"name\":\"Tides\",\"description\":\"Reads\",\"image\":\"" SITE "/b.png\","  \
  "\"criteria\":\"" SITE "/c\",\"issuer\":\"" issuer "\"},\"verification\":{\"type\":\"hosted\"}," \
  "\"issuedOn\":\"2026-01-01T00:00:00Z\"" more "}"
#define ENDORSEMENT(types, more)                                                                   \
  "{" V2 "\"type\":[" types "],\"id\":\"" EVIL "/e\","                                             \
  "\"claim\":{\"id\":\"" SITE "\",\"endorsementComment\":\"Good\"},"                               \
  "\"issuedOn\":\"2026-01-01T00:00:00Z\",\"verification\":{\"type\":\"hosted\"}," more "}"

typedef struct
{
  const char *url;
  const char *text;
  gboolean strayed;
} Page;

/* The issuer lets only what lies under /official/ be its badges. */
static const Page pages[] = {
  { SITE "/issuer", PROFILE (SITE "/issuer", ",\"verification\":{\"startsWith\":\"" OFFICIAL "\"}"),
    FALSE },
  { OTHER "profile", PROFILE (SITE "/issuer", ""), FALSE },
  { OTHER "own", PROFILE (SITE "/nowhere", ""), FALSE },
  { SITE "/out?to=p", PROFILE (SITE "/out?to=p", ""), TRUE },
  { EVIL "/i", PROFILE (EVIL "/i", ""), FALSE },
  { EVIL "/e", ENDORSEMENT ("\"Endorsement\"", "\"issuer\":\"" EVIL "/i\""), FALSE },
};

typedef struct
{
  const char *name;
  const char *id;
  const char *issuer;
  gboolean strayed; /* the badge's own address passes on */
  LapelOutcome outcome;
  const char *code; /* of the last row of authentic */
} Forgery;

static const Forgery forgeries[] = {
  { "good", OFFICIAL "1", SITE "/issuer", FALSE, PASSES, "ok" },
  { "outside", OTHER "1", SITE "/issuer", FALSE, FAILS, "outside-scope" },
  { "profile-of-another", OTHER "1", OTHER "profile", FALSE, FAILS, "outside-scope" },
  { "dots", OFFICIAL "../~eve/1", SITE "/issuer", FALSE, FAILS, "outside-scope" },
  { "dots-escaped", OFFICIAL "%2E%2e/~eve/1", SITE "/issuer", FALSE, FAILS, "outside-scope" },
  { "slash-escaped", OFFICIAL "..%2F~eve/1", SITE "/issuer", FALSE, FAILS, "outside-scope" },
  { "dots-with-parameter", OFFICIAL "..;x/~eve/1", SITE "/issuer", FALSE, FAILS, "outside-scope" },
  { "dots-in-name", OFFICIAL "a..b/...", SITE "/issuer", FALSE, PASSES, "ok" },
  { "passed-on", OFFICIAL "out?to=1", SITE "/issuer", TRUE, OPEN, "hosted-strayed" },
  { "profile-passed-on", OTHER "1", SITE "/out?to=p", FALSE, OPEN, "hosted-strayed" },
};

/** What the loader knows beside the pages. */
typedef struct
{
  const char *url;
  const char *text;
  gboolean strayed;
} Extra;

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  const Extra *extra = user_data;
  const char *text = strcmp (url, extra->url) == 0 ? extra->text : NULL;
  gboolean strayed = text != NULL && extra->strayed;

  for (unsigned int i = 0; text == NULL && i < G_N_ELEMENTS (pages); i++)
    if (strcmp (url, pages[i].url) == 0)
      {
        text = pages[i].text;
        strayed = pages[i].strayed;
      }
  if (text == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s", url);
      return NULL;
    }
  if (out_answer != NULL)
    *out_answer = (LapelAnswer){ .strayed = strayed };
  return g_bytes_new (text, strlen (text));
}

static void
set_web (VerifyFixture *fixture,
         Extra         *extra)
{
  fixture->options.loader = load_cb;
  fixture->options.loader_data = extra;
}

static char *
make_award (const char *id,
            const char *issuer,
            const char *more)
{
  g_autofree char *named = ob2_replace (AWARD ("$ID", "$ISSUER", "$MORE"), "$ID", id);
  g_autofree char *issued = ob2_replace (named, "$ISSUER", issuer);

  return ob2_replace (issued, "$MORE", more);
}

static void
test_forgery (VerifyFixture *fixture,
              gconstpointer  data)
{
  const Forgery *forgery = data;
  const Rule rule = { NULL, ASSERTION, NULL, NULL, TRUTH, (int) forgery->outcome, forgery->code };
  g_autofree char *award = make_award (forgery->id, forgery->issuer, "");
  Extra extra = { forgery->id, award, forgery->strayed };
  g_autoptr (LapelReport) report = NULL;

  set_web (fixture, &extra);
  report = verify_text (fixture, award);
  ob2_assert_rule (report, &rule);
  g_assert_true ((lapel_report_get_verdict (report) == LAPEL_VERDICT_VERIFIED) ==
                 (forgery->outcome == PASSES));
}

/* An address that does not answer cannot be taken for one's own. */
static void
test_issuer_is_where_it_lies (VerifyFixture *fixture,
                              gconstpointer  data)
{
  g_autofree char *award = make_award (OTHER "1", OTHER "own", "");
  Extra extra = { OTHER "1", award, FALSE };
  g_autoptr (GBytes) bytes = g_bytes_new (award, strlen (award));
  g_autoptr (LapelCredential) parsed = lapel_credential_parse (bytes, NULL);
  g_autoptr (LapelCredential) credential = NULL;

  set_web (fixture, &extra);
  credential = lapel_credential_complete (parsed, &fixture->options);
  g_assert_cmpstr (credential->issuer.id, ==, OTHER "own");
}

/* What an address answers with is the endorsement of one, the text in hand says another. */
static void
test_status_list (VerifyFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *list =
      ob2_replace (ENDORSEMENT ("\"Endorsement\",\"BitstringStatusListCredential\"",
                                "\"issuer\":{\"type\":\"Issuer\",\"id\":\"$DID\"},"
                                "\"credentialSubject\":{\"type\":\"BitstringStatusList\","
                                "\"statusPurpose\":\"revocation\",\"encodedList\":\"" CLEAR_LIST
                                "\"}"),
                   "$DID", lapel_signer_get_did (fixture->issuer));
  g_autofree char *badge =
      verify_badge (fixture,
                    ",\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\","
                    "\"statusPurpose\":\"revocation\",\"statusListIndex\":\"0\","
                    "\"statusListCredential\":\"" LIST_URL "\"}",
                    "");
  Extra extra = { LIST_URL, list, FALSE };
  g_autoptr (LapelReport) report = NULL;

  set_web (fixture, &extra);
  report = verify_text (fixture, badge);
  verify_assert_row (report, TIME, OPEN, "status-list-type-wrong");
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
}

/* In JSON-LD a list of one is the one. */
static void
test_end_in_list (VerifyFixture *fixture,
                  gconstpointer  data)
{
  static const Rule expired = { NULL, ASSERTION, NULL, NULL, TIME, FAILS, "expired" };
  g_autofree char *award =
      make_award (OFFICIAL "1", SITE "/issuer", ",\"expires\":[\"2026-01-02T00:00:00Z\"]");
  Extra extra = { OFFICIAL "1", award, FALSE };
  g_autoptr (LapelReport) report = NULL;

  set_web (fixture, &extra);
  report = verify_text (fixture, award);
  ob2_assert_rule (report, &expired);
}

static void
add (const char    *path,
     gconstpointer  data,
     void (*test) (VerifyFixture *, gconstpointer))
{
  g_test_add (path, VerifyFixture, data, verify_set_up, test, verify_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ob2-forged/%s", forgeries[i].name);

      add (path, &forgeries[i], test_forgery);
    }
  add ("/ob2-forged/issuer-is-where-it-lies", NULL, test_issuer_is_where_it_lies);
  add ("/ob2-forged/status-list", NULL, test_status_list);
  add ("/ob2-forged/end-in-list", NULL, test_end_in_list);
  return g_test_run ();
}
