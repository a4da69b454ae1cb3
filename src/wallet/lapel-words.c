/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words.h"

#include "lapel-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
lapel_words_verdict (LapelVerdict verdict,
                     LapelStates  states)
{
  switch (verdict)
    {
    case LAPEL_VERDICT_VERIFIED:
      return _ ("Verified");
    case LAPEL_VERDICT_UNDECIDED:
      return states & LAPEL_STATE_STATUS_UNKNOWN ? _ ("Genuine, status unknown")
                                                 : _ ("Cannot be checked");
    case LAPEL_VERDICT_NOT_CURRENT:
      return states & LAPEL_STATE_EXPIRED ? _ ("Expired") : _ ("Not valid yet");
    case LAPEL_VERDICT_REVOKED:
      return states & LAPEL_STATE_REVOKED ? _ ("Revoked") : _ ("Suspended");
    case LAPEL_VERDICT_INVALID:
    case LAPEL_N_VERDICTS:
    default:
      return states & LAPEL_STATE_UNREADABLE ? _ ("Cannot be read") : _ ("Not genuine");
    }
}

const char *
lapel_words_report_verdict (const LapelReport *report)
{
  LapelVerdict verdict = lapel_report_get_verdict (report);
  LapelStates states = lapel_report_get_states (report);

  /* Its signature says nothing against it; it only is not what its standard calls a badge. */
  if (verdict == LAPEL_VERDICT_INVALID && (states & LAPEL_STATE_UNREADABLE) == 0 &&
      lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC) != LAPEL_OUTCOME_FAILED &&
      lapel_report_get_outcome (report, LAPEL_QUESTION_CONFORMS) == LAPEL_OUTCOME_FAILED)
    return _ ("Not a valid badge");
  return lapel_words_verdict (verdict, states);
}

const char *
lapel_words_question (LapelQuestion question)
{
  switch (question)
    {
    case LAPEL_QUESTION_AUTHENTIC:
      /* Translators: a question asked of a credential; the answer stands beside it, such as "yes"
       */
      return _ ("Genuine");
    case LAPEL_QUESTION_CURRENT:
      /* Translators: a question asked of a credential: is it valid today? */
      return _ ("In force");
    case LAPEL_QUESTION_YOURS:
      /* Translators: a question asked of a credential: was it awarded to the holder? */
      return _ ("Yours");
    case LAPEL_QUESTION_ISSUER:
      /* Translators: a question asked of a credential: is it known who the issuer is? */
      return _ ("Issuer known");
    case LAPEL_QUESTION_CONFORMS:
    case LAPEL_N_QUESTIONS:
    default:
      /* Translators: a question asked of a credential: is it written as its standard asks? */
      return _ ("Follows its standard");
    }
}

const char *
lapel_words_outcome (LapelOutcome outcome)
{
  switch (outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      /* Translators: the answer to a question about a credential, such as "Genuine" */
      return _ ("yes");
    case LAPEL_OUTCOME_FAILED:
      /* Translators: the answer to a question about a credential, such as "Genuine" */
      return _ ("no");
    case LAPEL_OUTCOME_UNCHECKED:
      /* Translators: the answer to a question about a credential, such as "Genuine" */
      return _ ("could not be told");
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      /* Translators: the answer to a question about a credential, such as "Yours" */
      return _ ("does not apply");
    }
}

const char *
lapel_words_identity_kind (LapelIdentityKind kind)
{
  switch (kind)
    {
    case LAPEL_IDENTITY_EMAIL:
      return _ ("e-mail address");
    case LAPEL_IDENTITY_DID:
      return _ ("DID");
    case LAPEL_IDENTITY_URL:
      return _ ("web address");
    case LAPEL_IDENTITY_NAME:
    default:
      return _ ("name");
    }
}

const char *
lapel_words_kind (LapelKind kind)
{
  switch (kind)
    {
    case LAPEL_KIND_MICRO_CREDENTIAL:
      return C_ ("kind of credential", "micro-credential");
    case LAPEL_KIND_CERTIFICATE:
      return C_ ("kind of credential", "certificate");
    case LAPEL_KIND_TRANSCRIPT:
      return C_ ("kind of credential", "transcript");
    case LAPEL_KIND_BADGE:
    default:
      return C_ ("kind of credential", "badge");
    }
}

const char *
lapel_words_what (const LapelCredential *credential)
{
  if (credential->format == LAPEL_FORMAT_ENDORSEMENT)
    return C_ ("kind of credential", "endorsement");
  if (credential->format == LAPEL_FORMAT_PRESENTATION)
    return C_ ("kind of credential", "presentation");
  return lapel_words_kind (credential->kind);
}

