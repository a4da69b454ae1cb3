/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-codes.h"
#include "lapel-error.h"
#include "lapel-test.h"
#include "lapel-verify.h"

#include <string.h>

/* The retired XML form of EU credentials: data, of which nothing is believed. */

#define START                                                                                      \
  "<?xml version=\"1.0\"?>\n<europassCredential xmlns=\"http://data.europa.eu/snb\" "              \
  "xmlns:cred=\"http://data.europa.eu/europass/model/credentials/w3c#\" "                          \
  "cred:id=\"urn:credential:1\">"
#define END "</europassCredential>"

static LapelCredential *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return lapel_credential_parse (bytes, error);
}

static LapelCredential *
parse_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (credential->format, ==, LAPEL_FORMAT_ELM2);
  return credential;
}

static void
test_sample (void)
{
  g_autofree char *folder = lapel_test_conformance ("elm");
  g_autofree char *text = NULL;
  g_autofree char *from = NULL;
  g_autoptr (LapelCredential) credential = NULL;
  size_t length = 0;

  if (folder == NULL)
    return;
  text = lapel_test_read (folder, "elm-v2-unsealed.xml", &length);
  credential = parse_good (text);
  from = lapel_time_format (credential->valid_from);
  g_assert_cmpstr (credential->id, ==, "urn:credential:a302d79e-34ac-4f68-b0c0-4042a93dfd5c");
  g_assert_cmpstr (credential->title, ==, "Sample credential");
  g_assert_cmpstr (credential->issuer.name, ==, "Acme Corporation");
  g_assert_cmpstr (credential->subject_name, ==, "Wile Coyote");
  g_assert_cmpstr (credential->recipients[0].identity, ==, "mailto:Wile.coyote@acme.cat");
  g_assert_cmpstr (from, ==, "2022-02-28T23:00:00Z");
}

/* Achievements refer to what they are of and to who awarded them. */
static void
test_references (void)
{
  g_autoptr (LapelCredential) credential = parse_good (
      START
      "<title><text lang=\"en\">Whole</text></title>"
      "<credentialSubject><achievements><learningAchievement>"
      "<title><text lang=\"de\">Rechnen</text><text lang=\"en\">Sums &amp; more</text></title>"
      "<wasAwardedBy><awardingBody idref=\"o\"/></wasAwardedBy><specifiedBy idref=\"q\"/>"
      "</learningAchievement></achievements></credentialSubject>"
      "<agentReferences><organization id=\"o\"><prefLabel><text lang=\"en\">School</text>"
      "</prefLabel></organization></agentReferences>"
      "<learningSpecificationReferences><qualification id=\"q\"><EQFLevel "
      "uri=\"http://data.europa.eu/snb/eqf/6\"/></qualification>"
      "</learningSpecificationReferences>" END);

  g_assert_cmpstr (credential->title, ==, "Sums & more");
  g_assert_cmpstr (credential->awarder.name, ==, "School");
  g_assert_cmpint (credential->eqf, ==, 6);
  g_assert_false (credential->participation);
}

static const LapelCheck *
find_check (const LapelReport *report,
            LapelCheckName     name)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (strcmp (check->check, lapel_check_name_to_string (name)) == 0)
        return check;
    }
  return NULL;
}

/* A seal is not looked at, and its content cannot make anything verified. */
static void
test_seal_is_not_checked (void)
{
  g_autoptr (LapelCredential) credential = parse_good (
      START "<proof><ds:Signature xmlns:ds=\"d\"><ds:SignatureValue>x</ds:SignatureValue>"
            "</ds:Signature></proof>" END);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  LapelVerifyOptions options = { .now = 0 };
  g_autoptr (LapelReport) report = lapel_credential_verify (credential, workspace, &options);
  const LapelCheck *check = find_check (report, LAPEL_CHECK_SEAL);

  g_assert_nonnull (check);
  g_assert_cmpstr (check->code, ==, "seal-not-checked");
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_CONFORMS), ==,
                   LAPEL_OUTCOME_NOT_APPLICABLE);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    LapelError code;
  } cases[] = {
    { "<svg/>", LAPEL_ERROR_NOT_RECOGNISED },
    { START, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { START "<a></b>" END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { START "\xff" END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { START "&nbsp;" END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { START "&#0;" END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { "<!DOCTYPE europassCredential>" START END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><europassCredential>&b;" END,
      LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><europassCredential>&f;" END,
      LAPEL_ERROR_CREDENTIAL_MALFORMED },
    { START END START END, LAPEL_ERROR_CREDENTIAL_MALFORMED },
    /* It refers to itself. */
    { START
      "<x idref=\"a\"/><agentReferences><y id=\"a\"><z idref=\"a\"/></y></agentReferences>" END,
      LAPEL_ERROR_TOO_COMPLEX },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
}

/* References to references, each twice: a small text that means a very long one. */
static void
test_reference_bomb (void)
{
  g_autoptr (GString) text = g_string_new (START "<x idref=\"n0\"/><agentReferences>");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 24; i++)
    g_string_append_printf (text, "<y id=\"n%d\"><z idref=\"n%d\"/><z idref=\"n%d\"/></y>", i,
                            i + 1, i + 1);
  g_string_append (text, "</agentReferences>" END);
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
}

static void
test_too_deep (void)
{
  g_autoptr (GString) text = g_string_new (START);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append (text, "<a>");
  for (int i = 0; i < 40; i++)
    g_string_append (text, "</a>");
  g_string_append (text, END);
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elm-xml/sample", test_sample);
  g_test_add_func ("/elm-xml/references", test_references);
  g_test_add_func ("/elm-xml/seal-is-not-checked", test_seal_is_not_checked);
  g_test_add_func ("/elm-xml/refused", test_refused);
  g_test_add_func ("/elm-xml/reference-bomb", test_reference_bomb);
  g_test_add_func ("/elm-xml/too-deep", test_too_deep);
  return g_test_run ();
}
