/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-crypto.h"
#include "lapel-store-private.h"

#define DIGEST_SIZE 32

/* What is already there of a credential; @entry is 0 where nothing is. */
typedef struct
{
  gint64 entry;
  gint64 version; /* of exactly these bytes; 0 where only the key is the same */
  gint64 content;
  gboolean binned;
  LapelTime valid_from;
  LapelTime added;
} Known;

/* One credential on its way in. */
typedef struct
{
  LapelDb *db;                /* borrowed */
  const LapelStoreItem *item; /* borrowed */
  LapelTime now;
  guint8 digest[DIGEST_SIZE]; /* of the text */
} Import;

static void
digest_bytes (GBytes *bytes,
              guint8 *out)
{
  size_t length;
  const void *data = g_bytes_get_data (bytes, &length);

  lapel_hash (LAPEL_HASH_SHA256, data, length, out);
}

static gboolean
is_authentic (const LapelRecord *record)
{
  return record->outcomes[LAPEL_QUESTION_AUTHENTIC] == LAPEL_OUTCOME_PASSED;
}

/* Reads the one row of a look-up into @out_known, which stays as it is where there is none. */
static gboolean
read_known (LapelStatement  *statement,
            Known           *out_known,
            GError         **error)
{
  LapelStep step = lapel_statement_step (statement, error);

  if (step == LAPEL_STEP_ROW)
    {
      out_known->entry = lapel_statement_get_int (statement, 0);
      out_known->version = lapel_statement_get_int (statement, 1);
      out_known->content = lapel_statement_get_int (statement, 2);
      out_known->binned = !lapel_statement_is_null (statement, 3);
      out_known->valid_from = lapel_store_get_time (statement, 4);
      out_known->added = lapel_store_get_time (statement, 5);
    }
  return step != LAPEL_STEP_FAILED;
}

