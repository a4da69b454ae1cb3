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

/** Says that there is no entry @id. Returns: %FALSE */
gboolean lapel_store_fail_not_found (gint64   id,
                                     GError **error);

G_END_DECLS
