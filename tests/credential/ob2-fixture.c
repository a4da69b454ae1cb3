/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ob2-fixture.h"

#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

static const char *const urls[N_DOCUMENTS] = { SITE "/1", SITE "/badge", SITE "/issuer",
                                               SITE "/key", SITE "/list" };

const char *const ob2_good[N_DOCUMENTS] = {
  [ASSERTION] = "{" V2 "\"type\":\"Assertion\",\"id\":\"" SITE "/1\","
                "\"recipient\":{\"type\":\"email\",\"hashed\":false,"
                "\"identity\":\"vera@school.example\"},"
                "\"badge\":\"" SITE "/badge\",\"verification\":{\"type\":\"hosted\"},"
                "\"issuedOn\":\"2026-01-01T00:00:00Z\",\"expires\":\"2030-01-01T00:00:00Z\","
                "\"image\":\"" SITE "/1.png\",\"narrative\":\"In all weathers\","
                "\"evidence\":[{\"id\":\"" SITE "/e\",\"name\":\"Log\",\"genre\":\"Text\"}]}",
  [BADGE] = "{" V2 "\"type\":\"BadgeClass\",\"id\":\"" SITE "/badge\",\"name\":\"Tides\","
            "\"@language\":\"en\",\"description\":\"Reads tides\","
            "\"image\":{\"id\":\"" SITE "/b.png\",\"caption\":\"A wave\"},"
            "\"criteria\":{\"id\":\"" SITE "/c\",\"narrative\":\"*Read* one\"},"
            "\"issuer\":\"" SITE "/issuer\",\"tags\":[\"sea\",\"tide\"],"
            "\"alignment\":{\"targetName\":\"Sea\",\"targetUrl\":\"" SITE "/s\","
            "\"targetFramework\":\"ESCO\",\"targetCode\":\"S1\"},"
            "\"extensions:ECTSExtension\":{\"@context\":\"https://x.example/ects\","
            "\"type\":[\"Extension\",\"extensions:ECTSExtension\"],\"ECTS\":2.5},"
            "\"extensions:EQFExtension\":{\"@context\":\"https://x.example/eqf\","
            "\"type\":[\"Extension\",\"extensions:EQFExtension\"],\"EQF\":6}}",
  [ISSUER] = "{" V2 "\"type\":\"Issuer\",\"id\":\"" SITE "/issuer\",\"name\":\"Harbour\","
             "\"url\":\"" SITE "\",\"email\":\"a@a.example\",\"image\":\"" SITE "/i.png\","
             "\"publicKey\":\"" SITE "/key\",\"revocationList\":\"" SITE "/list\"}",
  [KEY] = "{" V2 "\"type\":\"CryptographicKey\",\"id\":\"" SITE "/key\",\"owner\":\"" SITE
          "/issuer\",\"publicKeyPem\":\"$PEM\"}",
  [LIST] = "{" V2 "\"type\":\"RevocationList\",\"id\":\"" SITE "/list\","
           "\"revokedAssertions\":[\"urn:x:other\"]}",
};

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  Web *web = user_data;

  g_ptr_array_add (web->asked, g_strdup (url));
  for (unsigned int i = 0; i < N_DOCUMENTS; i++)
    if (strcmp (url, urls[i]) == 0 && web->documents[i] != NULL)
      {
        *out_answer = (LapelAnswer){ .withdrawn = g_str_has_prefix (web->documents[i], "410") };
        if (out_answer->withdrawn)
          return g_bytes_new (web->documents[i] + 3, strlen (web->documents[i] + 3));
        return g_bytes_new (web->documents[i], strlen (web->documents[i]));
      }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s", url);
  return NULL;
}

static char *
dup_pem (const LapelSigner *signer)
{
  static const guint8 prefix[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                   0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };
  g_autofree char *multikey = lapel_key_dup_multikey (lapel_signer_get_key (signer));
  g_autoptr (GBytes) key = lapel_multibase_decode (multikey, NULL, NULL);
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autofree char *text = NULL;

  g_byte_array_append (der, prefix, sizeof prefix);
  g_byte_array_append (der, (const guint8 *) g_bytes_get_data (key, NULL) + 2, 32);
  text = g_base64_encode (der->data, der->len);
  return g_strdup_printf ("-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n", text);
}

char *
ob2_replace (const char *text,
             const char *from,
             const char *to)
{
  GString *string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, from, to, 0), >, 0);
  return g_string_free (string, FALSE);
}

Web *
ob2_web_new (VerifyFixture *fixture,
             const Rule    *rule)
{
  Web *web = g_new0 (Web, 1);
  g_autofree char *pem = dup_pem (fixture->issuer);
  g_autofree char *before = NULL;

  for (unsigned int i = 0; i < N_DOCUMENTS; i++)
    web->documents[i] = i == KEY ? ob2_replace (ob2_good[i], "$PEM", pem) : g_strdup (ob2_good[i]);
  web->asked = g_ptr_array_new_with_free_func (g_free);
  fixture->options.loader = load_cb;
  fixture->options.loader_data = web;
  if (rule == NULL)
    return web;

  before = g_steal_pointer (&web->documents[rule->document]);
  web->documents[rule->document] =
      rule->from != NULL ? ob2_replace (before, rule->from, rule->to) : g_strdup (rule->to);
  return web;
}

void
ob2_web_free (Web *web)
{
  for (unsigned int i = 0; i < N_DOCUMENTS; i++)
    g_free (web->documents[i]);
  g_ptr_array_unref (web->asked);
  g_free (web);
}

static gboolean
has (const GPtrArray *rows,
     const Rule      *rule)
{
  for (unsigned int i = 0; i < rows->len; i++)
    {
      const LapelCheck *row = g_ptr_array_index (rows, i);

      if (strcmp (row->code, rule->code) == 0 &&
          (rule->outcome == NOTE ||
           (row->question == rule->question && row->outcome == (LapelOutcome) rule->outcome)))
        return TRUE;
    }
  return FALSE;
}

void
ob2_assert_rule (const LapelReport *report,
                 const Rule        *rule)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  const GPtrArray *notes = lapel_report_get_notes (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      g_test_message ("%s %s %s", check->check, lapel_outcome_to_string (check->outcome),
                      check->code);
    }
  g_assert_true (has (rule->outcome == NOTE ? notes : checks, rule));
}
