/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-verify.h"

/* 2026-08-01T00:00:00Z, so that the kept inputs do not expire. */
#define NOW (G_GINT64_CONSTANT (1785542400) * G_USEC_PER_SEC)

/* Some addresses answer with the input itself, so that what is asked for is a stranger's too. */
static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  if (g_str_has_suffix (url, "/self"))
    {
      if (out_answer != NULL)
        *out_answer = (LapelAnswer){ .media_type = "application/json" };
      return g_bytes_ref (user_data);
    }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", url);
  return NULL;
}

static void
assert_sound (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  const GPtrArray *children = lapel_report_get_children (report);
  LapelVerdict verdict = lapel_report_get_verdict (report);

  g_assert_cmpint (lapel_report_get_worst (report), >=, verdict);
  g_assert_cmphex (lapel_report_get_states (report), !=, 0);
  g_assert_cmpuint (checks->len, <, 1000);
  if (verdict == LAPEL_VERDICT_VERIFIED || verdict == LAPEL_VERDICT_NOT_CURRENT)
    g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), ==,
                     LAPEL_OUTCOME_PASSED);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);
      const char *message = lapel_check_get (check, "message");

      g_assert_nonnull (check->code);
      g_assert_true (message == NULL || g_utf8_validate (message, -1, NULL));
    }
  for (unsigned int i = 0; i < children->len; i++)
    assert_sound (g_ptr_array_index (children, i));
}

/* A whole verification of any bytes: what cannot be read says why, and whatever can be read gets a
 * report in which nothing is good unless something was proven. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  static const char *const identities[] = { "vera@school.example", "did:key:zH", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  const LapelVerifyOptions options = {
    .now = NOW, .loader = load_cb, .loader_data = bytes, .identities = identities
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);
  g_autoptr (LapelWorkspace) workspace = NULL;
  g_autoptr (LapelReport) report = NULL;
  g_autofree char *key = NULL;

  g_assert_true ((credential == NULL) == (error != NULL));
  if (credential == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      return;
    }

  key = lapel_credential_dup_key (credential);
  g_assert_nonnull (key);
  workspace = lapel_workspace_new (NULL);
  report = lapel_credential_verify (credential, workspace, &options);
  assert_sound (report);
}
