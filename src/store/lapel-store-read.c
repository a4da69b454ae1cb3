/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-store-private.h"

#define RECORD_COLUMNS                                                                             \
  "id, title, issuer_id, issuer_name, achievement_id, achievement_type, kind, awarded,"            \
  " valid_until, added, search, checked, verdict, states, outcome_authentic, outcome_current,"     \
  " outcome_yours, outcome_issuer, outcome_conforms, format, language, binned,"                    \
  " thumbnail IS NOT NULL"

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

G_STATIC_ASSERT (LAPEL_FORMAT_OB3 == 0 && LAPEL_FORMAT_VC == 1 && LAPEL_FORMAT_PRESENTATION == 2 &&
                 LAPEL_FORMAT_SD_JWT_VC == 3 && LAPEL_FORMAT_OB05 == 4 && LAPEL_FORMAT_OB10 == 5 &&
                 LAPEL_FORMAT_OB11 == 6 && LAPEL_FORMAT_OB2 == 7 && LAPEL_FORMAT_ENDORSEMENT == 8 &&
                 LAPEL_FORMAT_CLR2 == 9 && LAPEL_FORMAT_ELM3 == 10 && LAPEL_FORMAT_ELM2 == 11 &&
                 LAPEL_FORMAT_UNKNOWN == 12);

/* Rows that hang on entries, in the order of the entries: read beside them. */
typedef struct
{
  LapelStatement *statement; /* entry, and what hangs on it */
  LapelStep step;            /* LAPEL_STEP_ROW: its row is of an entry not yet passed */
} Beside;

