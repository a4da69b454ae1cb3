/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words.h"

#include "lapel-codes.h"
#include "lapel-words-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer names of keys are cut in their middle. */
#define KEY_NAME_LENGTH 64

/* Rows in words: a title that says how the check came out, and a second line with the particulars.
 */

static gboolean
has_error (const LapelCheck *check,
           LapelError        error)
{
  return strcmp (check->code, lapel_error_get_nick (error)) == 0;
}

/* Titles */

static char *
signature_title (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_PASSED)
    return g_strdup (_ ("Not changed since it was issued"));
  if (has_error (check, LAPEL_ERROR_SIGNATURE))
    return g_strdup (_ ("Changed since it was issued, or issued by someone else"));
  if (has_error (check, LAPEL_ERROR_DATA_LOSS))
    return g_strdup (_ ("Part of it is not covered by its signature"));
  if (has_code (check, LAPEL_CODE_NO_PROOF))
    return g_strdup (_ ("Not signed"));
  if (has_code (check, LAPEL_CODE_KEY_NOT_PROVEN))
    return g_strdup (_ ("Signed, but perhaps not by its issuer"));
  if (has_code (check, LAPEL_CODE_CO_SIGNATURE))
    return g_strdup (_ ("Signed by somebody else too"));
  if (check->outcome == LAPEL_OUTCOME_FAILED)
    return g_strdup (_ ("The signature does not count"));
  return g_strdup (_ ("The signature could not be checked"));
}

static char *
validity_title (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_PASSED)
    return g_strdup (_ ("Within its time"));
  if (has_code (check, LAPEL_CODE_NOT_YET_VALID))
    return g_strdup (_ ("Not valid yet"));
  if (has_code (check, LAPEL_CODE_EXPIRED))
    return g_strdup (_ ("Expired"));
  return g_strdup (_ ("Its time could not be told"));
}

static char *
status_title (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_NOT_APPLICABLE)
    return g_strdup (_ ("No way to ask whether it was withdrawn"));
  if (check->outcome == LAPEL_OUTCOME_PASSED)
    return g_strdup (_ ("Not withdrawn"));
  if (has_code (check, LAPEL_CODE_REVOKED))
    return g_strdup (_ ("Withdrawn by its issuer"));
  if (has_code (check, LAPEL_CODE_SUSPENDED))
    return g_strdup (_ ("Suspended by its issuer"));
  return g_strdup (_ ("Whether it was withdrawn could not be checked"));
}

static char *
recipient_title (const LapelCheck *check)
{
  switch (check->outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return g_strdup (_ ("It is yours"));
    case LAPEL_OUTCOME_FAILED:
      return g_strdup (_ ("Awarded to someone else"));
    case LAPEL_OUTCOME_NOT_APPLICABLE:
      return g_strdup (_ ("Names nobody"));
    case LAPEL_OUTCOME_UNCHECKED:
    default:
      return g_strdup (_ ("Whether it is yours cannot be told"));
    }
}

static char *
issuer_title (const LapelCheck *check)
{
  const char *name = lapel_check_get (check, "name");

  if (has_code (check, LAPEL_CODE_ISSUER_NONE))
    return g_strdup (_ ("Names no issuer"));
  if (name == NULL)
    name = lapel_check_get (check, "issuer");
  if (name == NULL)
    return g_strdup (_ ("The issuer"));
  /* Translators: %s is the name of an organisation */
  return g_strdup_printf (check->outcome == LAPEL_OUTCOME_FAILED
                              ? _ ("Issued by %s, whom you distrust")
                              : _ ("Issued by %s"),
                          name);
}

static char *
awarder_title (const LapelCheck *check)
{
  const char *awarder = lapel_check_get (check, "awarder");

  if (awarder == NULL)
    return g_strdup (_ ("The awarding body"));
  /* Translators: %s is the name of an organisation */
  return g_strdup_printf (_ ("Awarded by %s"), awarder);
}

static char *
key_binding_title (const LapelCheck *check)
{
  switch (check->outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return g_strdup (_ ("Prepared by the one it was issued to"));
    case LAPEL_OUTCOME_FAILED:
      return g_strdup (_ ("Not prepared for you by the one it was issued to"));
    case LAPEL_OUTCOME_UNCHECKED:
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return g_strdup (_ ("Who prepared it could not be checked"));
    }
}

