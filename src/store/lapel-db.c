/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-db.h"

#include <errno.h>
#include <sqlite3.h>

#define BUSY_TIMEOUT_MS 10000

struct _LapelDb
{
  sqlite3 *handle;        /* owned */
  GHashTable *statements; /* owned; literal SQL to sqlite3_stmt: compiled and not in use */
  gboolean writing;
};

struct _LapelTransaction
{
  LapelDb *db; /* borrowed; NULL once it is over */
};

struct _LapelStatement
{
  LapelDb *db;          /* borrowed */
  const char *sql;      /* a literal */
  sqlite3_stmt *handle; /* owned until it goes back to db->statements */
  int failed;           /* the first result of a bind that was not SQLITE_OK */
};

static LapelError
error_code (LapelDb *self,
            int      result)
{
  int system_error = sqlite3_system_errno (self->handle);

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return LAPEL_ERROR_STORE_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return LAPEL_ERROR_STORE_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return LAPEL_ERROR_STORE_WRITE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      /* The write-ahead log and its index need room even where only reading was asked for. */
      if (system_error == ENOSPC || system_error == EDQUOT)
        return LAPEL_ERROR_STORE_FULL;
      break;
    default:
      break;
    }
  return self->writing ? LAPEL_ERROR_STORE_WRITE : LAPEL_ERROR_STORE_READ;
}

static gboolean
fail (LapelDb  *self,
      int       result,
      GError  **error)
{
  g_set_error (error, LAPEL_ERROR, error_code (self, result), "%s (SQLite result %d)",
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result),
               result);
  return FALSE;
}

/* The file may have been written by anybody: nothing in its schema may run code. */
static int
harden (sqlite3 *handle)
{
  static const struct
  {
    int option;
    int value;
  } settings[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      int result = sqlite3_db_config (handle, settings[i].option, settings[i].value, NULL);

      if (result != SQLITE_OK)
        return result;
    }
  return sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
}

