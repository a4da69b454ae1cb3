/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-db.h"
#include "lapel-store.h"

G_BEGIN_DECLS

struct _LapelStore
{
  LapelDb *db;    /* owned */
  GThread *owner; /* the thread that opened it; only compared */
};

/** Whether this is the thread that may use @self. */
gboolean lapel_store_is_mine (const LapelStore *self);

/* A time without a value is NULL in the database. */
void lapel_store_bind_time (LapelStatement *statement,
                            int             index,
                            LapelTime       time);
LapelTime lapel_store_get_time (LapelStatement *statement,
                                int             column);

/** Runs one writing statement of one or two texts in a transaction of its own. */
gboolean lapel_store_write_texts (LapelStore  *self,
                                  const char  *sql,
                                  const char  *first,
                                  const char  *second,
                                  gint64      *out_changes,
                                  GError     **error);

/** Whether the entry @id exists; errors: LAPEL_ERROR_NOT_FOUND. */
gboolean lapel_store_has_entry (LapelDb  *db,
                                gint64    id,
                                GError  **error);

/** The one row that @sql has for @id. Errors: LAPEL_ERROR_NOT_FOUND. Returns: (transfer full) */
LapelStatement *lapel_store_look_up (LapelStore  *self,
                                     const char  *sql,
                                     gint64       id,
                                     GError     **error);

/** The first column of every row. @statement: (transfer full) (nullable): where it could not be
 * made. Returns: (transfer full) (element-type gint64) */
GArray *lapel_store_read_ids (LapelStatement  *statement,
                              GError         **error);

/** The entries in the bin (@binned), or those that are not, in the order of their ids. */
GPtrArray *lapel_store_read_records (LapelStore  *self,
                                     gboolean     binned,
                                     GError     **error);

/** Says that the wallet has no @id. Returns: %FALSE */
gboolean lapel_store_fail_not_found (gint64   id,
                                     GError **error);

G_END_DECLS
