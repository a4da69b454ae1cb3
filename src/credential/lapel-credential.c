/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential.h"

#include "lapel-codes.h"
#include "lapel-credential-private.h"
#include "lapel-elm-xml-private.h"
#include "lapel-crypto.h"
#include "lapel-error.h"
#include "lapel-open-badge-2-private.h"

#include <string.h>

#define OPEN_BADGE_CONTEXTS      "https://purl.imsglobal.org/spec/ob/v3p0/"
#define TRANSCRIPT_CONTEXTS      "https://purl.imsglobal.org/spec/clr/v2p0/context"
#define OPEN_BADGE_CONTEXT_ALIAS "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld"

static const char *const format_names[] = {
  [LAPEL_FORMAT_OB3] = "open-badges-3.0",
  [LAPEL_FORMAT_VC] = "vc",
  [LAPEL_FORMAT_PRESENTATION] = LAPEL_FORMAT_NAME_PRESENTATION,
  [LAPEL_FORMAT_SD_JWT_VC] = "sd-jwt-vc",
  [LAPEL_FORMAT_OB05] = "open-badges-0.5",
  [LAPEL_FORMAT_OB10] = "open-badges-1.0",
  [LAPEL_FORMAT_OB11] = "open-badges-1.1",
  [LAPEL_FORMAT_OB2] = "open-badges-2.0",
  [LAPEL_FORMAT_ENDORSEMENT] = "endorsement",
  [LAPEL_FORMAT_CLR2] = "clr-2.0",
  [LAPEL_FORMAT_ELM3] = "elm-3",
  [LAPEL_FORMAT_ELM2] = "elm-2",
  [LAPEL_FORMAT_UNKNOWN] = "unknown",
};

static const char *const kind_words[] = {
  [LAPEL_KIND_BADGE] = "badge",
  [LAPEL_KIND_MICRO_CREDENTIAL] = "micro-credential",
  [LAPEL_KIND_CERTIFICATE] = "certificate",
  [LAPEL_KIND_TRANSCRIPT] = "transcript",
};

gboolean
lapel_is_open_badge_context (const LapelJson *value)
{
  const char *url = lapel_json_as_string (value);

  return url != NULL && (g_str_has_prefix (url, OPEN_BADGE_CONTEXTS "context") ||
                         strcmp (url, OPEN_BADGE_CONTEXT_ALIAS) == 0);
}

gboolean
lapel_is_transcript_context (const LapelJson *value)
{
  const char *url = lapel_json_as_string (value);

  return url != NULL && g_str_has_prefix (url, TRANSCRIPT_CONTEXTS);
}

static gboolean
has_context (const LapelJson *document,
             const char      *url)
{
  return lapel_json_has_string (lapel_json_get (document, "@context"), url);
}

static gboolean
has_open_badge_context (const LapelJson *document)
{
  const LapelJson *contexts = lapel_json_get (document, "@context");

  for (uint32_t i = 0; i < lapel_json_count (contexts); i++)
    if (lapel_is_open_badge_context (lapel_json_at (contexts, i)))
      return TRUE;
  return FALSE;
}

/* Badges of before 3.0 know nothing of W3C credentials. */
static gboolean
recognise_old_badge (LapelCredential *self)
{
  LapelOb2Class class;

  return !lapel_json_has_type (self->document, "VerifiableCredential") &&
         !has_context (self->document, LAPEL_CONTEXT_VC1) &&
         !has_context (self->document, LAPEL_CONTEXT_VC2) &&
         lapel_ob2_recognise (self->document, &class, &self->format);
}

