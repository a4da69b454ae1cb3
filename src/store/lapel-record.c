/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

LapelRecord *
lapel_record_new (void)
{
  LapelRecord *self = g_new0 (LapelRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->awarded = LAPEL_TIME_NONE;
  self->valid_until = LAPEL_TIME_NONE;
  self->added = LAPEL_TIME_NONE;
  self->checked = LAPEL_TIME_NONE;
  self->verdict = LAPEL_VERDICT_UNDECIDED;
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    self->outcomes[i] = LAPEL_OUTCOME_UNCHECKED;
  return self;
}

LapelRecord *
lapel_record_ref (LapelRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_record_unref (LapelRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->issuer_id);
  g_free (self->issuer_name);
  g_free (self->achievement_id);
  g_free (self->achievement_type);
  g_free (self->search);
  g_free (self);
}
