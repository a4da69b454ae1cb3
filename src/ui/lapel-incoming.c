/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-incoming.h"

#include <glib/gi18n.h>

static const char *const byte_types[] = {
  "image/png",
  "image/svg+xml",
  "image/jpeg",
  "application/vc+jwt",
  "application/vc+ld+json",
  "application/json",
  NULL,
};

static const char *const text_types[] = { "text/plain;charset=utf-8", "text/plain", NULL };

static GPtrArray *
new_sources (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
}

/* A link to a page is no file of hers: reading it would ask a host. It comes in as text and is
 * refused as such. */
static LapelSource *
source_for_file (GFile *file)
{
  g_autofree char *uri = NULL;

  if (!g_file_has_uri_scheme (file, "http") && !g_file_has_uri_scheme (file, "https"))
    return lapel_source_new_file (file);

  uri = g_file_get_uri (file);
  return lapel_source_new_bytes (g_bytes_new (uri, strlen (uri)), uri);
}

static void
take_bytes (GTask  *task,
            GBytes *bytes)
{
  GPtrArray *sources = new_sources ();

  /* Translators: stands for a file name where a badge was pasted or dropped without one */
  g_ptr_array_add (sources, lapel_source_new_bytes (bytes, _ ("pasted badge")));
  g_task_return_pointer (task, sources, (GDestroyNotify) g_ptr_array_unref);
}

static void
spliced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      g_task_return_error (task, error);
      return;
    }

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  take_bytes (task, bytes);
}

static void
stream_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) memory = NULL;
  GError *error = NULL;

  if (GDK_IS_DROP (source))
    stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error);
  else
    stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                    G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, g_task_get_cancellable (task), spliced_cb,
                                g_object_ref (task));
}

static void
files_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *sources;
  const GValue *value;
  GError *error = NULL;

  if (GDK_IS_DROP (source))
    value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);
  else
    value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  if (value == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sources = new_sources ();
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_ptr_array_add (sources, source_for_file (l->data));
  g_task_return_pointer (task, sources, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
has_any (GdkContentFormats *formats,
         const char *const *types)
{
  for (unsigned int i = 0; types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, types[i]))
      return TRUE;

  return FALSE;
}

static void
read_bytes (GObject           *origin,
            const char *const *types,
            GTask             *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (GDK_IS_DROP (origin))
    gdk_drop_read_async (GDK_DROP (origin), (const char **) types, G_PRIORITY_DEFAULT, cancellable,
                         stream_cb, g_object_ref (task));
  else
    gdk_clipboard_read_async (GDK_CLIPBOARD (origin), (const char **) types, G_PRIORITY_DEFAULT,
                              cancellable, stream_cb, g_object_ref (task));
}

static void
read_files (GObject *origin,
            GTask   *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (GDK_IS_DROP (origin))
    gdk_drop_read_value_async (GDK_DROP (origin), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                               cancellable, files_cb, g_object_ref (task));
  else
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (origin), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    cancellable, files_cb, g_object_ref (task));
}

static void
read_async (GObject             *origin,
            GdkContentFormats   *formats,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, read_async);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    read_files (origin, task);
  else if (has_any (formats, byte_types))
    read_bytes (origin, byte_types, task);
  else if (has_any (formats, text_types))
    read_bytes (origin, text_types, task);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("There is no badge in what was pasted. Copy a badge file, its "
                                "picture or its text, and paste again."));
}

GdkContentFormats *
lapel_incoming_get_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_mime_type (builder, "text/uri-list");
  for (unsigned int i = 0; byte_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, byte_types[i]);
  for (unsigned int i = 0; text_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, text_types[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

void
lapel_incoming_read_clipboard_async (GdkClipboard        *clipboard,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  read_async (G_OBJECT (clipboard), gdk_clipboard_get_formats (clipboard), cancellable, callback,
              user_data);
}

void
lapel_incoming_read_drop_async (GdkDrop             *drop,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GDK_IS_DROP (drop));

  read_async (G_OBJECT (drop), gdk_drop_get_formats (drop), cancellable, callback, user_data);
}

GPtrArray *
lapel_incoming_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
lapel_incoming_from_files (GListModel *files)
{
  GPtrArray *sources = new_sources ();

  g_return_val_if_fail (G_IS_LIST_MODEL (files), sources);

  for (unsigned int i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (sources, source_for_file (file));
    }
  return sources;
}
