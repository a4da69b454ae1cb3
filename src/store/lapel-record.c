/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include <string.h>

/* A wallet of 10,000 keeps 10,000 of these in memory: a record is one piece of it, with its arrays
 * and texts behind the struct, and what many have in common (issuers, types, languages, tags) is
 * kept once for all of them. */

static const char *
share (const char *text)
{
  return text == NULL ? NULL : g_ref_string_new_intern (text);
}

static void
unshare (const char *text)
{
  if (text != NULL)
    g_ref_string_release ((char *) text);
}

static size_t
size_of_text (const char *text)
{
  return text == NULL ? 0 : strlen (text) + 1;
}

/* Copies @text to *@place and moves that behind it. */
static const char *
place_text (char       **place,
            const char  *text)
{
  size_t size = size_of_text (text);
  char *copy = *place;

  if (text == NULL)
    return NULL;
  memcpy (copy, text, size);
  *place += size;
  return copy;
}

static unsigned int
count_tags (const LapelRecord *record)
{
  return record->tags == NULL ? 0 : g_strv_length ((char **) record->tags);
}

LapelRecord *
lapel_record_new (const LapelRecord *fields)
{
  const char *search = fields->search == NULL ? "" : fields->search;
  unsigned int n_tags = count_tags (fields);
  size_t tags_size = n_tags == 0 ? 0 : (n_tags + 1) * sizeof (char *);
  size_t collections_size = fields->n_collections * sizeof (gint64);
  LapelRecord *self =
      g_malloc (sizeof (LapelRecord) + tags_size + collections_size + size_of_text (fields->title) +
                size_of_text (fields->achievement_id) + size_of_text (search));
  const char **tags = (const char **) (void *) (self + 1);
  gint64 *collections = (gint64 *) (void *) ((char *) tags + tags_size);
  char *place = (char *) collections + collections_size;

  *self = *fields;
  g_atomic_ref_count_init (&self->ref_count);
  self->title = place_text (&place, fields->title);
  self->achievement_id = place_text (&place, fields->achievement_id);
  self->search = place_text (&place, search);
  self->issuer_id = share (fields->issuer_id);
  self->issuer_name = share (fields->issuer_name);
  self->achievement_type = share (fields->achievement_type);
  self->language = share (fields->language);

  self->tags = n_tags == 0 ? NULL : tags;
  for (unsigned int i = 0; i < n_tags; i++)
    tags[i] = share (fields->tags[i]);
  if (n_tags > 0)
    tags[n_tags] = NULL;
  self->collections = fields->n_collections == 0 ? NULL : collections;
  if (fields->n_collections > 0)
    memcpy (collections, fields->collections, collections_size);
  return self;
}

LapelRecord *
lapel_record_ref (LapelRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_record_unref (LapelRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  unshare (self->issuer_id);
  unshare (self->issuer_name);
  unshare (self->achievement_type);
  unshare (self->language);
  for (const char *const *tag = self->tags; tag != NULL && *tag != NULL; tag++)
    unshare (*tag);
  g_free (self);
}

gboolean
lapel_record_has_tag (const LapelRecord *self,
                      const char        *tag)
{
  return self->tags != NULL && g_strv_contains (self->tags, tag);
}

gboolean
lapel_record_is_in (const LapelRecord *self,
                    gint64             collection)
{
  for (unsigned int i = 0; i < self->n_collections; i++)
    if (self->collections[i] == collection)
      return TRUE;
  return FALSE;
}

gboolean
lapel_record_same_achievement (const LapelRecord *a,
                               const LapelRecord *b)
{
  return a->achievement_id != NULL && b->achievement_id != NULL && a->issuer_id != NULL &&
         a->issuer_id == b->issuer_id &&
         a->outcomes[LAPEL_QUESTION_AUTHENTIC] == LAPEL_OUTCOME_PASSED &&
         b->outcomes[LAPEL_QUESTION_AUTHENTIC] == LAPEL_OUTCOME_PASSED &&
         strcmp (a->achievement_id, b->achievement_id) == 0;
}
