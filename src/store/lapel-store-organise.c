/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-fold.h"
#include "lapel-store-private.h"

/* What the holder makes of her credentials: tags and collections. */

void
lapel_collection_free (LapelCollection *self)
{
  g_free (self->name);
  g_free (self);
}

/* Runs @sql for each of @ids, with (entry, @other). */
static gboolean
run_for_entries (LapelDb       *db,
                 const char    *sql,
                 gint64         other,
                 const gint64  *ids,
                 size_t         n_ids,
                 GError       **error)
{
  for (size_t i = 0; i < n_ids; i++)
    {
      g_autoptr (LapelStatement) statement = lapel_statement_new (db, sql, error);

      if (statement == NULL || !lapel_store_has_entry (db, ids[i], error))
        return FALSE;
      lapel_statement_bind_int (statement, 1, ids[i]);
      lapel_statement_bind_int (statement, 2, other);
      if (!lapel_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Tags */

/* @out_id: 0 where there is none */
static gboolean
find_tag (LapelDb     *db,
          const char  *folded,
          gint64      *out_id,
          GError     **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "SELECT id FROM tag WHERE folded = ?", error);
  LapelStep step;

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, folded);
  step = lapel_statement_step (statement, error);
  if (step != LAPEL_STEP_FAILED)
    *out_id = step == LAPEL_STEP_ROW ? lapel_statement_get_int (statement, 0) : 0;
  return step != LAPEL_STEP_FAILED;
}

static gboolean
make_tag (LapelDb     *db,
          const char  *folded,
          const char  *name,
          gint64      *out_id,
          GError     **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "INSERT INTO tag (folded, name) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, folded);
  lapel_statement_bind_text (statement, 2, name);
  if (!lapel_statement_run (statement, error))
    return FALSE;
  *out_id = lapel_db_get_last_id (db);
  return TRUE;
}

static gboolean
change_tag (LapelDb       *db,
            const char    *name,
            gboolean       add,
            const gint64  *ids,
            size_t         n_ids,
            GError       **error)
{
  g_autofree char *folded = lapel_fold (name);
  gint64 tag = 0;

  if (!find_tag (db, folded, &tag, error))
    return FALSE;
  if (!add)
    return run_for_entries (db, "DELETE FROM entry_tag WHERE entry = ? AND tag = ?", tag, ids,
                            n_ids, error) &&
           lapel_db_execute (db, "DELETE FROM tag WHERE id NOT IN (SELECT tag FROM entry_tag)",
                             error);

  if (n_ids == 0 || (tag == 0 && !make_tag (db, folded, name, &tag, error)))
    return n_ids == 0;
  return run_for_entries (db, "INSERT OR IGNORE INTO entry_tag (entry, tag) VALUES (?, ?)", tag,
                          ids, n_ids, error);
}

gboolean
lapel_store_tag (LapelStore    *self,
                 const char    *tag,
                 gboolean       add,
                 const gint64  *ids,
                 size_t         n_ids,
                 GError       **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  return transaction != NULL && change_tag (self->db, tag, add, ids, n_ids, error) &&
         lapel_transaction_commit (transaction, error);
}

/* Collections */

GPtrArray *
lapel_store_list_collections (LapelStore  *self,
                              GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;
  g_autoptr (GPtrArray) collections = NULL;
  LapelStep step;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_statement_new (self->db,
                                   "SELECT id, name FROM collection ORDER BY position, id", error);
  if (statement == NULL)
    return NULL;
  collections = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_collection_free);
  while ((step = lapel_statement_step (statement, error)) == LAPEL_STEP_ROW)
    {
      LapelCollection *collection = g_new (LapelCollection, 1);

      collection->id = lapel_statement_get_int (statement, 0);
      collection->name = lapel_statement_dup_text (statement, 1);
      g_ptr_array_add (collections, collection);
    }
  return step == LAPEL_STEP_FAILED ? NULL : g_steal_pointer (&collections);
}

GArray *
lapel_store_list_collected (LapelStore  *self,
                            gint64       collection,
                            GError     **error)
{
  LapelStatement *statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement =
      lapel_statement_new (self->db,
                           "SELECT entry FROM entry_collection WHERE collection = ? ORDER BY entry",
                           error);
  if (statement != NULL)
    lapel_statement_bind_int (statement, 1, collection);
  return lapel_store_read_ids (statement, error);
}

/* Whether @name may be given to @collection (0: a new one). */
static gboolean
name_is_free (LapelDb     *db,
              const char  *name,
              const char  *folded,
              gint64       collection,
              GError     **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "SELECT 1 FROM collection WHERE folded = ? AND id <> ?", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, folded);
  lapel_statement_bind_int (statement, 2, collection);
  switch (lapel_statement_step (statement, error))
    {
    case LAPEL_STEP_DONE:
      return TRUE;
    case LAPEL_STEP_ROW:
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NAME_TAKEN,
                   "there is a collection of the name %s", name);
      return FALSE;
    case LAPEL_STEP_FAILED:
    default:
      return FALSE;
    }
}