static char *
conforms_title (const LapelCheck *check)
{
  switch (check->outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return g_strdup (_ ("Follows its standard"));
    case LAPEL_OUTCOME_FAILED:
      return g_strdup (_ ("Not written as its standard asks"));
    case LAPEL_OUTCOME_UNCHECKED:
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return g_strdup (_ ("Not all of its standard’s rules were checked"));
    }
}

static char *
resource_title (const LapelCheck *check)
{
  switch (check->outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return g_strdup (_ ("A document it refers to is unchanged"));
    case LAPEL_OUTCOME_FAILED:
      return g_strdup (_ ("A document it refers to was changed"));
    case LAPEL_OUTCOME_UNCHECKED:
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return g_strdup (_ ("A document it refers to could not be checked"));
    }
}

char *
lapel_words_check_title (const LapelCheck *check)
{
  char *title = lapel_words_seal_title (check);

  if (title == NULL)
    title = lapel_words_document_title (check);
  if (title != NULL)
    return title;
  if (is_check (check, LAPEL_CHECK_READING))
    return g_strdup (_ ("Cannot be read"));
  if (is_check (check, LAPEL_CHECK_PROOF) || is_check (check, LAPEL_CHECK_SIGNATURE))
    return signature_title (check);
  if (is_check (check, LAPEL_CHECK_KEY_BINDING))
    return key_binding_title (check);
  if (is_check (check, LAPEL_CHECK_KEY))
    return g_strdup (check->outcome == LAPEL_OUTCOME_PASSED
                         ? _ ("The key belongs to the issuer")
                         : _ ("The issuer’s key could not be confirmed"));
  if (is_check (check, LAPEL_CHECK_VALIDITY))
    return validity_title (check);
  if (is_check (check, LAPEL_CHECK_STATUS))
    return status_title (check);
  if (is_check (check, LAPEL_CHECK_RECIPIENT))
    return recipient_title (check);
  if (is_check (check, LAPEL_CHECK_ISSUER))
    return issuer_title (check);
  if (is_check (check, LAPEL_CHECK_AWARDER))
    return awarder_title (check);
  if (is_check (check, LAPEL_CHECK_RESOURCE))
    return resource_title (check);
  if (is_check (check, LAPEL_CHECK_NOTE))
    return g_strdup (_ ("Tolerated"));
  if (is_check (check, LAPEL_CHECK_CLAIMS) && check->outcome != LAPEL_OUTCOME_PASSED)
    return g_strdup (_ ("The token and the credential in it disagree"));
  return conforms_title (check);
}

/* Details */

char *
lapel_words_date_param (const LapelCheck *check,
                        const char       *name)
{
  const char *text = lapel_check_get (check, name);
  LapelTime time = LAPEL_TIME_NONE;

  if (text == NULL || !lapel_time_parse (text, &time, NULL, NULL))
    return NULL;
  return lapel_words_date (time);
}

/* did:key and did:jwk have one method each, whose fragment says nothing more. An identifier that
 * holds an RSA key fills half a page; both ends are enough to tell two apart by eye. */
static char *
dup_key_name (const char *method)
{
  g_autofree char *name = NULL;
  size_t length;

  if (method == NULL)
    return NULL;
  if (g_str_has_prefix (method, "did:key:") || g_str_has_prefix (method, "did:jwk:"))
    name = g_strndup (method, strcspn (method, "#"));
  else
    name = g_strdup (method);
  length = strlen (name);
  if (length <= KEY_NAME_LENGTH || !g_str_is_ascii (name))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%.*s…%s", KEY_NAME_LENGTH / 2, name,
                          name + length - KEY_NAME_LENGTH / 4);
}

