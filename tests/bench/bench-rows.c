/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-rows WALLET NEW: reads every row of WALLET/wallet.db into memory, writes the same rows into
 * the new database NEW with the same tables and indexes, in one loop and one transaction, and
 * prints the seconds that the writing took. The least that keeping so much can cost. */

#include "config.h"

#include <glib.h>
#include <sqlite3.h>

/* A row's values, as many as its table has columns. */
typedef struct
{
  int n;
  sqlite3_value **values;
} Row;

typedef struct
{
  char *insert;
  GArray *rows; /* of Row */
} Table;

static void
check (sqlite3 *db,
       int      result)
{
  if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (db));
}

static void
execute (sqlite3    *db,
         const char *sql)
{
  check (db, sqlite3_exec (db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  check (db, sqlite3_prepare_v2 (db, sql, -1, &statement, NULL));
  return statement;
}

/* (element-type utf8): the first column of @sql */
static GPtrArray *
list_texts (sqlite3    *db,
            const char *sql)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = prepare (db, sql);

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return texts;
}

static Table
read_table (sqlite3    *db,
            const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", name);
  sqlite3_stmt *statement = prepare (db, sql);
  GString *insert = g_string_new (NULL);
  Table table = { NULL, g_array_new (FALSE, FALSE, sizeof (Row)) };
  int n = sqlite3_column_count (statement);

  g_string_printf (insert, "INSERT INTO \"%s\" VALUES (?", name);
  for (int i = 1; i < n; i++)
    g_string_append (insert, ", ?");
  g_string_append_c (insert, ')');
  table.insert = g_string_free (insert, FALSE);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Row row = { n, g_new (sqlite3_value *, n) };

      for (int i = 0; i < n; i++)
        row.values[i] = sqlite3_value_dup (sqlite3_column_value (statement, i));
      g_array_append_val (table.rows, row);
    }
  sqlite3_finalize (statement);
  return table;
}

static void
write_table (sqlite3     *db,
             const Table *table)
{
  sqlite3_stmt *statement = prepare (db, table->insert);

  for (unsigned int i = 0; i < table->rows->len; i++)
    {
      const Row *row = &g_array_index (table->rows, Row, i);

      for (int j = 0; j < row->n; j++)
        sqlite3_bind_value (statement, j + 1, row->values[j]);
      check (db, sqlite3_step (statement));
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *db = NULL;

  check (db, sqlite3_open (path, &db));
  execute (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  return db;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  GPtrArray *schema = NULL;
  GPtrArray *names = NULL;
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (Table));
  gint64 begin;

  if (argc != 3)
    return 64;
  path = g_build_filename (argv[1], "wallet.db", NULL);
  from = open_database (path);
  schema = list_texts (from, "SELECT sql FROM sqlite_schema WHERE sql NOTNULL"
                             " AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
  names = list_texts (from, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                            " AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
  for (unsigned int i = 0; i < names->len; i++)
    {
      Table table = read_table (from, names->pdata[i]);

      g_array_append_val (tables, table);
    }

  begin = g_get_monotonic_time ();
  to = open_database (argv[2]);
  execute (to, "BEGIN");
  for (unsigned int i = 0; i < schema->len; i++)
    execute (to, schema->pdata[i]);
  for (unsigned int i = 0; i < tables->len; i++)
    write_table (to, &g_array_index (tables, Table, i));
  execute (to, "COMMIT");
  sqlite3_close (to);
  g_print ("%.3f\n", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  sqlite3_close (from);
  return 0;
}
