/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"

#include <string.h>

/* More credits than any programme has, and the last second of the year 9999. */
#define MAX_ECTS         1000.0
#define MAX_NUMERIC_DATE 253402300799.0

const char *
lapel_json_id_of (const LapelJson *value)
{
  const LapelJson *first = lapel_json_at (value, 0);
  const char *text = lapel_json_as_string (first);

  return text != NULL ? text : lapel_json_get_string (first, "id");
}

const char *
lapel_json_text_of (const LapelJson *value)
{
  const LapelJson *first = lapel_json_at (value, 0);
  const char *text = lapel_json_as_string (first);

  return text != NULL ? text : lapel_json_get_string (first, "@value");
}

gboolean
lapel_json_has_type (const LapelJson *object,
                     const char      *type)
{
  return lapel_json_has_string (lapel_json_get (object, "type"), type);
}

gboolean
lapel_numeric_date (const LapelJson *value,
                    LapelTime       *out_time)
{
  if (value == NULL || value->type != LAPEL_JSON_NUMBER)
    return FALSE;
  if (!(value->number >= -MAX_NUMERIC_DATE && value->number <= MAX_NUMERIC_DATE))
    return FALSE;

  *out_time = (LapelTime) (value->number * G_USEC_PER_SEC);
  return TRUE;
}

static LapelTime
read_date (const LapelJson *object,
           const char      *name)
{
  const char *text = lapel_json_get_string (object, name);
  LapelTime time = LAPEL_TIME_NONE;

  if (text == NULL || !lapel_time_parse (text, &time, NULL, NULL))
    return LAPEL_TIME_NONE;
  return time;
}

static void
read_profile (const LapelJson *value,
              LapelProfile    *out)
{
  out->id = lapel_json_id_of (value);
  out->name = lapel_json_text_of (lapel_json_get (value, "name"));
  out->url = lapel_json_id_of (lapel_json_get (value, "url"));
  out->email = lapel_json_get_string (value, "email");
  out->image = lapel_json_id_of (lapel_json_get (value, "image"));
}

static void
read_recipients (LapelCredential *self,
                 const LapelJson *subject)
{
  const LapelJson *identifiers = lapel_json_get (subject, "identifier");
  uint32_t n = lapel_json_count (identifiers);
  LapelRecipient *recipients = lapel_arena_new_array (self->arena, LapelRecipient, n + 1);

  self->recipients = recipients;
  if (self->subject_id != NULL)
    recipients[self->n_recipients++] =
        (LapelRecipient){ .type = "id", .identity = self->subject_id };

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (identifiers, i);
      const LapelJson *hashed = lapel_json_get (item, "hashed");
      const char *identity = lapel_json_get_string (item, "identityHash");

      if (identity == NULL)
        continue;
      recipients[self->n_recipients++] = (LapelRecipient){
        .type = lapel_json_get_string (item, "identityType"),
        .identity = identity,
        .salt = lapel_json_get_string (item, "salt"),
        .hashed = hashed != NULL && hashed->type == LAPEL_JSON_TRUE,
      };
    }
}

gboolean
lapel_alignment_read (const LapelJson *value,
                      LapelAlignment  *out)
{
  if (!lapel_json_is_object (value))
    return FALSE;
  *out = (LapelAlignment){
    .framework = lapel_json_text_of (lapel_json_get (value, "targetFramework")),
    .code = lapel_json_text_of (lapel_json_get (value, "targetCode")),
    .name = lapel_json_text_of (lapel_json_get (value, "targetName")),
    .url = lapel_json_id_of (lapel_json_get (value, "targetUrl")),
    .type = lapel_json_text_of (lapel_json_get (value, "targetType")),
  };
  return TRUE;
}

static void
read_alignments (LapelCredential *self,
                 const LapelJson *achievement)
{
  const LapelJson *value = lapel_json_get (achievement, "alignment");
  uint32_t n = lapel_json_count (value);
  LapelAlignment *alignments = lapel_arena_new_array (self->arena, LapelAlignment, n);

  self->alignments = alignments;
  for (uint32_t i = 0; i < n; i++)
    if (lapel_alignment_read (lapel_json_at (value, i), &alignments[self->n_alignments]))
      self->n_alignments++;
}