gboolean
lapel_store_add_collection (LapelStore  *self,
                            const char  *name,
                            gint64      *out_id,
                            GError     **error)
{
  g_autofree char *folded = lapel_fold (name);
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (LapelStatement) statement = NULL;
  gint64 id;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL || !name_is_free (self->db, name, folded, 0, error))
    return FALSE;
  statement = lapel_statement_new (self->db,
                                   "INSERT INTO collection (folded, name, position) VALUES (?, ?,"
                                   " (SELECT coalesce (max (position) + 1, 0) FROM collection))",
                                   error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, folded);
  lapel_statement_bind_text (statement, 2, name);
  if (!lapel_statement_run (statement, error))
    return FALSE;
  id = lapel_db_get_last_id (self->db);
  if (!lapel_transaction_commit (transaction, error))
    return FALSE;
  *out_id = id;
  return TRUE;
}

/* The statement must have changed the one collection @id. */
static gboolean
run_for_collection (LapelDb         *db,
                    LapelStatement  *statement,
                    gint64           id,
                    GError         **error)
{
  return lapel_statement_run (statement, error) &&
         (lapel_db_get_changes (db) == 1 || lapel_store_fail_not_found (id, error));
}

gboolean
lapel_store_rename_collection (LapelStore  *self,
                               gint64       collection,
                               const char  *name,
                               GError     **error)
{
  g_autofree char *folded = lapel_fold (name);
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL || !name_is_free (self->db, name, folded, collection, error))
    return FALSE;
  statement =
      lapel_statement_new (self->db, "UPDATE collection SET folded = ?, name = ? WHERE id = ?",
                           error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, folded);
  lapel_statement_bind_text (statement, 2, name);
  lapel_statement_bind_int (statement, 3, collection);
  return run_for_collection (self->db, statement, collection, error) &&
         lapel_transaction_commit (transaction, error);
}

gboolean
lapel_store_remove_collection (LapelStore  *self,
                               gint64       collection,
                               GError     **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (LapelStatement) members = NULL;
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;
  members =
      lapel_statement_new (self->db, "DELETE FROM entry_collection WHERE collection = ?", error);
  statement = members == NULL
                  ? NULL
                  : lapel_statement_new (self->db, "DELETE FROM collection WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (members, 1, collection);
  lapel_statement_bind_int (statement, 1, collection);
  return lapel_statement_run (members, error) &&
         run_for_collection (self->db, statement, collection, error) &&
         lapel_transaction_commit (transaction, error);
}

/* There are few of them, so each gets its number anew. */
static gboolean
number_collections (LapelDb          *db,
                    const GPtrArray  *collections,
                    GError          **error)
{
  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);
      g_autoptr (LapelStatement) statement =
          lapel_statement_new (db, "UPDATE collection SET position = ? WHERE id = ?", error);

      if (statement == NULL)
        return FALSE;
      lapel_statement_bind_int (statement, 1, i);
      lapel_statement_bind_int (statement, 2, collection->id);
      if (!lapel_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_store_move_collection (LapelStore    *self,
                             gint64         collection,
                             unsigned int   position,
                             GError       **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (GPtrArray) collections = NULL;
  unsigned int from = 0;
  LapelCollection *moved = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  collections = transaction == NULL ? NULL : lapel_store_list_collections (self, error);
  if (collections == NULL)
    return FALSE;
  while (from < collections->len &&
         ((LapelCollection *) g_ptr_array_index (collections, from))->id != collection)
    from++;
  if (from == collections->len)
    return lapel_store_fail_not_found (collection, error);

  moved = g_ptr_array_steal_index (collections, from);
  g_ptr_array_insert (collections, (int) MIN (position, collections->len), moved);
  return number_collections (self->db, collections, error) &&
         lapel_transaction_commit (transaction, error);
}

static gboolean
has_collection (LapelStore  *self,
                gint64       collection,
                GError     **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_store_look_up (self, "SELECT 1 FROM collection WHERE id = ?", collection, error);

  return statement != NULL;
}

gboolean
lapel_store_collect (LapelStore    *self,
                     gint64         collection,
                     gboolean       add,
                     const gint64  *ids,
                     size_t         n_ids,
                     GError       **error)
{
  const char *sql = "DELETE FROM entry_collection WHERE entry = ? AND collection = ?";
  g_autoptr (LapelTransaction) transaction = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  if (add)
    sql = "INSERT OR IGNORE INTO entry_collection (entry, collection) VALUES (?, ?)";
  transaction = lapel_transaction_begin (self->db, error);
  return transaction != NULL && has_collection (self, collection, error) &&
         run_for_entries (self->db, sql, collection, ids, n_ids, error) &&
         lapel_transaction_commit (transaction, error);
}