static gboolean
recognise (LapelCredential  *self,
           GError          **error)
{
  const LapelJson *document = self->document;

  if (recognise_old_badge (self))
    return TRUE;
  if (lapel_json_has_type (document, "VerifiablePresentation"))
    self->format = LAPEL_FORMAT_PRESENTATION;
  else if (lapel_json_has_type (document, "EuropeanDigitalCredential"))
    self->format = LAPEL_FORMAT_ELM3;
  else if (lapel_json_has_type (document, "ClrCredential"))
    self->format = LAPEL_FORMAT_CLR2;
  else if (lapel_json_has_type (document, "OpenBadgeCredential") ||
           lapel_json_has_type (document, "AchievementCredential"))
    self->format = LAPEL_FORMAT_OB3;
  else if (lapel_json_has_type (document, "EndorsementCredential"))
    self->format = LAPEL_FORMAT_ENDORSEMENT;
  else if (lapel_json_has_type (document, "VerifiableCredential") ||
           has_context (document, LAPEL_CONTEXT_VC1) || has_context (document, LAPEL_CONTEXT_VC2) ||
           has_open_badge_context (document))
    self->format = LAPEL_FORMAT_VC;
  else if (lapel_json_is_object (document) && document->n > 0)
    self->format = LAPEL_FORMAT_UNKNOWN;
  else
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED, "there is no record in it");
      return FALSE;
    }
  return TRUE;
}

