/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-open-badge-2-private.h"

#include <string.h>

#define CONTEXT_1        "https://w3id.org/openbadges/v1"
#define CONTEXT_2_ALIAS  "https://openbadgespec.org/v2/context.json"
#define VOCABULARY       "https://w3id.org/openbadges#"
#define EXTENSION_PREFIX "extensions:"

/* As many as the model keeps of anything; a badge with more is not shown better. */
#define MAX_ITEMS 256

/** The names of a class, and of the words for it. */
typedef struct
{
  const char *type;
  LapelOb2Class class;
} ClassName;

static const ClassName class_names[] = {
  { "Assertion", LAPEL_OB2_ASSERTION },    { "Endorsement", LAPEL_OB2_ENDORSEMENT },
  { "BadgeClass", LAPEL_OB2_BADGE_CLASS }, { "Issuer", LAPEL_OB2_PROFILE },
  { "Profile", LAPEL_OB2_PROFILE },
};

gboolean
lapel_ob2_is_address (const char *text)
{
  return text != NULL &&
         (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

char *
lapel_ob2_dup_authority (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  int port;

  if (!lapel_ob2_is_address (url))
    return NULL;
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  port = g_uri_get_port (uri);
  if (*host == '\0' || port == -1 || port == (g_str_has_prefix (url, "https://") ? 443 : 80))
    return *host == '\0' ? NULL : g_steal_pointer (&host);
  return g_strdup_printf ("%s:%d", host, port);
}

gboolean
lapel_ob2_same_authority (const char *a,
                          const char *b)
{
  g_autofree char *left = lapel_ob2_dup_authority (a);
  g_autofree char *right = lapel_ob2_dup_authority (b);

  return left != NULL && g_strcmp0 (left, right) == 0;
}

static gboolean
is_context (const LapelJson *context,
            LapelFormat      version)
{
  const char *url = lapel_json_as_string (context);

  if (version == LAPEL_FORMAT_OB11)
    return g_strcmp0 (url, CONTEXT_1) == 0;
  /* Some documents carry a copy of the whole context. */
  return g_strcmp0 (url, LAPEL_OB2_CONTEXT) == 0 || g_strcmp0 (url, CONTEXT_2_ALIAS) == 0 ||
         g_strcmp0 (lapel_json_get_string (context, "obi"), VOCABULARY) == 0;
}

static gboolean
has_context (const LapelJson *document,
             LapelFormat      version)
{
  const LapelJson *contexts = lapel_json_get (document, "@context");

  for (uint32_t i = 0; i < lapel_json_count (contexts); i++)
    if (is_context (lapel_json_at (contexts, i), version))
      return TRUE;
  return FALSE;
}

LapelFormat
lapel_ob2_version (const LapelJson *document,
                   LapelFormat      inherited)
{
  const LapelJson *issuer = lapel_json_get (lapel_json_get (document, "badge"), "issuer");

  if (has_context (document, LAPEL_FORMAT_OB2))
    return LAPEL_FORMAT_OB2;
  if (has_context (document, LAPEL_FORMAT_OB11))
    return LAPEL_FORMAT_OB11;
  if (lapel_json_get_string (document, "recipient") != NULL ||
      lapel_json_get (issuer, "origin") != NULL)
    return LAPEL_FORMAT_OB05;
  return inherited;
}

gboolean
lapel_ob2_is_format (LapelFormat format)
{
  return format == LAPEL_FORMAT_OB05 || format == LAPEL_FORMAT_OB10 ||
         format == LAPEL_FORMAT_OB11 || format == LAPEL_FORMAT_OB2;
}

static LapelOb2Class
class_of (const LapelJson *document)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (class_names); i++)
    if (lapel_json_has_type (document, class_names[i].type))
      return class_names[i].class;
  if (lapel_json_get (document, "badge") != NULL && lapel_json_get (document, "recipient") != NULL)
    return LAPEL_OB2_ASSERTION;
  if (lapel_json_get (document, "criteria") != NULL && lapel_json_get (document, "issuer") != NULL)
    return LAPEL_OB2_BADGE_CLASS;
  return LAPEL_OB2_OTHER;
}

