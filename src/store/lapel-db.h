/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/* The one door to SQLite. What SQLite reports becomes LAPEL_ERROR_STORE_FULL, _STORE_DAMAGED,
 * and otherwise _STORE_WRITE inside a transaction of ours, _STORE_READ outside of one. */

/** LapelDb: a connection. Not locked: use it on one thread. */
typedef struct _LapelDb LapelDb;

/**
 * lapel_db_open:
 * @path: a file that exists; an empty one is an empty database
 *
 * Writes nothing. Errors: LAPEL_ERROR_STORE_READ, _STORE_DAMAGED (not a database).
 */
LapelDb *lapel_db_open (const char  *path,
                        GError     **error);
void lapel_db_close (LapelDb *self);

/** Lets writers go on while others read (write-ahead log); kept in the file. Writes, so look first
 * whether the file is ours. */
gboolean lapel_db_log_ahead (LapelDb  *self,
                             GError  **error);

/** Runs statements that take no parameters and give no rows that matter. */
gboolean lapel_db_execute (LapelDb     *self,
                           const char  *sql,
                           GError     **error);

/** The first column of the only row of @sql. */
gboolean lapel_db_query_int (LapelDb     *self,
                             const char  *sql,
                             gint64      *out_value,
                             GError     **error);

/** The row id of the last insert, and how many rows the last statement changed. */
gint64 lapel_db_get_last_id (LapelDb *self);
gint64 lapel_db_get_changes (LapelDb *self);

/** LapelTransaction: holds the right to write; undone when it goes out of scope without a commit.
 */
typedef struct _LapelTransaction LapelTransaction;

LapelTransaction *lapel_transaction_begin (LapelDb  *self,
                                           GError  **error);

/** On disk when this returns %TRUE; undone when it returns %FALSE. The transaction is over either
 * way. */
gboolean lapel_transaction_commit (LapelTransaction  *self,
                                   GError           **error);
void lapel_transaction_free (LapelTransaction *self);

/** LapelStatement: borrowed from its connection, which keeps it compiled; free it before the
 * connection is closed. */
typedef struct _LapelStatement LapelStatement;

typedef enum
{
  LAPEL_STEP_ROW,
  LAPEL_STEP_DONE,
  LAPEL_STEP_FAILED,
} LapelStep;

/** @sql: a literal */
LapelStatement *lapel_statement_new (LapelDb     *db,
                                     const char  *sql,
                                     GError     **error);
void lapel_statement_free (LapelStatement *self);

/* Parameters count from 1. What is bound must stay as it is until the statement is freed. A value
 * that cannot be bound makes the next step fail. A %NULL text or bytes is bound as NULL. */
void lapel_statement_bind_int (LapelStatement *self,
                               int             index,
                               gint64          value);
void lapel_statement_bind_null (LapelStatement *self,
                                int             index);
void lapel_statement_bind_text (LapelStatement *self,
                                int             index,
                                const char     *value);
void lapel_statement_bind_data (LapelStatement *self,
                                int             index,
                                const void     *data,
                                size_t          length);
void lapel_statement_bind_bytes (LapelStatement *self,
                                 int             index,
                                 GBytes         *value);

/** The next row. */
LapelStep lapel_statement_step (LapelStatement  *self,
                                GError         **error);

/** For a statement that gives no rows. */
gboolean lapel_statement_run (LapelStatement  *self,
                              GError         **error);

/* Columns count from 0 and are valid until the next step. */
gboolean lapel_statement_is_null (LapelStatement *self,
                                  int             column);
gint64 lapel_statement_get_int (LapelStatement *self,
                                int             column);

/** (transfer none) (nullable): %NULL for NULL; valid until the next step */
const char *lapel_statement_get_text (LapelStatement *self,
                                      int             column);

/** Returns: (transfer full) (nullable): %NULL for NULL */
char *lapel_statement_dup_text (LapelStatement *self,
                                int             column);
GBytes *lapel_statement_dup_bytes (LapelStatement *self,
                                   int             column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelDb, lapel_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelTransaction, lapel_transaction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStatement, lapel_statement_free)

G_END_DECLS
