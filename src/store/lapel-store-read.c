/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-store-private.h"

#define RECORD_COLUMNS                                                                             \
  "id, title, issuer_id, issuer_name, achievement_id, achievement_type, kind, awarded,"            \
  " valid_until, added, search, checked, verdict, states, outcome_authentic, outcome_current,"     \
  " outcome_yours, outcome_issuer, outcome_conforms"

/* These numbers are in people's wallets: what the headers call them may change, they may not. */
G_STATIC_ASSERT (LAPEL_KIND_BADGE == 0 && LAPEL_KIND_MICRO_CREDENTIAL == 1 &&
                 LAPEL_KIND_CERTIFICATE == 2 && LAPEL_KIND_TRANSCRIPT == 3);
G_STATIC_ASSERT (LAPEL_VERDICT_VERIFIED == 0 && LAPEL_VERDICT_UNDECIDED == 1 &&
                 LAPEL_VERDICT_NOT_CURRENT == 2 && LAPEL_VERDICT_REVOKED == 3 &&
                 LAPEL_VERDICT_INVALID == 4);
G_STATIC_ASSERT (LAPEL_OUTCOME_PASSED == 0 && LAPEL_OUTCOME_FAILED == 1 &&
                 LAPEL_OUTCOME_UNCHECKED == 2 && LAPEL_OUTCOME_NOT_APPLICABLE == 3);
G_STATIC_ASSERT (LAPEL_QUESTION_AUTHENTIC == 0 && LAPEL_QUESTION_CURRENT == 1 &&
                 LAPEL_QUESTION_YOURS == 2 && LAPEL_QUESTION_ISSUER == 3 &&
                 LAPEL_QUESTION_CONFORMS == 4 && LAPEL_N_QUESTIONS == 5);

/* A small number that must be below @limit, or *@ok becomes %FALSE. */
static unsigned int
get_enum (LapelStatement *statement,
          int             column,
          unsigned int    limit,
          gboolean       *ok)
{
  gint64 value = lapel_statement_get_int (statement, column);

  if (value >= 0 && value < limit)
    return (unsigned int) value;
  *ok = FALSE;
  return 0;
}

static LapelRecord *
read_record (LapelStatement  *statement,
             GError         **error)
{
  g_autoptr (LapelRecord) record = lapel_record_new ();
  gboolean ok = TRUE;

  record->id = lapel_statement_get_int (statement, 0);
  record->title = lapel_statement_dup_text (statement, 1);
  record->issuer_id = lapel_statement_dup_text (statement, 2);
  record->issuer_name = lapel_statement_dup_text (statement, 3);
  record->achievement_id = lapel_statement_dup_text (statement, 4);
  record->achievement_type = lapel_statement_dup_text (statement, 5);
  record->kind = get_enum (statement, 6, LAPEL_KIND_TRANSCRIPT + 1, &ok);
  record->awarded = lapel_store_get_time (statement, 7);
  record->valid_until = lapel_store_get_time (statement, 8);
  record->added = lapel_store_get_time (statement, 9);
  record->search = lapel_statement_dup_text (statement, 10);
  record->checked = lapel_store_get_time (statement, 11);
  record->verdict = get_enum (statement, 12, LAPEL_N_VERDICTS, &ok);
  record->states = get_enum (statement, 13, LAPEL_STATE_WARNING << 1, &ok);
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    record->outcomes[i] = get_enum (statement, 14 + i, LAPEL_OUTCOME_NOT_APPLICABLE + 1, &ok);

  if (!ok || record->title == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED,
                   "entry %" G_GINT64_FORMAT " holds a value that has no meaning", record->id);
      return NULL;
    }
  return g_steal_pointer (&record);
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const LapelRecord *first = *(const LapelRecord *const *) a;
  const LapelRecord *second = *(const LapelRecord *const *) b;

  if (first->awarded != second->awarded)
    return first->awarded > second->awarded ? -1 : 1;
  return first->id > second->id ? -1 : first->id < second->id;
}

GPtrArray *
lapel_store_list (LapelStore  *self,
                  GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;
  g_autoptr (GPtrArray) records = NULL;
  LapelStep step;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement =
      lapel_statement_new (self->db, "SELECT " RECORD_COLUMNS " FROM entry WHERE binned IS NULL",
                           error);
  if (statement == NULL)
    return NULL;
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  while ((step = lapel_statement_step (statement, error)) == LAPEL_STEP_ROW)
    {
      LapelRecord *record = read_record (statement, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  if (step == LAPEL_STEP_FAILED)
    return NULL;
  /* Here and not in SQL, which would copy every row into a temporary file to sort it. */
  g_ptr_array_sort (records, compare_records);
  return g_steal_pointer (&records);
}

/* The one row that @sql has for the entry @id. (nullable): with an error */
static LapelStatement *
look_up (LapelStore  *self,
         const char  *sql,
         gint64       id,
         GError     **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (self->db, sql, error);

  if (statement == NULL)
    return NULL;
  lapel_statement_bind_int (statement, 1, id);
  switch (lapel_statement_step (statement, error))
    {
    case LAPEL_STEP_ROW:
      return g_steal_pointer (&statement);
    case LAPEL_STEP_DONE:
      lapel_store_fail_not_found (id, error);
      return NULL;
    case LAPEL_STEP_FAILED:
    default:
      return NULL;
    }
}

LapelRecord *
lapel_store_get_record (LapelStore  *self,
                        gint64       id,
                        GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = look_up (self, "SELECT " RECORD_COLUMNS " FROM entry WHERE id = ?", id, error);
  return statement != NULL ? read_record (statement, error) : NULL;
}

GBytes *
lapel_store_get_text (LapelStore  *self,
                      gint64       id,
                      GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = look_up (self,
                       "SELECT data FROM entry JOIN content ON content.id = entry.content WHERE "
                       "entry.id = ?",
                       id, error);
  return statement != NULL ? lapel_statement_dup_bytes (statement, 0) : NULL;
}

GBytes *
lapel_store_get_original (LapelStore  *self,
                          gint64       id,
                          char       **out_source_name,
                          char       **out_media_type,
                          GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = look_up (self,
                       "SELECT original.data, source.name, source.media_type FROM entry"
                       " JOIN version ON version.content = entry.content"
                       " JOIN source ON source.version = version.id"
                       " JOIN content AS original ON original.id = source.content"
                       " WHERE entry.id = ? ORDER BY source.id LIMIT 1",
                       id, error);
  if (statement == NULL)
    return NULL;
  if (out_source_name != NULL)
    *out_source_name = lapel_statement_dup_text (statement, 1);
  if (out_media_type != NULL)
    *out_media_type = lapel_statement_dup_text (statement, 2);
  return lapel_statement_dup_bytes (statement, 0);
}

char *
lapel_store_get_report (LapelStore  *self,
                        gint64       id,
                        GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = look_up (self,
                       "SELECT report FROM entry JOIN version ON version.content = entry.content"
                       " JOIN check_run ON check_run.version = version.id"
                       " WHERE entry.id = ? ORDER BY check_run.id DESC LIMIT 1",
                       id, error);
  return statement != NULL ? lapel_statement_dup_text (statement, 0) : NULL;
}

GBytes *
lapel_store_get_thumbnail (LapelStore  *self,
                           gint64       id,
                           GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = look_up (self,
                       "SELECT data FROM entry LEFT JOIN content ON content.id = entry.thumbnail"
                       " WHERE entry.id = ?",
                       id, error);
  return statement != NULL ? lapel_statement_dup_bytes (statement, 0) : NULL;
}
