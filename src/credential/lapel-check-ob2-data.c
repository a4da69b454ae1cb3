/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-ob2-private.h"
#include "lapel-iri.h"

#include <string.h>

/* What the documents of a badge must hold (formats.md §2.3). */

/** What a member's value may look like. */
typedef enum
{
  SHAPE_TEXT,
  SHAPE_ID,        /* an IRI; better an address */
  SHAPE_ADDRESS,   /* a URL, possibly relative */
  SHAPE_REFERENCE, /* a URL, or the document itself */
  SHAPE_DATE,
  SHAPE_EMAIL,
  SHAPE_IMAGE,   /* a URL, or an Image */
  SHAPE_PICTURE, /* the same, or a data: URI of a PNG or SVG */
  SHAPE_CRITERIA,
  SHAPE_ALIGNMENT,
} Shape;

/** When a member must be there. */
typedef enum
{
  NEED_NOT,
  NEED_SINCE_2, /* older badges do without */
  NEED_ALWAYS,
} Need;

typedef struct
{
  const char *name;
  Shape shape;
  Need need;
} Member;

static const Member assertion_members[] = {
  { "id", SHAPE_ID, NEED_SINCE_2 },          { "recipient", SHAPE_REFERENCE, NEED_ALWAYS },
  { "badge", SHAPE_REFERENCE, NEED_ALWAYS }, { "verification", SHAPE_REFERENCE, NEED_ALWAYS },
  { "issuedOn", SHAPE_DATE, NEED_SINCE_2 },  { "expires", SHAPE_DATE, NEED_NOT },
  { "image", SHAPE_IMAGE, NEED_NOT },        { "evidence", SHAPE_REFERENCE, NEED_NOT },
  { "narrative", SHAPE_TEXT, NEED_NOT },     { NULL },
};

static const Member endorsement_members[] = {
  { "id", SHAPE_ID, NEED_ALWAYS },
  { "claim", SHAPE_REFERENCE, NEED_ALWAYS },
  { "issuer", SHAPE_REFERENCE, NEED_ALWAYS },
  { "verification", SHAPE_REFERENCE, NEED_ALWAYS },
  { "issuedOn", SHAPE_DATE, NEED_ALWAYS },
  { NULL },
};

static const Member badge_members[] = {
  { "id", SHAPE_ID, NEED_SINCE_2 },
  { "name", SHAPE_TEXT, NEED_ALWAYS },
  { "description", SHAPE_TEXT, NEED_ALWAYS },
  { "image", SHAPE_PICTURE, NEED_ALWAYS },
  { "criteria", SHAPE_CRITERIA, NEED_ALWAYS },
  { "issuer", SHAPE_REFERENCE, NEED_ALWAYS },
  { "alignment", SHAPE_ALIGNMENT, NEED_NOT },
  { "tags", SHAPE_TEXT, NEED_NOT },
  { NULL },
};

static const Member profile_members[] = {
  { "id", SHAPE_ID, NEED_SINCE_2 },
  { "name", SHAPE_TEXT, NEED_ALWAYS },
  { "url", SHAPE_ADDRESS, NEED_ALWAYS },
  { "email", SHAPE_EMAIL, NEED_SINCE_2 },
  { NULL },
};

static const char *const assertion_types[] = { "Assertion", NULL };
static const char *const endorsement_types[] = { "Endorsement", NULL };
static const char *const badge_types[] = { "BadgeClass", NULL };
static const char *const profile_types[] = { "Issuer", "Profile", NULL };

static void
refuse (LapelRun   *run,
        LapelCode   code,
        const char *path,
        const char *name)
{
  g_autofree char *member = *path == '\0' ? g_strdup (name) : g_strconcat (path, ".", name, NULL);

  lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, code, member);
}

static gboolean
looks_like_email (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  return at != NULL && at > text && strchr (at + 1, '@') == NULL && at[1] != '\0' &&
         strpbrk (text, " \t\r\n<>") == NULL;
}

static void
check_address (LapelRun   *run,
               const char *text,
               const char *path,
               const char *name)
{
  if (text == NULL || *text == '\0')
    refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, name);
  else if (!lapel_iri_has_scheme (text) && !g_str_has_prefix (text, "_:"))
    lapel_run_note (run, LAPEL_CODE_RELATIVE_URL, "member", name);
  else if (!g_str_has_prefix (text, "_:") && !lapel_iri_is_well_formed (text))
    refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, name);
}

/* A signed badge is often known by a URN; everything else is known by where it is. */
static void
check_id (LapelRun        *run,
          const LapelJson *value,
          const char      *path)
{
  const char *id = lapel_json_as_string (value);

  if (id == NULL || !lapel_iri_is_well_formed (id))
    refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, "id");
  else if (!lapel_ob2_is_address (id) && *path != '\0')
    lapel_run_note (run, LAPEL_CODE_ID_NOT_URL, "id", id);
}

