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
lapel_run_validity (LapelRun  *run,
                    LapelTime  from,
                    LapelTime  until)
{
  g_autofree char *from_text = from != LAPEL_TIME_NONE ? lapel_time_format (from) : NULL;
  g_autofree char *until_text = until != LAPEL_TIME_NONE ? lapel_time_format (until) : NULL;
  LapelTime now = run->options->now;
  gboolean early = from != LAPEL_TIME_NONE && now < from;
  gboolean late = until != LAPEL_TIME_NONE && now > until;

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

void
lapel_check_dates (LapelRun *run)
{
  LapelTime from = LAPEL_TIME_NONE;
  LapelTime until = LAPEL_TIME_NONE;

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
  lapel_run_validity (run, from, until);
}
