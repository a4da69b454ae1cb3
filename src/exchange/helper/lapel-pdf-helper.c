/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the files out of a stranger's PDF: it comes in on standard input, what is attached to it or
 * to its pages goes out on standard output, as frames. See lapel-helper.h. */

#include "config.h"

#include "lapel-confine.h"
#include "lapel-error.h"
#include "lapel-frames.h"
#include "lapel-helper-status.h"

#include <poppler.h>
#include <unistd.h>

#define MAX_MEMORY  (768 * LAPEL_MEBIBYTE)
#define MAX_SECONDS 10

/* Of files attached to pages; those of the document have no page. */
#define MAX_PAGES 500

/* What may still go out. */
typedef struct
{
  unsigned int files_left;
  size_t bytes_left;
} Limits;

/* One attachment on its way out. */
typedef struct
{
  GByteArray *bytes;
  size_t most;
} Saving;

static gboolean
save_cb (const char  *piece,
         gsize        length,
         gpointer     data,
         GError     **error)
{
  Saving *saving = data;

  if (length > saving->most - saving->bytes->len)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "a file of more than 32 MiB");
      return FALSE;
    }
  g_byte_array_append (saving->bytes, (const guint8 *) piece, (guint) length);
  return TRUE;
}

static gboolean
write_attachment (PopplerAttachment  *attachment,
                  Limits             *limits,
                  GError            **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Saving saving = { bytes, MIN (LAPEL_HELPER_MAX_BYTES, limits->bytes_left) };
  const char *name = attachment->name != NULL ? attachment->name : "?";
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) data = NULL;

  if (limits->files_left == 0 || limits->bytes_left == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT, "too much is attached");
      return FALSE;
    }
  limits->files_left--;
  if (poppler_attachment_save_to_callback (attachment, save_cb, &saving, &reason))
    data = g_bytes_new (bytes->data, bytes->len);
  limits->bytes_left -= bytes->len;
  if (data == NULL && (reason == NULL || reason->domain != LAPEL_ERROR))
    {
      g_clear_error (&reason);
      g_set_error (&reason, LAPEL_ERROR, LAPEL_ERROR_PDF_DAMAGED, "the attachment is broken");
    }
  return lapel_frames_write (STDOUT_FILENO, name, data, reason);
}

static gboolean
write_all (GList   *attachments,
           Limits  *limits,
           GError **error)
{
  gboolean written = TRUE;

  for (GList *at = attachments; at != NULL && written; at = at->next)
    written = write_attachment (at->data, limits, error);
  g_list_free_full (attachments, g_object_unref);
  return written;
}

/* Files that hang on a page as annotations. */
static gboolean
write_page (PopplerPage  *page,
            Limits       *limits,
            GError      **error)
{
  GList *mappings = poppler_page_get_annot_mapping (page);
  GList *attachments = NULL;

  for (GList *at = mappings; at != NULL; at = at->next)
    {
      const PopplerAnnotMapping *mapping = at->data;
      PopplerAttachment *attachment = POPPLER_IS_ANNOT_FILE_ATTACHMENT (mapping->annot)
                                          ? poppler_annot_file_attachment_get_attachment (
                                                POPPLER_ANNOT_FILE_ATTACHMENT (mapping->annot))
                                          : NULL;

      if (attachment != NULL)
        attachments = g_list_prepend (attachments, attachment);
    }
  poppler_page_free_annot_mapping (mappings);
  return write_all (g_list_reverse (attachments), limits, error);
}

static gboolean
write_document (PopplerDocument  *document,
                Limits           *limits,
                GError          **error)
{
  int n = MIN (poppler_document_get_n_pages (document), MAX_PAGES);

  if (poppler_document_get_n_attachments (document) > limits->files_left)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT, "too much is attached");
      return FALSE;
    }
  if (!write_all (poppler_document_get_attachments (document), limits, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      gboolean written = page == NULL || write_page (page, limits, error);

      g_clear_object (&page);
      if (!written)
        return FALSE;
    }
  return TRUE;
}

static PopplerDocument *
open_document (GBytes  *file,
               GError **error)
{
  g_autoptr (GError) reason = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (file, NULL, &reason);

  if (document != NULL)
    return document;
  if (g_error_matches (reason, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PASSWORD, "the PDF is encrypted");
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PDF_DAMAGED, "%s", reason->message);
  return NULL;
}

/* An error of the whole is a frame without a name. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (GBytes) file = NULL;
  PopplerDocument *document = NULL;
  g_autoptr (GError) error = NULL;
  guint64 files = 0;
  guint64 bytes = 0;
  Limits limits;

  lapel_confine (MAX_MEMORY, MAX_SECONDS);
  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 0, G_MAXUINT, &files, NULL) ||
      !g_ascii_string_to_unsigned (argv[2], 10, 0, G_MAXUINT, &bytes, NULL))
    return LAPEL_HELPER_DAMAGED;
  limits = (Limits){ (unsigned int) files, bytes };

  file = g_byte_array_free_to_bytes (lapel_read_input ());
  document = open_document (file, &error);
  if (document != NULL)
    write_document (document, &limits, &error);
  g_clear_object (&document);
  if (error != NULL && !lapel_frames_write (STDOUT_FILENO, "", NULL, error))
    return LAPEL_HELPER_DAMAGED;
  return lapel_frames_write_end (STDOUT_FILENO) ? LAPEL_HELPER_OK : LAPEL_HELPER_DAMAGED;
}