static void
check_date (LapelRun        *run,
            const LapelJson *value,
            const char      *name)
{
  const char *text = lapel_json_as_string (value);
  const char *time = text != NULL ? strchr (text, 'T') : NULL;

  if (lapel_ob2_parse_date (text) == LAPEL_TIME_NONE)
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_MEMBER_MALFORMED, name);
  else if (time == NULL || strpbrk (time, "Z+-") == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_DATE_WITHOUT_ZONE, name);
}

static void
check_image (LapelRun        *run,
             const LapelJson *value,
             gboolean         embedded,
             const char      *path)
{
  const char *id = lapel_json_id_of (value);

  if (id == NULL || !g_str_has_prefix (id, "data:"))
    check_address (run, id, path, "image");
  else if (!embedded)
    refuse (run, LAPEL_CODE_IMAGE_DATA_URI, path, "image");
  else if (!g_str_has_prefix (id, "data:image/png") && !g_str_has_prefix (id, "data:image/svg+xml"))
    refuse (run, LAPEL_CODE_IMAGE_TYPE, path, "image");
}

static void
check_criteria (LapelRun        *run,
                const LapelJson *value,
                const char      *path)
{
  if (!lapel_json_is_object (value))
    check_address (run, lapel_json_as_string (value), path, "criteria");
  else if (lapel_json_get (value, "id") == NULL && lapel_json_get (value, "narrative") == NULL)
    refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, "criteria");
}

static void
check_alignment (LapelRun        *run,
                 const LapelJson *value)
{
  if (lapel_json_text_of (lapel_json_get (value, "targetName")) == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "alignment.targetName");
  if (lapel_json_get (value, "targetUrl") == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "alignment.targetUrl");
  else
    check_address (run, lapel_json_id_of (lapel_json_get (value, "targetUrl")), "alignment",
                   "targetUrl");
}

static void
check_value (LapelRun        *run,
             const Member    *member,
             const LapelJson *value,
             const char      *path)
{
  const char *text = lapel_json_as_string (value);

  switch (member->shape)
    {
    case SHAPE_TEXT:
      if (lapel_json_text_of (value) == NULL)
        refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, member->name);
      break;
    case SHAPE_ID:
      check_id (run, value, path);
      break;
    case SHAPE_ADDRESS:
      check_address (run, lapel_json_id_of (value), path, member->name);
      break;
    case SHAPE_REFERENCE:
      if (!lapel_json_is_object (value))
        check_address (run, text, path, member->name);
      break;
    case SHAPE_DATE:
      check_date (run, value, member->name);
      break;
    case SHAPE_EMAIL:
      if (!looks_like_email (text))
        refuse (run, LAPEL_CODE_MEMBER_MALFORMED, path, member->name);
      break;
    case SHAPE_IMAGE:
    case SHAPE_PICTURE:
      check_image (run, value, member->shape == SHAPE_PICTURE, path);
      break;
    case SHAPE_CRITERIA:
      check_criteria (run, value, path);
      break;
    case SHAPE_ALIGNMENT:
    default:
      check_alignment (run, value);
      break;
    }
}

/* formats.md §14: many an issuer states no e-mail address, and nobody is deceived by that. */
static void
report_missing (LapelRun     *run,
                const Member *member,
                const char   *path)
{
  gboolean old = run->credential->format != LAPEL_FORMAT_OB2;

  if (member->need == NEED_NOT || (member->need == NEED_SINCE_2 && old))
    return;
  if (member->shape == SHAPE_EMAIL)
    lapel_run_note (run, LAPEL_CODE_EMAIL_MISSING, NULL, NULL);
  else
    refuse (run, LAPEL_CODE_MEMBER_MISSING, path, member->name);
}

static void
check_members (LapelRun        *run,
               const LapelJson *object,
               const Member    *members,
               const char      *path)
{
  for (const Member *member = members; member->name != NULL; member++)
    {
      const LapelJson *value = lapel_json_get (object, member->name);
      const char *text = lapel_json_as_string (value);
      uint32_t n = lapel_json_count (value);

      if (n == 0 || (member->shape == SHAPE_EMAIL && text != NULL && *text == '\0'))
        report_missing (run, member, path);
      else
        for (uint32_t i = 0; i < n && run->n_refused < LAPEL_MAX_REFUSALS; i++)
          check_value (run, member, lapel_json_at (value, i), path);
    }
}