static gboolean
find_same_text (const Import  *import,
                Known         *out_known,
                GError       **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (import->db,
                           "SELECT entry.id, version.id, content.id, entry.binned, "
                           "entry.valid_from, entry.added"
                           " FROM content JOIN version ON version.content = content.id"
                           " JOIN entry ON entry.id = version.entry WHERE content.digest = ?",
                           error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_data (statement, 1, import->digest, DIGEST_SIZE);
  return read_known (statement, out_known, error);
}

/* The key says which credential it claims to be, and anybody can claim: only what was found
 * authentic has a say, and only over what was found authentic. */
static gboolean
find_same_credential (const Import  *import,
                      Known         *out_known,
                      GError       **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  if (!is_authentic (import->item->record))
    return TRUE;
  statement = lapel_statement_new (import->db,
                                   "SELECT id, 0, content, binned, valid_from, added FROM entry"
                                   " WHERE key = ? AND outcome_authentic = ?"
                                   " ORDER BY binned IS NOT NULL, valid_from DESC, id LIMIT 1",
                                   error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, import->item->key);
  lapel_statement_bind_int (statement, 2, LAPEL_OUTCOME_PASSED);
  return read_known (statement, out_known, error);
}

static gboolean
put_content (LapelDb       *db,
             GBytes        *bytes,
             const guint8  *digest,
             gint64        *out_id,
             GError       **error)
{
  g_autoptr (LapelStatement) find =
      lapel_statement_new (db, "SELECT id FROM content WHERE digest = ?", error);
  g_autoptr (LapelStatement) insert = NULL;
  LapelStep step;

  if (find == NULL)
    return FALSE;
  lapel_statement_bind_data (find, 1, digest, DIGEST_SIZE);
  step = lapel_statement_step (find, error);
  if (step == LAPEL_STEP_ROW)
    *out_id = lapel_statement_get_int (find, 0);
  if (step != LAPEL_STEP_DONE)
    return step == LAPEL_STEP_ROW;

  insert = lapel_statement_new (db, "INSERT INTO content (digest, data) VALUES (?, ?)", error);
  if (insert == NULL)
    return FALSE;
  lapel_statement_bind_data (insert, 1, digest, DIGEST_SIZE);
  lapel_statement_bind_bytes (insert, 2, bytes);
  if (!lapel_statement_run (insert, error))
    return FALSE;
  *out_id = lapel_db_get_last_id (db);
  return TRUE;
}

/* Where a text came from: another name or another picture around it is worth keeping, the same
 * file once more is not. */
static gboolean
note_source (const Import  *import,
             gint64         version,
             gint64         text,
             GError       **error)
{
  const LapelStoreItem *item = import->item;
  g_autoptr (LapelStatement) statement = NULL;
  gint64 original = text;

  if (item->original != item->text)
    {
      guint8 digest[DIGEST_SIZE];

      digest_bytes (item->original, digest);
      if (!put_content (import->db, item->original, digest, &original, error))
        return FALSE;
    }
  statement = lapel_statement_new (import->db,
                                   "INSERT OR IGNORE INTO source (version, content, name, "
                                   "media_type, added)"
                                   " VALUES (?, ?, ?, ?, ?)",
                                   error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, version);
  lapel_statement_bind_int (statement, 2, original);
  lapel_statement_bind_text (statement, 3, item->source_name);
  lapel_statement_bind_text (statement, 4, item->media_type);
  lapel_store_bind_time (statement, 5, import->now);
  return lapel_statement_run (statement, error);
}

static gboolean
note_check (const Import  *import,
            gint64         version,
            GError       **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (import->db,
                           "INSERT INTO check_run (version, time, report) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, version);
  lapel_store_bind_time (statement, 2, import->item->record->checked);
  lapel_statement_bind_text (statement, 3, import->item->report);
  return lapel_statement_run (statement, error);
}

static gboolean
add_version (const Import  *import,
             gint64         entry,
             gint64         text,
             GError       **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (
      import->db, "INSERT INTO version (entry, content, valid_from, added) VALUES (?, ?, ?, ?)",
      error);
  gint64 version;

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, entry);
  lapel_statement_bind_int (statement, 2, text);
  lapel_store_bind_time (statement, 3, import->item->valid_from);
  lapel_store_bind_time (statement, 4, import->now);
  if (!lapel_statement_run (statement, error))
    return FALSE;
  version = lapel_db_get_last_id (import->db);
  return note_source (import, version, text, error) && note_check (import, version, error);
}

/* Parameters 1 to 22 of both statements below. */
static gboolean
bind_entry (const Import    *import,
            LapelStatement  *statement,
            gint64           text,
            GError         **error)
{
  const LapelStoreItem *item = import->item;
  const LapelRecord *record = item->record;

  lapel_statement_bind_int (statement, 1, text);
  if (item->thumbnail != NULL)
    {
      guint8 digest[DIGEST_SIZE];
      gint64 thumbnail;

      digest_bytes (item->thumbnail, digest);
      if (!put_content (import->db, item->thumbnail, digest, &thumbnail, error))
        return FALSE;
      lapel_statement_bind_int (statement, 2, thumbnail);
    }
  lapel_store_bind_time (statement, 3, item->valid_from);
  lapel_statement_bind_text (statement, 4, record->title);
  lapel_statement_bind_text (statement, 5, record->issuer_id);
  lapel_statement_bind_text (statement, 6, record->issuer_name);
  lapel_statement_bind_text (statement, 7, record->achievement_id);
  lapel_statement_bind_text (statement, 8, record->achievement_type);
  lapel_statement_bind_int (statement, 9, record->kind);
  lapel_store_bind_time (statement, 10, record->awarded);
  lapel_store_bind_time (statement, 11, record->valid_until);
  lapel_statement_bind_text (statement, 12, record->search);
  lapel_store_bind_time (statement, 13, record->checked);
  lapel_statement_bind_int (statement, 14, record->verdict);
  lapel_statement_bind_int (statement, 15, record->states);
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    lapel_statement_bind_int (statement, 16 + i, record->outcomes[i]);
  lapel_statement_bind_int (statement, 21, record->format);
  lapel_statement_bind_text (statement, 22, record->language);
  return TRUE;
}

static gboolean
insert_entry (const Import  *import,
              gint64         text,
              gint64        *out_id,
              GError       **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (
      import->db,
      "INSERT INTO entry (content, thumbnail, valid_from, title, issuer_id, issuer_name,"
      " achievement_id, achievement_type, kind, awarded, valid_until, search, checked, verdict,"
      " states, outcome_authentic, outcome_current, outcome_yours, outcome_issuer,"
      " outcome_conforms, format, language, key, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
      " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
      error);

  if (statement == NULL || !bind_entry (import, statement, text, error))
    return FALSE;
  lapel_statement_bind_text (statement, 23, import->item->key);
  lapel_store_bind_time (statement, 24, import->now);
  if (!lapel_statement_run (statement, error))
    return FALSE;
  *out_id = lapel_db_get_last_id (import->db);
  return TRUE;
}

/* The picture is kept where the newer one comes without. */
static gboolean
replace_entry (const Import  *import,
               gint64         id,
               gint64         text,
               GError       **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (
      import->db,
      "UPDATE entry SET content = ?1, thumbnail = coalesce (?2, thumbnail), valid_from = ?3,"
      " title = ?4, issuer_id = ?5, issuer_name = ?6, achievement_id = ?7, achievement_type = ?8,"
      " kind = ?9, awarded = ?10, valid_until = ?11, search = ?12, checked = ?13, verdict = ?14,"
      " states = ?15, outcome_authentic = ?16, outcome_current = ?17, outcome_yours = ?18,"
      " outcome_issuer = ?19, outcome_conforms = ?20, format = ?21, language = ?22 WHERE id = ?23",
      error);

  if (statement == NULL || !bind_entry (import, statement, text, error))
    return FALSE;
  lapel_statement_bind_int (statement, 23, id);
  return lapel_statement_run (statement, error);
}

/* A credential that first came as text gets its picture from the file that has one. */
static gboolean
keep_thumbnail (const Import  *import,
                gint64         id,
                GError       **error)
{
  g_autoptr (LapelStatement) statement = NULL;
  guint8 digest[DIGEST_SIZE];
  gint64 thumbnail;

  if (import->item->thumbnail == NULL)
    return TRUE;
  digest_bytes (import->item->thumbnail, digest);
  if (!put_content (import->db, import->item->thumbnail, digest, &thumbnail, error))
    return FALSE;
  statement =
      lapel_statement_new (import->db,
                           "UPDATE entry SET thumbnail = ? WHERE id = ? AND thumbnail IS NULL",
                           error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, thumbnail);
  lapel_statement_bind_int (statement, 2, id);
  return lapel_statement_run (statement, error);
}

static gboolean
take_from_bin (const Import  *import,
               gint64         id,
               GError       **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (import->db, "UPDATE entry SET binned = NULL WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, id);
  return lapel_statement_run (statement, error);
}

/* The text is new, and @known is the entry of the same credential. */
static gboolean
merge (const Import  *import,
       const Known   *known,
       LapelStored   *out_stored,
       GError       **error)
{
  gboolean newer = import->item->valid_from > known->valid_from;
  gint64 text;

  if (!put_content (import->db, import->item->text, import->digest, &text, error) ||
      !add_version (import, known->entry, text, error) ||
      (newer ? !replace_entry (import, known->entry, text, error)
             : !keep_thumbnail (import, known->entry, error)))
    return FALSE;
  *out_stored = newer ? LAPEL_STORED_REPLACED : LAPEL_STORED_ALREADY;
  return TRUE;
}

static gboolean
import_known (const Import  *import,
              const Known   *known,
              LapelStored   *out_stored,
              GError       **error)
{
  LapelStored stored = LAPEL_STORED_ALREADY;

  if (known->version != 0)
    {
      if (!note_source (import, known->version, known->content, error) ||
          !keep_thumbnail (import, known->entry, error))
        return FALSE;
    }
  else if (!merge (import, known, &stored, error))
    return FALSE;

  if (known->binned)
    {
      if (!take_from_bin (import, known->entry, error))
        return FALSE;
      stored = LAPEL_STORED_RESTORED;
    }
  *out_stored = stored;
  return TRUE;
}

/* @out_known: the entry it is now part of. */
static gboolean
import_one (const Import  *import,
            LapelStored   *out_stored,
            Known         *out_known,
            GError       **error)
{
  Known known = { 0 };
  gint64 text;

  if (!find_same_text (import, &known, error) ||
      (known.entry == 0 && !find_same_credential (import, &known, error)))
    return FALSE;

  if (known.entry == 0)
    {
      if (!put_content (import->db, import->item->text, import->digest, &text, error) ||
          !insert_entry (import, text, &known.entry, error) ||
          !add_version (import, known.entry, text, error))
        return FALSE;
      known.added = import->now;
      *out_stored = LAPEL_STORED_NEW;
    }
  else if (!import_known (import, &known, out_stored, error))
    return FALSE;
  *out_known = known;
  return TRUE;
}

gboolean
lapel_store_import (LapelStore            *self,
                    const LapelStoreItem  *items,
                    size_t                 n_items,
                    LapelTime              now,
                    LapelStoreResult      *out_results,
                    GError               **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  LapelStored stored[LAPEL_STORE_BATCH];
  Known known[LAPEL_STORE_BATCH];

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (n_items <= LAPEL_STORE_BATCH, FALSE);
  g_return_val_if_fail (now != LAPEL_TIME_NONE, FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;
  for (size_t i = 0; i < n_items; i++)
    {
      Import import = { self->db, &items[i], now };

      digest_bytes (items[i].text, import.digest);
      if (!import_one (&import, &stored[i], &known[i], error))
        return FALSE;
    }
  if (!lapel_transaction_commit (transaction, error))
    return FALSE;

  for (size_t i = 0; i < n_items; i++)
    {
      items[i].record->id = known[i].entry;
      items[i].record->added = known[i].added;
      out_results[i].stored = stored[i];
      out_results[i].id = known[i].entry;
    }
  return TRUE;
}
