/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-report.h"

#include "lapel-codes.h"

#include <stdarg.h>
#include <string.h>

struct _LapelReport
{
  gatomicrefcount ref_count;

  /* owned */
  char *format;
  char *title;
  char *issuer;
  GPtrArray *checks;   /* (element-type LapelCheck) */
  GPtrArray *notes;    /* (element-type LapelCheck) */
  GPtrArray *children; /* (element-type LapelReport) */

  gboolean endorsement; /* of what its report was added to */

  /* derived by lapel_report_conclude () */
  gboolean concluded;
  LapelTime time;
  LapelOutcome outcomes[LAPEL_N_QUESTIONS];
  LapelVerdict verdict;
  LapelStates states;
};

/** What a code of `current` says beside its outcome. */
typedef struct
{
  LapelCode code;
  LapelStates state;
} CodeState;

static const CodeState current_states[] = {
  { LAPEL_CODE_EXPIRED, LAPEL_STATE_EXPIRED },
  { LAPEL_CODE_NOT_YET_VALID, LAPEL_STATE_NOT_YET_VALID },
  { LAPEL_CODE_REVOKED, LAPEL_STATE_REVOKED },
  { LAPEL_CODE_SUSPENDED, LAPEL_STATE_SUSPENDED },
};

static void
check_free (LapelCheck *check)
{
  for (LapelParam *param = check->params; param != NULL && param->name != NULL; param++)
    g_free (param->value);
  g_free (check->params);
  g_free (check);
}

static LapelCheck *
check_new (LapelQuestion  question,
           const char    *name,
           LapelOutcome   outcome,
           const char    *code,
           va_list        args)
{
  g_autoptr (GArray) params = g_array_new (TRUE, TRUE, sizeof (LapelParam));
  LapelCheck *check = g_new0 (LapelCheck, 1);
  const char *param_name = NULL;

  while ((param_name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);
      LapelParam param = { param_name, g_strdup (value) };

      if (value != NULL)
        g_array_append_val (params, param);
    }

  check->question = question;
  check->outcome = outcome;
  check->check = name;
  check->code = code;
  if (params->len > 0)
    check->params = (LapelParam *) (void *) g_array_free (g_steal_pointer (&params), FALSE);
  return check;
}

const char *
lapel_check_get (const LapelCheck *check,
                 const char       *name)
{
  for (const LapelParam *param = check->params; param != NULL && param->name != NULL; param++)
    if (strcmp (param->name, name) == 0)
      return param->value;
  return NULL;
}

LapelReport *
lapel_report_new (void)
{
  LapelReport *self = g_new0 (LapelReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_report_unref);
  self->time = LAPEL_TIME_NONE;
  /* Zero is "verified", which a report that was never concluded must not say. */
  self->verdict = LAPEL_VERDICT_UNDECIDED;
  return self;
}

LapelReport *
lapel_report_ref (LapelReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_report_unref (LapelReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->format);
  g_free (self->title);
  g_free (self->issuer);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->children);
  g_free (self);
}

void
lapel_report_add (LapelReport   *self,
                  LapelQuestion  question,
                  const char    *check,
                  LapelOutcome   outcome,
                  const char    *code,
                  ...)
{
  va_list args;

  g_return_if_fail (!self->concluded);

  va_start (args, code);
  g_ptr_array_add (self->checks, check_new (question, check, outcome, code, args));
  va_end (args);
}

void
lapel_report_add_error (LapelReport   *self,
                        LapelQuestion  question,
                        const char    *check,
                        LapelOutcome   outcome,
                        const GError  *error)
{
  lapel_report_add (self, question, check, outcome, lapel_error_nick_of (error), "message",
                    error->message, NULL);
}

void
lapel_report_add_note (LapelReport *self,
                       const char  *code,
                       ...)
{
  va_list args;

  g_return_if_fail (!self->concluded);

  va_start (args, code);
  g_ptr_array_add (self->notes, check_new (LAPEL_QUESTION_CONFORMS,
                                           lapel_check_name_to_string (LAPEL_CHECK_NOTE),
                                           LAPEL_OUTCOME_PASSED, code, args));
  va_end (args);
}

void
lapel_report_add_copy (LapelReport      *self,
                       const LapelCheck *check)
{
  g_autoptr (GArray) params = g_array_new (TRUE, TRUE, sizeof (LapelParam));
  LapelCheck *copy = NULL;

  g_return_if_fail (!self->concluded);

  for (const LapelParam *param = check->params; param != NULL && param->name != NULL; param++)
    {
      LapelParam value = { param->name, g_strdup (param->value) };

      g_array_append_val (params, value);
    }

  copy = g_new (LapelCheck, 1);
  *copy = *check;
  copy->params = NULL;
  if (params->len > 0)
    copy->params = (LapelParam *) (void *) g_array_free (g_steal_pointer (&params), FALSE);

  if (strcmp (check->check, lapel_check_name_to_string (LAPEL_CHECK_NOTE)) == 0)
    g_ptr_array_add (self->notes, copy);
  else
    g_ptr_array_add (self->checks, copy);
}

