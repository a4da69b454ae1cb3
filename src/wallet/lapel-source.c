/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-source.h"

#include "lapel-input.h"

#include <string.h>

#define MAX_FILES 10000
#define MAX_DEPTH 8

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN

/* Folders being gone through. */
typedef struct
{
  GPtrArray *out; /* (element-type LapelSource) */
  GCancellable *cancellable;
  unsigned int files_left;
} Walk;

/* One thing in a folder. */
typedef struct
{
  char *name;
  gboolean folder;
} Entry;

LapelSource *
lapel_source_new_file (GFile *file)
{
  LapelSource *self = g_new0 (LapelSource, 1);

  self->file = g_object_ref (file);
  self->name = g_file_get_basename (file);
  return self;
}

LapelSource *
lapel_source_new_bytes (GBytes     *bytes,
                        const char *name)
{
  LapelSource *self = g_new0 (LapelSource, 1);

  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  return self;
}

void
lapel_source_free (LapelSource *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

/* Returns: (transfer none): the new source */
static LapelSource *
add (Walk       *walk,
     GFile      *file,
     const char *name)
{
  LapelSource *source = lapel_source_new_file (file);

  g_free (source->name);
  source->name = g_filename_display_name (name);
  g_ptr_array_add (walk->out, source);
  return source;
}

static void
entry_clear (Entry *entry)
{
  g_free (entry->name);
}

static int
compare_entries (const Entry *a,
                 const Entry *b)
{
  return strcmp (a->name, b->name);
}

/* What is in @folder, by name, so that two runs find the same in the same order. */
static GArray *
list_folder (GFile         *folder,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                 cancellable, error);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GFileInfo *info = NULL;

  g_array_set_clear_func (entries, (GDestroyNotify) entry_clear);
  if (children == NULL)
    return NULL;
  while (g_file_enumerator_iterate (children, &info, NULL, cancellable, error))
    {
      Entry entry = { 0 };

      if (info == NULL)
        {
          g_array_sort (entries, (GCompareFunc) compare_entries);
          return g_steal_pointer (&entries);
        }
      if (g_file_info_get_is_hidden (info) || entries->len > MAX_FILES)
        continue;
      entry.name = g_strdup (g_file_info_get_name (info));
      entry.folder = g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;
      g_array_append_val (entries, entry);
    }
  return NULL;
}

static gboolean
is_folder (GFile        *file,
           GCancellable *cancellable)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) ==
         G_FILE_TYPE_DIRECTORY;
}

static void walk_folder (Walk         *walk,
                         GFile        *folder,
                         const char   *name,
                         unsigned int  depth);

/* %FALSE: there are too many, and what is left was not looked at. */
static gboolean
walk_entry (Walk         *walk,
            GFile        *folder,
            const Entry  *entry,
            const char   *name,
            unsigned int  depth)
{
  g_autoptr (GFile) child = g_file_get_child (folder, entry->name);
  g_autofree char *path = g_build_filename (name, entry->name, NULL);

  if (g_cancellable_is_cancelled (walk->cancellable))
    return FALSE;
  if (walk->files_left == 0 || (entry->folder && depth >= MAX_DEPTH))
    {
      add (walk, child, path)->error =
          g_error_new (LAPEL_ERROR, LAPEL_ERROR_ARCHIVE_LIMIT,
                       "more than %d files, or folders in folders more than %d deep", MAX_FILES,
                       MAX_DEPTH);
      return walk->files_left > 0;
    }
  if (entry->folder)
    {
      walk_folder (walk, child, path, depth + 1);
      return TRUE;
    }

  walk->files_left--;
  if (!is_folder (child, walk->cancellable)) /* a link to one */
    add (walk, child, path);
  return TRUE;
}

static void
walk_folder (Walk         *walk,
             GFile        *folder,
             const char   *name,
             unsigned int  depth)
{
  unsigned int before = walk->out->len;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) entries = list_folder (folder, walk->cancellable, &error);

  if (entries == NULL)
    {
      add (walk, folder, name)->error =
          g_error_new (LAPEL_ERROR, LAPEL_ERROR_FILE_READ, "%s", error->message);
      return;
    }
  for (unsigned int i = 0; i < entries->len; i++)
    if (!walk_entry (walk, folder, &g_array_index (entries, Entry, i), name, depth))
      return;
  if (depth == 0 && walk->out->len == before)
    add (walk, folder, name)->error =
        g_error_new (LAPEL_ERROR, LAPEL_ERROR_NO_CREDENTIALS, "no file in the folder");
}

static LapelSource *
copy_bytes_source (const LapelSource *source)
{
  LapelSource *copy = g_new0 (LapelSource, 1);

  copy->name = g_strdup (source->name);
  copy->bytes = source->bytes != NULL ? g_bytes_ref (source->bytes) : NULL;
  copy->error = source->error != NULL ? g_error_copy (source->error) : NULL;
  return copy;
}

GPtrArray *
lapel_sources_expand (GPtrArray    *sources,
                      GCancellable *cancellable)
{
  Walk walk = {
    .out = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free),
    .cancellable = cancellable,
    .files_left = MAX_FILES,
  };

  for (unsigned int i = 0; i < sources->len; i++)
    {
      const LapelSource *source = g_ptr_array_index (sources, i);

      if (source->file == NULL)
        g_ptr_array_add (walk.out, copy_bytes_source (source));
      else if (is_folder (source->file, cancellable))
        walk_folder (&walk, source->file, source->name, 0);
      else
        add (&walk, source->file, source->name);
    }
  return walk.out;
}

GBytes *
lapel_source_read (const LapelSource  *self,
                   GCancellable       *cancellable,
                   GError            **error)
{
  if (self->error == NULL)
    return self->file != NULL ? lapel_input_read_file (self->file, cancellable, error)
                              : g_bytes_ref (self->bytes);

  g_propagate_error (error, g_error_copy (self->error));
  return NULL;
}
