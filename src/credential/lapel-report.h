/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"
#include "lapel-time.h"

G_BEGIN_DECLS

/* The report: what was checked of a credential, and how it came out. Codes and parameters only; the
 * sentences are made once, in wallet/. See design.md, "The five questions". */

typedef enum
{
  LAPEL_QUESTION_AUTHENTIC,
  LAPEL_QUESTION_CURRENT,
  LAPEL_QUESTION_YOURS,
  LAPEL_QUESTION_ISSUER,
  LAPEL_QUESTION_CONFORMS,
  LAPEL_N_QUESTIONS
} LapelQuestion;

typedef enum
{
  LAPEL_OUTCOME_PASSED,
  LAPEL_OUTCOME_FAILED,
  LAPEL_OUTCOME_UNCHECKED,
  LAPEL_OUTCOME_NOT_APPLICABLE,
} LapelOutcome;

/** Best first, so that MAX () of two is the worse. */
typedef enum
{
  LAPEL_VERDICT_VERIFIED,
  LAPEL_VERDICT_UNDECIDED,
  LAPEL_VERDICT_NOT_CURRENT,
  LAPEL_VERDICT_REVOKED,
  LAPEL_VERDICT_INVALID,
  LAPEL_N_VERDICTS
} LapelVerdict;

/** Every word that applies, as a set; the verdict is derived from the same rows. */
typedef enum
{
  LAPEL_STATE_VERIFIED = 1 << 0,
  LAPEL_STATE_EXPIRED = 1 << 1,
  LAPEL_STATE_NOT_YET_VALID = 1 << 2,
  LAPEL_STATE_REVOKED = 1 << 3,
  LAPEL_STATE_SUSPENDED = 1 << 4,
  LAPEL_STATE_INVALID = 1 << 5,
  LAPEL_STATE_UNVERIFIABLE = 1 << 6,
  LAPEL_STATE_SIGNATURE_ONLY = 1 << 7,
  LAPEL_STATE_STATUS_UNKNOWN = 1 << 8,
  LAPEL_STATE_UNREADABLE = 1 << 9,
  LAPEL_STATE_WARNING = 1 << 10,
} LapelStates;

typedef struct
{
  const char *name; /* a literal */
  char *value;
} LapelParam;

/** One row. */
typedef struct
{
  LapelQuestion question;
  LapelOutcome outcome;
  const char *check;  /* a literal: what was looked at, e.g. "signature" */
  const char *code;   /* a literal: how it came out, e.g. "signature-mismatch", "ok" */
  LapelParam *params; /* ends with a %NULL name; (nullable) */
} LapelCheck;

/** The parameter @name of @check, or %NULL. */
const char *lapel_check_get (const LapelCheck *check,
                             const char       *name);

/** LapelReport: filled by the checks, then concluded and from there on immutable. Reference counted
 * (atomically). */
typedef struct _LapelReport LapelReport;

LapelReport *lapel_report_new (void);
LapelReport *lapel_report_ref (LapelReport *self);
void lapel_report_unref (LapelReport *self);

/**
 * lapel_report_add:
 * @check, @code: literals, or interned
 * @...: pairs of parameter name (literal) and value (const char *, copied; a %NULL value is left
 * out), ended by %NULL
 */
void lapel_report_add (LapelReport   *self,
                       LapelQuestion  question,
                       const char    *check,
                       LapelOutcome   outcome,
                       const char    *code,
                       ...) G_GNUC_NULL_TERMINATED;

/** A row for @error: its nick is the code, its message the parameter "message". */
void lapel_report_add_error (LapelReport   *self,
                             LapelQuestion  question,
                             const char    *check,
                             LapelOutcome   outcome,
                             const GError  *error);

/** A tolerated quirk: a code and parameters without a question. Any note makes "verified" say
 * "warning" too. */
void lapel_report_add_note (LapelReport *self,
                            const char  *code,
                            ...) G_GNUC_NULL_TERMINATED;

/** A row as another report had it, its parameters copied; one whose check is "note" becomes a note.
 */
void lapel_report_add_copy (LapelReport      *self,
                            const LapelCheck *check);

/** Facts about the subject of the report; each (nullable), copied. */
void lapel_report_describe (LapelReport *self,
                            const char  *format,
                            const char  *title,
                            const char  *issuer);

/** The report of a nested credential. @child: (transfer full) */
void lapel_report_add_child (LapelReport *self,
                             LapelReport *child);

/** The same of somebody who endorses it; comes after all that lie in it. @endorsement: (transfer
 * full) */
void lapel_report_add_endorsement (LapelReport *self,
                                   LapelReport *endorsement);

/** Whether it was added as an endorsement of another. */
gboolean lapel_report_is_endorsement (const LapelReport *self);

/** Says that the bytes could not be read; the report then holds the one failed row. Concludes. */
LapelReport *lapel_report_new_unreadable (const GError *error);

/** Derives outcomes, states and verdict from the rows (design.md, "Verdict"). @at: when it was
 * checked. */
void lapel_report_conclude (LapelReport *self,
                            LapelTime    at);

LapelVerdict lapel_report_get_verdict (const LapelReport *self);

/** What the rows that are there make of @question: for who adds more, before it is concluded. */
LapelOutcome lapel_report_derive_outcome (const LapelReport *self,
                                          LapelQuestion      question);

/** The worst verdict of the report and everything nested in it: what an exit status counts. */
LapelVerdict lapel_report_get_worst (const LapelReport *self);
LapelStates lapel_report_get_states (const LapelReport *self);
LapelOutcome lapel_report_get_outcome (const LapelReport *self,
                                       LapelQuestion      question);
LapelTime lapel_report_get_time (const LapelReport *self);
const char *lapel_report_get_format (const LapelReport *self);
const char *lapel_report_get_title (const LapelReport *self);
const char *lapel_report_get_issuer (const LapelReport *self);

/** (transfer none) (element-type LapelCheck): rows in the order the checks ran */
const GPtrArray *lapel_report_get_checks (const LapelReport *self);

/** (transfer none) (element-type LapelCheck): notes; their question and outcome mean nothing */
const GPtrArray *lapel_report_get_notes (const LapelReport *self);

/** (transfer none) (element-type LapelReport): of what lies in it, then of its endorsements */
const GPtrArray *lapel_report_get_children (const LapelReport *self);

/** "authentic", "passed", "verified", …: the words of the design, for JSON and the command line. */
const char *lapel_question_to_string (LapelQuestion question);
const char *lapel_outcome_to_string (LapelOutcome outcome);
const char *lapel_verdict_to_string (LapelVerdict verdict);

/** The word of one bit of LapelStates, e.g. "not-yet-valid". */
const char *lapel_state_to_string (LapelStates state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelReport, lapel_report_unref)

G_END_DECLS
