/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-codes.h"
#include "lapel-verify.h"

G_BEGIN_DECLS

/* More of these than any honest document has; beyond it a stranger only makes us work. */
#define LAPEL_MAX_PROOFS         32
#define LAPEL_MAX_STATUS_ENTRIES 32
#define LAPEL_MAX_REFUSALS       32

/* Clocks differ; a badge that was signed a moment ago is no forgery because of that. */
#define LAPEL_CLOCK_SKEW (5 * G_TIME_SPAN_MINUTE)

/** What a credential is looked at for. */
typedef enum
{
  LAPEL_ROLE_WHOLE,       /* it is what the caller asked about */
  LAPEL_ROLE_CHILD,       /* a part of a presentation or transcript */
  LAPEL_ROLE_ENDORSEMENT, /* somebody's word for another credential */
  LAPEL_ROLE_STATUS_LIST, /* only whether it may be believed: who signed it, and whether it holds */
} LapelRole;

/** One verification under way: what is looked at, with what, and where the rows go. All borrowed.
 */
typedef struct
{
  const LapelCredential *credential;
  LapelWorkspace *workspace;
  const LapelVerifyOptions *options;
  LapelReport *report;

  /* Found by lapel_check_contexts (), which therefore runs first: a context that is not in the
   * bundle, so that nobody here can say what the document means. */
  const char *unknown_context;
  unsigned int n_refused; /* rules found broken, see lapel_run_refuse () */
  unsigned int n_noted;   /* see lapel_run_note () */

  const LapelCredential *about; /* (nullable): of an endorsement, what it was found in */
  const LapelReport *shown;     /* (nullable): of what lies in a presentation, what is known of that
                                   so far */
  const LapelCredential *shown_in; /* (nullable): that presentation */
} LapelRun;

/** Verifies @credential, which @run came across, with all that @run knows. Returns: (transfer full)
 */
LapelReport *lapel_run_nested (const LapelRun  *run,
                               LapelCredential *credential,
                               LapelRole        role);

/** Adds a row with at most one parameter; @value may be %NULL. */
void lapel_run_add (LapelRun       *run,
                    LapelQuestion   question,
                    LapelCheckName  check,
                    LapelOutcome    outcome,
                    LapelCode       code,
                    const char     *name,
                    const char     *value);

/** Adds a row for @error with at most one parameter more; @value may be %NULL. */
void lapel_run_add_error (LapelRun       *run,
                          LapelQuestion   question,
                          LapelCheckName  check,
                          LapelOutcome    outcome,
                          const GError   *error,
                          const char     *name,
                          const char     *value);

/** A rule of the standard is broken: adds a failed row of `conforms`, @member being what is wrong.
 */
void lapel_run_refuse (LapelRun       *run,
                       LapelCheckName  check,
                       LapelCode       code,
                       const char     *member);

/** Adds a note with at most one parameter. */
void lapel_run_note (LapelRun   *run,
                     LapelCode   code,
                     const char *name,
                     const char *value);

/** What a proof must be for, and the relationship its key must stand in. */
const char *lapel_run_get_purpose (const LapelRun *run);
LapelRelation lapel_run_get_relation (const LapelRun *run);

/** The method @url, with the run's loader and what its workspace remembers; errors as for
 * lapel_method_resolve (). Returns: (transfer full) */
LapelMethod *lapel_run_resolve (LapelRun    *run,
                                const char  *url,
                                GError     **error);

/** The URL of the method that a token's kid names, which is absolute or relative to the issuer.
 * Returns: (transfer full) (nullable) */
char *lapel_token_method_url (const LapelCredential *credential);

/** Whether the issuer of an SD-JWT can be asked for the key that the header names; and asks for it.
 * Errors: as lapel_method_resolve_jwt_issuer (). Returns: (transfer full) */
gboolean lapel_token_names_key_of_issuer (const LapelRun *run);
LapelMethod *lapel_run_resolve_jwt_issuer (LapelRun  *run,
                                           GError   **error);

/** Whether @url, a DID URL or URL, names a method of @controller itself. */
gboolean lapel_method_is_of (const char *url,
                             const char *controller);

/**
 * What it means that the method @url could not be had: an identifier that carries its own key and
 * does not resolve is wrong for ever, a document that does not answer proves nothing either way.
 */
LapelOutcome lapel_method_failure (const char   *url,
                                   const GError *error);

/** How a good signature by somebody else than the issuer counts where no proof names the issuer. */
LapelOutcome lapel_stranger_outcome (const LapelRun *run,
                                     LapelCode      *out_code);

/** An item of @context is a context of its own, or one that is not in the bundle. */
void lapel_run_refuse_inline_context (LapelRun *run);
void lapel_run_report_unknown_context (LapelRun   *run,
                                       const char *url);

/** Adds the rows about the time in which it is valid. */
void lapel_run_validity (LapelRun  *run,
                         LapelTime  from,
                         LapelTime  until);

/* One step each; every step runs, whatever the others found. */
void lapel_check_contexts (LapelRun *run);
void lapel_check_proofs (LapelRun *run);
void lapel_check_unsigned (LapelRun *run);
void lapel_check_token (LapelRun *run);
void lapel_check_claims (LapelRun *run);
void lapel_check_sd_jwt (LapelRun *run);
void lapel_check_dates (LapelRun *run);
void lapel_check_status (LapelRun *run);
void lapel_check_recipient (LapelRun *run);
void lapel_check_issuer (LapelRun *run);
void lapel_check_data_model (LapelRun *run);
void lapel_check_ids (LapelRun *run);
void lapel_check_resources (LapelRun *run);
void lapel_check_schemas (LapelRun *run);
void lapel_check_elm (LapelRun *run);
void lapel_check_seals (LapelRun *run);
void lapel_check_open_badge (LapelRun *run);
void lapel_check_endorsement (LapelRun *run);

/** All steps for Open Badges 0.5 to 2.0, which have rules of their own. */
void lapel_check_open_badge_2 (LapelRun *run);

G_END_DECLS
