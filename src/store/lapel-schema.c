/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-schema.h"

/* "Lapl": what the header of the file calls itself. */
#define APPLICATION_ID 0x4c61706c

/* Bytes are kept once, by their digest: a text that is its own file, a picture that many
 * credentials share. An entry is what the holder sees; its versions are the texts that were found
 * to be the same credential, each text in one entry only; a source is where a text came from. The
 * columns of an entry are all that the list needs, so that listing reads nothing else. */
#define FIRST_SCHEMA                                                                               \
  "CREATE TABLE content ("                                                                         \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  digest BLOB NOT NULL UNIQUE,"                                                                 \
  "  data BLOB NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE entry ("                                                                           \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  key TEXT NOT NULL,"                                                                           \
  "  content INTEGER NOT NULL REFERENCES content (id),"                                            \
  "  thumbnail INTEGER REFERENCES content (id),"                                                   \
  "  valid_from INTEGER,"                                                                          \
  "  added INTEGER NOT NULL,"                                                                      \
  "  binned INTEGER,"                                                                              \
  "  title TEXT NOT NULL,"                                                                         \
  "  issuer_id TEXT,"                                                                              \
  "  issuer_name TEXT,"                                                                            \
  "  achievement_id TEXT,"                                                                         \
  "  achievement_type TEXT,"                                                                       \
  "  kind INTEGER NOT NULL,"                                                                       \
  "  awarded INTEGER,"                                                                             \
  "  valid_until INTEGER,"                                                                         \
  "  search TEXT,"                                                                                 \
  "  checked INTEGER,"                                                                             \
  "  verdict INTEGER NOT NULL,"                                                                    \
  "  states INTEGER NOT NULL,"                                                                     \
  "  outcome_authentic INTEGER NOT NULL,"                                                          \
  "  outcome_current INTEGER NOT NULL,"                                                            \
  "  outcome_yours INTEGER NOT NULL,"                                                              \
  "  outcome_issuer INTEGER NOT NULL,"                                                             \
  "  outcome_conforms INTEGER NOT NULL"                                                            \
  ") STRICT;"                                                                                      \
  "CREATE INDEX entry_key ON entry (key);"                                                         \
  "CREATE TABLE version ("                                                                         \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  entry INTEGER NOT NULL REFERENCES entry (id),"                                                \
  "  content INTEGER NOT NULL UNIQUE REFERENCES content (id),"                                     \
  "  valid_from INTEGER,"                                                                          \
  "  added INTEGER NOT NULL"                                                                       \
  ") STRICT;"                                                                                      \
  "CREATE INDEX version_entry ON version (entry);"                                                 \
  "CREATE TABLE source ("                                                                          \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  version INTEGER NOT NULL REFERENCES version (id),"                                            \
  "  content INTEGER NOT NULL REFERENCES content (id),"                                            \
  "  name TEXT NOT NULL,"                                                                          \
  "  media_type TEXT NOT NULL,"                                                                    \
  "  added INTEGER NOT NULL,"                                                                      \
  "  UNIQUE (version, content, name)"                                                              \
  ") STRICT;"                                                                                      \
  "CREATE TABLE check_run ("                                                                       \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  version INTEGER NOT NULL REFERENCES version (id),"                                            \
  "  time INTEGER,"                                                                                \
  "  report TEXT NOT NULL"                                                                         \
  ") STRICT;"                                                                                      \
  "CREATE INDEX check_run_version ON check_run (version);"                                         \
  "CREATE TABLE identity ("                                                                        \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  identity TEXT NOT NULL UNIQUE"                                                                \
  ") STRICT;"                                                                                      \
  "CREATE TABLE setting ("                                                                         \
  "  name TEXT PRIMARY KEY,"                                                                       \
  "  value TEXT NOT NULL"                                                                          \
  ") STRICT, WITHOUT ROWID;"

/* The step at index N makes version N + 1 of version N. A released step never changes: what comes
 * later is added at the end, as a step and as the number it writes. */
static const char *const steps[] = {
  FIRST_SCHEMA "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) "; PRAGMA user_version = 1",
};

int
lapel_schema_get_version (void)
{
  return G_N_ELEMENTS (steps);
}

/* Reads the version; looks, and changes nothing. */
static gboolean
read_version (LapelDb  *db,
              gint64   *out_version,
              GError  **error)
{
  gint64 tables;
  gint64 application;
  gint64 version;

  if (!lapel_db_query_int (db, "SELECT count (*) FROM sqlite_schema", &tables, error) ||
      !lapel_db_query_int (db, "PRAGMA application_id", &application, error) ||
      !lapel_db_query_int (db, "PRAGMA user_version", &version, error))
    return FALSE;

  if (application != (tables > 0 ? APPLICATION_ID : 0) || version < (tables > 0 ? 1 : 0))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED,
                   "this database is not a wallet of Lapel");
      return FALSE;
    }
  if (version > lapel_schema_get_version ())
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_NEWER,
                   "the wallet has version %" G_GINT64_FORMAT ", this program knows up to %d",
                   version, lapel_schema_get_version ());
      return FALSE;
    }
  *out_version = version;
  return TRUE;
}

gboolean
lapel_schema_apply (LapelDb  *db,
                    GError  **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  gint64 version;

  if (!read_version (db, &version, error) || !lapel_db_log_ahead (db, error))
    return FALSE;
  if (version == lapel_schema_get_version ())
    return TRUE;

  transaction = lapel_transaction_begin (db, error);
  /* Once more: another program may have been faster. */
  if (transaction == NULL || !read_version (db, &version, error))
    return FALSE;
  for (; version < lapel_schema_get_version (); version++)
    {
      if (!lapel_db_execute (db, steps[version], error))
        return FALSE;
    }
  return lapel_transaction_commit (transaction, error);
}