gboolean
lapel_ob2_recognise (const LapelJson *document,
                     LapelOb2Class   *out_class,
                     LapelFormat     *out_version)
{
  gboolean no_context = lapel_json_get (document, "@context") == NULL;
  gboolean vocabulary =
      has_context (document, LAPEL_FORMAT_OB2) || has_context (document, LAPEL_FORMAT_OB11);
  LapelOb2Class class = class_of (document);

  /* Before 1.1 there were no contexts, and whoever gives a wrong one means a badge all the same. */
  if (!vocabulary && class != LAPEL_OB2_ASSERTION &&
      !(class == LAPEL_OB2_BADGE_CLASS && no_context))
    return FALSE;
  if (!vocabulary && lapel_json_get (document, "credentialSubject") != NULL)
    return FALSE;
  *out_class = class;
  *out_version = lapel_ob2_version (document, no_context ? LAPEL_FORMAT_OB10 : LAPEL_FORMAT_OB2);
  return TRUE;
}

LapelTime
lapel_ob2_parse_date (const char *text)
{
  const char *time = text != NULL ? strchr (text, 'T') : NULL;
  g_autofree char *full = NULL;
  LapelTime result = LAPEL_TIME_NONE;

  if (time == NULL)
    return LAPEL_TIME_NONE;
  /* ISO 8601 may leave out the seconds. */
  if (strlen (time) > 6 && time[3] == ':' && time[6] != ':')
    full = g_strdup_printf ("%.*s:00%s", (int) (time + 6 - text), text, time + 6);
  lapel_time_parse (full != NULL ? full : text, &result, NULL, NULL);
  return result;
}

const char *
lapel_ob2_find_issuer_id (const LapelCredential *self)
{
  const LapelOb2 *ob2 = self->ob2;
  const LapelJson *object = ob2->issuer.object;
  const char *named = lapel_json_get_string (object, "id");
  const char *url = lapel_json_id_of (lapel_json_get (object, "url"));
  const char *award = lapel_json_get_string (ob2->award.object, "id");
  g_autofree char *authority = NULL;
  g_autofree char *origin = NULL;

  /* What it calls itself is its own word, where it lies is not. */
  if (ob2->issuer.hosted)
    return ob2->issuer.url;
  if (lapel_ob2_is_address (named))
    return named;
  if (object == NULL)
    return ob2->issuer.url;
  if (self->format == LAPEL_FORMAT_OB05 && lapel_ob2_is_address (url))
    return url;
  authority = lapel_ob2_dup_authority (award);
  if (authority == NULL || ob2->class != LAPEL_OB2_ASSERTION)
    return named;
  origin = g_strconcat ("https://", authority, NULL);
  return lapel_arena_strndup (self->arena, origin, strlen (origin));
}

static void
read_issuer (LapelCredential *self)
{
  const LapelJson *object = self->ob2->issuer.object;

  self->issuer = (LapelProfile){
    .id = lapel_ob2_find_issuer_id (self),
    .name = lapel_json_text_of (lapel_json_get (object, "name")),
    .url = lapel_json_id_of (lapel_json_get (object, "url")),
    .email = lapel_json_get_string (object, "email"),
    .image = lapel_json_id_of (lapel_json_at (lapel_json_get (object, "image"), 0)),
  };
}

/* The kinds of identity under the names the model has for them. */
static const char *
identity_type (const LapelJson *recipient)
{
  const char *type = lapel_json_text_of (lapel_json_get (recipient, "type"));

  return g_strcmp0 (type, "email") == 0 ? "emailAddress" : type;
}

