/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-opening.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Files in a ZIP or tar archive, read in memory; nothing is unpacked to the disk, so that a path in
 * an archive is a name to be shown and no more. Only the reader of ZIP that starts from the
 * directory at the end is used: it can pass over an entry without inflating it. */

#define TAR_MAGIC        "ustar"
#define TAR_MAGIC_OFFSET 257

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
               "more than %d files or %d bytes in the archive", LAPEL_ARCHIVE_MAX_ENTRIES,
               LAPEL_ARCHIVE_MAX_BYTES);
  return FALSE;
}

static gboolean
damaged (Reader  *reader,
         GError **error)
{
  g_autofree char *reason =
      g_utf8_make_valid (reader != NULL ? archive_error_string (reader) : "no memory", -1);

  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_DAMAGED, "the archive is broken: %s",
               reason);
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
check_directory (LapelOpening  *opening,
                 GBytes        *file,
                 GError       **error)
{
  g_autoptr (Reader) reader = open_reader (file);
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
      if (++n > opening->entries_left || bytes > opening->bytes_left)
        return limit_exceeded (error);
    }
  return FALSE;
}

static GBytes *
read_entry (LapelOpening          *opening,
            Reader                *reader,
            struct archive_entry  *entry,
            GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[65536];
  la_ssize_t n = 0;

  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PASSWORD, "the entry is encrypted");
      return NULL;
    }
  if (archive_entry_size (entry) > LAPEL_DOCUMENT_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "a file of more than 32 MiB");
      return NULL;
    }
  while (bytes->len <= LAPEL_DOCUMENT_MAX_BYTES &&
         (n = archive_read_data (reader, piece, sizeof piece)) > 0)
    g_byte_array_append (bytes, piece, (unsigned int) n);
  if (n < 0)
    {
      damaged (reader, error);
      return NULL;
    }

  opening->bytes_left -= MIN (opening->bytes_left, bytes->len);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* One that cannot be read is told; the others are opened all the same. */
static gboolean
open_entry (LapelOpening          *opening,
            Reader                *reader,
            struct archive_entry  *entry,
            GBytes                *archive,
            const char            *place,
            GError               **error)
{
  g_autofree char *name = dup_name (entry);
  g_autofree char *inner = lapel_opening_join (place, name);
  g_autoptr (GBytes) file = NULL;
  GError *local_error = NULL;

  if (g_cancellable_set_error_if_cancelled (opening->cancellable, error))
    return FALSE;
  if (!is_wanted (entry, name))
    return TRUE;
  if (opening->entries_left == 0 || opening->bytes_left == 0)
    return limit_exceeded (error);

  opening->entries_left--;
  file = read_entry (opening, reader, entry, &local_error);
  if (file != NULL)
    lapel_opening_add_file (opening, file, inner);
  else
    lapel_opening_add_error (opening, archive, inner, local_error);
  return TRUE;
}

static gboolean
open_entries (LapelOpening  *opening,
              GBytes        *file,
              const char    *place,
              GError       **error)
{
  g_autoptr (Reader) reader = open_reader (file);
  struct archive_entry *entry = NULL;

  if (reader == NULL)
    return damaged (reader, error);
  while (next_entry (reader, &entry, error))
    {
      if (entry == NULL)
        return TRUE;
      if (!open_entry (opening, reader, entry, file, place, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
lapel_archive_is (const void *start,
                  size_t      length)
{
  const char *data = start;

  if (length >= 4 && (memcmp (data, "PK\x03\x04", 4) == 0 || memcmp (data, "PK\x05\x06", 4) == 0))
    return TRUE;
  return length >= TAR_MAGIC_OFFSET + strlen (TAR_MAGIC) &&
         memcmp (data + TAR_MAGIC_OFFSET, TAR_MAGIC, strlen (TAR_MAGIC)) == 0;
}

void
lapel_archive_open (LapelOpening *opening,
                    GBytes       *file,
                    const char   *place)
{
  unsigned int before = opening->documents->len;
  GError *error = NULL;

  if (opening->depth >= LAPEL_OPENING_MAX_DEPTH)
    {
      g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_NESTED, "an archive that is too deep");
      lapel_opening_add_error (opening, file, place, error);
      return;
    }

  opening->depth++;
  if (check_directory (opening, file, &error) && open_entries (opening, file, place, &error) &&
      opening->documents->len == before)
    g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_NO_CREDENTIALS, "no file in the archive");
  opening->depth--;
  if (error == NULL)
    return;

  /* What is too much is refused as a whole; of what breaks off, the beginning is kept. */
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT))
    g_ptr_array_set_size (opening->documents, (int) before);
  lapel_opening_add_error (opening, file, place, error);
}