static void
read_tags (LapelCredential *self,
           const LapelJson *achievement)
{
  const LapelJson *value = lapel_json_get (achievement, "tag");
  uint32_t n = lapel_json_count (value);
  const char **tags = lapel_arena_new_array (self->arena, const char *, n + 1);
  uint32_t used = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      const char *tag = lapel_json_as_string (lapel_json_at (value, i));

      if (tag != NULL)
        tags[used++] = tag;
    }
  tags[used] = NULL;
  self->tags = tags;
}

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return lower != NULL && strstr (lower, word) != NULL;
}

double
lapel_parse_credits (const char *text)
{
  char *end = NULL;
  double credits;

  if (text == NULL || !g_ascii_isdigit (text[0]))
    return 0;
  credits = g_ascii_strtod (text, &end);
  if (g_ascii_isalnum (*end) || !(credits > 0 && credits < MAX_ECTS))
    return 0;
  return credits;
}

gboolean
lapel_alignment_is_ects (const LapelAlignment *alignment)
{
  return contains (alignment->framework, "ects") ||
         contains (alignment->framework, "european credit transfer");
}

gboolean
lapel_alignment_is_eqf (const LapelAlignment *alignment)
{
  return g_strcmp0 (alignment->type, "ext:EQF") == 0 || contains (alignment->framework, "eqf") ||
         contains (alignment->framework, "european qualifications framework");
}

gboolean
lapel_alignment_is_competence (const LapelAlignment *self)
{
  return !lapel_alignment_is_ects (self) && !lapel_alignment_is_eqf (self);
}

/* europe.md §1, row 7: the Dutch extension, else an alignment with the credit system. Plain OB 3.0
 * credits have no stated unit and are never read as ECTS. */
double
lapel_credential_find_ects (const LapelCredential *self,
                            const LapelJson       *achievement)
{
  const LapelJson *stated = lapel_json_get (achievement, "ECTS");

  if (stated != NULL && stated->type == LAPEL_JSON_NUMBER && stated->number > 0 &&
      stated->number < MAX_ECTS)
    return stated->number;

  for (uint32_t i = 0; i < self->n_alignments; i++)
    {
      const LapelAlignment *alignment = &self->alignments[i];
      double credits;

      if (!lapel_alignment_is_ects (alignment))
        continue;
      credits = lapel_parse_credits (alignment->code);
      if (credits == 0)
        credits = lapel_parse_credits (alignment->name);
      if (credits > 0)
        return credits;
    }
  return 0;
}

int
lapel_parse_eqf_level (const char *text)
{
  size_t length = text != NULL ? strlen (text) : 0;

  if (length == 0 || text[length - 1] < '1' || text[length - 1] > '8')
    return 0;
  if (length > 1 && (g_ascii_isdigit (text[length - 2]) || text[length - 2] == '.'))
    return 0;
  return text[length - 1] - '0';
}

/* europe.md §1, row 8. */
int
lapel_credential_find_eqf (const LapelCredential *self)
{
  for (uint32_t i = 0; i < self->n_alignments; i++)
    {
      const LapelAlignment *alignment = &self->alignments[i];
      int level;

      if (!lapel_alignment_is_eqf (alignment))
        continue;
      level = lapel_parse_eqf_level (alignment->code);
      if (level == 0)
        level = lapel_parse_eqf_level (alignment->name);
      if (level != 0)
        return level;
    }
  return 0;
}

LapelKind
lapel_credential_find_kind (const LapelCredential *self)
{
  static const char *const certificates[] = { "certificat", "degree", "diploma", "doctorate",
                                              "license" };

  if (lapel_json_has_type (self->document, "ClrCredential"))
    return LAPEL_KIND_TRANSCRIPT;
  if (contains (self->achievement_type, "microcredential") ||
      contains (self->achievement_type, "micro-credential"))
    return LAPEL_KIND_MICRO_CREDENTIAL;
  for (unsigned int i = 0; i < G_N_ELEMENTS (certificates); i++)
    if (contains (self->achievement_type, certificates[i]))
      return LAPEL_KIND_CERTIFICATE;
  return self->ects > 0 ? LAPEL_KIND_MICRO_CREDENTIAL : LAPEL_KIND_BADGE;
}

static const char *
find_title (const LapelCredential *self,
            const LapelJson       *achievement)
{
  const LapelJson *types = lapel_json_get (self->document, "type");
  const char *title = lapel_json_text_of (lapel_json_get (achievement, "name"));

  if (title == NULL || *title == '\0')
    title = lapel_json_text_of (lapel_json_get (self->document, "name"));
  if (title == NULL && self->format == LAPEL_FORMAT_UNKNOWN)
    title = lapel_json_text_of (lapel_json_get (self->document, "title"));
  if (title != NULL && *title != '\0')
    return title;

  for (uint32_t i = 0; i < lapel_json_count (types); i++)
    {
      const char *type = lapel_json_as_string (lapel_json_at (types, i));

      if (type != NULL && strcmp (type, "VerifiableCredential") != 0)
        return type;
    }
  return self->format == LAPEL_FORMAT_UNKNOWN ? "JSON" : "VerifiableCredential";
}

