/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

/* Where a beginning or an end may stand: members of the document, or claims of the token. */
typedef struct
{
  const char *name;
  gboolean claim;
  gboolean end;
} Limit;

static const Limit limits[] = {
  { "validFrom", FALSE, FALSE }, { "issuanceDate", FALSE, FALSE },  { "nbf", TRUE, FALSE },
  { "validUntil", FALSE, TRUE }, { "expirationDate", FALSE, TRUE }, { "exp", TRUE, TRUE },
};

static LapelTime
read_limit (const LapelCredential *credential,
            const Limit           *limit)
{
  LapelTime time = LAPEL_TIME_NONE;
  const char *text;

  if (limit->claim)
    {
      lapel_numeric_date (lapel_json_get (credential->claims, limit->name), &time);
      return time;
    }
  text = lapel_json_get_string (credential->document, limit->name);
  if (text != NULL)
    lapel_time_parse (text, &time, NULL, NULL);
  return time;
}

void
lapel_check_dates (LapelRun *run)
{
  LapelTime from = LAPEL_TIME_NONE;
  LapelTime until = LAPEL_TIME_NONE;
  g_autofree char *from_text = NULL;
  g_autofree char *until_text = NULL;
  LapelTime now = run->options->now;
  gboolean early, late;

  /* The narrowest of all that is stated. */
  for (unsigned int i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      LapelTime time = read_limit (run->credential, &limits[i]);

      if (time == LAPEL_TIME_NONE)
        continue;
      if (limits[i].end)
        until = until == LAPEL_TIME_NONE ? time : MIN (until, time);
      else
        from = MAX (from, time);
    }

  from_text = from != LAPEL_TIME_NONE ? lapel_time_format (from) : NULL;
  until_text = until != LAPEL_TIME_NONE ? lapel_time_format (until) : NULL;
  early = from != LAPEL_TIME_NONE && now < from;
  late = until != LAPEL_TIME_NONE && now > until;

  if (early)
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_VALIDITY, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_NOT_YET_VALID, "from", from_text);
  if (late)
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_VALIDITY, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_EXPIRED, "until", until_text);
  if (!early && !late)
    lapel_report_add (run->report, LAPEL_QUESTION_CURRENT,
                      lapel_check_name_to_string (LAPEL_CHECK_VALIDITY), LAPEL_OUTCOME_PASSED,
                      lapel_code_to_string (until_text != NULL ? LAPEL_CODE_OK : LAPEL_CODE_NO_END),
                      "from", from_text, "until", until_text, NULL);
}

static const char *
find_list_url (const LapelJson *entry)
{
  const char *url = lapel_json_get_string (entry, "statusListCredential");

  if (url == NULL)
    url = lapel_json_get_string (entry, "uri"); /* of a token status list */
  return url != NULL ? url : lapel_json_get_string (entry, "id");
}

/* Lists of withdrawn credentials are not read by this version. It asks for the list all the same,
 * so that the row can say whether it was the network that was missing. */
static void
check_entry (LapelRun        *run,
             const LapelJson *entry,
             const char      *type)
{
  const LapelVerifyOptions *options = run->options;
  const char *url = find_list_url (entry);
  g_autoptr (GError) error = NULL;
  GBytes *list = NULL;

  if (url != NULL && g_str_has_prefix (url, "https://"))
    {
      if (options->loader != NULL)
        list = options->loader (url, options->loader_data, NULL, &error);
      else
        error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", url);
      g_clear_pointer (&list, g_bytes_unref);
    }

  if (error != NULL)
    lapel_run_add_error (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                         error, "url", url);
  else
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_STATUS_TYPE_UNKNOWN, "type", type);
}

/* An SD-JWT says it in the claim status, one member for each kind (draft-ietf-oauth-status-list
 * §6.1). */
static void
check_claim (LapelRun *run)
{
  const LapelJson *status = lapel_json_get (run->credential->claims, "status");

  if (run->credential->securing != LAPEL_SECURING_SD_JWT || status == NULL)
    return;
  if (!lapel_json_is_object (status) || status->n == 0)
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_STATUS_TYPE_UNKNOWN, NULL, NULL);
  else
    for (uint32_t i = 0; i < MIN (status->n, LAPEL_MAX_STATUS_ENTRIES); i++)
      check_entry (run, &status->members[i].value, status->members[i].name);
}

void
lapel_check_status (LapelRun *run)
{
  const LapelJson *status = lapel_json_get (run->credential->document, "credentialStatus");
  uint32_t n = lapel_json_count (status);
  g_autoptr (GError) error = NULL;

  check_claim (run);
  for (uint32_t i = 0; i < MIN (n, LAPEL_MAX_STATUS_ENTRIES); i++)
    {
      const LapelJson *entry = lapel_json_at (status, i);

      check_entry (run, entry, lapel_json_text_of (lapel_json_get (entry, "type")));
    }

  if (n <= LAPEL_MAX_STATUS_ENTRIES)
    return;
  error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u status entries, more than %d", n,
                       LAPEL_MAX_STATUS_ENTRIES);
  lapel_run_add_error (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                       error, NULL, NULL);
}
