/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-open-badge-2-private.h"

#include "lapel-iri.h"
#include "lapel-jcs.h"

#include <string.h>

/* From one document to the badge that it is a part of. */

#define MAX_KEYS         8
#define MAX_ENDORSEMENTS 32

/* Longer than any address that works. */
#define MAX_ADDRESS 8192

const LapelJson *
lapel_ob2_get_keys (const LapelCredential *self)
{
  const LapelJson *verification = lapel_json_get (self->ob2->award.object, "verification");
  const LapelJson *creator = lapel_json_get (verification, "creator");

  return creator != NULL ? creator : lapel_json_get (self->ob2->issuer.object, "publicKey");
}

/* Keys and the list of what was withdrawn (formats.md §2.2, steps 4 and 6). */
static void
ask_for_signature (const LapelCredential *self,
                   const LapelOb2Gather  *gather)
{
  const LapelJson *keys = lapel_ob2_get_keys (self);
  const char *list = lapel_json_id_of (lapel_json_get (self->ob2->issuer.object, "revocationList"));

  for (uint32_t i = 0; i < MIN (lapel_json_count (keys), MAX_KEYS); i++)
    {
      const char *url = lapel_json_id_of (lapel_json_at (keys, i));

      if (lapel_ob2_is_address (url))
        lapel_ob2_ask (gather, url);
    }
  if (lapel_ob2_is_address (list))
    lapel_ob2_ask (gather, list);
}

static void
read_parts (LapelCredential      *self,
            const LapelOb2Gather *gather)
{
  LapelOb2 *ob2 = self->ob2;
  const LapelJson *award = ob2->award.object;

  switch (ob2->class)
    {
    case LAPEL_OB2_ASSERTION:
      lapel_ob2_follow (self, gather, lapel_json_get (award, "badge"), LAPEL_OB2_BADGE_CLASS,
                        &ob2->badge);
      lapel_ob2_follow (self, gather, lapel_json_get (ob2->badge.object, "issuer"),
                        LAPEL_OB2_PROFILE, &ob2->issuer);
      break;
    case LAPEL_OB2_BADGE_CLASS:
      ob2->badge.object = award;
      lapel_ob2_follow (self, gather, lapel_json_get (award, "issuer"), LAPEL_OB2_PROFILE,
                        &ob2->issuer);
      break;
    case LAPEL_OB2_ENDORSEMENT:
      lapel_ob2_follow (self, gather, lapel_json_get (award, "issuer"), LAPEL_OB2_PROFILE,
                        &ob2->issuer);
      break;
    case LAPEL_OB2_PROFILE:
      ob2->issuer.object = award;
      break;
    case LAPEL_OB2_OTHER:
    default:
      break;
    }
  if (gather != NULL && ob2->signed_)
    ask_for_signature (self, gather);
}

/* Whether the address @mine is the one where @theirs was found, or that it gives itself. */
static gboolean
is_link_to (const LapelOb2  *ob2,
            const LapelJson *mine,
            const LapelJson *theirs)
{
  const char *url = lapel_json_id_of (mine);

  return url != NULL &&
         (g_strcmp0 (url, lapel_json_id_of (theirs)) == 0 ||
          g_strcmp0 (url, ob2->badge.named) == 0 || g_strcmp0 (url, ob2->issuer.named) == 0);
}

/* Whether @mine says nothing that @theirs, found for @ob2, says otherwise. A document may stand
 * where another has its address. */
static gboolean
agrees (const LapelOb2  *ob2,
        const LapelJson *mine,
        const LapelJson *theirs)
{
  if (lapel_json_is_object (mine) != lapel_json_is_object (theirs))
    return is_link_to (ob2, mine, theirs);
  if (!lapel_json_is_object (mine))
    return lapel_json_equal (mine, theirs);

  for (uint32_t i = 0; i < mine->n; i++)
    if (strcmp (mine->members[i].name, "@context") != 0 &&
        !agrees (ob2, &mine->members[i].value, lapel_json_get (theirs, mine->members[i].name)))
      return FALSE;
  return TRUE;
}