void
lapel_report_describe (LapelReport *self,
                       const char  *format,
                       const char  *title,
                       const char  *issuer)
{
  g_free (self->format);
  self->format = g_strdup (format);
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->issuer);
  self->issuer = g_strdup (issuer);
}

void
lapel_report_add_child (LapelReport *self,
                        LapelReport *child)
{
  g_return_if_fail (!self->concluded);

  g_ptr_array_add (self->children, child);
}

void
lapel_report_add_endorsement (LapelReport *self,
                              LapelReport *endorsement)
{
  endorsement->endorsement = TRUE;
  lapel_report_add_child (self, endorsement);
}

gboolean
lapel_report_is_endorsement (const LapelReport *self)
{
  return self->endorsement;
}

/* Failed goes first everywhere; what could not be checked outweighs what passed only where silence
 * could hide a withdrawal. */
LapelOutcome
lapel_report_derive_outcome (const LapelReport *self,
                             LapelQuestion      question)
{
  unsigned int n[LAPEL_OUTCOME_NOT_APPLICABLE + 1] = { 0 };

  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (self->checks, i);

      if (check->question == question)
        n[check->outcome]++;
    }

  if (n[LAPEL_OUTCOME_FAILED] > 0)
    return LAPEL_OUTCOME_FAILED;
  if (question == LAPEL_QUESTION_CURRENT && n[LAPEL_OUTCOME_UNCHECKED] > 0)
    return LAPEL_OUTCOME_UNCHECKED;
  if (n[LAPEL_OUTCOME_PASSED] > 0)
    return LAPEL_OUTCOME_PASSED;
  if (n[LAPEL_OUTCOME_UNCHECKED] > 0)
    return LAPEL_OUTCOME_UNCHECKED;
  return LAPEL_OUTCOME_NOT_APPLICABLE;
}

static gboolean
has_unchecked (const LapelReport *self,
               LapelQuestion      question)
{
  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (self->checks, i);

      if (check->question == question && check->outcome == LAPEL_OUTCOME_UNCHECKED)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_unreadable (const LapelReport *self)
{
  const char *reading = lapel_check_name_to_string (LAPEL_CHECK_READING);

  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (self->checks, i);

      if (check->outcome == LAPEL_OUTCOME_FAILED && strcmp (check->check, reading) == 0)
        return TRUE;
    }
  return FALSE;
}

static LapelStates
state_of_failed_code (const char *code)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (current_states); i++)
    if (strcmp (code, lapel_code_to_string (current_states[i].code)) == 0)
      return current_states[i].state;
  return 0;
}

static LapelStates
derive_current_states (const LapelReport *self)
{
  LapelStates states = 0;

  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (self->checks, i);

      if (check->question == LAPEL_QUESTION_CURRENT && check->outcome == LAPEL_OUTCOME_FAILED)
        states |= state_of_failed_code (check->code);
    }
  return states;
}

/* Codes of signatures that fit, and of which nobody can say whose they are. */
static gboolean
fits_somebody (const char *code)
{
  static const LapelCode codes[] = { LAPEL_CODE_KEY_NOT_PROVEN, LAPEL_CODE_SEAL_AUTHORITY_UNKNOWN,
                                     LAPEL_CODE_CERTIFICATE_SELF_SIGNED };

  for (unsigned int i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strcmp (code, lapel_code_to_string (codes[i])) == 0)
      return TRUE;
  return FALSE;
}

/* The words for a credential that nothing proves: each row that could not be checked says why. */
static LapelStates
derive_unproven_states (const LapelReport *self)
{
  LapelStates states = 0;

  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (self->checks, i);

      if (check->question != LAPEL_QUESTION_AUTHENTIC || check->outcome != LAPEL_OUTCOME_UNCHECKED)
        continue;
      states |= fits_somebody (check->code) ? LAPEL_STATE_SIGNATURE_ONLY : LAPEL_STATE_UNVERIFIABLE;
    }
  return states != 0 ? states : LAPEL_STATE_UNVERIFIABLE;
}