static void
read_achievement (LapelCredential *self,
                  const LapelJson *achievement)
{
  const LapelJson *criteria = lapel_json_at (lapel_json_get (achievement, "criteria"), 0);

  self->title = find_title (self, achievement);
  self->description = lapel_json_text_of (lapel_json_get (achievement, "description"));
  if (self->description == NULL)
    self->description = lapel_json_text_of (lapel_json_get (self->document, "description"));
  self->language = lapel_json_get_string (achievement, "inLanguage");

  self->achievement_id = lapel_json_get_string (achievement, "id");
  self->achievement_type = lapel_json_text_of (lapel_json_get (achievement, "achievementType"));
  self->criteria = lapel_json_text_of (lapel_json_get (criteria, "narrative"));
  self->criteria_id = lapel_json_id_of (criteria);
  self->image = lapel_json_id_of (lapel_json_get (achievement, "image"));
  if (self->image == NULL)
    self->image = lapel_json_id_of (lapel_json_get (self->document, "image"));
  self->code = lapel_json_get_string (achievement, "humanCode");

  read_tags (self, achievement);
  read_alignments (self, achievement);
  self->ects = lapel_credential_find_ects (self, achievement);
  self->eqf = lapel_credential_find_eqf (self);
  self->kind = lapel_credential_find_kind (self);
}

static void
read_either (const LapelJson *object,
             const char      *name,
             const char      *other,
             LapelTime       *out_time)
{
  *out_time = read_date (object, name);
  if (*out_time == LAPEL_TIME_NONE)
    *out_time = read_date (object, other);
}

static void
read_dates (LapelCredential *self)
{
  const LapelJson *document = self->document;
  gboolean first = self->data_model == 1;

  read_either (document, first ? "issuanceDate" : "validFrom", first ? "validFrom" : "issuanceDate",
               &self->valid_from);
  read_either (document, first ? "expirationDate" : "validUntil",
               first ? "validUntil" : "expirationDate", &self->valid_until);

  /* VCDM 1.1 §6.3.1: in a token these two may stand as nbf and exp alone. */
  if (self->vc_claim && self->valid_from == LAPEL_TIME_NONE)
    lapel_numeric_date (lapel_json_get (self->claims, "nbf"), &self->valid_from);
  if (self->vc_claim && self->valid_until == LAPEL_TIME_NONE)
    lapel_numeric_date (lapel_json_get (self->claims, "exp"), &self->valid_until);

  self->awarded = read_date (document, "awardedDate");
  if (self->awarded == LAPEL_TIME_NONE)
    self->awarded = self->valid_from;
}

void
lapel_credential_read_members (LapelCredential *self)
{
  const LapelJson *document = self->document;
  const LapelJson *subject = lapel_json_at (lapel_json_get (document, "credentialSubject"), 0);
  gboolean presentation = self->format == LAPEL_FORMAT_PRESENTATION;
  gboolean transcript = self->format == LAPEL_FORMAT_CLR2;

  read_profile (lapel_json_get (document, presentation ? "holder" : "issuer"), &self->issuer);
  self->id = lapel_json_get_string (document, "id");
  self->subject_id = lapel_json_id_of (subject);
  self->subject_name = lapel_json_text_of (lapel_json_get (subject, "name"));

  if (self->vc_claim)
    {
      if (self->issuer.id == NULL)
        self->issuer.id = lapel_json_get_string (self->claims, "iss");
      if (self->id == NULL)
        self->id = lapel_json_get_string (self->claims, "jti");
      if (self->subject_id == NULL && !presentation)
        self->subject_id = lapel_json_get_string (self->claims, "sub");
    }

  lapel_credential_read_results (self, subject);
  read_recipients (self, subject);
  /* None of those that a transcript lists is what it is about. */
  read_achievement (self,
                    transcript ? NULL : lapel_json_at (lapel_json_get (subject, "achievement"), 0));
  if (self->format == LAPEL_FORMAT_ENDORSEMENT && self->description == NULL)
    self->description = lapel_json_text_of (lapel_json_get (subject, "endorsementComment"));
  read_dates (self);
}
