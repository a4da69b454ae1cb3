/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-documents.h"

#include "lapel-input.h"
#include "lapel-json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_REDIRECTS 5

struct _LapelDocuments
{
  char *folder; /* real path */
  LapelJsonDoc *list;
  const LapelJson *documents; /* in list */
};

static char *
real_path (const char *path)
{
  char *resolved = realpath (path, NULL);
  char *copy = g_strdup (resolved);

  free (resolved);
  return copy;
}

static LapelJsonDoc *
read_list (const char  *folder,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "documents.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = lapel_input_read_file (file, NULL, error);
  const char *data = NULL;
  gsize length = 0;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return lapel_json_parse (data, length, error);
}

LapelDocuments *
lapel_documents_new (const char  *folder,
                     GError     **error)
{
  g_autofree char *path = real_path (folder);
  g_autoptr (LapelJsonDoc) list = NULL;
  LapelDocuments *self = NULL;

  if (path == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_FILE_READ, "%s: %s", folder, g_strerror (errno));
      return NULL;
    }

  list = read_list (path, error);
  if (list == NULL)
    {
      g_prefix_error (error, "documents.json: ");
      return NULL;
    }

  self = g_new0 (LapelDocuments, 1);
  self->folder = g_steal_pointer (&path);
  self->list = g_steal_pointer (&list);
  self->documents = lapel_json_get (lapel_json_doc_get_root (self->list), "documents");
  return self;
}

void
lapel_documents_free (LapelDocuments *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  lapel_json_doc_unref (self->list);
  g_free (self);
}

/* The real path of @file in our folder, or %NULL where it is absent or lies outside: neither "..",
 * nor an absolute name, nor a link may lead out. */
static char *
resolve_inside (const LapelDocuments *self,
                const char           *file)
{
  g_autofree char *joined = NULL;
  g_autofree char *path = NULL;
  size_t length = strlen (self->folder);

  if (g_path_is_absolute (file))
    return NULL;
  joined = g_build_filename (self->folder, file, NULL);
  path = real_path (joined);
  if (path == NULL || strncmp (path, self->folder, length) != 0 || path[length] != '/')
    return NULL;
  return g_steal_pointer (&path);
}

static GBytes *
read_body (const LapelDocuments  *self,
           const char            *url,
           const LapelJson       *entry,
           GError               **error)
{
  const char *name = lapel_json_get_string (entry, "file");
  g_autofree char *path = name == NULL ? NULL : resolve_inside (self, name);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (path != NULL)
    {
      file = g_file_new_for_path (path);
      bytes = lapel_input_read_file (file, NULL, NULL);
    }
  if (bytes == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s: its file cannot be read", url);
  return g_steal_pointer (&bytes);
}

static int
get_status (const LapelJson *entry)
{
  const LapelJson *status = lapel_json_get (entry, "status");

  if (status == NULL)
    return 200;
  if (status->type != LAPEL_JSON_NUMBER || status->number < 100 || status->number > 599)
    return 500;
  return (int) status->number;
}

static char *
without_fragment (const char *url)
{
  const char *hash = strchr (url, '#');

  return hash == NULL ? g_strdup (url) : g_strndup (url, (size_t) (hash - url));
}

static void
set_refused (GError          **error,
             const char       *url,
             const LapelJson  *entry)
{
  int status = entry == NULL ? 0 : get_status (entry);

  if (entry == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s is not listed", url);
  else
    g_set_error (error, LAPEL_ERROR,
                 status == 404 || status == 410 ? LAPEL_ERROR_NOT_PUBLISHED
                                                : LAPEL_ERROR_UNREACHABLE,
                 "%s: status %d", url, status);
}

/* The site of @url: a host is master of what its name with www. in front of it stands for. */
static char *
dup_site (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;
  int port = uri != NULL ? g_uri_get_port (uri) : -1;
  const char *name = lower;

  if (lower == NULL)
    return NULL;
  if (g_str_has_prefix (lower, "www."))
    name = lower + strlen ("www.");
  if (port == 80 || port == 443)
    port = -1;
  return g_strdup_printf ("%s:%d", name, port);
}

static gboolean
is_other_site (const char *asked,
               const char *found)
{
  g_autofree char *left = dup_site (asked);
  g_autofree char *right = dup_site (found);

  return left == NULL || g_strcmp0 (left, right) != 0;
}

static void
describe (const LapelJson *entry,
          const char      *asked,
          const char      *found,
          LapelAnswer     *out_answer)
{
  const char *type = lapel_json_get_string (entry, "type");

  if (out_answer == NULL)
    return;
  *out_answer = (LapelAnswer){ .withdrawn = get_status (entry) == 410,
                               .redirected = strcmp (asked, found) != 0,
                               .strayed = is_other_site (asked, found) };
  for (size_t i = 0; type != NULL && i < sizeof out_answer->media_type - 1 && type[i] != '\0' &&
                     type[i] != ';' && type[i] != ' ';
       i++)
    out_answer->media_type[i] = g_ascii_tolower (type[i]);
}

/* A page that says why something was withdrawn is wanted only by who asks for the answer too. */
static GBytes *
answer (const LapelDocuments  *self,
        const char            *asked,
        const char            *url,
        const LapelJson       *entry,
        LapelAnswer           *out_answer,
        GError               **error)
{
  gboolean empty = get_status (entry) == 410 && lapel_json_get (entry, "file") == NULL;
  GBytes *body = empty ? g_bytes_new (NULL, 0) : read_body (self, url, entry, error);

  if (body != NULL)
    describe (entry, asked, url, out_answer);
  return body;
}

GBytes *
lapel_documents_load (const char   *url,
                      gpointer      documents,
                      LapelAnswer  *out_answer,
                      GError      **error)
{
  const LapelDocuments *self = documents;
  g_autofree char *asked = without_fragment (url);
  g_autofree char *current = g_strdup (asked);

  for (int i = 0; i <= MAX_REDIRECTS; i++)
    {
      const LapelJson *entry = lapel_json_get (self->documents, current);
      int status = entry == NULL ? 0 : get_status (entry);
      const char *location = lapel_json_get_string (entry, "location");
      g_autofree char *next = NULL;

      if (status == 200 || (status == 410 && out_answer != NULL))
        return answer (self, asked, current, entry, out_answer, error);
      if (status / 100 == 3 && location != NULL)
        next = g_uri_resolve_relative (current, location, G_URI_FLAGS_NONE, NULL);
      if (next == NULL)
        {
          set_refused (error, current, entry);
          return NULL;
        }
      g_free (current);
      current = without_fragment (next);
    }

  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s: more than %d redirects", url,
               MAX_REDIRECTS);
  return NULL;
}