LapelDb *
lapel_db_open (const char  *path,
               GError     **error)
{
  g_autoptr (LapelDb) self = g_new0 (LapelDb, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result = sqlite3_open_v2 (path, &self->handle, flags, NULL);

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  if (result == SQLITE_OK)
    result = harden (self->handle);
  if (result != SQLITE_OK)
    {
      fail (self, result, error);
      return NULL;
    }

  if (!lapel_db_execute (self, "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL", error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lapel_db_close (LapelDb *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

gboolean
lapel_db_log_ahead (LapelDb  *self,
                    GError  **error)
{
  gboolean done;

  /* Where the file system cannot share memory SQLite stays with its rollback journal: slower for
   * two programs at once, and just as safe. */
  self->writing = TRUE;
  done = lapel_db_execute (self, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 4194304",
                           error);
  self->writing = FALSE;
  return done;
}

gboolean
lapel_db_execute (LapelDb     *self,
                  const char  *sql,
                  GError     **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || fail (self, result, error);
}

gboolean
lapel_db_query_int (LapelDb     *self,
                    const char  *sql,
                    gint64      *out_value,
                    GError     **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (self, sql, error);

  if (statement == NULL)
    return FALSE;
  switch (lapel_statement_step (statement, error))
    {
    case LAPEL_STEP_ROW:
      *out_value = lapel_statement_get_int (statement, 0);
      return TRUE;
    case LAPEL_STEP_DONE:
      return fail (self, SQLITE_CORRUPT, error);
    case LAPEL_STEP_FAILED:
    default:
      return FALSE;
    }
}

gint64
lapel_db_get_last_id (LapelDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

gint64
lapel_db_get_changes (LapelDb *self)
{
  return sqlite3_changes64 (self->handle);
}

LapelTransaction *
lapel_transaction_begin (LapelDb  *self,
                         GError  **error)
{
  LapelTransaction *transaction;

  /* Immediately, so that another program's writing is met here and not in the middle. */
  self->writing = TRUE;
  if (!lapel_db_execute (self, "BEGIN IMMEDIATE", error))
    {
      self->writing = FALSE;
      return NULL;
    }
  transaction = g_new (LapelTransaction, 1);
  transaction->db = self;
  return transaction;
}

static void
roll_back (LapelTransaction *self)
{
  /* After a full disk SQLite has rolled back by itself. A rollback writes nothing that the next
   * opening could not do without, so there is nothing to report. */
  if (!sqlite3_get_autocommit (self->db->handle))
    sqlite3_exec (self->db->handle, "ROLLBACK", NULL, NULL, NULL);
  self->db->writing = FALSE;
  self->db = NULL;
}

gboolean
lapel_transaction_commit (LapelTransaction  *self,
                          GError           **error)
{
  g_return_val_if_fail (self->db != NULL, FALSE);

  if (!lapel_db_execute (self->db, "COMMIT", error))
    {
      roll_back (self);
      return FALSE;
    }
  self->db->writing = FALSE;
  self->db = NULL;
  return TRUE;
}

void
lapel_transaction_free (LapelTransaction *self)
{
  if (self->db != NULL)
    roll_back (self);
  g_free (self);
}

LapelStatement *
lapel_statement_new (LapelDb     *db,
                     const char  *sql,
                     GError     **error)
{
  g_autoptr (LapelStatement) self = g_new0 (LapelStatement, 1);
  gpointer kept;
  int result;

  self->db = db;
  self->sql = sql;
  if (g_hash_table_steal_extended (db->statements, sql, NULL, &kept))
    {
      self->handle = kept;
      return g_steal_pointer (&self);
    }

  result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->handle, NULL);
  if (result != SQLITE_OK)
    {
      fail (db, result, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lapel_statement_free (LapelStatement *self)
{
  if (self == NULL)
    return;
  if (self->handle != NULL)
    {
      /* The result only repeats what the last step said. */
      sqlite3_reset (self->handle);
      sqlite3_clear_bindings (self->handle);
      g_hash_table_replace (self->db->statements, (gpointer) self->sql, self->handle);
    }
  g_free (self);
}

static void
note_bind (LapelStatement *self,
           int             result)
{
  if (self->failed == SQLITE_OK)
    self->failed = result;
}

void
lapel_statement_bind_int (LapelStatement *self,
                          int             index,
                          gint64          value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

void
lapel_statement_bind_null (LapelStatement *self,
                           int             index)
{
  note_bind (self, sqlite3_bind_null (self->handle, index));
}

void
lapel_statement_bind_text (LapelStatement *self,
                           int             index,
                           const char     *value)
{
  note_bind (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_STATIC));
}

void
lapel_statement_bind_data (LapelStatement *self,
                           int             index,
                           const void     *data,
                           size_t          length)
{
  /* A null pointer would bind NULL, and no bytes are not the same as no value. */
  note_bind (self, sqlite3_bind_blob64 (self->handle, index, length > 0 ? data : "", length,
                                        SQLITE_STATIC));
}

void
lapel_statement_bind_bytes (LapelStatement *self,
                            int             index,
                            GBytes         *value)
{
  size_t length;
  const void *data;

  if (value == NULL)
    {
      lapel_statement_bind_null (self, index);
      return;
    }
  data = g_bytes_get_data (value, &length);
  lapel_statement_bind_data (self, index, data, length);
}

LapelStep
lapel_statement_step (LapelStatement  *self,
                      GError         **error)
{
  int result = self->failed != SQLITE_OK ? self->failed : sqlite3_step (self->handle);

  if (result == SQLITE_ROW)
    return LAPEL_STEP_ROW;
  if (result == SQLITE_DONE)
    return LAPEL_STEP_DONE;
  fail (self->db, result, error);
  return LAPEL_STEP_FAILED;
}

gboolean
lapel_statement_run (LapelStatement  *self,
                     GError         **error)
{
  LapelStep step = lapel_statement_step (self, error);

  g_return_val_if_fail (step != LAPEL_STEP_ROW, FALSE);
  return step == LAPEL_STEP_DONE;
}

gboolean
lapel_statement_is_null (LapelStatement *self,
                         int             column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

gint64
lapel_statement_get_int (LapelStatement *self,
                         int             column)
{
  return sqlite3_column_int64 (self->handle, column);
}

const char *
lapel_statement_get_text (LapelStatement *self,
                          int             column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
lapel_statement_dup_text (LapelStatement *self,
                          int             column)
{
  return g_strdup (lapel_statement_get_text (self, column));
}

GBytes *
lapel_statement_dup_bytes (LapelStatement *self,
                           int             column)
{
  const void *data;

  if (lapel_statement_is_null (self, column))
    return NULL;
  /* SQLite wants the pointer asked for before the length. */
  data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}
