/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-store-private.h"

/* The bin: what lies in it is as it was, only not listed, until the bin is emptied. */

/* What lies in the bin already keeps the time it went there. */
static gboolean
set_binned (LapelStore    *self,
            const gint64  *ids,
            size_t         n_ids,
            LapelTime      binned,
            GError       **error)
{
  g_autoptr (LapelTransaction) transaction = lapel_transaction_begin (self->db, error);

  if (transaction == NULL)
    return FALSE;
  for (size_t i = 0; i < n_ids; i++)
    {
      g_autoptr (LapelStatement) statement = lapel_statement_new (
          self->db,
          "UPDATE entry SET binned = ?1 WHERE id = ?2 AND (binned IS NULL) = (?1 NOTNULL)", error);

      if (statement == NULL || !lapel_store_has_entry (self->db, ids[i], error))
        return FALSE;
      lapel_store_bind_time (statement, 1, binned);
      lapel_statement_bind_int (statement, 2, ids[i]);
      if (!lapel_statement_run (statement, error))
        return FALSE;
    }
  return lapel_transaction_commit (transaction, error);
}

gboolean
lapel_store_remove (LapelStore    *self,
                    const gint64  *ids,
                    size_t         n_ids,
                    LapelTime      now,
                    GError       **error)
{
  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (now != LAPEL_TIME_NONE, FALSE);

  return set_binned (self, ids, n_ids, now, error);
}

gboolean
lapel_store_restore (LapelStore    *self,
                     const gint64  *ids,
                     size_t         n_ids,
                     GError       **error)
{
  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  return set_binned (self, ids, n_ids, LAPEL_TIME_NONE, error);
}

static int
compare_binned (gconstpointer a,
                gconstpointer b)
{
  const LapelRecord *first = *(const LapelRecord *const *) a;
  const LapelRecord *second = *(const LapelRecord *const *) b;

  if (first->binned != second->binned)
    return first->binned > second->binned ? -1 : 1;
  return first->id > second->id ? -1 : first->id < second->id;
}

GPtrArray *
lapel_store_list_bin (LapelStore  *self,
                      GError     **error)
{
  GPtrArray *records = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  records = lapel_store_read_records (self, TRUE, error);
  if (records != NULL)
    g_ptr_array_sort (records, compare_binned);
  return records;
}

/* Emptying */

static gboolean
run_for (LapelDb     *db,
         const char  *sql,
         gint64       entry,
         GError     **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (db, sql, error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, entry);
  return lapel_statement_run (statement, error);
}

/* What hangs on an entry goes before it. */
static gboolean
remove_entry (LapelDb  *db,
              gint64    entry,
              GError  **error)
{
  static const char *const statements[] = {
    "DELETE FROM check_run WHERE version IN (SELECT id FROM version WHERE entry = ?)",
    "DELETE FROM source WHERE version IN (SELECT id FROM version WHERE entry = ?)",
    "DELETE FROM version WHERE entry = ?",
    "DELETE FROM entry_tag WHERE entry = ?",
    "DELETE FROM entry_collection WHERE entry = ?",
    "DELETE FROM entry WHERE id = ? AND binned IS NOT NULL",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!run_for (db, statements[i], entry, error))
      return FALSE;
  return lapel_db_get_changes (db) == 1 || lapel_store_fail_not_found (entry, error);
}

/* Bytes may belong to several, so they go last, and tags only where nothing carries them. */
static gboolean
remove_unused (LapelDb  *db,
               GError  **error)
{
  return lapel_db_execute (db,
                           "DELETE FROM content WHERE id NOT IN (SELECT content FROM version"
                           " UNION ALL SELECT content FROM source UNION ALL SELECT content FROM "
                           "entry UNION ALL SELECT thumbnail FROM entry WHERE thumbnail NOTNULL);"
                           "DELETE FROM tag WHERE id NOT IN (SELECT tag FROM entry_tag)",
                           error);
}

static gboolean
delete_entries (LapelDb       *db,
                const gint64  *ids,
                size_t         n_ids,
                GError       **error)
{
  for (size_t i = 0; i < n_ids; i++)
    if (!remove_entry (db, ids[i], error))
      return FALSE;
  return remove_unused (db, error);
}

gboolean
lapel_store_delete (LapelStore    *self,
                    const gint64  *ids,
                    size_t         n_ids,
                    GError       **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  return transaction != NULL && delete_entries (self->db, ids, n_ids, error) &&
         lapel_transaction_commit (transaction, error);
}

gboolean
lapel_store_empty_bin (LapelStore  *self,
                       GError     **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;
  ids = lapel_store_read_ids (lapel_statement_new (self->db,
                                                   "SELECT id FROM entry WHERE binned IS NOT NULL",
                                                   error),
                              error);
  return ids != NULL &&
         delete_entries (self->db, (const gint64 *) (void *) ids->data, ids->len, error) &&
         lapel_transaction_commit (transaction, error);
}
