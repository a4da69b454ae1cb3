/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memmem () */
#define _GNU_SOURCE
#include "config.h"

#include "lapel-entry-list-private.h"

#include <string.h>

gboolean
lapel_filter_passes (LapelFilter        filter,
                     const LapelRecord *record)
{
  switch (filter)
    {
    case LAPEL_FILTER_VERIFIED:
      return record->verdict == LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ATTENTION:
      return record->verdict != LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ALL:
    default:
      return TRUE;
    }
}

/* Whether the bit of @value is in @set, or the set says nothing. */
static gboolean
is_in_set (unsigned int set,
           unsigned int value)
{
  return set == 0 || (set & (1u << value)) != 0;
}

static gboolean
is_in_state (const LapelCriteria *criteria,
             const LapelRecord   *record)
{
  if (criteria->verdicts == 0 && criteria->states == 0)
    return TRUE;
  return (criteria->verdicts & (1u << record->verdict)) != 0 ||
         (criteria->states & record->states) != 0;
}

static gboolean
is_expiring (const LapelRecord *record,
             LapelTime          now)
{
  return record->valid_until != LAPEL_TIME_NONE && record->valid_until > now &&
         record->valid_until <= now + LAPEL_EXPIRING_SPAN;
}

static gboolean
meets (const LapelCriteria *criteria,
       LapelItem           *item)
{
  const LapelRecord *record = item->record;

  if (!is_in_state (criteria, record) || !is_in_set (criteria->kinds, record->kind) ||
      !is_in_set (criteria->yours, record->outcomes[LAPEL_QUESTION_YOURS]))
    return FALSE;
  if (criteria->expiring && !is_expiring (record, criteria->now))
    return FALSE;
  if (criteria->issuer != NULL &&
      g_strcmp0 (criteria->issuer, lapel_record_get_issuer_token (record)) != 0)
    return FALSE;
  if (criteria->year != 0 && lapel_item_get_year (item) != criteria->year)
    return FALSE;
  if (criteria->tag != NULL && !lapel_record_has_tag (record, criteria->tag))
    return FALSE;
  return criteria->collection == 0 || lapel_record_is_in (record, criteria->collection);
}

static gboolean
has_words (const LapelItem *item,
           char *const     *words)
{
  for (; words != NULL && *words != NULL; words++)
    if (memmem (item->record->search, item->search_length, *words, strlen (*words)) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
lapel_entry_list_passes (LapelEntryList *self,
                         LapelItem      *item)
{
  return lapel_filter_passes (self->filter, item->record) && meets (&self->criteria, item) &&
         has_words (item, self->words);
}
