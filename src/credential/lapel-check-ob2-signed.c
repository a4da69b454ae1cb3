/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-ob2-private.h"

#include <string.h>

/* A badge is genuine because it is signed with a key that the issuer's own profile lists
 * (formats.md §2.2). A key that lies in the badge, or in its header, was put there by whoever made
 * it. */

#define MAX_KEYS 8

/** How one key came out. */
typedef struct
{
  const char *id;
  LapelOutcome outcome;
  LapelCheckName check;
  const char *code;
  char *message; /* (nullable) */
} Attempt;

static void
attempt_clear (Attempt *attempt)
{
  g_free (attempt->message);
}

static void
set_attempt (Attempt        *attempt,
             LapelCheckName  check,
             LapelOutcome    outcome,
             const char     *code,
             const char     *message)
{
  attempt->check = check;
  attempt->outcome = outcome;
  attempt->code = code;
  attempt->message = g_strdup (message);
}

/* The entry of the issuer's publicKey that names @id, or %NULL. */
static const LapelJson *
find_listed (const LapelOb2 *ob2,
             const char     *id)
{
  const LapelJson *keys = lapel_json_get (ob2->issuer.object, "publicKey");

  for (uint32_t i = 0; id != NULL && i < lapel_json_count (keys); i++)
    if (g_strcmp0 (lapel_json_id_of (lapel_json_at (keys, i)), id) == 0)
      return lapel_json_at (keys, i);
  return NULL;
}

static gboolean
is_owner (const LapelOb2 *ob2,
          const char     *owner)
{
  return owner != NULL &&
         (g_strcmp0 (owner, ob2->issuer.url) == 0 ||
          g_strcmp0 (owner, lapel_json_get_string (ob2->issuer.object, "id")) == 0);
}

/* The document of the key @id: as hosted, else as the issuer's profile has it; %NULL where neither
 * can be had. */
static const LapelJson *
find_document (const LapelRun  *run,
               const LapelJson *listed,
               const char      *id)
{
  const LapelOb2Page *page = lapel_ob2_get_page (run->credential, id);
  const LapelJson *hosted =
      page != NULL && !page->answer.withdrawn ? lapel_ob2_page_get_object (page) : NULL;

  if (hosted != NULL)
    return hosted;
  return lapel_json_get_string (listed, "publicKeyPem") != NULL ? listed : NULL;
}

static void
try_document (LapelRun        *run,
              const LapelJson *document,
              Attempt         *attempt)
{
  const LapelOb2 *ob2 = run->credential->ob2;
  const char *pem = lapel_json_get_string (document, "publicKeyPem");
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelKey) key = NULL;

  if (!is_owner (ob2, lapel_json_get_string (document, "owner")))
    {
      set_attempt (attempt, LAPEL_CHECK_KEY, LAPEL_OUTCOME_FAILED,
                   lapel_code_to_string (LAPEL_CODE_KEY_OWNER_DIFFERS), NULL);
      return;
    }
  key = lapel_key_new_pem (pem != NULL ? pem : "", &error);
  if (key == NULL)
    {
      gboolean private = g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_KEY_PRIVATE);

      set_attempt (attempt, LAPEL_CHECK_KEY,
                   private ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_UNCHECKED,
                   lapel_error_nick_of (error), error->message);
    }
  else if (!lapel_jws_verify (run->credential->jws, key, &error))
    set_attempt (attempt, LAPEL_CHECK_SIGNATURE, LAPEL_OUTCOME_FAILED, lapel_error_nick_of (error),
                 error->message);
  else
    set_attempt (attempt, LAPEL_CHECK_SIGNATURE, LAPEL_OUTCOME_PASSED,
                 lapel_code_to_string (LAPEL_CODE_OK), NULL);
}

static void
try_key (LapelRun        *run,
         const LapelJson *value,
         Attempt         *attempt)
{
  const LapelOb2Page *page = NULL;
  const LapelJson *listed = NULL;
  const LapelJson *document = NULL;

  attempt->id = lapel_json_id_of (value);
  listed = find_listed (run->credential->ob2, attempt->id);
  if (listed == NULL)
    {
      set_attempt (attempt, LAPEL_CHECK_KEY, LAPEL_OUTCOME_FAILED,
                   lapel_code_to_string (LAPEL_CODE_KEY_NOT_LISTED), NULL);
      return;
    }
  document = find_document (run, listed, attempt->id);
  if (document != NULL)
    {
      try_document (run, document, attempt);
      return;
    }
  page = lapel_ob2_get_page (run->credential, attempt->id);
  if (page != NULL && page->error != NULL)
    set_attempt (attempt, LAPEL_CHECK_KEY, LAPEL_OUTCOME_UNCHECKED,
                 lapel_error_nick_of (page->error), page->error->message);
  else
    set_attempt (attempt, LAPEL_CHECK_KEY, LAPEL_OUTCOME_UNCHECKED,
                 lapel_error_get_nick (LAPEL_ERROR_METHOD_NOT_FOUND), NULL);
}

