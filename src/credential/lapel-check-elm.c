/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"
#include "lapel-elm-private.h"

#include <string.h>

/* What the EU's application profile asks of a European Digital Credential. Real ones leave much of
 * it out, so what is missing is told and held against nobody (europe.md §3). */

#define MAX_CLAIMS_NAMED 32

static const char *const required[] = { "issuer",           "credentialSubject",
                                        "issued",           "validFrom",
                                        "displayParameter", "credentialProfiles",
                                        "credentialSchema" };

static void
note_missing (LapelRun   *run,
              const char *member)
{
  lapel_run_note (run, LAPEL_CODE_MEMBER_MISSING, "member", member);
}

static void
check_claims (LapelRun *run)
{
  const LapelJson *subject = lapel_elm_first (run->credential->document, "credentialSubject");
  const LapelJson *claims = lapel_json_get (subject, "hasClaim");

  if (lapel_json_count (claims) == 0)
    note_missing (run, "credentialSubject.hasClaim");
  for (uint32_t i = 0; i < MIN (lapel_json_count (claims), MAX_CLAIMS_NAMED); i++)
    {
      const LapelJson *claim = lapel_json_at (claims, i);
      const LapelJson *awarding = lapel_elm_first (claim, "awardedBy");

      if (lapel_elm_text_of (run->credential, claim, "title") == NULL)
        note_missing (run, "credentialSubject.hasClaim.title");
      if (lapel_elm_first (awarding, "awardingBody") == NULL)
        note_missing (run, "credentialSubject.hasClaim.awardedBy.awardingBody");
    }
  if (run->credential->participation)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_MEMBERS, LAPEL_OUTCOME_NOT_APPLICABLE,
                   LAPEL_CODE_PARTICIPATION, NULL, NULL);
}

/* Unlike everything else a limit that cannot be read is no trifle: it could be over. */
static void
check_limits (LapelRun *run)
{
  static const char *const limits[] = { "validFrom", "validUntil", "issuanceDate",
                                        "expirationDate" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const LapelJson *value = lapel_json_get (run->credential->document, limits[i]);
      const char *text = lapel_json_as_string (value);
      LapelTime time;
      gboolean zoned = TRUE;

      if (value == NULL)
        continue;
      if (text == NULL || !lapel_time_parse (text, &time, &zoned, NULL))
        lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_MEMBER_MALFORMED, limits[i]);
      else if (!zoned)
        lapel_run_note (run, LAPEL_CODE_DATE_WITHOUT_ZONE, "member", limits[i]);
    }
}

gboolean
lapel_elm_has_mandate (const LapelJson *document)
{
  const LapelJson *evidence = lapel_json_get (document, "evidence");

  for (uint32_t i = 0; i < lapel_json_count (evidence); i++)
    if (g_strcmp0 (lapel_elm_type_id (lapel_json_at (evidence, i)), LAPEL_ELM_MANDATE) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_nobody (const LapelProfile *profile)
{
  return profile->name == NULL && profile->id == NULL;
}

static gboolean
is_same (const LapelProfile *a,
         const LapelProfile *b)
{
  if (a->id != NULL && g_strcmp0 (a->id, b->id) == 0)
    return TRUE;
  return a->name != NULL && g_strcmp0 (a->name, b->name) == 0;
}

/* Who awarded and who issued are told apart: an organisation without a seal has another one seal
 * for it, and then says so (europe.md §3). */
static void
check_awarder (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelProfile *awarder = &credential->awarder;
  const LapelProfile *issuer = &credential->issuer;
  LapelCode code = LAPEL_CODE_AWARDER_DIFFERS;

  if (is_nobody (awarder) || is_nobody (issuer) || is_same (awarder, issuer))
    return;
  if (lapel_elm_has_mandate (credential->document))
    code = LAPEL_CODE_UNDER_MANDATE;
  lapel_report_add (run->report, LAPEL_QUESTION_ISSUER,
                    lapel_check_name_to_string (LAPEL_CHECK_AWARDER), LAPEL_OUTCOME_UNCHECKED,
                    lapel_code_to_string (code), "awarder",
                    awarder->name != NULL ? awarder->name : awarder->id, "issuer", issuer->name,
                    NULL);
}

void
lapel_check_elm (LapelRun *run)
{
  const LapelJson *document = run->credential->document;

  for (unsigned int i = 0; i < G_N_ELEMENTS (required); i++)
    if (lapel_json_count (lapel_json_get (document, required[i])) == 0)
      note_missing (run, required[i]);
  check_claims (run);
  check_limits (run);
  check_awarder (run);
  lapel_check_schemas (run);
  if (lapel_json_get (document, "credentialStatus") == NULL &&
      lapel_json_get (document, "status") == NULL)
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_NOT_APPLICABLE,
                   LAPEL_CODE_STATUS_NOT_OFFERED, NULL, NULL);
}