static gboolean
is_hex (const char *text,
        size_t      length)
{
  for (size_t i = 0; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[length] == '\0';
}

static gboolean
looks_hashed (const char *identity)
{
  if (g_str_has_prefix (identity, "md5$"))
    return strlen (identity) == 4 + 32 && is_hex (identity + 4, 32);
  if (g_str_has_prefix (identity, "sha256$"))
    return strlen (identity) == 7 + 64 && is_hex (identity + 7, 64);
  return FALSE;
}

static void
check_recipient (LapelRun        *run,
                 const LapelJson *recipient)
{
  const LapelJson *hashed = lapel_json_get (recipient, "hashed");
  const char *identity = lapel_json_get_string (recipient, "identity");
  const char *type = lapel_json_text_of (lapel_json_get (recipient, "type"));
  gboolean is_hashed = hashed != NULL && hashed->type == LAPEL_JSON_TRUE;

  if (recipient == NULL)
    return;
  if (type == NULL)
    refuse (run, LAPEL_CODE_MEMBER_MISSING, "recipient", "type");
  if (hashed == NULL || !(is_hashed || hashed->type == LAPEL_JSON_FALSE))
    refuse (run, hashed == NULL ? LAPEL_CODE_MEMBER_MISSING : LAPEL_CODE_MEMBER_MALFORMED,
            "recipient", "hashed");
  if (identity == NULL)
    refuse (run, LAPEL_CODE_MEMBER_MISSING, "recipient", "identity");
  else if (is_hashed != looks_hashed (identity))
    refuse (run, LAPEL_CODE_RECIPIENT_HASH, "recipient", "identity");
  else if (!is_hashed && g_strcmp0 (type, "email") == 0 && !looks_like_email (identity))
    refuse (run, LAPEL_CODE_MEMBER_MALFORMED, "recipient", "identity");
}

static void
check_verification (LapelRun        *run,
                    const LapelJson *verification)
{
  static const char *const types[] = { "hosted", "HostedBadge", "signed", "SignedBadge" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (types); i++)
    if (lapel_json_has_type (verification, types[i]))
      return;
  if (verification != NULL)
    refuse (run, LAPEL_CODE_VERIFICATION_TYPE, "verification", "type");
}

static void
check_award (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelOb2 *ob2 = credential->ob2;
  const LapelJson *award = ob2->award.object;
  gboolean assertion = ob2->class == LAPEL_OB2_ASSERTION;

  lapel_ob2_check_types (run, award, "type", assertion ? assertion_types : endorsement_types);
  check_members (run, award, assertion ? assertion_members : endorsement_members, "");
  if (assertion)
    check_recipient (run, lapel_json_get (award, "recipient"));
  check_verification (run, lapel_json_get (award, "verification"));
  if (credential->valid_from != LAPEL_TIME_NONE && credential->valid_until != LAPEL_TIME_NONE &&
      credential->valid_until < credential->valid_from)
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_DATES_REVERSED, "expires");
  lapel_ob2_check_extensions (run, award);
}

static void
note_part (LapelRun           *run,
           const LapelOb2Part *part)
{
  if (part->moved)
    lapel_run_note (run, LAPEL_CODE_ADDRESS_CHANGED, "url", part->url);
  if (part->url != NULL && g_str_has_prefix (part->url, "http://") &&
      !(part->page != NULL && part->page->secure))
    lapel_run_note (run, LAPEL_CODE_PLAIN_HTTP, "url", part->url);
}

static void
note_award (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;
  const char *type = ob2->award.page != NULL ? ob2->award.page->answer.media_type : "";

  note_part (run, &ob2->award);
  if (ob2->award.hosted && *type != '\0' && strcmp (type, "application/json") != 0 &&
      !g_str_has_suffix (type, "+json"))
    lapel_run_note (run, LAPEL_CODE_MEDIA_TYPE, "type", type);
  if (run->credential->format != LAPEL_FORMAT_OB2 && !ob2->bare)
    lapel_run_note (run, LAPEL_CODE_OLD_FORMAT, NULL, NULL);
  if (ob2->old_dates)
    lapel_run_note (run, LAPEL_CODE_OLD_DATES, NULL, NULL);
  if (ob2->differs)
    lapel_run_note (run, LAPEL_CODE_HOSTED_COPY_DIFFERS, NULL, NULL);
  if (ob2->n_strange_endorsements > 0)
    lapel_run_note (run, LAPEL_CODE_ENDORSEMENT_OTHER, NULL, NULL);
}

void
lapel_ob2_check_data (LapelRun *run)
{
  static const char *const any[] = { NULL };
  const LapelOb2 *ob2 = run->credential->ob2;

  if (!ob2->withdrawn && !ob2->bare)
    {
      if (ob2->class == LAPEL_OB2_ASSERTION || ob2->class == LAPEL_OB2_ENDORSEMENT)
        check_award (run);
      else if (ob2->class == LAPEL_OB2_OTHER)
        lapel_ob2_check_types (run, ob2->award.object, "type", any);
      if (ob2->badge.object != NULL)
        {
          lapel_ob2_check_types (run, ob2->badge.object, "badge.type", badge_types);
          check_members (run, ob2->badge.object, badge_members, "badge");
          lapel_ob2_check_extensions (run, ob2->badge.object);
          note_part (run, &ob2->badge);
        }
      if (ob2->issuer.object != NULL)
        {
          lapel_ob2_check_types (run, ob2->issuer.object, "issuer.type", profile_types);
          check_members (run, ob2->issuer.object, profile_members, "issuer");
          lapel_ob2_check_extensions (run, ob2->issuer.object);
          note_part (run, &ob2->issuer);
        }
    }
  note_award (run);
}