/* Times */

static GDateTime *
to_local (LapelTime time)
{
  g_autoptr (GDateTime) utc = NULL;
  gint64 seconds = time / G_USEC_PER_SEC;

  /* Towards the past, also before 1970. */
  if (time % G_USEC_PER_SEC < 0)
    seconds--;
  utc = g_date_time_new_from_unix_utc (seconds);
  return utc == NULL ? NULL : g_date_time_to_local (utc);
}

static char *
format_time (LapelTime   time,
             const char *format)
{
  g_autoptr (GDateTime) local = time == LAPEL_TIME_NONE ? NULL : to_local (time);

  return local == NULL ? g_strdup (_ ("an unknown date")) : g_date_time_format (local, format);
}

char *
lapel_words_date (LapelTime time)
{
  /* Translators: a date such as "12 March 2026"; see the manual of g_date_time_format () for the
   * marks */
  return format_time (time, _ ("%-d %B %Y"));
}

static gboolean
same_day (LapelTime a,
          LapelTime b)
{
  g_autoptr (GDateTime) day_a = to_local (a);
  g_autoptr (GDateTime) day_b = to_local (b);

  return day_a != NULL && day_b != NULL &&
         g_date_time_get_year (day_a) == g_date_time_get_year (day_b) &&
         g_date_time_get_day_of_year (day_a) == g_date_time_get_day_of_year (day_b);
}

char *
lapel_words_moment (LapelTime time,
                    LapelTime now)
{
  if (time == LAPEL_TIME_NONE || !same_day (time, now))
    return lapel_words_date (time);
  /* Translators: a moment of today such as "today at 09:14"; see the manual of g_date_time_format
   * () */
  return format_time (time, _ ("today at %H:%M"));
}

char *
lapel_words_reason (LapelReason        reason,
                    const LapelRecord *record)
{
  g_autofree char *until = lapel_words_date (record->valid_until);

  switch (reason)
    {
    case LAPEL_REASON_EXPIRED:
      if (record->valid_until == LAPEL_TIME_NONE)
        return g_strdup (_ ("has expired"));
      /* Translators: why a credential does not count; %s is a date */
      return g_strdup_printf (_ ("expired on %s"), until);
    case LAPEL_REASON_NOT_YET_VALID:
      return g_strdup (_ ("is not valid yet"));
    case LAPEL_REASON_REVOKED:
      return g_strdup (_ ("was withdrawn by its issuer"));
    case LAPEL_REASON_INVALID:
      return g_strdup (_ ("is not genuine"));
    case LAPEL_REASON_UNDECIDED:
      return g_strdup (_ ("could not be checked"));
    case LAPEL_REASON_NOT_TRUSTED:
      return g_strdup (_ ("is from an issuer that you have not said you trust"));
    case LAPEL_REASON_USED:
      return g_strdup (_ ("already counts for another requirement"));
    case LAPEL_REASON_SUGGESTED:
      return g_strdup (_ ("has the same name and issuer, but does not say that it is this one"));
    case LAPEL_REASON_NONE:
    default:
      return g_strdup (_ ("counts"));
    }
}

char *
lapel_words_progress (const LapelProgress *progress)
{
  unsigned int total = progress->total;

  if (lapel_progress_counts_credentials (progress))
    /* Translators: how many of the badges that make up a certificate are there: "4 of 6 badges" */
    return g_strdup_printf (ngettext ("%1$u of %2$u badge", "%1$u of %2$u badges", total),
                            progress->done, total);
  /* Translators: the same where some of the steps are something else than a badge */
  return g_strdup_printf (ngettext ("%1$u of %2$u step", "%1$u of %2$u steps", total),
                          progress->done, total);
}

/* The language of what strangers wrote: GLib's names ("sr_RS@latin") as BCP 47 tags
 * ("sr-Latn-RS"). */
static char *
to_language_tag (const char *name)
{
  if (strchr (name, '.') != NULL || g_str_equal (name, "C"))
    return NULL;
  return lapel_language_normalise (name);
}

static gpointer
make_languages (gpointer data)
{
  GPtrArray *tags = g_ptr_array_new ();

  for (const char *const *name = g_get_language_names (); *name != NULL; name++)
    {
      char *tag = to_language_tag (*name);

      if (tag != NULL)
        g_ptr_array_add (tags, tag);
    }
  g_ptr_array_add (tags, NULL);
  return g_ptr_array_free (tags, FALSE);
}

const char *const *
lapel_words_languages (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_languages, NULL);
}
