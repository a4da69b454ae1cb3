/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-store-private.h"

/* Where an entry came from, and the texts that were found to be the same credential. */

#define VERSION_COLUMNS                                                                            \
  "version.id, version.entry, version.valid_from, version.added,"                                  \
  " (SELECT max (time) FROM check_run WHERE check_run.version = version.id),"                      \
  " version.content = entry.content"

void
lapel_stored_source_free (LapelStoredSource *self)
{
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

static LapelStoredSource *
read_source (LapelStatement *statement)
{
  LapelStoredSource *self = g_new0 (LapelStoredSource, 1);

  self->id = lapel_statement_get_int (statement, 0);
  self->version = lapel_statement_get_int (statement, 1);
  self->name = lapel_statement_dup_text (statement, 2);
  self->media_type = lapel_statement_dup_text (statement, 3);
  self->added = lapel_store_get_time (statement, 4);
  self->size = (guint64) lapel_statement_get_int (statement, 5);
  return self;
}

GPtrArray *
lapel_store_list_sources (LapelStore  *self,
                          gint64       entry,
                          GError     **error)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (LapelStatement) statement = NULL;
  LapelStep step = LAPEL_STEP_ROW;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT source.id, source.version, source.name,"
                                   " source.media_type, source.added, length (content.data)"
                                   " FROM source JOIN version ON version.id = source.version"
                                   " JOIN content ON content.id = source.content"
                                   " WHERE version.entry = ? ORDER BY source.id",
                                   entry, error);
  if (statement == NULL)
    return NULL;
  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_stored_source_free);
  for (; step == LAPEL_STEP_ROW; step = lapel_statement_step (statement, error))
    g_ptr_array_add (sources, read_source (statement));
  return step == LAPEL_STEP_FAILED ? NULL : g_steal_pointer (&sources);
}

GBytes *
lapel_store_get_source (LapelStore  *self,
                        gint64       source,
                        char       **out_name,
                        char       **out_media_type,
                        GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT content.data, source.name, source.media_type FROM source"
                                   " JOIN content ON content.id = source.content"
                                   " WHERE source.id = ?",
                                   source, error);
  if (statement == NULL)
    return NULL;
  if (out_name != NULL)
    *out_name = lapel_statement_dup_text (statement, 1);
  if (out_media_type != NULL)
    *out_media_type = lapel_statement_dup_text (statement, 2);
  return lapel_statement_dup_bytes (statement, 0);
}

static LapelStoredVersion
read_version (LapelStatement *statement)
{
  return (LapelStoredVersion){
    .id = lapel_statement_get_int (statement, 0),
    .entry = lapel_statement_get_int (statement, 1),
    .valid_from = lapel_store_get_time (statement, 2),
    .added = lapel_store_get_time (statement, 3),
    .checked = lapel_store_get_time (statement, 4),
    .shown = lapel_statement_get_int (statement, 5) != 0,
  };
}

GPtrArray *
lapel_store_list_versions (LapelStore  *self,
                           gint64       entry,
                           GError     **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (LapelStatement) statement = NULL;
  LapelStep step = LAPEL_STEP_ROW;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT " VERSION_COLUMNS " FROM version"
                                   " JOIN entry ON entry.id = version.entry WHERE entry.id = ?"
                                   " ORDER BY version.content = entry.content DESC,"
                                   " version.valid_from DESC, version.id DESC",
                                   entry, error);
  if (statement == NULL)
    return NULL;
  versions = g_ptr_array_new_with_free_func (g_free);
  for (; step == LAPEL_STEP_ROW; step = lapel_statement_step (statement, error))
    {
      LapelStoredVersion version = read_version (statement);

      g_ptr_array_add (versions, g_memdup2 (&version, sizeof version));
    }
  return step == LAPEL_STEP_FAILED ? NULL : g_steal_pointer (&versions);
}

GBytes *
lapel_store_get_version_text (LapelStore          *self,
                              gint64               version,
                              LapelStoredVersion  *out_version,
                              GError             **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT " VERSION_COLUMNS ", content.data FROM version"
                                   " JOIN entry ON entry.id = version.entry"
                                   " JOIN content ON content.id = version.content"
                                   " WHERE version.id = ?",
                                   version, error);
  if (statement == NULL)
    return NULL;
  if (out_version != NULL)
    *out_version = read_version (statement);
  return lapel_statement_dup_bytes (statement, 6);
}

char *
lapel_store_get_version_report (LapelStore  *self,
                                gint64       version,
                                GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement = lapel_store_look_up (self,
                                   "SELECT report FROM check_run WHERE version = ? ORDER BY id "
                                   "DESC LIMIT 1",
                                   version, error);
  return statement != NULL ? lapel_statement_dup_text (statement, 0) : NULL;
}