static char *
signature_detail (const LapelCheck *check)
{
  const char *suite = lapel_check_get (check, "suite");
  g_autofree char *method = dup_key_name (lapel_check_get (check, "method"));
  gboolean token = is_check (check, LAPEL_CHECK_SIGNATURE);

  if (suite == NULL)
    return NULL;
  if (method == NULL)
    /* Translators: %s is a technical name such as "eddsa-rdfc-2022" or "ES256" */
    return g_strdup_printf (token ? _ ("Token signature, %s") : _ ("Data Integrity signature, %s"),
                            suite);
  /* Translators: %1$s is a technical name such as "ES256", %2$s the identifier of a key */
  return g_strdup_printf (token ? _ ("Token signature, %1$s · key %2$s")
                                : _ ("Data Integrity signature, %1$s · key %2$s"),
                          suite, method);
}

static char *
validity_detail (const LapelCheck *check)
{
  g_autofree char *from = lapel_words_date_param (check, "from");
  g_autofree char *until = lapel_words_date_param (check, "until");

  if (from != NULL && until != NULL)
    /* Translators: both are dates */
    return g_strdup_printf (_ ("From %1$s until %2$s"), from, until);
  if (from != NULL && check->outcome != LAPEL_OUTCOME_PASSED)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Becomes valid on %s"), from);
  if (from != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("From %s · no end date"), from);
  if (until != NULL && check->outcome != LAPEL_OUTCOME_PASSED)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Was valid until %s"), until);
  if (until != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Until %s"), until);
  return g_strdup (_ ("No dates limit it"));
}

/* What the sentence for the code is about, for an expert: a member, a claim, a context, a message.
 */
static const char *
get_particular (const LapelCheck *check)
{
  static const char *const names[] = { "member",        "claim", "context", "schema", "reason",
                                       "statusMessage", "host",  "url",     "type",   "message" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    if (lapel_check_get (check, names[i]) != NULL)
      return lapel_check_get (check, names[i]);
  return NULL;
}

static char *
code_detail (const LapelCheck *check)
{
  const char *sentence = lapel_words_code (check->code);
  const char *particular = get_particular (check);

  if (sentence == NULL)
    sentence = check->code;
  if (particular == NULL)
    return g_strdup (sentence);
  /* Translators: %1$s is a sentence, %2$s a technical particular such as "issuer.id" */
  return g_strdup_printf (_ ("%1$s (%2$s)"), sentence, particular);
}

static char *
passed_detail (const LapelCheck *check)
{
  const char *identity = lapel_check_get (check, "identity");

  if (has_code (check, LAPEL_CODE_SELF_ASSERTED))
    return g_strdup (lapel_words_code (check->code));
  if (is_check (check, LAPEL_CHECK_PROOF) || is_check (check, LAPEL_CHECK_SIGNATURE))
    return signature_detail (check);
  if (is_check (check, LAPEL_CHECK_VALIDITY))
    return validity_detail (check);
  if (is_check (check, LAPEL_CHECK_RECIPIENT) && identity != NULL)
    /* Translators: %s is a mail address or another identifier of the holder */
    return g_strdup_printf (_ ("Awarded to %s"), identity);
  if (has_code (check, LAPEL_CODE_OK))
    return g_strdup (get_particular (check));
  return g_strdup (lapel_words_code (check->code));
}

char *
lapel_words_check_detail (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_PASSED)
    return passed_detail (check);
  if (has_code (check, LAPEL_CODE_EXPIRED) || has_code (check, LAPEL_CODE_NOT_YET_VALID))
    return validity_detail (check);
  return code_detail (check);
}

/* The sentence under the verdict */

static const LapelCheck *
find_row (const LapelReport *report,
          LapelQuestion      question,
          LapelOutcome       outcome)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->question == question && check->outcome == outcome)
        return check;
    }
  return NULL;
}

static char *
presentation_sentence (const LapelReport *report)
{
  const GPtrArray *children = lapel_report_get_children (report);

  if (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC) != LAPEL_OUTCOME_PASSED)
    return NULL;
  if (lapel_report_get_verdict (report) != LAPEL_VERDICT_VERIFIED)
    return g_strdup (
        _ ("Signed by its holder and unchanged since, but not everything in it could be "
           "verified; see each credential."));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Signed by its holder and unchanged since, and so is the %u credential in it.",
                   "Signed by its holder and unchanged since, and so are the %u credentials in it.",
                   children->len),
      children->len);
}

