/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* Media types a header may give a credential or presentation (RFC 7519 §5.1, vc-jose-cose §3, and
 * its drafts); "application/" may be left out. */
static const char *const token_types[] = {
  "jwt",       "vc+jwt", "vp+jwt", "vc-ld+jwt", "vp-ld+jwt", "vc+ld+json+jwt", "vp+ld+json+jwt",
  "vc+ld+jwt", NULL,
};

/* The same of an SD-JWT, which must name its type (draft-ietf-oauth-sd-jwt-vc §3.2.1). */
static const char *const sd_jwt_types[] = { "dc+sd-jwt", "vc+sd-jwt", "vp+sd-jwt", NULL };

static void
add_signature_row (LapelRun     *run,
                   LapelOutcome  outcome,
                   const char   *code,
                   const char   *message)
{
  const LapelJws *jws = run->credential->jws;

  lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC,
                    lapel_check_name_to_string (LAPEL_CHECK_SIGNATURE), outcome, code, "suite",
                    lapel_jws_get_algorithm_name (jws), "method", lapel_jws_get_kid (jws),
                    "message", message, NULL);
}

static void
add_signature_code (LapelRun     *run,
                    LapelOutcome  outcome,
                    LapelCode     code)
{
  add_signature_row (run, outcome, lapel_code_to_string (code), NULL);
}

/* The signature fits @key; whether that says anything depends on who vouches for the key. */
static void
report_fitting (LapelRun *run,
                gboolean  of_issuer)
{
  LapelCode code = LAPEL_CODE_OK;
  LapelOutcome outcome = LAPEL_OUTCOME_PASSED;

  if (run->unknown_context != NULL)
    {
      /* The bytes are the signed ones, but nobody here can say what they mean. */
      add_signature_row (run, LAPEL_OUTCOME_UNCHECKED,
                         lapel_error_get_nick (LAPEL_ERROR_CONTEXT_UNKNOWN), run->unknown_context);
      return;
    }
  if (!of_issuer)
    outcome = lapel_stranger_outcome (run, &code);
  add_signature_code (run, outcome, code);
}

char *
lapel_token_method_url (const LapelCredential *credential)
{
  const char *kid = lapel_jws_get_kid (credential->jws);
  const char *issuer = credential->issuer.id;

  if (kid == NULL)
    return NULL;
  if (kid[0] == '#' && issuer != NULL)
    return g_strconcat (issuer, kid, NULL);
  return strchr (kid, ':') != NULL ? g_strdup (kid) : NULL;
}

static void
check_with_method (LapelRun          *run,
                   const LapelMethod *method)
{
  g_autoptr (GError) error = NULL;

  if (!lapel_jws_verify (run->credential->jws, method->key, &error))
    {
      add_signature_row (run, LAPEL_OUTCOME_FAILED, lapel_error_nick_of (error), error->message);
      return;
    }
  if ((method->relations & lapel_run_get_relation (run)) == 0)
    add_signature_code (run, LAPEL_OUTCOME_FAILED, LAPEL_CODE_METHOD_NOT_ALLOWED);
  else
    report_fitting (run, lapel_method_is_of (method->id, run->credential->issuer.id));
}

static void
check_with_url (LapelRun   *run,
                const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_run_resolve (run, url, &error);
  g_autoptr (LapelKey) key = NULL;

  if (method != NULL)
    {
      check_with_method (run, method);
      return;
    }
  lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_KEY,
                       lapel_method_failure (url, error), error, "method", url);
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_KEY_WITHDRAWN))
    return;
  key = lapel_method_key_from_fragment (url);
  if (key != NULL && lapel_jws_verify (run->credential->jws, key, NULL))
    add_signature_code (run, LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_KEY_NOT_PROVEN);
}

gboolean
lapel_token_names_key_of_issuer (const LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const char *issuer = credential->issuer.id;

  return credential->securing == LAPEL_SECURING_SD_JWT && issuer != NULL &&
         g_str_has_prefix (issuer, "https://") && lapel_jws_get_kid (credential->jws) != NULL;
}

LapelMethod *
lapel_run_resolve_jwt_issuer (LapelRun  *run,
                              GError   **error)
{
  return lapel_method_resolve_jwt_issuer (run->credential->issuer.id,
                                          lapel_jws_get_kid (run->credential->jws),
                                          run->options->loader, run->options->loader_data, error);
}

static void
check_with_issuer (LapelRun *run)
{
  const char *issuer = run->credential->issuer.id;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_run_resolve_jwt_issuer (run, &error);

  if (method != NULL)
    check_with_method (run, method);
  else
    lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_KEY,
                         lapel_method_failure (issuer, error), error, "method", issuer);
}

/* Whether the issuer is itself @key: a did:jwk or did:key made of it. */
static gboolean
issuer_is_key (LapelRun       *run,
               const LapelKey *key)
{
  const char *issuer = run->credential->issuer.id;
  g_autoptr (LapelMethod) method = NULL;

  if (issuer == NULL ||
      !(g_str_has_prefix (issuer, "did:jwk:") || g_str_has_prefix (issuer, "did:key:")))
    return FALSE;
  method = lapel_run_resolve (run, issuer, NULL);
  return method != NULL && (method->relations & lapel_run_get_relation (run)) != 0 &&
         lapel_key_equal (method->key, key);
}

/* A key in the header was put there by whoever signed. */
static void
check_with_header_key (LapelRun *run,
                       LapelKey *key)
{
  g_autoptr (GError) error = NULL;

  if (!lapel_jws_verify (run->credential->jws, key, &error))
    add_signature_row (run, LAPEL_OUTCOME_FAILED, lapel_error_nick_of (error), error->message);
  else if (issuer_is_key (run, key))
    report_fitting (run, TRUE);
  else
    add_signature_code (run, LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_KEY_NOT_PROVEN);
}

static void
check_type (LapelRun *run)
{
  const LapelJson *header = lapel_jws_get_header (run->credential->jws);
  const LapelJson *value = lapel_json_get (header, "typ");
  const char *type = lapel_json_as_string (value);
  gboolean selective = run->credential->securing == LAPEL_SECURING_SD_JWT;
  const char *const *types = selective ? sd_jwt_types : token_types;

  if (value == NULL && !selective)
    return;
  if (type != NULL && g_ascii_strncasecmp (type, "application/", strlen ("application/")) == 0)
    type += strlen ("application/");
  for (; type != NULL && *types != NULL; types++)
    if (g_ascii_strcasecmp (type, *types) == 0)
      return;
  lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                 LAPEL_CODE_TOKEN_TYPE, "type", type);
}

void
lapel_check_token (LapelRun *run)
{
  g_autofree char *url = lapel_token_method_url (run->credential);
  LapelKey *header_key = lapel_jws_get_header_key (run->credential->jws);

  check_type (run);
  if (url != NULL)
    check_with_url (run, url);
  else if (header_key == NULL && lapel_token_names_key_of_issuer (run))
    check_with_issuer (run);
  else if (header_key != NULL)
    check_with_header_key (run, header_key);
  else if (lapel_json_get (lapel_jws_get_header (run->credential->jws), "x5c") != NULL)
    add_signature_code (run, LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_CERTIFICATE_CHAIN);
  else
    add_signature_row (run, LAPEL_OUTCOME_UNCHECKED, lapel_error_get_nick (LAPEL_ERROR_JWS_NO_KEY),
                       NULL);
}
