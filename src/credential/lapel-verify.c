/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-verify.h"

#include "lapel-check-private.h"
#include "lapel-credential-private.h"

#include <string.h>

static void
check_authentic (LapelRun *run)
{
  switch (run->credential->securing)
    {
    case LAPEL_SECURING_EMBEDDED:
      lapel_check_proofs (run);
      break;
    case LAPEL_SECURING_JWT:
      lapel_check_token (run);
      lapel_check_claims (run);
      break;
    case LAPEL_SECURING_SD_JWT:
      lapel_check_token (run);
      lapel_check_claims (run);
      lapel_check_sd_jwt (run);
      break;
    case LAPEL_SECURING_SEAL:
      lapel_check_seals (run);
      break;
    case LAPEL_SECURING_NONE:
    default:
      lapel_check_unsigned (run);
      break;
    }
}

static void
check_children (LapelRun *run)
{
  const LapelCredential *credential = run->credential;

  for (unsigned int i = 0; i < credential->children->len; i++)
    lapel_report_add_child (run->report,
                            lapel_run_nested (run, g_ptr_array_index (credential->children, i),
                                              LAPEL_ROLE_CHILD));
  for (unsigned int i = 0; i < credential->unreadable->len; i++)
    lapel_report_add_child (run->report, lapel_report_new_unreadable (
                                             g_ptr_array_index (credential->unreadable, i)));
}

/* formats.md §3.1, step 6: what is wrong with one of them is nothing against what it endorses. */
static void
check_endorsements (LapelRun *run)
{
  const GPtrArray *endorsements = run->credential->endorsements;
  const GPtrArray *unreadable = run->credential->unreadable_endorsements;

  for (unsigned int i = 0; i < endorsements->len; i++)
    lapel_report_add_endorsement (run->report,
                                  lapel_run_nested (run, g_ptr_array_index (endorsements, i),
                                                    LAPEL_ROLE_ENDORSEMENT));
  for (unsigned int i = 0; i < unreadable->len; i++)
    lapel_report_add_endorsement (run->report,
                                  lapel_report_new_unreadable (g_ptr_array_index (unreadable, i)));
}

/* Some formats borrow the words of W3C's data model and not its rules. */
static gboolean
follows_data_model (const LapelCredential *credential)
{
  return credential->format != LAPEL_FORMAT_SD_JWT_VC && credential->format != LAPEL_FORMAT_ELM3 &&
         credential->format != LAPEL_FORMAT_ELM2;
}

static const char *
find_issuer_name (const LapelCredential *credential)
{
  const LapelProfile *issuer = &credential->issuer;

  if (issuer->name != NULL || issuer->id != NULL)
    return issuer->name != NULL ? issuer->name : issuer->id;
  return credential->awarder.name;
}

/* What is asked of a credential and of nothing else. */
static void
check_award (LapelRun *run)
{
  lapel_check_status (run);
  /* An endorsement is awarded to nobody; its subject is what it speaks for. */
  if (run->credential->format != LAPEL_FORMAT_ENDORSEMENT)
    lapel_check_recipient (run);
  lapel_check_issuer (run);
}

static void
check_standard (LapelRun *run)
{
  const LapelCredential *credential = run->credential;

  if (follows_data_model (credential))
    {
      lapel_check_data_model (run);
      lapel_check_ids (run);
      lapel_check_resources (run);
    }
  if (credential->format == LAPEL_FORMAT_ELM3)
    lapel_check_elm (run);
  if (lapel_credential_is_open_badge (credential))
    lapel_check_open_badge (run);
  if (run->about != NULL)
    lapel_check_endorsement (run);
  if (run->n_refused == 0 && credential->format != LAPEL_FORMAT_ELM2)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_MEMBERS, LAPEL_OUTCOME_PASSED,
                   LAPEL_CODE_OK, NULL, NULL);
}

static void
check_all (LapelRun  *run,
           LapelRole  role)
{
  const LapelCredential *credential = run->credential;
  gboolean presentation = credential->format == LAPEL_FORMAT_PRESENTATION;

  if (follows_data_model (credential))
    lapel_check_contexts (run);
  check_authentic (run);
  /* A presentation has no dates of its own, but its token may have. */
  if (!presentation || credential->claims != NULL)
    lapel_check_dates (run);
  if (!presentation && role != LAPEL_ROLE_STATUS_LIST)
    check_award (run);
  check_standard (run);
  if (role == LAPEL_ROLE_STATUS_LIST)
    return;

  check_children (run);
  check_endorsements (run);
}

