/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample-badge.h"
#include "sample-keys.h"

#include "lapel-data-integrity.h"
#include "lapel-jcs.h"
#include "lapel-jws.h"
#include "lapel-png.h"

#include <string.h>

/* make-samples ART FOLDER: writes the samples into FOLDER, with the pictures in ART. The bytes are
 * the same each time. */

#define ACADEMY_PHRASE    "Lapel sample: academy"
#define UNIVERSITY_PHRASE "Lapel sample: university"

typedef struct
{
  const char *art;
  const char *folder;
  LapelSigner *academy;
  SampleRsa *university;
  LapelWorkspace *workspace;
} Maker;

static void append_pretty (GString         *out,
                           const LapelJson *value,
                           int              depth);

static void
append_line (GString *out,
             int      depth)
{
  g_string_append_printf (out, "\n%*s", 2 * depth, "");
}

static void
append_pretty_object (GString         *out,
                      const LapelJson *object,
                      int              depth)
{
  g_string_append_c (out, '{');
  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];
      const LapelJson name = { .type = LAPEL_JSON_STRING,
                               .n = member->name_length,
                               .string = member->name };

      if (i > 0)
        g_string_append_c (out, ',');
      append_line (out, depth + 1);
      lapel_jcs_append (out, &name);
      g_string_append (out, ": ");
      append_pretty (out, &member->value, depth + 1);
    }
  append_line (out, depth);
  g_string_append_c (out, '}');
}

static void
append_pretty_array (GString         *out,
                     const LapelJson *array,
                     int              depth)
{
  g_string_append_c (out, '[');
  for (uint32_t i = 0; i < array->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_line (out, depth + 1);
      append_pretty (out, &array->items[i], depth + 1);
    }
  append_line (out, depth);
  g_string_append_c (out, ']');
}

/* The files are there to be looked at. */
static void
append_pretty (GString         *out,
               const LapelJson *value,
               int              depth)
{
  if (value->type == LAPEL_JSON_OBJECT)
    append_pretty_object (out, value, depth);
  else if (value->type == LAPEL_JSON_ARRAY)
    append_pretty_array (out, value, depth);
  else
    lapel_jcs_append (out, value);
}

static char *
prettify (const char  *text,
          GError     **error)
{
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), error);
  g_autoptr (GString) out = NULL;

  if (doc == NULL)
    return NULL;
  out = g_string_new (NULL);
  append_pretty (out, lapel_json_doc_get_root (doc), 0);
  g_string_append_c (out, '\n');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
sign_embedded (const Maker        *self,
               const SampleBadge  *badge,
               const char         *json,
               GError            **error)
{
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (json, strlen (json), error);
  LapelProofOptions options = { .purpose = "assertionMethod", .created = badge->valid_from };

  if (doc == NULL)
    return NULL;
  if (badge->securing == SAMPLE_ED25519_2020)
    options.suite = "Ed25519Signature2020";
  else if (badge->securing == SAMPLE_EDDSA_JCS_2022)
    options.suite = "eddsa-jcs-2022";
  else
    options.suite = "eddsa-rdfc-2022";
  return lapel_proof_sign (self->workspace, lapel_json_doc_get_root (doc), &options, self->academy,
                           error);
}

static char *
sign_by_academy (const Maker *self,
                 const char  *json)
{
  const char *method = lapel_signer_get_method (self->academy);
  g_autofree char *header =
      g_strdup_printf ("{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"JWT\"}", method);

  return lapel_jws_sign (header, json, self->academy);
}

static char *
sign_by_university (const Maker *self,
                    const char  *json)
{
  const char *did = sample_rsa_get_did (self->university);
  g_autofree char *header =
      g_strdup_printf ("{\"alg\":\"RS256\",\"kid\":\"%s#0\",\"typ\":\"JWT\"}", did);

  return sample_rsa_sign_token (self->university, header, json);
}

static char *
sign (const Maker        *self,
      const SampleBadge  *badge,
      const char         *json,
      GError            **error)
{
  if (badge->securing == SAMPLE_EDDSA_TOKEN)
    return sign_by_academy (self, json);
  if (badge->securing == SAMPLE_RS256_TOKEN)
    return sign_by_university (self, json);
  return sign_embedded (self, badge, json, error);
}

static GBytes *
read_picture (const Maker        *self,
              const SampleBadge  *badge,
              GError            **error)
{
  g_autofree char *path = g_build_filename (self->art, badge->picture, NULL);
  g_autofree char *data = NULL;
  size_t length;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/* What the file holds: a baked picture, indented JSON, or a token on a line. */
static GBytes *
wrap (const SampleBadge  *badge,
      GBytes             *picture,
      char               *signed_text,
      GError            **error)
{
  g_autofree char *text = signed_text;
  g_autoptr (GBytes) content = NULL;
  char *line = NULL;

  if (g_str_has_suffix (badge->file, ".png"))
    {
      content = g_bytes_new (text, strlen (text));
      return lapel_png_bake (picture, LAPEL_BAKED_OB3, content, error);
    }
  if (g_str_has_suffix (badge->file, ".json"))
    line = prettify (text, error);
  else
    line = g_strconcat (text, "\n", NULL);
  return line != NULL ? g_bytes_new_take (line, strlen (line)) : NULL;
}

static gboolean
write_file (const Maker        *self,
            const SampleBadge  *badge,
            GBytes             *content,
            GError            **error)
{
  g_autofree char *path = g_build_filename (self->folder, badge->file, NULL);
  size_t length;
  const char *data = g_bytes_get_data (content, &length);

  return g_file_set_contents (path, data, (gssize) length, error);
}

static gboolean
make (const Maker        *self,
      const SampleBadge  *badge,
      GError            **error)
{
  const char *issuer = badge->securing == SAMPLE_RS256_TOKEN ? sample_rsa_get_did (self->university)
                                                             : lapel_signer_get_did (self->academy);
  gboolean baked = g_str_has_suffix (badge->file, ".png");
  g_autoptr (GBytes) picture = read_picture (self, badge, error);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *json = NULL;
  char *text;

  if (picture == NULL)
    return FALSE;
  /* A baked picture carries the credential; the credential need not carry the picture too. */
  json = sample_badge_to_json (badge, issuer, baked ? NULL : picture);
  text = sign (self, badge, json, error);
  if (text == NULL)
    return FALSE;
  content = wrap (badge, picture, text, error);
  return content != NULL && write_file (self, badge, content, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (LapelSigner) academy = sample_signer_new (ACADEMY_PHRASE);
  g_autoptr (SampleRsa) university = sample_rsa_new (UNIVERSITY_PHRASE);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  Maker maker = { .academy = academy, .university = university, .workspace = workspace };

  if (argc != 3)
    {
      g_printerr ("usage: make-samples ART FOLDER\n");
      return 64;
    }
  maker.art = argv[1];
  maker.folder = argv[2];

  for (const SampleBadge *badge = sample_badges (); badge->file != NULL; badge++)
    {
      g_autoptr (GError) error = NULL;

      if (!make (&maker, badge, &error))
        {
          g_printerr ("%s: %s\n", badge->file, error->message);
          return 1;
        }
    }
  g_print ("Sample Academy for Teachers: %s\n", lapel_signer_get_did (academy));
  g_print ("Sample University of Education: %s\n", sample_rsa_get_did (university));
  return 0;
}
