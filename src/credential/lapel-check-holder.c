/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include <string.h>

/* A recipient whose kind is none of those of identities: nothing can be concluded from another one
 * of its kind. */
#define KIND_UNKNOWN LAPEL_N_IDENTITY_KINDS

typedef enum
{
  MATCH_NO,
  MATCH_AS_TYPED,
  MATCH_LOWER_CASE,
} Match;

static LapelIdentityKind
kind_of_identity (const LapelRun *run,
                  unsigned int    index)
{
  const LapelVerifyOptions *options = run->options;

  if (options->identity_kinds != NULL)
    return options->identity_kinds[index];
  return lapel_identity_guess_kind (options->identities[index]);
}

/* Whoever has keys or names may have many: another one does not make it somebody else's. What is
 * hashed does not say what it is, unless the issuer does. */
static LapelIdentityKind
kind_of_recipient (const LapelRecipient *recipient)
{
  LapelIdentityKind kind;

  if (g_strcmp0 (recipient->type, "emailAddress") == 0)
    return LAPEL_IDENTITY_EMAIL;
  if (recipient->hashed || g_strcmp0 (recipient->type, LAPEL_RECIPIENT_KEY) == 0)
    return KIND_UNKNOWN;
  kind = lapel_identity_guess_kind (recipient->identity);
  return kind == LAPEL_IDENTITY_NAME ? KIND_UNKNOWN : kind;
}

/* The digest in @identity, "sha256$hex", "md5$hex" or (as the OB 3.0 text has it) bare hex of
 * SHA-256. */
static const char *
parse_hash (const char    *identity,
            GChecksumType *out_type)
{
  *out_type = G_CHECKSUM_SHA256;
  if (g_str_has_prefix (identity, "sha256$"))
    return identity + strlen ("sha256$");
  if (!g_str_has_prefix (identity, "md5$"))
    return identity;
  *out_type = G_CHECKSUM_MD5;
  return identity + strlen ("md5$");
}

static gboolean
hash_equals (const LapelRecipient *recipient,
             const char           *identity)
{
  GChecksumType type;
  const char *expected = parse_hash (recipient->identity, &type);
  g_autofree char *salted = g_strconcat (identity, recipient->salt, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (type, salted, -1);

  return g_ascii_strcasecmp (digest, expected) == 0;
}

static gboolean
equals (const LapelRecipient *recipient,
        const char           *identity)
{
  if (recipient->hashed)
    return hash_equals (recipient, identity);
  return strcmp (lapel_identity_skip_scheme (recipient->identity), identity) == 0;
}

/* As typed, then in lower case (formats.md §2.4): issuers hash what somebody once typed into a
 * form. A DID or a URL in lower case would be another one. */
static Match
compare (const LapelRecipient *recipient,
         const char           *identity,
         LapelIdentityKind     kind)
{
  const char *plain = lapel_identity_skip_scheme (identity);
  g_autofree char *lower = NULL;

  if (equals (recipient, plain))
    return MATCH_AS_TYPED;
  if (kind != LAPEL_IDENTITY_EMAIL && kind != LAPEL_IDENTITY_NAME)
    return MATCH_NO;
  lower = g_utf8_strdown (plain, -1);
  return equals (recipient, lower) ? MATCH_LOWER_CASE : MATCH_NO;
}

static gboolean
has_identity_of_kind (const LapelRun    *run,
                      LapelIdentityKind  kind)
{
  const char *const *identities = run->options->identities;

  for (unsigned int i = 0; identities != NULL && identities[i] != NULL; i++)
    if (kind_of_identity (run, i) == kind)
      return TRUE;
  return FALSE;
}

static const char *
find_match (const LapelRun       *run,
            const LapelRecipient *recipient,
            Match                *out_match)
{
  const char *const *identities = run->options->identities;

  for (unsigned int i = 0; identities != NULL && identities[i] != NULL; i++)
    {
      *out_match = compare (recipient, identities[i], kind_of_identity (run, i));
      if (*out_match != MATCH_NO)
        return identities[i];
    }
  return NULL;
}

void
lapel_check_recipient (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  gboolean comparable = FALSE;

  for (uint32_t i = 0; i < credential->n_recipients; i++)
    {
      const LapelRecipient *recipient = &credential->recipients[i];
      Match match = MATCH_NO;
      const char *identity = find_match (run, recipient, &match);

      if (identity != NULL)
        {
          lapel_run_add (run, LAPEL_QUESTION_YOURS, LAPEL_CHECK_RECIPIENT, LAPEL_OUTCOME_PASSED,
                         match == MATCH_AS_TYPED ? LAPEL_CODE_OK : LAPEL_CODE_RECIPIENT_LOWER_CASE,
                         "identity", identity);
          return;
        }
      comparable = comparable || has_identity_of_kind (run, kind_of_recipient (recipient));
    }

  if (credential->n_recipients == 0)
    lapel_run_add (run, LAPEL_QUESTION_YOURS, LAPEL_CHECK_RECIPIENT, LAPEL_OUTCOME_NOT_APPLICABLE,
                   LAPEL_CODE_RECIPIENT_NONE, NULL, NULL);
  else if (comparable)
    lapel_run_add (run, LAPEL_QUESTION_YOURS, LAPEL_CHECK_RECIPIENT, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_RECIPIENT_OTHER, NULL, NULL);
  else
    lapel_run_add (run, LAPEL_QUESTION_YOURS, LAPEL_CHECK_RECIPIENT, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_RECIPIENT_UNKNOWN, NULL, NULL);
}

void
lapel_check_issuer (LapelRun *run)
{
  const char *id = run->credential->issuer.id;
  const LapelVerifyOptions *options = run->options;
  LapelCode code = LAPEL_CODE_ISSUER_SELF_STATED;
  LapelOutcome outcome = LAPEL_OUTCOME_UNCHECKED;

  if (id == NULL)
    {
      code = run->credential->issuer.name != NULL ? LAPEL_CODE_ISSUER_SELF_STATED
                                                  : LAPEL_CODE_ISSUER_NONE;
    }
  else if (options->distrusted != NULL && g_strv_contains (options->distrusted, id))
    {
      code = LAPEL_CODE_ISSUER_DISTRUSTED;
      outcome = LAPEL_OUTCOME_FAILED;
    }
  else if (options->trusted != NULL && g_strv_contains (options->trusted, id))
    {
      code = LAPEL_CODE_ISSUER_TRUSTED;
      outcome = LAPEL_OUTCOME_PASSED;
    }
  lapel_report_add (run->report, LAPEL_QUESTION_ISSUER,
                    lapel_check_name_to_string (LAPEL_CHECK_ISSUER), outcome,
                    lapel_code_to_string (code), "issuer", id, "name", run->credential->issuer.name,
                    NULL);
}
