/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* More than any credential has; the model copies what it lists. */
#define MAX_PAGES    64
#define MAX_EVIDENCE 256

/* What base64 of a known kind of file begins with. Issuers call PNG pictures JPEG, so their own
 * word is not asked. */
typedef struct
{
  const char *start;
  const char *type;
  gboolean picture;
} Kind;

static const Kind kinds[] = {
  { "iVBORw0KGgo", "image/png", TRUE },
  { "/9j/", "image/jpeg", TRUE },
  { "R0lGOD", "image/gif", TRUE },
  { "JVBERi0", "application/pdf", FALSE },
};

static const char base64_alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static const Kind *
find_kind (const char *content)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (content, kinds[i].start))
      return &kinds[i];
  return NULL;
}

static gboolean
is_base64 (const char *text)
{
  size_t length = strspn (text, base64_alphabet);

  return length > 0 && strspn (text + length, "=") <= 2 &&
         text[length + strspn (text + length, "=")] == '\0';
}

static const char *
make_uri (LapelCredential *self,
          const LapelJson *media,
          gboolean         pictures_only)
{
  const char *content = lapel_json_get_string (lapel_json_at (media, 0), "content");
  const Kind *kind = content != NULL ? find_kind (content) : NULL;
  g_autofree char *uri = NULL;

  if (kind == NULL || (pictures_only && !kind->picture) || !is_base64 (content))
    return NULL;
  uri = g_strconcat ("data:", kind->type, ";base64,", content, NULL);
  return lapel_arena_strndup (self->arena, uri, strlen (uri));
}

const char *
lapel_elm_data_uri (LapelCredential *self,
                    const LapelJson *media)
{
  return make_uri (self, media, TRUE);
}

/* The issuer drew the pages once for each language. */
static const LapelJson *
find_display (const LapelCredential *self)
{
  const LapelJson *parameter = lapel_elm_first (self->document, "displayParameter");
  const LapelJson *displays = lapel_json_get (parameter, "individualDisplay");

  for (uint32_t i = 0; self->language != NULL && i < lapel_json_count (displays); i++)
    {
      const LapelJson *display = lapel_json_at (displays, i);
      const char *tag = lapel_elm_language_tag (lapel_elm_first (display, "language"));

      if (tag != NULL && g_str_has_prefix (self->language, tag))
        return display;
    }
  return lapel_json_at (displays, 0);
}

static double
page_number (const LapelJson *detail)
{
  const LapelJson *page = lapel_elm_first (detail, "page");

  return page != NULL && page->type == LAPEL_JSON_NUMBER ? page->number : 0;
}

static int
compare_pages (gconstpointer a,
               gconstpointer b)
{
  double first = page_number (*(const LapelJson *const *) a);
  double second = page_number (*(const LapelJson *const *) b);

  return (first > second) - (first < second);
}

static void
read_pages (LapelCredential *self)
{
  const LapelJson *details = lapel_json_get (find_display (self), "displayDetail");
  uint32_t n = MIN (lapel_json_count (details), MAX_PAGES);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const char **pages = lapel_arena_new_array (self->arena, const char *, n + 1);
  uint32_t used = 0;

  for (uint32_t i = 0; i < n; i++)
    g_ptr_array_add (sorted, (gpointer) lapel_json_at (details, i));
  g_ptr_array_sort (sorted, compare_pages);

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *detail = g_ptr_array_index (sorted, i);
      const char *uri = lapel_elm_data_uri (self, lapel_json_get (detail, "image"));

      if (uri != NULL)
        pages[used++] = uri;
    }
  pages[used] = NULL;
  if (used > 0)
    self->pages = pages;
}

/* A WebResource, a MediaObject, or an Evidence that may have either inside. */
static LapelEvidence
read_document (LapelCredential *self,
               const LapelJson *object)
{
  const LapelJson *embedded = lapel_elm_first (object, "embeddedEvidence");
  LapelEvidence evidence = {
    .id = lapel_json_get_string (object, "contentURL"),
    .name = lapel_elm_text_of (self, object, "title"),
    .narrative = lapel_elm_text_of (self, object, "evidenceStatement"),
    .description = lapel_elm_text_of (self, object, "description"),
    .genre = lapel_elm_label (self, lapel_json_get (object, "dcType")),
  };

  if (evidence.id == NULL)
    evidence.id = make_uri (self, embedded != NULL ? embedded : object, FALSE);
  if (evidence.id == NULL)
    evidence.id = lapel_json_get_string (lapel_elm_first (object, "evidenceTarget"), "contentURL");
  if (evidence.id == NULL)
    evidence.id = lapel_elm_global_id (lapel_json_get_string (object, "id"));
  return evidence;
}

static void
add_documents (LapelCredential *self,
               GArray          *found,
               const LapelJson *object,
               const char      *name)
{
  const LapelJson *values = lapel_json_get (object, name);

  for (uint32_t i = 0; i < lapel_json_count (values) && found->len < MAX_EVIDENCE; i++)
    {
      const LapelJson *value = lapel_json_at (values, i);
      LapelEvidence evidence = read_document (self, value);

      if (lapel_json_is_object (value))
        g_array_append_val (found, evidence);
    }
}

static void
read_evidence (LapelCredential *self)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LapelEvidence));
  const LapelJson *subject = lapel_elm_first (self->document, "credentialSubject");
  const LapelJson *claims = lapel_json_get (subject, "hasClaim");
  LapelEvidence *evidence;

  add_documents (self, found, self->document, "evidence");
  add_documents (self, found, self->document, "supplementaryDocument");
  add_documents (self, found, self->document, "attachment");
  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    {
      const LapelJson *claim = lapel_json_at (claims, i);

      add_documents (self, found, claim, "supplementaryDocument");
      add_documents (self, found, lapel_elm_first (claim, "specifiedBy"), "supplementaryDocument");
    }

  evidence = lapel_arena_new_array (self->arena, LapelEvidence, found->len);
  for (unsigned int i = 0; i < found->len; i++)
    evidence[i] = g_array_index (found, LapelEvidence, i);
  self->evidence = evidence;
  self->n_evidence = found->len;
}

void
lapel_elm_read_media (LapelCredential *self)
{
  read_pages (self);
  read_evidence (self);
}
