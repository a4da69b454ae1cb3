/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-archive-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Only the reader of ZIP that starts from the directory at the end is used: it can pass over an
 * entry without inflating it. */

#define MAX_FILE_BYTES (32 * 1024 * 1024)

/* One archive being gone through. */
typedef struct
{
  GBytes *file;
  unsigned int entries_left;
  size_t bytes_left;
  LapelArchiveFunc func;
  gpointer data;
} Reading;

typedef struct archive Reader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, archive_read_free)

static Reader *
open_reader (GBytes *file)
{
  g_autoptr (Reader) reader = archive_read_new ();
  size_t size;
  const void *data = g_bytes_get_data (file, &size);

  if (reader == NULL || archive_read_support_format_zip_seekable (reader) != ARCHIVE_OK ||
      archive_read_support_format_tar (reader) != ARCHIVE_OK ||
      archive_read_open_memory (reader, data, size) != ARCHIVE_OK)
    return NULL;
  return g_steal_pointer (&reader);
}

/* The name of an entry as text that can be shown. Returns: (transfer full) */
static char *
dup_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autofree char *text = NULL;

  if (name == NULL)
    name = archive_entry_pathname (entry);
  text = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("?");
  for (char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return g_steal_pointer (&text);
}

/* What file managers and macOS leave in an archive is no file of hers. */
static gboolean
is_hidden (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  for (char **part = parts; *part != NULL; part++)
    if ((**part == '.' && strspn (*part, ".") != strlen (*part)) || g_str_equal (*part, "__MACOSX"))
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (struct archive_entry *entry,
           const char           *name)
{
  return archive_entry_filetype (entry) == AE_IFREG && !is_hidden (name);
}

static gboolean
limit_exceeded (GError **error)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT,
               "more files or bytes in the archive than are opened");
  return FALSE;
}

/* @reader: (nullable) */
static gboolean
damaged (Reader  *reader,
         GError **error)
{
  const char *reason = reader != NULL ? archive_error_string (reader) : NULL;
  g_autofree char *text = g_utf8_make_valid (reason != NULL ? reason : "nobody says why", -1);

  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_DAMAGED, "the archive is broken: %s", text);
  return FALSE;
}

/* Moves to the next entry. @out_entry: %NULL at the end */
static gboolean
next_entry (Reader                *reader,
            struct archive_entry **out_entry,
            GError               **error)
{
  int status;

  do
    status = archive_read_next_header (reader, out_entry);
  while (status == ARCHIVE_RETRY);
  if (status == ARCHIVE_EOF)
    {
      *out_entry = NULL;
      return TRUE;
    }
  return status == ARCHIVE_OK || status == ARCHIVE_WARN ? TRUE : damaged (reader, error);
}

/* Looks through the directory before anything is unpacked, so that what is too much costs nothing.
 */
static gboolean
check_directory (const Reading  *reading,
                 GError        **error)
{
  g_autoptr (Reader) reader = open_reader (reading->file);
  struct archive_entry *entry = NULL;
  unsigned int n = 0;
  guint64 bytes = 0;

  if (reader == NULL)
    return damaged (reader, error);
  while (next_entry (reader, &entry, error))
    {
      if (entry == NULL)
        return TRUE;
      if (archive_entry_size (entry) > 0)
        bytes += (guint64) archive_entry_size (entry);
      if (++n > reading->entries_left || bytes > reading->bytes_left)
        return limit_exceeded (error);
    }
  return FALSE;
}

/* What an entry says of its size was counted before; this counts what comes out. */
static GBytes *
read_entry (Reading               *reading,
            Reader                *reader,
            struct archive_entry  *entry,
            GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  size_t most = MIN (MAX_FILE_BYTES, reading->bytes_left);
  guint8 piece[65536];
  la_ssize_t n = 0;

  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PASSWORD, "the entry is encrypted");
      return NULL;
    }
  if (archive_entry_size (entry) <= MAX_FILE_BYTES)
    while (bytes->len <= most && (n = archive_read_data (reader, piece, sizeof piece)) > 0)
      g_byte_array_append (bytes, piece, (unsigned int) n);
  if (n < 0)
    {
      damaged (reader, error);
      return NULL;
    }

  reading->bytes_left -= MIN (reading->bytes_left, bytes->len);
  if (bytes->len > most || archive_entry_size (entry) > MAX_FILE_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "a file of more than 32 MiB");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* One that cannot be read is told; the others are read all the same. */
static gboolean
hand_out_entry (Reading               *reading,
                Reader                *reader,
                struct archive_entry  *entry,
                GError               **error)
{
  g_autofree char *name = dup_name (entry);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) reason = NULL;

  if (!is_wanted (entry, name))
    return TRUE;
  if (reading->entries_left == 0 || reading->bytes_left == 0)
    return limit_exceeded (error);

  reading->entries_left--;
  file = read_entry (reading, reader, entry, &reason);
  reading->func (name, file, reason, reading->data);
  return TRUE;
}

gboolean
lapel_archive_read (GBytes            *file,
                    unsigned int       max_entries,
                    size_t             max_bytes,
                    LapelArchiveFunc   func,
                    gpointer           data,
                    GError           **error)
{
  Reading reading = { file, max_entries, max_bytes, func, data };
  g_autoptr (Reader) reader = NULL;
  struct archive_entry *entry = NULL;

  if (!check_directory (&reading, error))
    return FALSE;
  reader = open_reader (file);
  if (reader == NULL)
    return damaged (reader, error);
  while (next_entry (reader, &entry, error))
    {
      if (entry == NULL)
        return TRUE;
      if (!hand_out_entry (&reading, reader, entry, error))
        return FALSE;
    }
  return FALSE;
}
