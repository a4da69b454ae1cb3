/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-input.h"

#include "lapel-document.h"

#define CHUNK_BYTES (64 * 1024)

/* Cancelling is not a fault of the file. */
static void
set_read_error (GError     **error,
                GError      *cause,
                const char  *name)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_FILE_READ, "%s: %s", name, cause->message);
}

GBytes *
lapel_input_read_stream (GInputStream  *stream,
                         const char    *name,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;
  gsize n_read = 0;
  gsize limit = 0;

  do
    {
      unsigned int start = bytes->len;

      g_byte_array_set_size (bytes, start + CHUNK_BYTES);
      if (!g_input_stream_read_all (stream, bytes->data + start, CHUNK_BYTES, &n_read, cancellable,
                                    &local_error))
        {
          set_read_error (error, local_error, name);
          return NULL;
        }
      g_byte_array_set_size (bytes, start + (unsigned int) n_read);
      if (start == 0)
        limit = lapel_document_get_limit (bytes->data, n_read);
      if (bytes->len > limit)
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                       "%s: more than %" G_GSIZE_FORMAT " bytes", name, limit);
          return NULL;
        }
    }
  while (n_read == CHUNK_BYTES);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
lapel_input_read_file (GFile         *file,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &local_error);

  if (stream == NULL)
    {
      set_read_error (error, local_error, name);
      return NULL;
    }
  return lapel_input_read_stream (G_INPUT_STREAM (stream), name, cancellable, error);
}
