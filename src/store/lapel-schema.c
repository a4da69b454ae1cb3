/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-schema.h"

#include "lapel-credential.h"
#include "lapel-identity.h"

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

/* What the holder makes of her credentials. Tags and collections are found by their folded names,
 * so that "Maths" and "maths" are one. What was stored before has no format yet. */
#define SECOND_SCHEMA                                                                              \
  "ALTER TABLE entry ADD COLUMN format INTEGER NOT NULL DEFAULT 12;"                               \
  "ALTER TABLE entry ADD COLUMN language TEXT;"                                                    \
  "ALTER TABLE identity ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;"                               \
  "CREATE TABLE tag ("                                                                             \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  folded TEXT NOT NULL UNIQUE,"                                                                 \
  "  name TEXT NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE entry_tag ("                                                                       \
  "  entry INTEGER NOT NULL REFERENCES entry (id),"                                                \
  "  tag INTEGER NOT NULL REFERENCES tag (id),"                                                    \
  "  PRIMARY KEY (entry, tag)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX entry_tag_tag ON entry_tag (tag);"                                                 \
  "CREATE TABLE collection ("                                                                      \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  "  folded TEXT NOT NULL UNIQUE,"                                                                 \
  "  name TEXT NOT NULL,"                                                                          \
  "  position INTEGER NOT NULL"                                                                    \
  ") STRICT;"                                                                                      \
  "CREATE TABLE entry_collection ("                                                                \
  "  entry INTEGER NOT NULL REFERENCES entry (id),"                                                \
  "  collection INTEGER NOT NULL REFERENCES collection (id),"                                      \
  "  PRIMARY KEY (entry, collection)"                                                              \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX entry_collection_collection ON entry_collection (collection);"                     \
  "PRAGMA user_version = 2"

/* A step: statements, and what SQL cannot say. */
typedef struct
{
  const char *sql;
  gboolean (*fill) (LapelDb *db, GError **error); /* (nullable) */
} Step;

static gboolean
fill_format (LapelDb          *db,
             gint64            entry,
             LapelCredential  *credential,
             GError          **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "UPDATE entry SET format = ?, language = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, credential->format);
  lapel_statement_bind_text (statement, 2, credential->language);
  lapel_statement_bind_int (statement, 3, entry);
  return lapel_statement_run (statement, error);
}

/* Once for a whole wallet: what can be read of it now gets its format. */
static gboolean
fill_formats (LapelDb  *db,
              GError  **error)
{
  g_autoptr (LapelStatement) statement = lapel_statement_new (
      db, "SELECT entry.id, data FROM entry JOIN content ON content.id = entry.content", error);
  LapelStep step = LAPEL_STEP_FAILED;

  while (statement != NULL && (step = lapel_statement_step (statement, error)) == LAPEL_STEP_ROW)
    {
      g_autoptr (GBytes) text = lapel_statement_dup_bytes (statement, 1);
      g_autoptr (LapelCredential) credential = lapel_credential_parse (text, NULL);

      if (credential != NULL &&
          !fill_format (db, lapel_statement_get_int (statement, 0), credential, error))
        return FALSE;
    }
  return step == LAPEL_STEP_DONE;
}

static gboolean
fill_kind (LapelDb     *db,
           gint64       identity,
           const char  *text,
           GError     **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "UPDATE identity SET kind = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_int (statement, 1, lapel_identity_guess_kind (text));
  lapel_statement_bind_int (statement, 2, identity);
  return lapel_statement_run (statement, error);
}

static gboolean
fill_second (LapelDb  *db,
             GError  **error)
{
  g_autoptr (LapelStatement) statement =
      lapel_statement_new (db, "SELECT id, identity FROM identity", error);
  LapelStep step = LAPEL_STEP_FAILED;

  while (statement != NULL && (step = lapel_statement_step (statement, error)) == LAPEL_STEP_ROW)
    if (!fill_kind (db, lapel_statement_get_int (statement, 0),
                    lapel_statement_get_text (statement, 1), error))
      return FALSE;
  return step == LAPEL_STEP_DONE && fill_formats (db, error);
}

/* The step at index N makes version N + 1 of version N. A released step never changes: what comes
 * later is added at the end, as a step and as the number it writes. */
static const Step steps[] = {
  { FIRST_SCHEMA
    "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) "; PRAGMA user_version = 1",
    NULL },
  { SECOND_SCHEMA, fill_second },
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
      const Step *step = &steps[version];

      if (!lapel_db_execute (db, step->sql, error) ||
          (step->fill != NULL && !step->fill (db, error)))
        return FALSE;
    }
  return lapel_transaction_commit (transaction, error);
}