static void
read_recipient (LapelCredential *self)
{
  const LapelJson *recipient = lapel_json_get (self->document, "recipient");
  const LapelJson *hashed = lapel_json_get (recipient, "hashed");
  const char *identity = lapel_json_get_string (recipient, "identity");
  LapelRecipient *recipients = lapel_arena_new_array (self->arena, LapelRecipient, 1);

  self->recipients = recipients;
  if (identity == NULL || self->ob2->class != LAPEL_OB2_ASSERTION)
    return;
  recipients[self->n_recipients++] = (LapelRecipient){
    .type = identity_type (recipient),
    .identity = identity,
    .salt = lapel_json_get_string (recipient, "salt"),
    .hashed = hashed != NULL && hashed->type == LAPEL_JSON_TRUE,
  };
}

static uint32_t
count_items (const LapelJson *value)
{
  return MIN (lapel_json_count (value), MAX_ITEMS);
}

static void
read_alignments (LapelCredential *self,
                 const LapelJson *badge)
{
  const LapelJson *value = lapel_json_get (badge, "alignment");
  LapelAlignment *alignments = NULL;

  /* Moodle's older code writes a name that the vocabulary does not have. */
  if (value == NULL)
    value = lapel_json_get (badge, "alignments");
  alignments = lapel_arena_new_array (self->arena, LapelAlignment, count_items (value));
  self->alignments = alignments;
  for (uint32_t i = 0; i < count_items (value); i++)
    if (lapel_alignment_read (lapel_json_at (value, i), &alignments[self->n_alignments]))
      self->n_alignments++;
}

static void
read_tags (LapelCredential *self,
           const LapelJson *badge)
{
  const LapelJson *value = lapel_json_get (badge, "tags");
  const char **tags = lapel_arena_new_array (self->arena, const char *, count_items (value) + 1);
  uint32_t used = 0;

  for (uint32_t i = 0; i < count_items (value); i++)
    {
      const char *tag = lapel_json_as_string (lapel_json_at (value, i));

      if (tag != NULL)
        tags[used++] = tag;
    }
  tags[used] = NULL;
  self->tags = tags;
}

static const char *
id_of_address (const LapelJson *value)
{
  const char *id = lapel_json_id_of (value);

  /* The labels of blank nodes name nothing. */
  return id != NULL && !g_str_has_prefix (id, "_:") ? id : NULL;
}

static void
read_evidence (LapelCredential *self)
{
  const LapelJson *value = lapel_json_get (self->document, "evidence");
  const char *narrative = lapel_json_text_of (lapel_json_get (self->document, "narrative"));
  LapelEvidence *evidence =
      lapel_arena_new_array (self->arena, LapelEvidence, count_items (value) + 1);

  self->evidence = evidence;
  if (self->ob2->class != LAPEL_OB2_ASSERTION)
    return;
  if (narrative != NULL)
    evidence[self->n_evidence++] = (LapelEvidence){ .narrative = narrative };
  for (uint32_t i = 0; i < count_items (value); i++)
    {
      const LapelJson *item = lapel_json_at (value, i);

      evidence[self->n_evidence++] = (LapelEvidence){
        .id = id_of_address (item),
        .name = lapel_json_text_of (lapel_json_get (item, "name")),
        .narrative = lapel_json_text_of (lapel_json_get (item, "narrative")),
        .description = lapel_json_text_of (lapel_json_get (item, "description")),
        .genre = lapel_json_text_of (lapel_json_get (item, "genre")),
      };
    }
}

/* A text, or the narrative of an object; what is a link is an id. */
static void
read_criteria (LapelCredential *self,
               const LapelJson *badge)
{
  const LapelJson *criteria = lapel_json_at (lapel_json_get (badge, "criteria"), 0);

  self->criteria = lapel_json_text_of (lapel_json_get (criteria, "narrative"));
  self->criteria_id = id_of_address (criteria);
  if (self->criteria_id != NULL && !lapel_ob2_is_address (self->criteria_id) &&
      lapel_json_as_string (criteria) != NULL)
    {
      self->criteria = self->criteria_id;
      self->criteria_id = NULL;
    }
}

