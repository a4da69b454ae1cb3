/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* What SD-JWT and SD-JWT VC ask for beyond a good token. */

/* Claims of which the holder must not be able to keep some back (draft-ietf-oauth-sd-jwt-vc
 * §3.2.2.2): without them the rest would mean something else. */
static const char *const never_disclosed[] = { "iss", "nbf",           "exp",   "cnf",
                                               "vct", "vct#integrity", "status" };

/* A claim with a fixed shape. Checks that read one of another shape as absent rely on this row. */
typedef struct
{
  const char *name;
  LapelJsonType type;
} ClaimRule;

static const ClaimRule rules[] = {
  { "iss", LAPEL_JSON_STRING }, { "sub", LAPEL_JSON_STRING },    { "jti", LAPEL_JSON_STRING },
  { "vct", LAPEL_JSON_STRING }, { "nbf", LAPEL_JSON_NUMBER },    { "iat", LAPEL_JSON_NUMBER },
  { "cnf", LAPEL_JSON_OBJECT }, { "status", LAPEL_JSON_OBJECT },
};

static void
check_shapes (LapelRun *run)
{
  const LapelJson *claims = run->credential->claims;

  for (unsigned int i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const LapelJson *value = lapel_json_get (claims, rules[i].name);

      if (value != NULL && value->type != rules[i].type)
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, rules[i].name);
    }
}

static void
check_disclosed (LapelRun *run)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (never_disclosed); i++)
    if (lapel_sd_jwt_is_disclosed (run->credential->sd_jwt, never_disclosed[i]))
      lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_CLAIM_DISCLOSED, never_disclosed[i]);
}

/* vct says what kind of credential it is, as @context and type do elsewhere. */
static void
check_kind (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const char *kind = lapel_json_get_string (credential->claims, "vct");

  if (credential->format != LAPEL_FORMAT_SD_JWT_VC)
    return;
  if (lapel_json_get (credential->claims, "vct") == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "vct");
  else if (kind != NULL && *kind == '\0')
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, "vct");
}

static gboolean
lies_ahead (const LapelRun  *run,
            const LapelJson *moment)
{
  LapelTime time;

  return moment != NULL &&
         (!lapel_numeric_date (moment, &time) || time > run->options->now + LAPEL_CLOCK_SKEW);
}

static void
check_issued (LapelRun *run)
{
  const LapelJson *issued = lapel_json_get (run->credential->claims, "iat");

  if (issued != NULL && issued->type == LAPEL_JSON_NUMBER && lies_ahead (run, issued))
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_SIGNATURE, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_PROOF_IN_FUTURE, "claim", "iat");
}

static void
add_binding_failure (LapelRun   *run,
                     LapelCode   code,
                     const char *message)
{
  lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_KEY_BINDING, LAPEL_OUTCOME_FAILED, code,
                 "message", message);
}

/* A row for a key that could not be had. Where somebody asked for a binding to themselves, one that
 * nobody can check is none. */
static void
add_binding_error (LapelRun     *run,
                   const char   *method,
                   const GError *error)
{
  const LapelVerifyOptions *options = run->options;
  gboolean asked = options->challenge != NULL || options->domain != NULL;

  lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_KEY_BINDING,
                       asked ? LAPEL_OUTCOME_FAILED : lapel_method_failure (method, error), error,
                       NULL, NULL);
}

/* The holder's key as the issuer named it (RFC 7800 §3): itself, or by a DID. */
static LapelKey *
find_bound_key (LapelRun *run)
{
  const LapelJson *confirmation = lapel_json_get (run->credential->claims, "cnf");
  const LapelJson *jwk = lapel_json_get (confirmation, "jwk");
  const char *kid = lapel_json_get_string (confirmation, "kid");
  g_autoptr (LapelMethod) method = NULL;
  g_autoptr (GError) error = NULL;
  LapelKey *key = NULL;

  if (jwk == NULL && kid == NULL)
    {
      add_binding_failure (run, LAPEL_CODE_KEY_BINDING_NO_KEY, NULL);
      return NULL;
    }
  if (jwk != NULL)
    {
      key = lapel_key_new_jwk (jwk, &error);
      /* Like a did:jwk, this is wrong for ever if it is wrong. */
      if (key == NULL)
        add_binding_error (run, "did:jwk:", error);
      return key;
    }

  method = lapel_run_resolve (run, kid, &error);
  if (method == NULL)
    add_binding_error (run, kid, error);
  else if ((method->relations & LAPEL_RELATION_AUTHENTICATION) == 0)
    add_binding_failure (run, LAPEL_CODE_METHOD_NOT_ALLOWED, kid);
  else
    key = lapel_key_ref (method->key);
  return key;
}

static void
check_bound_audience (LapelRun        *run,
                      const LapelJson *binding)
{
  const LapelVerifyOptions *options = run->options;
  const char *audience = lapel_json_get_string (binding, "aud");
  const char *nonce = lapel_json_get_string (binding, "nonce");
  gboolean for_other = options->domain != NULL && strcmp (audience, options->domain) != 0;
  gboolean answers_other = options->challenge != NULL && strcmp (nonce, options->challenge) != 0;
  gboolean ahead = lies_ahead (run, lapel_json_get (binding, "iat"));

  if (for_other)
    add_binding_failure (run, LAPEL_CODE_DOMAIN_MISMATCH, audience);
  if (answers_other)
    add_binding_failure (run, LAPEL_CODE_CHALLENGE_MISMATCH, nonce);
  if (ahead)
    add_binding_failure (run, LAPEL_CODE_PROOF_IN_FUTURE, NULL);
  if (!for_other && !answers_other && !ahead)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_KEY_BINDING, LAPEL_OUTCOME_PASSED,
                   LAPEL_CODE_OK, "audience", audience);
}

/* A key binding is what the holder says of one showing, so a wrong one makes what is shown not
 * genuine (RFC 9901 §7.3 has all of it rejected): it fails `authentic`. A right one is no word of
 * the issuer's, so it must never pass `authentic`, where one passed row suffices; nor does it make
 * the credential ours, so it does not pass `yours`. It passes `conforms`, which asks no more than
 * whether the rules were kept. Without a binding there is nothing to check unless somebody asked
 * for one: so are credentials issued. */
static void
check_binding (LapelRun *run)
{
  const LapelVerifyOptions *options = run->options;
  const LapelSdJwt *token = run->credential->sd_jwt;
  g_autoptr (LapelKey) key = NULL;
  g_autoptr (GError) error = NULL;
  const LapelJson *binding;

  if (lapel_sd_jwt_get_binding (token) == NULL)
    {
      if (options->challenge != NULL || options->domain != NULL)
        add_binding_failure (run, LAPEL_CODE_KEY_BINDING_MISSING, NULL);
      return;
    }

  key = find_bound_key (run);
  if (key == NULL)
    return;
  binding = lapel_sd_jwt_verify_binding (token, key, &error);
  if (binding != NULL)
    check_bound_audience (run, binding);
  else
    lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_KEY_BINDING,
                         LAPEL_OUTCOME_FAILED, error, NULL, NULL);
}

void
lapel_check_sd_jwt (LapelRun *run)
{
  check_shapes (run);
  check_disclosed (run);
  check_kind (run);
  check_issued (run);
  check_binding (run);
}
