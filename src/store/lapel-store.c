/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-schema.h"
#include "lapel-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "wallet.db"

gboolean
lapel_store_is_mine (const LapelStore *self)
{
  return self != NULL && self->owner == g_thread_self ();
}

void
lapel_store_bind_time (LapelStatement *statement,
                       int             index,
                       LapelTime       time)
{
  if (time == LAPEL_TIME_NONE)
    lapel_statement_bind_null (statement, index);
  else
    lapel_statement_bind_int (statement, index, time);
}

LapelTime
lapel_store_get_time (LapelStatement *statement,
                      int             column)
{
  if (lapel_statement_is_null (statement, column))
    return LAPEL_TIME_NONE;
  return lapel_statement_get_int (statement, column);
}

gboolean
lapel_store_fail_not_found (gint64   id,
                            GError **error)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND,
               "the wallet has no entry %" G_GINT64_FORMAT, id);
  return FALSE;
}

static gboolean
fail_errno (LapelError   code,
            const char  *path,
            GError     **error)
{
  int saved_errno = errno;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = LAPEL_ERROR_STORE_FULL;
  g_set_error (error, LAPEL_ERROR, code, "%s: %s", path, g_strerror (saved_errno));
  return FALSE;
}

/* SQLite gives the log and its index the mode of the database, so this one decides for all. It
 * must not be opened here once it exists: closing it would drop the locks of another connection. */
static gboolean
make_file (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return errno == EEXIST || fail_errno (LAPEL_ERROR_STORE_WRITE, path, error);
  return g_close (fd, NULL) || fail_errno (LAPEL_ERROR_STORE_WRITE, path, error);
}

/* A file that came from elsewhere, say from a copy, may be open to everybody. */
static void
keep_private (const char *path)
{
  GStatBuf status;

  /* Where it belongs to somebody else its mode is not ours to change. */
  if (g_stat (path, &status) == 0 && (status.st_mode & 077) != 0)
    g_chmod (path, 0600);
}

/* What does not permit a wallet is said here: SQLite would name neither the path nor the reason. */
static gboolean
prepare_file (const char  *folder,
              const char  *path,
              GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (LAPEL_ERROR_STORE_WRITE, folder, error);
  if (!make_file (path, error))
    return FALSE;
  if (g_access (path, R_OK) != 0)
    return fail_errno (LAPEL_ERROR_STORE_READ, path, error);
  if (g_access (path, W_OK) != 0)
    return fail_errno (LAPEL_ERROR_STORE_WRITE, path, error);
  if (g_access (folder, W_OK | X_OK) != 0)
    return fail_errno (LAPEL_ERROR_STORE_WRITE, folder, error);
  keep_private (path);
  return TRUE;
}

LapelStore *
lapel_store_open (const char  *folder,
                  GError     **error)
{
  g_autofree char *path = NULL;
  g_autoptr (LapelDb) db = NULL;
  LapelStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  path = g_build_filename (folder, FILE_NAME, NULL);
  if (!prepare_file (folder, path, error))
    return NULL;
  db = lapel_db_open (path, error);
  if (db == NULL || !lapel_schema_apply (db, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  self = g_new (LapelStore, 1);
  self->db = g_steal_pointer (&db);
  self->owner = g_thread_self ();
  return self;
}

void
lapel_store_close (LapelStore *self)
{
  if (self == NULL)
    return;
  g_return_if_fail (lapel_store_is_mine (self));

  lapel_db_close (self->db);
  g_free (self);
}

gboolean
lapel_store_has_entry (LapelDb  *db,
                       gint64    id,
                       GError  **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "SELECT 1 FROM entry WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, id);
  switch (lapel_statement_step (statement, error))
    {
    case LAPEL_STEP_ROW:
      return TRUE;
    case LAPEL_STEP_DONE:
      return lapel_store_fail_not_found (id, error);
    case LAPEL_STEP_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
insert_check (LapelStore             *self,
              const LapelStoreCheck  *check,
              GError                **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (self->db,
                           "INSERT INTO check_run (version, time, report) SELECT version.id, ?1, "
                           "?2 FROM entry"
                           " JOIN version ON version.content = entry.content WHERE entry.id = ?3",
                           error);

  if (statement == NULL)
    return FALSE;
  lapel_store_bind_time (statement, 1, check->record->checked);
  lapel_statement_bind_text (statement, 2, check->report);
  lapel_statement_bind_int (statement, 3, check->record->id);
  return lapel_statement_run (statement, error);
}

static gboolean
update_outcomes (LapelStore         *self,
                 const LapelRecord  *record,
                 GError            **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (
      self->db,
      "UPDATE entry SET checked = ?1, verdict = ?2, states = ?3, outcome_authentic = ?4,"
      " outcome_current = ?5, outcome_yours = ?6, outcome_issuer = ?7, outcome_conforms = ?8"
      " WHERE id = ?9",
      error);

  if (statement == NULL)
    return FALSE;
  lapel_store_bind_time (statement, 1, record->checked);
  lapel_statement_bind_int (statement, 2, record->verdict);
  lapel_statement_bind_int (statement, 3, record->states);
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    lapel_statement_bind_int (statement, 4 + i, record->outcomes[i]);
  lapel_statement_bind_int (statement, 9, record->id);
  return lapel_statement_run (statement, error);
}

gboolean
lapel_store_add_checks (LapelStore             *self,
                        const LapelStoreCheck  *checks,
                        size_t                  n_checks,
                        GError                **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;
  for (size_t i = 0; i < n_checks; i++)
    if (!lapel_store_has_entry (self->db, checks[i].record->id, error) ||
        !insert_check (self, &checks[i], error) || !update_outcomes (self, checks[i].record, error))
      return FALSE;
  return lapel_transaction_commit (transaction, error);
}

gboolean
lapel_store_write_texts (LapelStore  *self,
                         const char  *sql,
                         const char  *first,
                         const char  *second,
                         gint64      *out_changes,
                         GError     **error)
{
  g_autoptr (LapelTransaction) transaction = lapel_transaction_begin (self->db, error);
  g_autoptr (LapelStatement) statement = NULL;
  gint64 changes;

  if (transaction == NULL)
    return FALSE;
  statement = lapel_statement_new (self->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, first);
  if (second != NULL)
    lapel_statement_bind_text (statement, 2, second);
  if (!lapel_statement_run (statement, error))
    return FALSE;
  changes = lapel_db_get_changes (self->db);
  if (!lapel_transaction_commit (transaction, error))
    return FALSE;
  *out_changes = changes;
  return TRUE;
}
