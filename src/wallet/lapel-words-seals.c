/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words-private.h"

#include "lapel-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows about electronic seals. An intact seal says that nothing was changed, and not yet whom to
 * believe; a certificate says of itself what it is (europe.md §3). */

static char *
seal_title (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_FAILED)
    return g_strdup (_ ("Changed or damaged"));
  if (has_code (check, LAPEL_CODE_SEAL_NOT_CHECKED))
    return g_strdup (_ ("Older form, seal not checked"));
  return g_strdup (_ ("Unchanged since sealed"));
}

static char *
certificate_title (const LapelCheck *check)
{
  const char *owner = lapel_check_get (check, "owner");

  if (check->outcome == LAPEL_OUTCOME_FAILED)
    return g_strdup (_ ("The certificate of the seal is not good"));
  if (check->question == LAPEL_QUESTION_ISSUER && owner != NULL)
    /* Translators: %s is the name of an organisation */
    return g_strdup_printf (_ ("Sealed by %s"), owner);
  return g_strdup (check->outcome == LAPEL_OUTCOME_PASSED
                       ? _ ("The certificate was valid at sealing")
                       : _ ("The certificate of the seal could not be checked"));
}

static char *
certificate_status_title (const LapelCheck *check)
{
  if (check->outcome == LAPEL_OUTCOME_PASSED)
    return g_strdup (_ ("The certificate was not withdrawn at sealing"));
  if (has_code (check, LAPEL_CODE_CERTIFICATE_STATUS_NONE))
    return g_strdup (_ ("Whether the certificate was withdrawn was not checked"));
  return g_strdup (_ ("The certificate was withdrawn"));
}

static char *
timestamp_title (const LapelCheck *check)
{
  const char *authority = lapel_check_get (check, "authority");
  g_autofree char *date = lapel_words_date_param (check, "date");

  if (date == NULL)
    return g_strdup (_ ("When it was sealed cannot be told"));
  if (authority != NULL)
    /* Translators: %1$s is a date, %2$s the name of an organisation */
    return g_strdup_printf (_ ("Sealed on %1$s, says %2$s"), date, authority);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("Sealed on %s, by its own statement"), date);
}

static char *
seal_owner_title (const LapelCheck *check)
{
  if (has_code (check, LAPEL_CODE_SEAL_OWNER_MATCHES))
    return g_strdup (_ ("The seal is that of the issuer it names"));
  if (has_code (check, LAPEL_CODE_SEAL_OWNER_DIFFERS))
    return g_strdup (_ ("The seal is not that of the issuer it names"));
  return g_strdup (_ ("Issuer and seal cannot be compared"));
}

char *
lapel_words_seal_title (const LapelCheck *check)
{
  if (is_check (check, LAPEL_CHECK_SEAL))
    return seal_title (check);
  if (is_check (check, LAPEL_CHECK_CERTIFICATE))
    return certificate_title (check);
  if (is_check (check, LAPEL_CHECK_CERTIFICATE_STATUS))
    return certificate_status_title (check);
  if (is_check (check, LAPEL_CHECK_TIMESTAMP))
    return timestamp_title (check);
  if (is_check (check, LAPEL_CHECK_SEAL_OWNER))
    return seal_owner_title (check);
  return NULL;
}

char *
lapel_words_seal_sentence (const LapelCheck *check)
{
  const char *owner = lapel_check_get (check, "owner");
  g_autofree char *date = lapel_words_date_param (check, "date");

  if (!has_code (check, LAPEL_CODE_SEAL_AUTHORITY_UNKNOWN))
    return NULL;
  if (owner == NULL)
    /* Translators: stands where the name of an organisation would stand */
    owner = _ ("somebody unnamed");
  if (date == NULL)
    /* Translators: %s is the name of an organisation */
    return g_strdup_printf (_ ("Unchanged since it was sealed in the name of %s. The standing of "
                               "the seal’s provider was not checked."),
                            owner);
  /* Translators: %1$s is the name of an organisation, %2$s a date */
  return g_strdup_printf (_ ("Unchanged since it was sealed in the name of %1$s on %2$s. The "
                             "standing of the seal’s provider was not checked."),
                          owner, date);
}
