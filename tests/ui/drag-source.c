/* SPDX-License-Identifier: GPL-3.0-or-later */

/* drag-source FILE…: a window from which the files can be dragged, as from a file manager. */

#include <gtk/gtk.h>

/* As text/uri-list has them. Returns: (transfer full) */
static GBytes *
list_uris (char **paths)
{
  GString *list = g_string_new (NULL);

  for (char **path = paths; *path != NULL; path++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*path);
      g_autofree char *uri = g_file_get_uri (file);

      g_string_append_printf (list, "%s\r\n", uri);
    }
  return g_string_free_to_bytes (list);
}

int
main (int    argc,
      char **argv)
{
  GtkWidget *window;
  GtkDragSource *drag;
  GdkContentProvider *content;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (argc > 1, 64);

  gtk_init ();
  bytes = list_uris (argv + 1);
  content = gdk_content_provider_new_for_bytes ("text/uri-list", bytes);

  drag = gtk_drag_source_new ();
  gtk_drag_source_set_content (drag, content);
  g_object_unref (content);

  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Drag source");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 200);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Drag me"));
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (drag));
  gtk_window_present (GTK_WINDOW (window));

  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
