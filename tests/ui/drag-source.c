/* SPDX-License-Identifier: GPL-3.0-or-later */

/* drag-source FILE: a window from which FILE can be dragged, as from a file manager. */

#include <gtk/gtk.h>

int
main (int    argc,
      char **argv)
{
  GtkWidget *window;
  GtkDragSource *drag;
  GdkContentProvider *content;
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *list = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (argc == 2, 64);

  gtk_init ();
  file = g_file_new_for_commandline_arg (argv[1]);
  uri = g_file_get_uri (file);
  list = g_strconcat (uri, "\r\n", NULL);
  bytes = g_bytes_new (list, strlen (list));
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
