/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample-badge.h"

#include "lapel-crypto.h"
#include "lapel-time.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HOLDER      "sample.teacher@example.org"
#define SALT_LENGTH 16

/* Who issues: the university what it protects with its RSA key, the academy all else. */
typedef struct
{
  const char *name;
  const char *url;
  const char *email;
} Profile;

static const Profile academy = { "Sample Academy for Teachers", "https://academy.example",
                                 "badges@academy.example" };
static const Profile university = { "Sample University of Education", "https://university.example",
                                    "awards@university.example" };

static gboolean
is_token (const SampleBadge *badge)
{
  return badge->securing == SAMPLE_EDDSA_TOKEN || badge->securing == SAMPLE_RS256_TOKEN;
}

static void
set_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
set_strings (JsonBuilder       *builder,
             const char        *name,
             const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; *values != NULL; values++)
    json_builder_add_string_value (builder, *values);
  json_builder_end_array (builder);
}

static void
begin_member (JsonBuilder *builder,
              const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
set_type (JsonBuilder *builder,
          const char  *type)
{
  const char *const types[] = { type, NULL };

  set_strings (builder, "type", types);
}

static void
add_context_and_type (JsonBuilder       *builder,
                      const SampleBadge *badge)
{
  static const char *const contexts_2[] = {
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", NULL
  };
  static const char *const contexts_1[] = {
    "https://www.w3.org/2018/credentials/v1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://w3id.org/security/suites/ed25519-2020/v1", NULL
  };
  static const char *const types[] = { "VerifiableCredential", "OpenBadgeCredential", NULL };

  set_strings (builder, "@context",
               badge->securing == SAMPLE_ED25519_2020 ? contexts_1 : contexts_2);
  set_string (builder, "id", badge->id);
  set_strings (builder, "type", types);
}

static void
add_issuer (JsonBuilder       *builder,
            const SampleBadge *badge,
            const char        *issuer)
{
  const Profile *profile = badge->securing == SAMPLE_RS256_TOKEN ? &university : &academy;

  begin_member (builder, "issuer");
  set_string (builder, "id", issuer);
  set_type (builder, "Profile");
  set_string (builder, "name", profile->name);
  set_string (builder, "url", profile->url);
  set_string (builder, "email", profile->email);
  json_builder_end_object (builder);
}

static void
add_dates (JsonBuilder       *builder,
           const SampleBadge *badge)
{
  gboolean first = badge->securing == SAMPLE_ED25519_2020;

  set_string (builder, first ? "issuanceDate" : "validFrom", badge->valid_from);
  set_string (builder, first ? "expirationDate" : "validUntil", badge->valid_until);
}

/* The address as a salted hash, the salt another in each credential. */
static void
add_holder (JsonBuilder       *builder,
            const SampleBadge *badge)
{
  g_autofree char *salt = lapel_sha256_hex (badge->id, strlen (badge->id));
  g_autofree char *salted = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *hash = NULL;

  salt[SALT_LENGTH] = '\0';
  salted = g_strconcat (HOLDER, salt, NULL);
  digest = lapel_sha256_hex (salted, strlen (salted));
  hash = g_strconcat ("sha256$", digest, NULL);

  json_builder_set_member_name (builder, "identifier");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  set_string (builder, "type", "IdentityObject");
  json_builder_set_member_name (builder, "hashed");
  json_builder_add_boolean_value (builder, TRUE);
  set_string (builder, "identityHash", hash);
  set_string (builder, "identityType", "emailAddress");
  set_string (builder, "salt", salt);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_picture (JsonBuilder *builder,
             GBytes      *picture)
{
  g_autofree char *encoded = NULL;
  g_autofree char *uri = NULL;
  const guint8 *data;
  size_t length;

  if (picture == NULL)
    return;
  data = g_bytes_get_data (picture, &length);
  encoded = g_base64_encode (data, length);
  uri = g_strconcat ("data:image/png;base64,", encoded, NULL);

  begin_member (builder, "image");
  set_string (builder, "id", uri);
  set_string (builder, "type", "Image");
  json_builder_end_object (builder);
}

static void
add_alignments (JsonBuilder           *builder,
                const SampleAlignment *alignment)
{
  json_builder_set_member_name (builder, "alignment");
  json_builder_begin_array (builder);
  for (; alignment->name != NULL; alignment++)
    {
      json_builder_begin_object (builder);
      set_type (builder, "Alignment");
      set_string (builder, "targetType", alignment->type);
      set_string (builder, "targetFramework", alignment->framework);
      set_string (builder, "targetCode", alignment->code);
      set_string (builder, "targetName", alignment->name);
      set_string (builder, "targetUrl", alignment->url);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_result_description (JsonBuilder *builder,
                        const char  *id)
{
  json_builder_set_member_name (builder, "resultDescription");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  set_string (builder, "id", id);
  set_type (builder, "ResultDescription");
  set_string (builder, "name", "Portfolio and oral examination");
  set_string (builder, "resultType", "RawScore");
  set_string (builder, "valueMin", "0");
  set_string (builder, "valueMax", "100");
  set_string (builder, "requiredValue", "60");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_result (JsonBuilder       *builder,
            const SampleBadge *badge,
            const char        *description)
{
  json_builder_set_member_name (builder, "result");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  set_type (builder, "Result");
  set_string (builder, "resultDescription", description);
  set_string (builder, "value", badge->points);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_achievement (JsonBuilder       *builder,
                 const SampleBadge *badge,
                 const char        *result_description,
                 GBytes            *picture)
{
  begin_member (builder, "achievement");
  set_string (builder, "id", badge->achievement);
  set_type (builder, "Achievement");
  set_string (builder, "achievementType", badge->type);
  set_string (builder, "name", badge->name);
  set_string (builder, "description", badge->description);
  begin_member (builder, "criteria");
  set_string (builder, "narrative", badge->criteria);
  json_builder_end_object (builder);
  add_picture (builder, picture);
  set_strings (builder, "tag", badge->tags);
  add_alignments (builder, badge->alignments);
  if (result_description != NULL)
    add_result_description (builder, result_description);
  json_builder_end_object (builder);
}

static void
add_subject (JsonBuilder       *builder,
             const SampleBadge *badge,
             GBytes            *picture)
{
  g_autofree char *result_description =
      badge->points != NULL ? g_strconcat (badge->achievement, "#result", NULL) : NULL;

  begin_member (builder, "credentialSubject");
  set_string (builder, "id", badge->subject_id);
  set_type (builder, "AchievementSubject");
  add_holder (builder, badge);
  add_achievement (builder, badge, result_description, picture);
  if (result_description != NULL)
    add_result (builder, badge, result_description);
  json_builder_end_object (builder);
}

/* What Open Badges 3.0 asks a token to say beside the credential. */
static void
add_claims (JsonBuilder       *builder,
            const SampleBadge *badge,
            const char        *issuer)
{
  LapelTime valid_from = LAPEL_TIME_NONE;

  set_string (builder, "iss", issuer);
  set_string (builder, "jti", badge->id);
  set_string (builder, "sub", badge->subject_id);
  g_assert_true (lapel_time_parse (badge->valid_from, &valid_from, NULL, NULL));
  json_builder_set_member_name (builder, "nbf");
  json_builder_add_int_value (builder, valid_from / G_USEC_PER_SEC);
}

char *
sample_badge_to_json (const SampleBadge *badge,
                      const char        *issuer,
                      GBytes            *picture)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_context_and_type (builder, badge);
  set_string (builder, "name", badge->name);
  add_issuer (builder, badge, issuer);
  add_dates (builder, badge);
  add_subject (builder, badge, picture);
  if (is_token (badge))
    add_claims (builder, badge, issuer);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
