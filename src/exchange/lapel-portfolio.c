/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-portfolio.h"

#include "lapel-sd-jwt.h"

#include <string.h>

#define CONTEXT "https://www.w3.org/ns/credentials/v2"

/* What the data: URL of an envelope calls a token. */
#define TYPE_JWT       "application/vc+jwt"
#define TYPE_SD_JWT    "application/vc+sd-jwt"
#define TYPE_SD_JWT_VC "application/dc+sd-jwt"

/* While a presentation is put together. */
typedef struct
{
  LapelArena *arena; /* owned: the presentation's own values */
  GPtrArray *docs;   /* owned: of LapelJsonDoc, the credentials */
  LapelJson *items;  /* in the arena */
  uint32_t n_items;
} Builder;

static void
builder_clear (Builder *self)
{
  g_clear_pointer (&self->arena, lapel_arena_free);
  g_clear_pointer (&self->docs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

static const LapelJson *
new_object (LapelArena *arena)
{
  LapelJson *object = lapel_arena_new_array (arena, LapelJson, 1);

  *object = (LapelJson){ .type = LAPEL_JSON_OBJECT };
  return object;
}

static const LapelJson *
new_array (const LapelJson *items,
           uint32_t         n,
           LapelArena      *arena)
{
  LapelJson *array = lapel_arena_new_array (arena, LapelJson, 1);

  *array = (LapelJson){ .type = LAPEL_JSON_ARRAY, .n = n, .items = items };
  return array;
}

/* @object with a member @name, unless @text is %NULL. */
static const LapelJson *
with_text (const LapelJson *object,
           const char      *name,
           const char      *text,
           LapelArena      *arena)
{
  if (text == NULL)
    return object;
  return lapel_json_with (object, name, lapel_json_new_string (text, arena), arena);
}

/* An SD-JWT with a W3C credential in it has the old type, which stayed theirs. */
static const char *
find_token_type (const char *token,
                 size_t      length)
{
  g_autoptr (LapelSdJwt) selective = NULL;

  if (!lapel_sd_jwt_looks_like (token, length))
    return TYPE_JWT;
  selective = lapel_sd_jwt_parse (token, length, NULL);
  if (selective != NULL && lapel_json_get (lapel_sd_jwt_get_claims (selective), "@context") != NULL)
    return TYPE_SD_JWT;
  return TYPE_SD_JWT_VC;
}

/* VCDM 2.0 §4.13: a token keeps its bytes in a data: URL. */
static const LapelJson *
envelop (const char *token,
         size_t      length,
         LapelArena *arena)
{
  g_autofree char *copy = g_strndup (token, length);
  const char *trimmed = g_strstrip (copy);
  g_autofree char *url =
      g_strconcat ("data:", find_token_type (trimmed, strlen (trimmed)), ",", trimmed, NULL);
  const LapelJson *object = with_text (new_object (arena), "@context", CONTEXT, arena);

  object = with_text (object, "id", url, arena);
  return with_text (object, "type", "EnvelopedVerifiableCredential", arena);
}

/* A JSON credential goes in as the values that the strict reader found. Every signature over it
 * survives: each suite signs a canonical form of these values and none the spelling of the file. */
static gboolean
add_credential (Builder  *self,
                GBytes   *text,
                GError  **error)
{
  size_t length;
  const char *data = g_bytes_get_data (text, &length);
  LapelJsonDoc *doc;

  while (length > 0 && g_ascii_isspace (*data))
    {
      data++;
      length--;
    }
  if (length > 0 && lapel_jws_looks_like (data, length))
    {
      self->items[self->n_items++] = *envelop (data, length, self->arena);
      return TRUE;
    }

  doc = lapel_json_parse (data, length, error);
  if (doc == NULL)
    return FALSE;
  g_ptr_array_add (self->docs, doc);
  if (!lapel_json_is_object (lapel_json_doc_get_root (doc)))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_MALFORMED,
                   "a credential must be a JSON object");
      return FALSE;
    }
  self->items[self->n_items++] = *lapel_json_doc_get_root (doc);
  return TRUE;
}

static const LapelJson *
build (const Builder                  *self,
       const LapelPresentationOptions *options,
       const char                     *holder)
{
  LapelArena *arena = self->arena;
  const LapelJson *contexts = new_array (lapel_json_new_string (CONTEXT, arena), 1, arena);
  const LapelJson *types =
      new_array (lapel_json_new_string ("VerifiablePresentation", arena), 1, arena);
  const LapelJson *object = lapel_json_with (new_object (arena), "@context", contexts, arena);

  object = lapel_json_with (object, "type", types, arena);
  object = with_text (object, "name", options->name, arena);
  object = with_text (object, "description", options->description, arena);
  object = with_text (object, "holder", holder, arena);
  return lapel_json_with (object, "verifiableCredential",
                          new_array (self->items, self->n_items, arena), arena);
}

/* In JSON these stand in strings only, and their escapes are the same strings: "<" could end the
 * script element of a page, and the separators break what reads a page's script as JavaScript. */
static char *
escape_for_page (const char *text)
{
  static const struct
  {
    const char *raw;
    const char *escape;
  } escapes[] = {
    { "<", "\\u003c" },
    { "\xe2\x80\xa8", "\\u2028" },
    { "\xe2\x80\xa9", "\\u2029" },
  };
  g_autoptr (GString) out = g_string_new (text);

  for (size_t i = 0; i < G_N_ELEMENTS (escapes); i++)
    g_string_replace (out, escapes[i].raw, escapes[i].escape, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What we could not read back ourselves (too large, or a credential nested so deeply that the
 * presentation around it is one level too many) is not handed out. */
static gboolean
check_readable (const char  *text,
                GError     **error)
{
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), error);

  if (doc == NULL)
    g_prefix_error (error, "the presentation could not be read back: ");
  return doc != NULL;
}

char *
lapel_portfolio_sign (GPtrArray                       *texts,
                      const LapelPresentationOptions  *options,
                      const LapelSigner               *signer,
                      LapelWorkspace                  *workspace,
                      GError                         **error)
{
  g_auto (Builder) builder = {
    .arena = lapel_arena_new (65536),
    .docs = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_json_doc_unref),
  };
  const LapelProofOptions proof = {
    .suite = "eddsa-jcs-2022",
    .purpose = "authentication",
    .created = options->created,
    .domain = options->domain,
    .challenge = options->challenge,
  };
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;

  builder.items = lapel_arena_new_array (builder.arena, LapelJson, texts->len);
  for (guint i = 0; i < texts->len; i++)
    if (!add_credential (&builder, g_ptr_array_index (texts, i), error))
      return NULL;

  plain = lapel_proof_sign (workspace, build (&builder, options, lapel_signer_get_did (signer)),
                            &proof, signer, error);
  if (plain == NULL)
    return NULL;
  text = escape_for_page (plain);
  return check_readable (text, error) ? g_steal_pointer (&text) : NULL;
}