/* europe.md §1, rows 7 and 8: what the European platforms add, else what an alignment says. */
static void
read_credits (LapelCredential *self,
              const LapelJson *badge)
{
  const LapelJson *credits = lapel_json_get (badge, EXTENSION_PREFIX "ECTSExtension");
  const LapelJson *level = lapel_json_get (badge, EXTENSION_PREFIX "EQFExtension");
  const LapelJson *eqf = lapel_json_get (lapel_json_at (level, 0), "EQF");

  self->ects = lapel_credential_find_ects (self, lapel_json_at (credits, 0));
  if (eqf != NULL && eqf->type == LAPEL_JSON_NUMBER && eqf->number >= 1 && eqf->number <= 8)
    self->eqf = (int) eqf->number;
  else
    self->eqf = lapel_credential_find_eqf (self);
}

static void
read_badge (LapelCredential *self,
            const LapelJson *badge)
{
  const LapelJson *image = lapel_json_at (lapel_json_get (badge, "image"), 0);

  self->achievement_id = lapel_json_get_string (badge, "id");
  self->language = lapel_json_get_string (badge, "@language");
  self->description = lapel_json_text_of (lapel_json_get (badge, "description"));
  self->image = lapel_json_id_of (image);
  if (self->image == NULL)
    self->image = lapel_json_id_of (lapel_json_at (lapel_json_get (self->document, "image"), 0));
  read_criteria (self, badge);
  read_tags (self, badge);
  read_alignments (self, badge);
  read_credits (self, badge);
  self->kind = lapel_credential_find_kind (self);
}

/* What it is called: by the badge class, else by itself, else by where it is. */
static void
read_title (LapelCredential *self,
            const LapelJson *badge)
{
  const LapelJson *document = self->document;
  const char *claim =
      lapel_json_get_string (lapel_json_get (document, "claim"), "endorsementComment");
  const char *types = lapel_json_text_of (lapel_json_get (document, "type"));
  const char *title = lapel_json_text_of (lapel_json_get (badge, "name"));

  if (self->ob2->class == LAPEL_OB2_ENDORSEMENT)
    self->description = claim;
  if (title == NULL || *title == '\0')
    title = lapel_json_text_of (lapel_json_get (document, "name"));
  if ((title == NULL || *title == '\0') && self->ob2->class == LAPEL_OB2_ASSERTION)
    title = self->ob2->badge.url != NULL ? self->ob2->badge.url : self->id;
  if (title == NULL || *title == '\0')
    title = types != NULL ? types : "Assertion";
  self->title = title;
}

static const LapelJson *
with_part (LapelCredential    *self,
           const LapelJson    *object,
           const char         *name,
           const LapelOb2Part *part)
{
  if (object == NULL || part->object == NULL)
    return object;
  return lapel_json_with (object, name, part->object, self->arena);
}

static const LapelJson *
assemble (LapelCredential *self)
{
  LapelOb2 *ob2 = self->ob2;
  LapelOb2Part badge = ob2->badge;

  if (ob2->class == LAPEL_OB2_ENDORSEMENT || ob2->class == LAPEL_OB2_BADGE_CLASS)
    return with_part (self, ob2->award.object, "issuer", &ob2->issuer);
  if (ob2->class != LAPEL_OB2_ASSERTION)
    return ob2->award.object;
  badge.object = with_part (self, badge.object, "issuer", &ob2->issuer);
  return with_part (self, ob2->award.object, "badge", &badge);
}

void
lapel_ob2_read_members (LapelCredential *self)
{
  const LapelOb2 *ob2 = self->ob2;
  const LapelJson *badge = ob2->badge.object;

  self->document = assemble (self);
  self->id = lapel_json_get_string (self->document, "id");
  self->valid_from =
      lapel_ob2_parse_date (lapel_json_text_of (lapel_json_get (self->document, "issuedOn")));
  self->valid_until =
      lapel_ob2_parse_date (lapel_json_text_of (lapel_json_get (self->document, "expires")));
  self->awarded = self->valid_from;
  read_issuer (self);
  read_recipient (self);
  read_badge (self, badge);
  read_evidence (self);
  read_title (self, badge);
}