static void
find_verification (LapelCredential *self)
{
  const LapelJson *verification = lapel_json_get (self->ob2->award.object, "verification");

  self->ob2->signed_ = self->jws != NULL || lapel_json_has_type (verification, "signed") ||
                       lapel_json_has_type (verification, "SignedBadge");
  if (self->jws == NULL)
    self->securing = self->ob2->signed_ ? LAPEL_SECURING_NONE : LAPEL_SECURING_HOSTED;
}

static gboolean
is_about (const LapelOb2Part *part,
          const char         *id)
{
  return g_strcmp0 (id, part->url) == 0 || g_strcmp0 (id, part->named) == 0 ||
         g_strcmp0 (id, lapel_json_get_string (part->object, "id")) == 0;
}

static void read_with (LapelCredential      *self,
                       const LapelOb2Gather *gather);

/* An endorsement that @object, a document of @doc, is; %NULL where it is none, or is about
 * something else than @self. */
static LapelCredential *
new_endorsement (LapelCredential      *self,
                 const LapelOb2Gather *gather,
                 LapelJsonDoc         *doc,
                 const LapelJson      *object)
{
  const char *about = lapel_json_id_of (lapel_json_get (object, "claim"));
  const LapelOb2 *ob2 = self->ob2;
  g_autoptr (LapelCredential) endorsement = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  LapelFormat version;
  LapelOb2Class class;

  if (!lapel_json_is_object (object) || !lapel_ob2_recognise (object, &class, &version) ||
      class != LAPEL_OB2_ENDORSEMENT)
    return NULL;
  if (about == NULL || !(is_about (&ob2->award, about) || is_about (&ob2->badge, about) ||
                         is_about (&ob2->issuer, about)))
    return NULL;

  endorsement = lapel_credential_new (doc);
  endorsement->document = object;
  lapel_jcs_append (text, object);
  endorsement->original = g_string_free_to_bytes (g_steal_pointer (&text));
  endorsement->format = version;
  if (self->web != NULL)
    endorsement->web = g_hash_table_ref (self->web);
  read_with (endorsement, gather);
  return g_steal_pointer (&endorsement);
}

/* The endorsements that @object, one of the parts, lists: embedded, or by their address. */
static void
read_endorsements (LapelCredential      *self,
                   const LapelOb2Gather *gather,
                   const LapelJson      *object)
{
  const LapelJson *list = lapel_json_get (object, "endorsement");

  for (uint32_t i = 0; i < lapel_json_count (list); i++)
    {
      const LapelJson *value = lapel_json_at (list, i);
      const char *url = lapel_json_as_string (value);
      const LapelOb2Page *page = NULL;
      LapelCredential *endorsement = NULL;

      if (self->endorsements->len >= MAX_ENDORSEMENTS)
        return;
      if (url != NULL && (gather == NULL || !lapel_ob2_is_address (url)))
        continue;
      if (url != NULL)
        page = lapel_ob2_ask (gather, url);
      if (page != NULL && page->doc == NULL)
        continue;
      endorsement = new_endorsement (self, gather, page != NULL ? page->doc : self->doc,
                                     page != NULL ? lapel_ob2_page_get_object (page) : value);
      if (endorsement != NULL)
        g_ptr_array_add (self->endorsements, endorsement);
      else
        self->ob2->n_strange_endorsements++;
    }
}

static void
read_all_endorsements (LapelCredential      *self,
                       const LapelOb2Gather *gather)
{
  const LapelOb2 *ob2 = self->ob2;

  self->endorsements = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_credential_unref);
  if (ob2->class == LAPEL_OB2_ENDORSEMENT)
    return;
  read_endorsements (self, gather, ob2->award.object);
  if (ob2->badge.object != ob2->award.object)
    read_endorsements (self, gather, ob2->badge.object);
  if (ob2->issuer.object != ob2->award.object)
    read_endorsements (self, gather, ob2->issuer.object);
}