LapelCredential *
lapel_credential_new (LapelJsonDoc *doc)
{
  LapelCredential *self = g_new0 (LapelCredential, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->arena = lapel_arena_new (1024);
  self->doc = lapel_json_doc_ref (doc);
  self->valid_from = self->valid_until = self->awarded = LAPEL_TIME_NONE;
  return self;
}

/* The form in which the EU's builder takes credentials up has one member around them. */
static const LapelJson *
unwrap (const LapelJson *document)
{
  const LapelJson *inner = lapel_json_get (document, "credential");

  return lapel_json_has_type (inner, "EuropeanDigitalCredential") ? inner : document;
}

/* A credential or presentation under an electronic seal. */
static LapelCredential *
parse_sealed (LapelJsonDoc     *doc,
              const LapelJson  *value,
              GError          **error)
{
  g_autoptr (LapelSealed) sealed = lapel_sealed_new (doc, value, error);
  g_autoptr (LapelCredential) self = NULL;

  if (sealed == NULL)
    return NULL;
  self = lapel_credential_new (lapel_sealed_get_payload (sealed));
  self->document = unwrap (lapel_json_doc_get_root (lapel_sealed_get_payload (sealed)));
  self->sealed = g_steal_pointer (&sealed);
  self->securing = LAPEL_SECURING_SEAL;
  if (!recognise (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

LapelCredential *
lapel_credential_parse_object (LapelJsonDoc     *doc,
                               const LapelJson  *document,
                               GError          **error)
{
  g_autoptr (LapelCredential) self = NULL;

  if (!lapel_json_is_object (document))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED, "the JSON text is no object");
      return NULL;
    }
  if (lapel_json_has_type (document, "EnvelopedVerifiableCredential") ||
      lapel_json_has_type (document, "EnvelopedVerifiablePresentation"))
    return lapel_credential_parse_envelope (document, error);

  if (lapel_sealed_is (document))
    return parse_sealed (doc, document, error);

  self = lapel_credential_new (doc);
  self->document = unwrap (document);
  if (lapel_json_get (self->document, "proof") != NULL)
    self->securing = LAPEL_SECURING_EMBEDDED;
  if (!recognise (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* VCDM 1.1 puts the record into a claim of the token, VCDM 2.0 makes it the token's payload
 * (formats.md §6). */
static void
find_document_in_claims (LapelCredential *self)
{
  const LapelJson *claims = self->claims;
  const LapelJson *record = lapel_json_get (claims, "vc");

  if (record == NULL)
    record = lapel_json_get (claims, "vp");
  self->vc_claim = lapel_json_is_object (record) && lapel_json_get (claims, "@context") == NULL;
  self->document = self->vc_claim ? record : claims;
}

/* A payload with a context is a W3C credential (vc-jose-cose §3.2); any other is an SD-JWT VC,
 * whatever it leaves out. */
static LapelCredential *
parse_sd_jwt (const char  *text,
              size_t       length,
              GError     **error)
{
  g_autoptr (LapelSdJwt) token = lapel_sd_jwt_parse (text, length, error);
  g_autoptr (LapelCredential) self = NULL;

  if (token == NULL)
    return NULL;

  self = lapel_credential_new (lapel_jws_get_payload (lapel_sd_jwt_get_jws (token), NULL));
  self->jws = lapel_sd_jwt_get_jws (token);
  self->claims = self->document = lapel_sd_jwt_get_claims (token);
  self->sd_jwt = g_steal_pointer (&token);
  self->securing = LAPEL_SECURING_SD_JWT;
  self->original = g_bytes_new (text, length);
  if (lapel_json_get (self->document, "@context") == NULL)
    self->format = LAPEL_FORMAT_SD_JWT_VC;
  else if (!recognise (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static LapelCredential *
parse_jws (const char  *text,
           size_t       length,
           GError     **error)
{
  g_autoptr (LapelJws) jws = lapel_jws_parse (text, length, error);
  g_autoptr (LapelCredential) self = NULL;
  LapelJsonDoc *payload = NULL;

  if (jws == NULL)
    return NULL;
  payload = lapel_jws_get_payload (jws, error);
  if (payload == NULL)
    return NULL;

  self = lapel_credential_new (payload);
  self->jws = g_steal_pointer (&jws);
  self->securing = LAPEL_SECURING_JWT;
  self->claims = lapel_json_doc_get_root (payload);
  find_document_in_claims (self);
  self->original = g_bytes_new (text, length);
  if (!recognise (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

LapelCredential *
lapel_credential_parse_token (const char  *text,
                              size_t       length,
                              GError     **error)
{
  if (lapel_sd_jwt_looks_like (text, length))
    return parse_sd_jwt (text, length, error);
  return parse_jws (text, length, error);
}

void
lapel_credential_read_model (LapelCredential *self)
{
  const LapelJson *document = self->document;

  if (self->ob2 != NULL)
    return;
  if (lapel_ob2_is_format (self->format))
    {
      lapel_ob2_read (self);
      return;
    }
  if (has_context (document, LAPEL_CONTEXT_VC2))
    self->data_model = 2;
  else
    self->data_model = has_context (document, LAPEL_CONTEXT_VC1) || self->vc_claim ? 1 : 2;

  if (self->format == LAPEL_FORMAT_SD_JWT_VC)
    lapel_credential_read_sd_jwt_vc (self);
  else if (self->format == LAPEL_FORMAT_ELM3 || self->format == LAPEL_FORMAT_ELM2)
    lapel_credential_read_elm (self);
  else
    lapel_credential_read_members (self);
}

/* The part of @text without the white space around it. */
static const char *
trim (GBytes *text,
      size_t *out_length)
{
  size_t length = 0;
  const char *start = g_bytes_get_data (text, &length);

  while (length > 0 && g_ascii_isspace (*start))
    start++, length--;
  while (length > 0 && g_ascii_isspace (start[length - 1]))
    length--;
  *out_length = length;
  return start;
}

/* The retired form of European Digital Credentials. */
static LapelCredential *
parse_xml (const char  *text,
           size_t       length,
           GError     **error)
{
  g_autoptr (LapelJsonDoc) doc = lapel_elm_xml_to_json (text, length, error);
  LapelCredential *self = NULL;

  if (doc == NULL)
    return NULL;
  self = lapel_credential_new (doc);
  self->document = lapel_json_doc_get_root (doc);
  self->format = LAPEL_FORMAT_ELM2;
  return self;
}

static LapelCredential *
parse_text (const char  *start,
            size_t       length,
            GError     **error)
{
  g_autoptr (LapelJsonDoc) doc = NULL;
  LapelCredential *self = NULL;
  const LapelJson *root = NULL;

  if (length == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_EMPTY, "there is nothing in it");
      return NULL;
    }
  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                   "%zu bytes, more than the %d that a text may have", length,
                   LAPEL_JSON_MAX_BYTES);
      return NULL;
    }
  if (lapel_jws_looks_like (start, length))
    return lapel_credential_parse_token (start, length, error);
  if (*start == '<')
    return parse_xml (start, length, error);
  self = lapel_ob2_new_from_address (start, length);
  if (self != NULL)
    return self;
  if (*start != '{' && *start != '[')
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED,
                   "neither a JSON text nor a signed token");
      return NULL;
    }

  doc = lapel_json_parse (start, length, error);
  if (doc == NULL)
    return NULL;
  root = lapel_json_doc_get_root (doc);
  /* Some exports put the one credential they have into a list. */
  if (lapel_json_is_array (root) && root->n == 1)
    root = root->items;
  return lapel_credential_parse_object (doc, root, error);
}

LapelCredential *
lapel_credential_parse (GBytes  *text,
                        GError **error)
{
  size_t length = 0;
  const char *start = trim (text, &length);
  LapelCredential *self = parse_text (start, length, error);

  if (self == NULL)
    return NULL;

  g_clear_pointer (&self->original, g_bytes_unref);
  self->original = g_bytes_ref (text);
  lapel_credential_read_model (self);
  lapel_credential_read_nested (self, NULL);
  return self;
}

LapelCredential *
lapel_credential_ref (LapelCredential *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_credential_unref (LapelCredential *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->endorsements, g_ptr_array_unref);
  g_clear_pointer (&self->unreadable, g_ptr_array_unref);
  g_clear_pointer (&self->unreadable_endorsements, g_ptr_array_unref);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->web, g_hash_table_unref);
  if (self->sd_jwt == NULL && self->source == NULL)
    lapel_jws_free (self->jws);
  g_clear_pointer (&self->source, lapel_credential_unref);
  lapel_sd_jwt_free (self->sd_jwt);
  lapel_sealed_free (self->sealed);
  lapel_languages_free (self->languages);
  g_clear_pointer (&self->doc, lapel_json_doc_unref);
  lapel_arena_free (self->arena);
  g_free (self);
}

/* Percent-unescaped and trimmed; what does not decode to text is taken as it stands. */
static char *
normalise_id (const char *id)
{
  char *plain = g_uri_unescape_string (id, "\n");

  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    {
      g_free (plain);
      plain = g_strdup (id);
    }
  return g_strstrip (plain);
}

char *
lapel_credential_dup_key (const LapelCredential *self)
{
  g_autofree char *issuer = NULL;
  g_autofree char *id = NULL;

  if (self->id == NULL || self->issuer.id == NULL)
    {
      size_t length = 0;
      const void *data = g_bytes_get_data (self->original, &length);
      g_autofree char *digest = lapel_sha256_hex (data, length);

      return g_strconcat ("sha256:", digest, NULL);
    }

  issuer = normalise_id (self->issuer.id);
  id = normalise_id (self->id);
  return g_strconcat (issuer, "\n", id, NULL);
}

gboolean
lapel_credential_is_open_badge (const LapelCredential *self)
{
  return self->format == LAPEL_FORMAT_OB3 || self->format == LAPEL_FORMAT_ENDORSEMENT ||
         self->format == LAPEL_FORMAT_CLR2;
}

const char *
lapel_credential_get_format_name (const LapelCredential *self)
{
  if (self->format == LAPEL_FORMAT_VC)
    return self->data_model == 1 ? "vc-1.1" : "vc-2.0";
  return format_names[self->format];
}

const char *
lapel_kind_to_string (LapelKind kind)
{
  g_return_val_if_fail ((unsigned int) kind < G_N_ELEMENTS (kind_words), NULL);
  return kind_words[kind];
}