static char *
invalid_sentence (const LapelReport *report,
                  const char        *issuer)
{
  const LapelCheck *row = find_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED);

  if (row != NULL && has_error (row, LAPEL_ERROR_SIGNATURE))
    /* Translators: %s is the name of an organisation */
    return g_strdup_printf (_ ("This was changed after it was issued, or it was not issued by %s."),
                            issuer);
  if (row == NULL)
    row = find_row (report, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_FAILED);
  return row == NULL ? g_strdup (_ ("Something in it is not genuine.")) : code_detail (row);
}

static char *
undecided_sentence (const LapelReport *report,
                    const char        *issuer)
{
  LapelStates states = lapel_report_get_states (report);
  const LapelCheck *row = find_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED);
  g_autofree char *seal = row != NULL ? lapel_words_seal_sentence (row) : NULL;

  if (states & LAPEL_STATE_STATUS_UNKNOWN)
    /* Translators: %s is the name of an organisation */
    return g_strdup_printf (_ ("Issued by %s and unchanged since, but whether it was withdrawn "
                               "could "
                               "not be checked."),
                            issuer);
  if (seal != NULL)
    return g_steal_pointer (&seal);
  if (states & LAPEL_STATE_SIGNATURE_ONLY)
    /* Translators: %s is the name of an organisation */
    return g_strdup_printf (
        _ ("The signature is intact, but nothing shows that it was made by %s."), issuer);
  return row == NULL ? g_strdup (_ ("Nothing in it could be checked.")) : code_detail (row);
}

static char *
not_current_sentence (const LapelReport *report,
                      const char        *issuer)
{
  const LapelCheck *row = find_row (report, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_FAILED);
  g_autofree char *until = row == NULL ? NULL : lapel_words_date_param (row, "until");
  g_autofree char *from = row == NULL ? NULL : lapel_words_date_param (row, "from");

  if ((lapel_report_get_states (report) & LAPEL_STATE_EXPIRED) && until != NULL)
    /* Translators: %1$s is the name of an organisation, %2$s a date */
    return g_strdup_printf (_ ("Issued by %1$s and unchanged since. It was valid until %2$s."),
                            issuer, until);
  if (from != NULL)
    /* Translators: %1$s is the name of an organisation, %2$s a date */
    return g_strdup_printf (_ ("Issued by %1$s and unchanged since. It becomes valid on %2$s."),
                            issuer, from);
  /* Translators: %s is the name of an organisation */
  return g_strdup_printf (_ ("Issued by %s and unchanged since, but not valid on the day it was "
                             "checked."),
                          issuer);
}

static char *
verified_sentence (const LapelReport *report,
                   const char        *issuer)
{
  g_autofree char *date = lapel_words_date (lapel_report_get_time (report));

  /* Translators: %1$s is the name of an organisation, %2$s a date */
  return g_strdup_printf (_ ("Issued by %1$s and unchanged since. Valid on %2$s."), issuer, date);
}

char *
lapel_words_verdict_sentence (const LapelReport *report)
{
  LapelStates states = lapel_report_get_states (report);
  const char *issuer = lapel_report_get_issuer (report);
  char *sentence = NULL;

  if (g_strcmp0 (lapel_report_get_format (report), LAPEL_FORMAT_NAME_PRESENTATION) == 0)
    sentence = presentation_sentence (report);
  if (sentence != NULL)
    return sentence;
  if (issuer == NULL)
    /* Translators: stands where the name of an organisation would stand */
    issuer = _ ("its issuer");

  switch (lapel_report_get_verdict (report))
    {
    case LAPEL_VERDICT_VERIFIED:
      return verified_sentence (report, issuer);
    case LAPEL_VERDICT_UNDECIDED:
      return undecided_sentence (report, issuer);
    case LAPEL_VERDICT_NOT_CURRENT:
      return not_current_sentence (report, issuer);
    case LAPEL_VERDICT_REVOKED:
      /* Translators: %s is the name of an organisation */
      return g_strdup_printf (states & LAPEL_STATE_REVOKED ? _ ("%s has withdrawn this.")
                                                           : _ ("%s has suspended this for now."),
                              issuer);
    case LAPEL_VERDICT_INVALID:
    case LAPEL_N_VERDICTS:
    default:
      return invalid_sentence (report, issuer);
    }
}
