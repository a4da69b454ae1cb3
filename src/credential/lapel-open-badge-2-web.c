/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-open-badge-2-private.h"

#include <string.h>

/* A badge and its endorsements need a handful of documents; one that names more makes us work. */
#define MAX_PAGES 64

static void
page_free (LapelOb2Page *page)
{
  g_clear_pointer (&page->doc, lapel_json_doc_unref);
  g_clear_error (&page->error);
  g_free (page);
}

const LapelJson *
lapel_ob2_page_get_object (const LapelOb2Page *page)
{
  const LapelJson *root =
      page != NULL && page->doc != NULL ? lapel_json_doc_get_root (page->doc) : NULL;

  return lapel_json_is_object (root) ? root : NULL;
}

GHashTable *
lapel_ob2_pages_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) page_free);
}

static char *
dup_without_fragment (const char *url)
{
  return g_strndup (url, strcspn (url, "#"));
}

const LapelOb2Page *
lapel_ob2_get_page (const LapelCredential *self,
                    const char            *url)
{
  g_autofree char *plain = url != NULL ? dup_without_fragment (url) : NULL;

  return self->web != NULL && plain != NULL ? g_hash_table_lookup (self->web, plain) : NULL;
}

static GBytes *
load (const LapelOb2Gather  *gather,
      const char            *url,
      LapelAnswer           *answer,
      GError               **error)
{
  if (g_hash_table_size (gather->pages) >= MAX_PAGES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                   "%s was not asked: the badge names more than %d documents", url, MAX_PAGES);
      return NULL;
    }
  if (gather->loader == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", url);
      return NULL;
    }
  return gather->loader (url, gather->loader_data, answer, error);
}

/* Whether @url says something. */
static gboolean
load_page (const LapelOb2Gather *gather,
           const char           *url,
           LapelOb2Page         *page)
{
  g_autoptr (GBytes) bytes = load (gather, url, &page->answer, &page->error);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    page->doc =
        lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &page->error);
  return page->doc != NULL || (bytes != NULL && page->answer.withdrawn);
}

/* Old badges are known by addresses of sites that speak https by now; %NULL for what does so
 * anyway. */
static char *
dup_secure (const char *url)
{
  return g_str_has_prefix (url, "http://")
             ? g_strconcat ("https://", url + strlen ("http://"), NULL)
             : NULL;
}

const LapelOb2Page *
lapel_ob2_ask (const LapelOb2Gather *gather,
               const char           *url)
{
  g_autofree char *plain = dup_without_fragment (url);
  g_autofree char *secure = dup_secure (plain);
  LapelOb2Page *page = g_hash_table_lookup (gather->pages, plain);

  if (page != NULL)
    return page;
  page = g_new0 (LapelOb2Page, 1);
  page->secure = load_page (gather, secure != NULL ? secure : plain, page);
  if (!page->secure && secure != NULL)
    {
      g_clear_error (&page->error);
      load_page (gather, plain, page);
    }
  g_hash_table_insert (gather->pages, g_steal_pointer (&plain), page);
  return page;
}

/* The document at @url in the form of 2.0, or %NULL. */
static const LapelJson *
ask_object (LapelCredential      *self,
            const LapelOb2Gather *gather,
            const char           *url,
            LapelOb2Class         class,
            LapelOb2Part         *part)
{
  const LapelJson *object = NULL;
  LapelFormat version;

  part->url = url;
  part->page = lapel_ob2_ask (gather, url);
  part->moved = part->moved || part->page->answer.redirected;
  part->strayed = part->page->answer.strayed;
  object = lapel_ob2_page_get_object (part->page);
  if (object == NULL || part->page->answer.withdrawn)
    return NULL;
  version =
      lapel_ob2_version (object, lapel_json_get (object, "@context") == NULL ? LAPEL_FORMAT_OB10
                                                                             : LAPEL_FORMAT_OB2);
  return lapel_ob2_upgrade (object, class, version, url, self->arena, &self->ob2->old_dates);
}

/* A document that names another address than it was found at is had from there. Where that does not
 * answer with it, it counts as what lies where it was found, and nothing of somebody else's. */
static void
take_hosted (LapelCredential      *self,
             const LapelOb2Gather *gather,
             const LapelJson      *object,
             LapelOb2Class         class,
             LapelOb2Part         *part)
{
  const char *named = lapel_json_get_string (object, "id");

  if (lapel_ob2_is_address (named) && strcmp (named, part->url) != 0)
    {
      LapelOb2Part original = *part;
      const LapelJson *theirs = ask_object (self, gather, named, class, &original);
      gboolean agreed = g_strcmp0 (lapel_json_get_string (theirs, "id"), named) == 0;

      part->moved = TRUE;
      if (agreed || !lapel_ob2_same_authority (named, part->url))
        {
          *part = original;
          part->moved = TRUE;
          part->impostor = !agreed;
          object = theirs;
        }
    }
  if (part->impostor)
    return;
  part->object = object;
  part->hosted = TRUE;
}

void
lapel_ob2_follow (LapelCredential      *self,
                  const LapelOb2Gather *gather,
                  const LapelJson      *value,
                  LapelOb2Class         class,
                  LapelOb2Part         *part)
{
  const char *url = lapel_json_id_of (value);
  const LapelJson *object = NULL;

  part->object = lapel_json_is_object (value) ? value : NULL;
  if (!lapel_ob2_is_address (url))
    return;
  part->named = part->url = url;
  if (gather == NULL)
    return;
  object = ask_object (self, gather, url, class, part);
  if (object != NULL)
    take_hosted (self, gather, object, class, part);
}

static gboolean
is_true (const LapelJson *value)
{
  return value != NULL && value->type == LAPEL_JSON_TRUE;
}

void
lapel_ob2_ask_award (LapelCredential      *self,
                     const LapelOb2Gather *gather)
{
  LapelOb2 *ob2 = self->ob2;
  LapelOb2Part *part = &ob2->award;
  const char *url = lapel_json_get_string (part->object, "id");
  const LapelJson *object = NULL;
  LapelOb2Class class;
  LapelFormat version;

  if (ob2->signed_ || !lapel_ob2_is_address (url) ||
      (ob2->class != LAPEL_OB2_ASSERTION && ob2->class != LAPEL_OB2_ENDORSEMENT))
    return;
  object = ask_object (self, gather, url, ob2->class, part);
  ob2->withdrawn = part->page->answer.withdrawn || is_true (lapel_json_get (object, "revoked"));
  if (ob2->withdrawn || object == NULL)
    return;
  if (!lapel_ob2_recognise (lapel_ob2_page_get_object (part->page), &class, &version) ||
      class != ob2->class)
    return;

  part->impostor = g_strcmp0 (lapel_json_get_string (object, "id"), url) != 0;
  if (part->impostor)
    return;
  part->object = object;
  part->hosted = TRUE;
  self->format = version;
  ob2->bare = FALSE;
}
