/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-error.h"
#include "verify-fixture.h"

#include <string.h>

/* Our own policies on lists of withdrawn credentials. */

#define LIST_URL "https://issuer.example/status/1"

/* An issuer whose key has to be asked for. */
#define WEB_DID "did:web:list.example"
#define WEB_URL "https://list.example/.well-known/did.json"

/* 131,072 zeros, and the same with the first bit set. */
#define CLEAR_LIST "uH4sIAAAAAAAC_-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
#define SET_LIST   "uH4sIAAAAAAAC_-3BIQEAAAACIKc73RkWoAEAAAAAAAAAAAAAAAAAAADeBuRZQ2cAQAAA"

/** A fixture whose loader gives one list, and counts. */
typedef struct
{
  VerifyFixture base;
  char *list; /* owned; (nullable) */
  unsigned int asked;
  unsigned int asked_key;
} Fixture;

static GBytes *
make_did_document (const LapelSigner *signer)
{
  g_autofree char *key = lapel_key_dup_multikey (lapel_signer_get_key (signer));
  char *text = g_strdup_printf ("{\"id\":\"" WEB_DID "\",\"assertionMethod\":[{\"id\":\"" WEB_DID
                                "#1\",\"type\":\"Multikey\","
                                "\"controller\":\"" WEB_DID "\",\"publicKeyMultibase\":\"%s\"}]}",
                                key);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
load (const char   *url,
      gpointer      user_data,
      LapelAnswer  *out_answer,
      GError      **error)
{
  Fixture *fixture = user_data;

  if (strcmp (url, WEB_URL) == 0)
    {
      fixture->asked_key++;
      return make_did_document (fixture->base.issuer);
    }
  fixture->asked++;
  if (fixture->list == NULL || strcmp (url, LIST_URL) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s is not there", url);
      return NULL;
    }
  return g_bytes_new (fixture->list, strlen (fixture->list));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  verify_set_up (&fixture->base, data);
  fixture->base.options.loader = load;
  fixture->base.options.loader_data = fixture;
  fixture->base.options.status_lists = lapel_status_lists_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lapel_status_lists_free (fixture->base.options.status_lists);
  g_free (fixture->list);
  verify_tear_down (&fixture->base, data);
}

static char *
write_list (const char *issuer,
            const char *encoded,
            const char *more)
{
  return g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"issuer\":\"%s\","
      "\"type\":[\"VerifiableCredential\",\"BitstringStatusListCredential\"],"
      "\"credentialSubject\":{\"type\":\"BitstringStatusList\",\"statusPurpose\":\"revocation\","
      "\"encodedList\":\"%s\"}%s}",
      issuer, encoded, more);
}

static char *
make_list (Fixture           *fixture,
           const LapelSigner *signer,
           const char        *encoded,
           const char        *more)
{
  g_autofree char *text = write_list (lapel_signer_get_did (signer), encoded, more);

  return verify_sign (&fixture->base, text, "assertionMethod", NULL, signer);
}

static LapelReport *
verify_with_status (Fixture    *fixture,
                    const char *type,
                    int         index)
{
  g_autofree char *entry =
      g_strdup_printf (",\"credentialStatus\":{\"type\":\"%s\",\"statusPurpose\":\"revocation\","
                       "\"statusListIndex\":\"%d\",\"statusListCredential\":\"" LIST_URL "\"}",
                       type, index);
  g_autofree char *badge = verify_badge (&fixture->base, entry, "");

  return verify_text (&fixture->base, badge);
}

static void
assert_status (Fixture      *fixture,
               LapelVerdict  verdict,
               const char   *code)
{
  g_autoptr (LapelReport) report = verify_with_status (fixture, "BitstringStatusListEntry", 0);

  g_assert_cmpstr (suite_find_row (report, "status")->code, ==, code);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, verdict);
}

static void
replace_list (Fixture *fixture,
              char    *list)
{
  g_free (fixture->list);
  fixture->list = list;
}

static void
test_own_list (Fixture       *fixture,
               gconstpointer  data)
{
  replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST, ""));
  assert_status (fixture, LAPEL_VERDICT_VERIFIED, "ok");
  replace_list (fixture, make_list (fixture, fixture->base.issuer, SET_LIST, ""));
  assert_status (fixture, LAPEL_VERDICT_REVOKED, "revoked");
}