/* What the document itself says; of one that is being completed, what it said before. */
static LapelOb2 *
read_award (LapelCredential *self)
{
  LapelOb2 *ob2 = lapel_arena_new_array (self->arena, LapelOb2, 1);
  const LapelOb2 *known = self->source != NULL ? self->source->ob2 : NULL;
  LapelFormat version = self->format;

  *ob2 = (LapelOb2){ .class = LAPEL_OB2_OTHER };
  if (known != NULL)
    {
      ob2->class = known->class;
      ob2->bare = known->bare;
      ob2->old_dates = known->old_dates;
      ob2->award.object = known->award.object;
      return ob2;
    }
  lapel_ob2_recognise (self->document, &ob2->class, &version);
  ob2->award.object =
      lapel_ob2_upgrade (self->document, ob2->class, version, NULL, self->arena, &ob2->old_dates);
  return ob2;
}

static void
read_with (LapelCredential      *self,
           const LapelOb2Gather *gather)
{
  self->ob2 = read_award (self);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_credential_unref);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  self->unreadable_endorsements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  find_verification (self);
  if (gather != NULL)
    lapel_ob2_ask_award (self, gather);
  read_parts (self, gather);
  read_all_endorsements (self, gather);
  lapel_ob2_read_members (self);
}

void
lapel_ob2_read (LapelCredential *self)
{
  read_with (self, NULL);
}

/* Of a badge of which nothing is known but where it is hosted. */
static const LapelJson *
new_award (LapelArena *arena,
           const char *url)
{
  const LapelJson empty = { .type = LAPEL_JSON_OBJECT };
  const LapelJson *hosted =
      lapel_json_with (&empty, "type", lapel_json_new_string ("hosted", arena), arena);
  const LapelJson *award =
      lapel_json_with (&empty, "type", lapel_json_new_string ("Assertion", arena), arena);

  award =
      lapel_json_with (award, "@context", lapel_json_new_string (LAPEL_OB2_CONTEXT, arena), arena);
  award = lapel_json_with (award, "id", lapel_json_new_string (url, arena), arena);
  return lapel_json_with (award, "verification", hosted, arena);
}

LapelCredential *
lapel_ob2_new_from_address (const char *text,
                            size_t      length)
{
  g_autofree char *url = length <= MAX_ADDRESS ? g_strndup (text, length) : NULL;
  g_autoptr (LapelJsonDoc) doc = NULL;
  LapelCredential *self = NULL;

  if (!lapel_ob2_is_address (url) || !lapel_iri_is_well_formed (url) ||
      !g_utf8_validate (url, -1, NULL))
    return NULL;
  doc = lapel_json_parse ("{}", 2, NULL);
  self = lapel_credential_new (doc);
  self->document = new_award (self->arena, url);
  self->format = LAPEL_FORMAT_OB05;
  read_with (self, NULL);
  self->ob2->bare = TRUE;
  return self;
}

LapelCredential *
lapel_credential_complete (LapelCredential          *self,
                           const LapelVerifyOptions *options)
{
  LapelOb2Gather gather = { options->loader, options->loader_data, NULL };
  LapelCredential *whole = NULL;

  if (self->ob2 == NULL || self->web != NULL)
    return lapel_credential_ref (self);

  whole = lapel_credential_new (self->doc);
  whole->source = lapel_credential_ref (self);
  whole->original = g_bytes_ref (self->original);
  whole->format = self->format;
  whole->securing = self->securing;
  whole->claims = self->claims;
  whole->jws = self->jws;
  whole->web = gather.pages = lapel_ob2_pages_new ();
  read_with (whole, &gather);
  whole->ob2->differs = !self->ob2->bare && !whole->ob2->withdrawn &&
                        !agrees (whole->ob2, self->document, whole->document);
  return whole;
}
