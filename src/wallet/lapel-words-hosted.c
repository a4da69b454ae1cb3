/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words-private.h"

#include <glib/gi18n-lib.h>

/* Rows about the documents of a badge of before 3.0, each of which lies at an address. */

static char *
hosted_title (const LapelCheck *check)
{
  if (has_code (check, LAPEL_CODE_NO_AWARD))
    return g_strdup (_ ("Awarded to nobody"));
  if (has_code (check, LAPEL_CODE_HOSTED_WITHDRAWN))
    return g_strdup (_ ("Withdrawn where it was published"));
  switch (check->outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return g_strdup (_ ("Published by its issuer"));
    case LAPEL_OUTCOME_FAILED:
      return g_strdup (_ ("Not what its address says"));
    case LAPEL_OUTCOME_UNCHECKED:
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      return g_strdup (_ ("The issuer’s own copy could not be checked"));
    }
}

char *
lapel_words_document_title (const LapelCheck *check)
{
  if (is_check (check, LAPEL_CHECK_HOSTED))
    return hosted_title (check);
  if (is_check (check, LAPEL_CHECK_BADGE_CLASS))
    return g_strdup (_ ("What the badge is for could not be confirmed"));
  if (is_check (check, LAPEL_CHECK_ISSUER_PROFILE))
    return g_strdup (_ ("Who the issuer is could not be confirmed"));
  if (is_check (check, LAPEL_CHECK_SCOPE))
    return g_strdup (check->outcome == LAPEL_OUTCOME_PASSED
                         ? _ ("Published where its issuer allows it")
                         : _ ("Published where its issuer does not allow it"));
  return NULL;
}