/** What records are read with. */
typedef struct
{
  LapelStatement *entries;
  Beside tags;
  Beside collections;

  /* of the record being read */
  GPtrArray *names; /* (element-type utf8) */
  GArray *ids;      /* (element-type gint64) */
  GString *search;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->entries, lapel_statement_free);
  g_clear_pointer (&self->tags.statement, lapel_statement_free);
  g_clear_pointer (&self->collections.statement, lapel_statement_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  if (self->search != NULL)
    g_string_free (g_steal_pointer (&self->search), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* @entry: 0 where @sql has no parameter */
static gboolean
beside_start (Beside      *self,
              LapelDb     *db,
              const char  *sql,
              gint64       entry,
              GError     **error)
{
  self->statement = lapel_statement_new (db, sql, error);
  if (self->statement == NULL)
    return FALSE;
  if (entry != 0)
    lapel_statement_bind_int (self->statement, 1, entry);
  self->step = lapel_statement_step (self->statement, error);
  return self->step != LAPEL_STEP_FAILED;
}

/* Whether there is a row of @entry; those of entries before it, which are not read, are passed. */
static gboolean
beside_has (Beside  *self,
            gint64   entry,
            GError **error)
{
  while (self->step == LAPEL_STEP_ROW && lapel_statement_get_int (self->statement, 0) < entry)
    self->step = lapel_statement_step (self->statement, error);
  return self->step == LAPEL_STEP_ROW && lapel_statement_get_int (self->statement, 0) == entry;
}

/* The holder's tags are found like those of the credential. */
static gboolean
read_tags (Reader       *self,
           LapelRecord  *fields,
           GError      **error)
{
  g_ptr_array_set_size (self->names, 0);
  g_string_assign (self->search, fields->search == NULL ? "" : fields->search);
  while (beside_has (&self->tags, fields->id, error))
    {
      LapelStatement *row = self->tags.statement;

      g_ptr_array_add (self->names, lapel_statement_dup_text (row, 1));
      g_string_append_printf (self->search, "\n%s", lapel_statement_get_text (row, 2));
      self->tags.step = lapel_statement_step (row, error);
    }
  g_ptr_array_add (self->names, NULL);
  fields->tags = (const char *const *) self->names->pdata;
  fields->search = self->search->str;
  return self->tags.step != LAPEL_STEP_FAILED;
}

static gboolean
read_collections (Reader       *self,
                  LapelRecord  *fields,
                  GError      **error)
{
  g_array_set_size (self->ids, 0);
  while (beside_has (&self->collections, fields->id, error))
    {
      gint64 id = lapel_statement_get_int (self->collections.statement, 1);

      g_array_append_val (self->ids, id);
      self->collections.step = lapel_statement_step (self->collections.statement, error);
    }
  fields->collections = (const gint64 *) (void *) self->ids->data;
  fields->n_collections = self->ids->len;
  return self->collections.step != LAPEL_STEP_FAILED;
}

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

/* @out_fields: borrows from @statement */
static gboolean
read_fields (LapelStatement  *statement,
             LapelRecord     *out_fields,
             GError         **error)
{
  LapelRecord fields = LAPEL_RECORD_INIT;
  gboolean ok = TRUE;

  fields.id = lapel_statement_get_int (statement, 0);
  fields.title = lapel_statement_get_text (statement, 1);
  fields.issuer_id = lapel_statement_get_text (statement, 2);
  fields.issuer_name = lapel_statement_get_text (statement, 3);
  fields.achievement_id = lapel_statement_get_text (statement, 4);
  fields.achievement_type = lapel_statement_get_text (statement, 5);
  fields.kind = get_enum (statement, 6, LAPEL_KIND_TRANSCRIPT + 1, &ok);
  fields.awarded = lapel_store_get_time (statement, 7);
  fields.valid_until = lapel_store_get_time (statement, 8);
  fields.added = lapel_store_get_time (statement, 9);
  fields.search = lapel_statement_get_text (statement, 10);
  fields.checked = lapel_store_get_time (statement, 11);
  fields.verdict = get_enum (statement, 12, LAPEL_N_VERDICTS, &ok);
  fields.states = get_enum (statement, 13, LAPEL_STATE_WARNING << 1, &ok);
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    fields.outcomes[i] = get_enum (statement, 14 + i, LAPEL_OUTCOME_NOT_APPLICABLE + 1, &ok);
  fields.format = get_enum (statement, 19, LAPEL_FORMAT_UNKNOWN + 1, &ok);
  fields.language = lapel_statement_get_text (statement, 20);
  fields.binned = lapel_store_get_time (statement, 21);
  fields.pictured = lapel_statement_get_int (statement, 22) != 0;

  if (!ok || fields.title == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED,
                   "entry %" G_GINT64_FORMAT " holds a value that has no meaning", fields.id);
      return FALSE;
    }
  *out_fields = fields;
  return TRUE;
}

static LapelRecord *
read_record (Reader  *self,
             GError **error)
{
  LapelRecord fields;

  if (!read_fields (self->entries, &fields, error) || !read_tags (self, &fields, error) ||
      !read_collections (self, &fields, error))
    return NULL;
  return lapel_record_new (&fields);
}

static void
reader_init (Reader *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->search = g_string_new (NULL);
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
lapel_store_read_records (LapelStore  *self,
                          gboolean     binned,
                          GError     **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (GPtrArray) records = NULL;
  LapelStep step;

  reader_init (&reader);
  reader.entries = lapel_statement_new (self->db,
                                        "SELECT " RECORD_COLUMNS
                                        " FROM entry WHERE (binned IS NOT NULL) = ? ORDER BY id",
                                        error);
  if (reader.entries == NULL ||
      !beside_start (&reader.tags, self->db,
                     "SELECT entry, name, folded FROM entry_tag JOIN tag ON tag.id = entry_tag.tag"
                     " ORDER BY entry, folded",
                     0, error) ||
      !beside_start (&reader.collections, self->db,
                     "SELECT entry, collection FROM entry_collection ORDER BY entry, collection", 0,
                     error))
    return NULL;

  lapel_statement_bind_int (reader.entries, 1, binned);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  while ((step = lapel_statement_step (reader.entries, error)) == LAPEL_STEP_ROW)
    {
      LapelRecord *record = read_record (&reader, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return step == LAPEL_STEP_FAILED ? NULL : g_steal_pointer (&records);
}

GPtrArray *
lapel_store_list (LapelStore  *self,
                  GError     **error)
{
  GPtrArray *records = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  records = lapel_store_read_records (self, FALSE, error);
  /* Here and not in SQL, which would copy every row into a temporary file to sort it. */
  if (records != NULL)
    g_ptr_array_sort (records, compare_records);
  return records;
}

GArray *
lapel_store_read_ids (LapelStatement  *statement,
                      GError         **error)
{
  g_autoptr (LapelStatement) owned = statement;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  LapelStep step = LAPEL_STEP_FAILED;

  while (owned != NULL && (step = lapel_statement_step (owned, error)) == LAPEL_STEP_ROW)
    {
      gint64 id = lapel_statement_get_int (owned, 0);

      g_array_append_val (ids, id);
    }
  return step == LAPEL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

GArray *
lapel_store_list_after (LapelStore    *self,
                        gint64         after,
                        unsigned int   most,
                        GError       **error)
{
  LapelStatement *statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_statement_new (self->db,
                                   "SELECT id FROM entry WHERE id > ? ORDER BY id LIMIT ?", error);
  if (statement != NULL)
    {
      lapel_statement_bind_int (statement, 1, after);
      lapel_statement_bind_int (statement, 2, most);
    }
  return lapel_store_read_ids (statement, error);
}

LapelStatement *
lapel_store_look_up (LapelStore  *self,
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
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  reader_init (&reader);
  reader.entries =
      lapel_store_look_up (self, "SELECT " RECORD_COLUMNS " FROM entry WHERE id = ?", id, error);
  if (reader.entries == NULL ||
      !beside_start (&reader.tags, self->db,
                     "SELECT entry, name, folded FROM entry_tag JOIN tag ON tag.id = entry_tag.tag"
                     " WHERE entry = ? ORDER BY folded",
                     id, error) ||
      !beside_start (&reader.collections, self->db,
                     "SELECT entry, collection FROM entry_collection WHERE entry = ?"
                     " ORDER BY collection",
                     id, error))
    return NULL;
  return read_record (&reader, error);
}

GBytes *
lapel_store_get_text (LapelStore  *self,
                      gint64       id,
                      GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT data FROM entry JOIN content ON content.id = "
                                   "entry.content WHERE "
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

  statement = lapel_store_look_up (self,
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

  statement = lapel_store_look_up (self,
                                   "SELECT report FROM entry JOIN version ON version.content = "
                                   "entry.content"
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

  statement = lapel_store_look_up (self,
                                   "SELECT data FROM entry LEFT JOIN content ON content.id = "
                                   "entry.thumbnail"
                                   " WHERE entry.id = ?",
                                   id, error);
  return statement != NULL ? lapel_statement_dup_bytes (statement, 0) : NULL;
}