/* design.md, "Verdict": the first that applies. */
static void
derive_own_verdict (LapelReport *self)
{
  const LapelOutcome *outcomes = self->outcomes;

  self->states = derive_current_states (self);

  if (outcomes[LAPEL_QUESTION_AUTHENTIC] == LAPEL_OUTCOME_FAILED ||
      outcomes[LAPEL_QUESTION_CONFORMS] == LAPEL_OUTCOME_FAILED)
    {
      self->verdict = LAPEL_VERDICT_INVALID;
      self->states |= LAPEL_STATE_INVALID | (is_unreadable (self) ? LAPEL_STATE_UNREADABLE : 0);
      return;
    }
  if (outcomes[LAPEL_QUESTION_AUTHENTIC] != LAPEL_OUTCOME_PASSED)
    {
      self->verdict = LAPEL_VERDICT_UNDECIDED;
      self->states |= derive_unproven_states (self);
      return;
    }

  if (has_unchecked (self, LAPEL_QUESTION_CURRENT))
    self->states |= LAPEL_STATE_STATUS_UNKNOWN;

  if (self->states & (LAPEL_STATE_REVOKED | LAPEL_STATE_SUSPENDED))
    self->verdict = LAPEL_VERDICT_REVOKED;
  else if (outcomes[LAPEL_QUESTION_CURRENT] == LAPEL_OUTCOME_FAILED)
    self->verdict = LAPEL_VERDICT_NOT_CURRENT;
  else if (outcomes[LAPEL_QUESTION_CURRENT] == LAPEL_OUTCOME_UNCHECKED)
    self->verdict = LAPEL_VERDICT_UNDECIDED;
  else
    self->verdict = LAPEL_VERDICT_VERIFIED;
}

/* The worst of a credential and those in it; who endorses them is another matter. */
static LapelVerdict
find_worst_credential (const LapelReport *self)
{
  LapelVerdict worst = self->verdict;

  for (unsigned int i = 0; i < self->children->len; i++)
    {
      const LapelReport *child = g_ptr_array_index (self->children, i);

      if (!child->endorsement)
        worst = MAX (worst, find_worst_credential (child));
    }
  return worst;
}

/* A presentation is as bad as the worst of itself and its credentials; anything else stands alone.
 */
static void
derive_nested_verdict (LapelReport *self)
{
  if (g_strcmp0 (self->format, LAPEL_FORMAT_NAME_PRESENTATION) != 0)
    return;

  for (unsigned int i = 0; i < self->children->len; i++)
    {
      const LapelReport *child = g_ptr_array_index (self->children, i);

      self->verdict = MAX (self->verdict, find_worst_credential (child));
      /* What cannot be read is the child; that the whole can be has just been shown. */
      self->states |= child->states & ~(unsigned int) (LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING |
                                                       LAPEL_STATE_UNREADABLE);
    }
}

void
lapel_report_conclude (LapelReport *self,
                       LapelTime    at)
{
  g_return_if_fail (!self->concluded);

  for (unsigned int q = 0; q < LAPEL_N_QUESTIONS; q++)
    self->outcomes[q] = lapel_report_derive_outcome (self, (LapelQuestion) q);

  derive_own_verdict (self);
  derive_nested_verdict (self);

  if (self->verdict == LAPEL_VERDICT_VERIFIED)
    self->states |= LAPEL_STATE_VERIFIED | (self->notes->len > 0 ? LAPEL_STATE_WARNING : 0);
  self->time = at;
  self->concluded = TRUE;
}

LapelReport *
lapel_report_new_unreadable (const GError *error)
{
  LapelReport *self = lapel_report_new ();

  lapel_report_add_error (self, LAPEL_QUESTION_CONFORMS,
                          lapel_check_name_to_string (LAPEL_CHECK_READING), LAPEL_OUTCOME_FAILED,
                          error);
  lapel_report_conclude (self, LAPEL_TIME_NONE);
  return self;
}

LapelVerdict
lapel_report_get_verdict (const LapelReport *self)
{
  return self->verdict;
}

LapelVerdict
lapel_report_get_worst (const LapelReport *self)
{
  LapelVerdict worst = self->verdict;

  for (unsigned int i = 0; i < self->children->len; i++)
    worst = MAX (worst, lapel_report_get_worst (g_ptr_array_index (self->children, i)));
  return worst;
}

LapelStates
lapel_report_get_states (const LapelReport *self)
{
  return self->states;
}

LapelOutcome
lapel_report_get_outcome (const LapelReport *self,
                          LapelQuestion      question)
{
  return self->outcomes[question];
}

LapelTime
lapel_report_get_time (const LapelReport *self)
{
  return self->time;
}

const char *
lapel_report_get_format (const LapelReport *self)
{
  return self->format;
}

const char *
lapel_report_get_title (const LapelReport *self)
{
  return self->title;
}

const char *
lapel_report_get_issuer (const LapelReport *self)
{
  return self->issuer;
}

const GPtrArray *
lapel_report_get_checks (const LapelReport *self)
{
  return self->checks;
}

const GPtrArray *
lapel_report_get_notes (const LapelReport *self)
{
  return self->notes;
}

const GPtrArray *
lapel_report_get_children (const LapelReport *self)
{
  return self->children;
}
