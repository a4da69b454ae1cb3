/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-iri.h"

#include <string.h>

void
lapel_run_add (LapelRun       *run,
               LapelQuestion   question,
               LapelCheckName  check,
               LapelOutcome    outcome,
               LapelCode       code,
               const char     *name,
               const char     *value)
{
  lapel_report_add (run->report, question, lapel_check_name_to_string (check), outcome,
                    lapel_code_to_string (code), name, value, NULL);
}

void
lapel_run_add_error (LapelRun       *run,
                     LapelQuestion   question,
                     LapelCheckName  check,
                     LapelOutcome    outcome,
                     const GError   *error,
                     const char     *name,
                     const char     *value)
{
  lapel_report_add (run->report, question, lapel_check_name_to_string (check), outcome,
                    lapel_error_nick_of (error), "message", error->message, name, value, NULL);
}

void
lapel_run_refuse (LapelRun       *run,
                  LapelCheckName  check,
                  LapelCode       code,
                  const char     *member)
{
  if (run->n_refused++ < LAPEL_MAX_REFUSALS)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, check, LAPEL_OUTCOME_FAILED, code, "member",
                   member);
}

void
lapel_run_note (LapelRun   *run,
                LapelCode   code,
                const char *name,
                const char *value)
{
  if (run->n_noted++ < LAPEL_MAX_REFUSALS)
    lapel_report_add_note (run->report, lapel_code_to_string (code), name, value, NULL);
}

const char *
lapel_run_get_purpose (const LapelRun *run)
{
  return run->credential->format == LAPEL_FORMAT_PRESENTATION ? "authentication"
                                                              : "assertionMethod";
}

LapelRelation
lapel_run_get_relation (const LapelRun *run)
{
  return run->credential->format == LAPEL_FORMAT_PRESENTATION ? LAPEL_RELATION_AUTHENTICATION
                                                              : LAPEL_RELATION_ASSERTION;
}

static gboolean
is_over (LapelTime end,
         LapelTime now)
{
  return end != LAPEL_TIME_NONE && end <= now;
}

LapelMethod *
lapel_run_resolve (LapelRun    *run,
                   const char  *url,
                   GError     **error)
{
  LapelTime now = run->options->now;
  g_autoptr (LapelMethod) method =
      lapel_method_cache_resolve (lapel_workspace_get_methods (run->workspace), url,
                                  run->options->loader, run->options->loader_data, error);

  if (method == NULL)
    return NULL;
  /* Who has a withdrawn key can date a signature back, so its own date does not help. */
  if (is_over (method->expires, now) || is_over (method->revoked, now))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_WITHDRAWN, "%s has expired or was revoked",
                   url);
      return NULL;
    }
  return g_steal_pointer (&method);
}

gboolean
lapel_method_is_of (const char *url,
                    const char *controller)
{
  size_t length = controller != NULL ? strlen (controller) : 0;

  if (length == 0 || url == NULL || strncmp (url, controller, length) != 0)
    return FALSE;
  return url[length] == '\0' || url[length] == '#';
}

LapelOutcome
lapel_method_failure (const char   *url,
                      const GError *error)
{
  gboolean carries_key = g_str_has_prefix (url, "did:key:") || g_str_has_prefix (url, "did:jwk:");
  gboolean is_did = g_str_has_prefix (url, "did:");

  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_KEY_PRIVATE))
    return LAPEL_OUTCOME_FAILED;
  /* Another scheme than those we know may name a key for somebody; what has none names nothing. */
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED))
    return is_did || !lapel_iri_has_scheme (url) ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_UNCHECKED;
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED) ||
      g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_DID_UNSUPPORTED))
    return LAPEL_OUTCOME_UNCHECKED;
  return carries_key ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_UNCHECKED;
}

/* A DID has documents of its own and never lends its name to another one's key; a plain URL or URN
 * cannot say here whose keys are its own (formats.md §8, "signature fits, issuer not proven"). */
LapelOutcome
lapel_stranger_outcome (const LapelRun *run,
                        LapelCode      *out_code)
{
  const char *issuer = run->credential->issuer.id;
  gboolean is_did = issuer != NULL && g_str_has_prefix (issuer, "did:");

  *out_code = is_did ? LAPEL_CODE_KEY_NOT_OF_ISSUER : LAPEL_CODE_KEY_NOT_PROVEN;
  return is_did ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_UNCHECKED;
}