static void
test_list_of_another (Fixture       *fixture,
                      gconstpointer  data)
{
  replace_list (fixture, make_list (fixture, fixture->base.holder, CLEAR_LIST, ""));
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "status-list-not-by-issuer");
  replace_list (fixture, make_list (fixture, fixture->base.holder, SET_LIST, ""));
  assert_status (fixture, LAPEL_VERDICT_REVOKED, "revoked");
}

/* A list that has a status of its own, in itself: it is looked at once, and no further. */
static void
test_list_in_itself (Fixture       *fixture,
                     gconstpointer  data)
{
  replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST,
                                    ",\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\","
                                    "\"statusPurpose\":\"revocation\",\"statusListIndex\":\"0\","
                                    "\"statusListCredential\":\"" LIST_URL "\"}"));
  assert_status (fixture, LAPEL_VERDICT_VERIFIED, "ok");
  g_assert_cmpuint (fixture->asked, ==, 1);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "unreachable");
  replace_list (fixture, g_strdup ("<html>Log in</html>"));
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "status-list-unreadable");
  fixture->base.options.loader = NULL;
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "network-off");
}

/* What is remembered counts for the same bytes only, and not for long. */
static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST, ""));
  for (unsigned int i = 0; i < 3; i++)
    assert_status (fixture, LAPEL_VERDICT_VERIFIED, "ok");
  g_assert_cmpuint (fixture->asked, ==, 3);

  replace_list (fixture, make_list (fixture, fixture->base.issuer, SET_LIST, ""));
  assert_status (fixture, LAPEL_VERDICT_REVOKED, "revoked");
  replace_list (fixture, NULL);
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "unreachable");

  replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST,
                                    ",\"validUntil\":\"2026-08-02T00:00:00Z\""));
  assert_status (fixture, LAPEL_VERDICT_VERIFIED, "ok");
  fixture->base.options.now += 2 * G_TIME_SPAN_DAY;
  assert_status (fixture, LAPEL_VERDICT_UNDECIDED, "status-list-expired");
}

/* Who verifies a list has to ask for the key of this issuer; who remembers it has not. */
static void
test_verified_once (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = write_list (WEB_DID, SET_LIST, "");

  replace_list (fixture, verify_sign_as (&fixture->base, text, WEB_DID "#1"));
  for (unsigned int i = 0; i < 100; i++)
    assert_status (fixture, LAPEL_VERDICT_REVOKED, "revoked");
  g_assert_cmpuint (fixture->asked, ==, 100);
  g_assert_cmpuint (fixture->asked_key, ==, 1);
}

/* More lists than are remembered: each is still read right. */
static void
test_memory_is_bounded (Fixture       *fixture,
                        gconstpointer  data)
{
  for (unsigned int i = 0; i < 200; i++)
    {
      g_autofree char *more = g_strdup_printf (",\"id\":\"urn:x:%u\"", i);

      replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST, more));
      assert_status (fixture, LAPEL_VERDICT_VERIFIED, "ok");
    }
}

static void
test_unknown_kind (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (LapelReport) unknown = NULL;
  g_autoptr (LapelReport) older = NULL;

  replace_list (fixture, make_list (fixture, fixture->base.issuer, CLEAR_LIST, ""));
  unknown = verify_with_status (fixture, "RevocationList2020Status", 0);
  older = verify_with_status (fixture, "StatusList2021Entry", 0);
  g_assert_cmpstr (suite_find_row (unknown, "status")->code, ==, "status-type-unknown");
  g_assert_cmpstr (suite_find_row (older, "status")->code, ==, "status-list-type-wrong");
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/status/own-list", test_own_list);
  add ("/status/list-of-another", test_list_of_another);
  add ("/status/list-in-itself", test_list_in_itself);
  add ("/status/unreadable", test_unreadable);
  add ("/status/memory", test_memory);
  add ("/status/verified-once", test_verified_once);
  add ("/status/memory-is-bounded", test_memory_is_bounded);
  add ("/status/unknown-kind", test_unknown_kind);
  return g_test_run ();
}