static void
report_attempt (LapelRun      *run,
                const Attempt *attempt)
{
  if (attempt->outcome == LAPEL_OUTCOME_PASSED)
    lapel_ob2_add_proven (run, attempt->check, "method", attempt->id);
  else
    lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC,
                      lapel_check_name_to_string (attempt->check), attempt->outcome, attempt->code,
                      "suite", lapel_jws_get_algorithm_name (run->credential->jws), "method",
                      attempt->id, "message", attempt->message, NULL);
}

/* Where the badge does not say which of the issuer's keys it is signed with, any of them will do.
 */
static void
check_keys (LapelRun        *run,
            const LapelJson *keys)
{
  Attempt attempts[MAX_KEYS] = { 0 };
  uint32_t n = MIN (lapel_json_count (keys), MAX_KEYS);
  const Attempt *good = NULL;

  for (uint32_t i = 0; i < n && good == NULL; i++)
    {
      try_key (run, lapel_json_at (keys, i), &attempts[i]);
      if (attempts[i].outcome == LAPEL_OUTCOME_PASSED)
        good = &attempts[i];
    }
  for (uint32_t i = 0; i < n && good == NULL; i++)
    report_attempt (run, &attempts[i]);
  if (good != NULL)
    report_attempt (run, good);
  for (uint32_t i = 0; i < n; i++)
    attempt_clear (&attempts[i]);
}

/* An entry of a revocation list, as id, as object with id, or with the uid of before 2.0. */
static gboolean
is_entry_for (const LapelJson *entry,
              const LapelJson *award)
{
  const char *id = lapel_json_get_string (award, "id");
  const char *uid = lapel_json_get_string (award, "uid");
  const char *named = lapel_json_id_of (entry);
  const LapelJson *revoked = lapel_json_get (entry, "revoked");

  if (revoked != NULL && revoked->type == LAPEL_JSON_FALSE)
    return FALSE;
  return (named != NULL && g_strcmp0 (named, id) == 0) ||
         (uid != NULL && g_strcmp0 (lapel_json_get_string (entry, "uid"), uid) == 0);
}

static void
check_list (LapelRun        *run,
            const LapelJson *list,
            const char      *url)
{
  const LapelJson *entries = lapel_json_get (list, "revokedAssertions");
  const LapelJson *award = run->credential->ob2->award.object;

  for (uint32_t i = 0; i < lapel_json_count (entries); i++)
    {
      const LapelJson *entry = lapel_json_at (entries, i);

      if (!is_entry_for (entry, award))
        continue;
      lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_FAILED,
                     LAPEL_CODE_REVOKED, "reason",
                     lapel_json_get_string (entry, "revocationReason"));
      return;
    }
  lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_PASSED,
                 LAPEL_CODE_OK, "url", url);
}

static void
check_withdrawn (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;
  const char *url = lapel_json_id_of (lapel_json_get (ob2->issuer.object, "revocationList"));
  const LapelOb2Page *page = lapel_ob2_get_page (run->credential, url);
  const LapelJson *list = NULL;

  if (url == NULL)
    return;
  if (page == NULL)
    {
      lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                     LAPEL_CODE_HOSTED_NO_ADDRESS, "url", url);
      return;
    }
  list = page->answer.withdrawn ? NULL : lapel_ob2_page_get_object (page);
  if (lapel_json_get (list, "revokedAssertions") == NULL)
    lapel_ob2_add_page_error (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, page, url);
  else
    check_list (run, list, url);
}

void
lapel_ob2_check_signed (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;
  const LapelJson *keys = lapel_ob2_get_keys (run->credential);
  gboolean good;

  if (run->credential->jws == NULL)
    {
      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_SIGNATURE, LAPEL_OUTCOME_UNCHECKED,
                     LAPEL_CODE_NO_PROOF, NULL, NULL);
      return;
    }
  good = lapel_ob2_check_part (run, &ob2->issuer, LAPEL_CHECK_ISSUER_PROFILE, NULL);
  if (ob2->class == LAPEL_OB2_ASSERTION)
    good = lapel_ob2_check_part (run, &ob2->badge, LAPEL_CHECK_BADGE_CLASS,
                                 lapel_ob2_find_issuer_id (run->credential)) &&
           good;
  if (!good)
    return;
  if (lapel_json_count (keys) == 0)
    lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC,
                      lapel_check_name_to_string (LAPEL_CHECK_KEY), LAPEL_OUTCOME_UNCHECKED,
                      lapel_error_get_nick (LAPEL_ERROR_JWS_NO_KEY), NULL);
  else
    check_keys (run, keys);
  check_withdrawn (run);
}