static void
check_old_badge (LapelRun *run)
{
  lapel_check_open_badge_2 (run);
  check_endorsements (run);
}

static LapelReport *
verify (LapelCredential          *self,
        LapelWorkspace           *workspace,
        const LapelVerifyOptions *options,
        LapelRole                 role,
        const LapelRun           *above)
{
  g_autoptr (LapelCredential) credential = lapel_credential_complete (self, options);
  LapelReport *report = lapel_report_new ();
  LapelRun run = { .credential = credential,
                   .workspace = workspace,
                   .options = options,
                   .report = report,
                   .about = role == LAPEL_ROLE_ENDORSEMENT ? above->credential : NULL };

  if (role == LAPEL_ROLE_CHILD && above->credential->format == LAPEL_FORMAT_PRESENTATION)
    {
      run.shown = above->report;
      run.shown_in = above->credential;
    }

  lapel_report_describe (report, lapel_credential_get_format_name (credential), credential->title,
                         find_issuer_name (credential));

  for (const char *const *note = options->notes; note != NULL && *note != NULL; note++)
    lapel_report_add_note (report, *note, NULL);
  if (credential->ob2 != NULL)
    check_old_badge (&run);
  /* A signature over words that nobody here knows shows nothing that could be told. */
  else if (credential->format == LAPEL_FORMAT_UNKNOWN)
    lapel_run_add (&run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_PROOF, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_NOT_UNDERSTOOD, NULL, NULL);
  else
    check_all (&run, role);

  lapel_report_conclude (report, options->now);
  return report;
}

LapelReport *
lapel_run_nested (const LapelRun  *run,
                  LapelCredential *credential,
                  LapelRole        role)
{
  LapelVerifyOptions options = *run->options;

  /* The audience, its challenge and the file speak of what was handed over, not of its parts. */
  options.challenge = NULL;
  options.domain = NULL;
  options.notes = NULL;
  return verify (credential, run->workspace, &options, role, run);
}

LapelReport *
lapel_credential_verify (LapelCredential          *credential,
                         LapelWorkspace           *workspace,
                         const LapelVerifyOptions *options)
{
  return verify (credential, workspace, options, LAPEL_ROLE_WHOLE, NULL);
}

static gboolean
says_whose (const LapelCheck *check)
{
  return strcmp (check->check, lapel_check_name_to_string (LAPEL_CHECK_RECIPIENT)) == 0;
}

/* The rows of @last, the one about the recipient made anew where it stands. */
static void
copy_checks (LapelRun          *run,
             const LapelReport *last)
{
  const GPtrArray *checks = lapel_report_get_checks (last);
  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (says_whose (check))
        lapel_check_recipient (run);
      else
        lapel_report_add_copy (run->report, check);
    }
}

LapelReport *
lapel_credential_verify_yours (LapelCredential          *credential,
                               const LapelReport        *last,
                               const LapelVerifyOptions *options)
{
  g_autoptr (LapelReport) report = lapel_report_new ();
  const GPtrArray *notes = lapel_report_get_notes (last);
  const GPtrArray *children = lapel_report_get_children (last);
  LapelRun run = { .credential = credential, .options = options, .report = report };

  lapel_report_describe (report, lapel_report_get_format (last), lapel_report_get_title (last),
                         lapel_report_get_issuer (last));
  copy_checks (&run, last);
  for (unsigned int i = 0; i < notes->len; i++)
    lapel_report_add_copy (report, g_ptr_array_index (notes, i));
  /* Their reports come first, in their order; what follows them names nobody. */
  for (unsigned int i = 0; i < children->len; i++)
    lapel_report_add_child (report,
                            i < credential->children->len
                                ? lapel_credential_verify_yours (g_ptr_array_index (credential
                                                                                        ->children,
                                                                                    i),
                                                                 g_ptr_array_index (children, i),
                                                                 options)
                                : lapel_report_ref (g_ptr_array_index (children, i)));

  lapel_report_conclude (report, lapel_report_get_time (last));
  return g_steal_pointer (&report);
}
