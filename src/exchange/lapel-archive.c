/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-frames.h"
#include "lapel-helper.h"
#include "lapel-opening.h"

#include <string.h>

/* Archives and PDF files: what is in them comes from a helper program as a row of files, each of
 * which is then opened as if it had come alone. */

#define TAR_MAGIC        "ustar"
#define TAR_MAGIC_OFFSET 257

/* Frames around the files, with their names. */
#define MAX_FRAMING (4 * 1024 * 1024)

/* Adds the file or the error in @frame. %FALSE with @error: the rest of the container is refused */
static gboolean
add_frame (LapelOpening  *opening,
           LapelFrame    *frame,
           GBytes        *container,
           const char    *place,
           GError       **error)
{
  g_autofree char *inner = lapel_opening_join (place, frame->name);
  gsize size = frame->data != NULL ? g_bytes_get_size (frame->data) : 0;

  if (g_cancellable_set_error_if_cancelled (opening->cancellable, error))
    return FALSE;
  if (frame->name[0] == '\0' && frame->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&frame->error));
      return FALSE;
    }
  if (opening->entries_left == 0 || size > opening->bytes_left)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT, "more than is opened at once");
      return FALSE;
    }

  opening->entries_left--;
  opening->bytes_left -= size;
  if (frame->data != NULL)
    lapel_opening_add_file (opening, frame->data, inner);
  else
    lapel_opening_add_error (opening, container, inner, g_steal_pointer (&frame->error));
  return TRUE;
}

static gboolean
add_frames (LapelOpening          *opening,
            const LapelHelperRun  *run,
            GBytes                *container,
            const char            *place,
            GError               **error)
{
  g_autoptr (GPtrArray) frames =
      lapel_helper_run_frames (run, container, opening->cancellable, error);

  for (unsigned int i = 0; frames != NULL && i < frames->len; i++)
    if (!add_frame (opening, g_ptr_array_index (frames, i), container, place, error))
      return FALSE;
  return frames != NULL;
}

/* Has @program take @container apart. @nothing: the error where nothing is in it */
static void
open_container (LapelOpening *opening,
                const char   *program,
                LapelError    stopped,
                LapelError    nothing,
                GBytes       *container,
                const char   *place)
{
  unsigned int before = opening->documents->len;
  g_autofree char *entries = g_strdup_printf ("%u", opening->entries_left);
  g_autofree char *bytes = g_strdup_printf ("%" G_GSIZE_FORMAT, opening->bytes_left);
  const LapelHelperRun run = {
    .program = program,
    .mode = entries,
    .argument = bytes,
    .max_answer = opening->bytes_left + MAX_FRAMING,
    .stopped = stopped,
  };
  GError *error = NULL;

  if (opening->depth >= LAPEL_OPENING_MAX_DEPTH)
    {
      g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_NESTED, "a container too deep");
      lapel_opening_add_error (opening, container, place, error);
      return;
    }

  opening->depth++;
  if (add_frames (opening, &run, container, place, &error) && opening->documents->len == before)
    g_set_error (&error, LAPEL_ERROR, (int) nothing, "no file in it");
  opening->depth--;
  if (error == NULL)
    return;

  /* What is too much is refused as a whole; of what breaks off, the beginning is kept. */
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT))
    g_ptr_array_set_size (opening->documents, (int) before);
  lapel_opening_add_error (opening, container, place, error);
}

/* A ZIP without a file has only the end of a directory. */
static gboolean
is_empty_zip (GBytes *file)
{
  size_t size;
  const char *data = g_bytes_get_data (file, &size);

  return size >= 4 && memcmp (data, "PK\x05\x06", 4) == 0;
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
  if (is_empty_zip (file))
    {
      lapel_opening_add_error (opening, file, place,
                               g_error_new (LAPEL_ERROR, LAPEL_ERROR_NO_CREDENTIALS,
                                            "an archive without a file"));
      return;
    }
  open_container (opening, "lapel-archive-helper", LAPEL_ERROR_ARCHIVE_DAMAGED,
                  LAPEL_ERROR_NO_CREDENTIALS, file, place);
}

/* What else is attached to a certificate, such as an invoice in XML or the photograph it was made
 * from, is no credential and no news. */
static gboolean
is_news (const LapelDocument *document)
{
  return !g_error_matches (document->error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED) &&
         !g_error_matches (document->error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL) &&
         !g_error_matches (document->error, LAPEL_ERROR, LAPEL_ERROR_NO_CREDENTIALS) &&
         !g_error_matches (document->error, LAPEL_ERROR, LAPEL_ERROR_EMPTY);
}

/* The PDF is what she calls her certificate: with one credential in it, it is the file that is
 * kept.
 */
void
lapel_pdf_open (LapelOpening *opening,
                GBytes       *file,
                const char   *place)
{
  unsigned int before = opening->documents->len;
  LapelDocument *only = NULL;
  GError *error = NULL;

  open_container (opening, "lapel-pdf-helper", LAPEL_ERROR_PDF_DAMAGED,
                  LAPEL_ERROR_PDF_NO_CREDENTIAL, file, place);
  for (unsigned int i = opening->documents->len; i-- > before;)
    if (!is_news (g_ptr_array_index (opening->documents, i)))
      g_ptr_array_remove_index (opening->documents, i);
  if (opening->documents->len == before)
    {
      g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_PDF_NO_CREDENTIAL,
                   "nothing that is attached to the PDF is a credential");
      lapel_opening_add_error (opening, file, place, error);
      return;
    }

  only = g_ptr_array_index (opening->documents, before);
  if (opening->documents->len > before + 1 || only->text == NULL || only->picture)
    return;
  g_bytes_unref (only->file);
  only->file = g_bytes_ref (file);
  only->media_type = "application/pdf";
}
