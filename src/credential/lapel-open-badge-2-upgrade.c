/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-open-badge-2-private.h"

#include <string.h>

/* What the validator of 1EdTech does with badges of before 2.0 (formats.md §2.3). */

/** One upgrade under way. */
typedef struct
{
  LapelFormat version;
  LapelArena *arena;
  gboolean *old_dates;
} Upgrade;

static const LapelJson *
put_text (const Upgrade   *upgrade,
          const LapelJson *object,
          const char      *name,
          const char      *text)
{
  return lapel_json_with (object, name, lapel_json_new_string (text, upgrade->arena),
                          upgrade->arena);
}

/* The member @from under the name @to, unless there is one of that name. */
static const LapelJson *
rename_member (const Upgrade   *upgrade,
               const LapelJson *object,
               const char      *from,
               const char      *to)
{
  const LapelJson *value = lapel_json_get (object, from);

  if (value == NULL || lapel_json_get (object, to) != NULL)
    return object;
  object = lapel_json_with (object, to, value, upgrade->arena);
  return lapel_json_without (object, from, upgrade->arena);
}

static gboolean
is_date_only (const char *text)
{
  for (unsigned int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return text[10] == '\0';
}

static gboolean
has_zone (const char *text)
{
  const char *time = strchr (text, 'T');

  return time != NULL && strpbrk (time, "Zz+-") != NULL;
}

/* Seconds since 1970, a day, a time without zone: each as 2.0 writes it; %NULL where it is none of
 * these, or needs nothing. */
static char *
modern_date (const Upgrade   *upgrade,
             const LapelJson *value)
{
  const char *text = lapel_json_as_string (value);
  char *end = NULL;
  LapelTime time;

  if (lapel_numeric_date (value, &time))
    return lapel_time_format (time);
  if (text == NULL || upgrade->version == LAPEL_FORMAT_OB2)
    return NULL;
  if (g_ascii_isdigit (text[0]) && g_ascii_strtoull (text, &end, 10) > 9999 && *end == '\0')
    {
      LapelJson number = { .type = LAPEL_JSON_NUMBER, .number = g_ascii_strtod (text, NULL) };

      return lapel_numeric_date (&number, &time) ? lapel_time_format (time) : NULL;
    }
  if (is_date_only (text))
    return g_strconcat (text, "T00:00:00Z", NULL);
  return has_zone (text) ? NULL : g_strconcat (text, "Z", NULL);
}

static const LapelJson *
upgrade_date (const Upgrade   *upgrade,
              const LapelJson *object,
              const char      *name)
{
  g_autofree char *date = modern_date (upgrade, lapel_json_get (object, name));

  if (date == NULL)
    return object;
  *upgrade->old_dates = TRUE;
  return put_text (upgrade, object, name, date);
}

static const LapelJson *
new_object (const Upgrade *upgrade)
{
  LapelJson *object = lapel_arena_new_array (upgrade->arena, LapelJson, 1);

  *object = (LapelJson){ .type = LAPEL_JSON_OBJECT };
  return object;
}

/* 0.5 has an address, or "sha256$…" of one, with the salt beside it. */
static const LapelJson *
upgrade_recipient (const Upgrade   *upgrade,
                   const LapelJson *award)
{
  const char *identity = lapel_json_get_string (award, "recipient");
  const LapelJson *salt = lapel_json_get (award, "salt");
  const LapelJson hashed = { .type = identity != NULL && strchr (identity, '@') != NULL
                                         ? LAPEL_JSON_FALSE
                                         : LAPEL_JSON_TRUE };
  const LapelJson *recipient = NULL;

  if (identity == NULL)
    return award;
  recipient = put_text (upgrade, new_object (upgrade), "type", "email");
  recipient = put_text (upgrade, recipient, "identity", identity);
  recipient = lapel_json_with (recipient, "hashed", &hashed, upgrade->arena);
  if (lapel_json_as_string (salt) != NULL)
    {
      recipient = lapel_json_with (recipient, "salt", salt, upgrade->arena);
      award = lapel_json_without (award, "salt", upgrade->arena);
    }
  return lapel_json_with (award, "recipient", recipient, upgrade->arena);
}

/* 1.1 and before name the members of an alignment as any other link. */
static const LapelJson *
upgrade_alignments (const Upgrade   *upgrade,
                    const LapelJson *badge)
{
  const LapelJson *value = lapel_json_get (badge, "alignment");
  uint32_t n = lapel_json_count (value);
  LapelJson *items = lapel_arena_new_array (upgrade->arena, LapelJson, n);
  LapelJson list = { .type = LAPEL_JSON_ARRAY, .n = n, .items = items };

  if (n == 0)
    return badge;
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (value, i);

      if (lapel_json_is_object (item))
        {
          item = rename_member (upgrade, item, "name", "targetName");
          item = rename_member (upgrade, item, "url", "targetUrl");
          item = rename_member (upgrade, item, "description", "targetDescription");
        }
      items[i] = *item;
    }
  return lapel_json_with (badge, "alignment", &list, upgrade->arena);
}

static const LapelJson *
upgrade_issuer (const Upgrade   *upgrade,
                const LapelJson *issuer)
{
  const char *name = lapel_json_get_string (issuer, "name");
  const char *part = lapel_json_get_string (issuer, "org");

  if (upgrade->version != LAPEL_FORMAT_OB05)
    return issuer;
  issuer = rename_member (upgrade, issuer, "origin", "url");
  issuer = rename_member (upgrade, issuer, "contact", "email");
  if (name != NULL && part != NULL)
    {
      g_autofree char *full = g_strdup_printf ("%s: %s", name, part);

      issuer = put_text (upgrade, issuer, "name", full);
    }
  return issuer;
}

/* Where 1.0 says that the badge is hosted, and so what its id is now. */
static const char *
old_id (const Upgrade   *upgrade,
        const LapelJson *award)
{
  const LapelJson *verification = lapel_json_get (award, "verification");
  const char *uid = lapel_json_get_string (award, "uid");

  if (lapel_json_has_type (verification, "signed") && uid != NULL)
    {
      g_autofree char *id = g_strconcat ("uid:", uid, NULL);

      return lapel_arena_strndup (upgrade->arena, id, strlen (id));
    }
  return lapel_json_get_string (verification, "url");
}

static const LapelJson *
upgrade_award (const Upgrade   *upgrade,
               const LapelJson *award,
               LapelOb2Class    class)
{
  const LapelJson *verification = NULL;

  award = rename_member (upgrade, award, "verify", "verification");
  if (upgrade->version == LAPEL_FORMAT_OB05)
    {
      award = rename_member (upgrade, award, "issued_on", "issuedOn");
      award = upgrade_recipient (upgrade, award);
      if (lapel_json_get (award, "verification") == NULL)
        {
          verification = put_text (upgrade, new_object (upgrade), "type", "hosted");
          award = lapel_json_with (award, "verification", verification, upgrade->arena);
        }
    }
  if (class == LAPEL_OB2_ASSERTION && upgrade->version != LAPEL_FORMAT_OB2 &&
      lapel_json_get (award, "id") == NULL && old_id (upgrade, award) != NULL)
    award = put_text (upgrade, award, "id", old_id (upgrade, award));
  award = upgrade_date (upgrade, award, "issuedOn");
  return upgrade_date (upgrade, award, "expires");
}

/* The object in the member @name, if it is one, upgraded too. */
static const LapelJson *
upgrade_embedded (const Upgrade   *upgrade,
                  const LapelJson *object,
                  const char      *name,
                  LapelOb2Class    class)
{
  const LapelJson *value = lapel_json_get (object, name);

  if (!lapel_json_is_object (value))
    return object;
  value = lapel_ob2_upgrade (value, class, lapel_ob2_version (value, upgrade->version), NULL,
                             upgrade->arena, upgrade->old_dates);
  return lapel_json_with (object, name, value, upgrade->arena);
}

static const char *
type_of_class (LapelOb2Class class)
{
  switch (class)
    {
    case LAPEL_OB2_ASSERTION:
      return "Assertion";
    case LAPEL_OB2_BADGE_CLASS:
      return "BadgeClass";
    case LAPEL_OB2_PROFILE:
      return "Issuer";
    case LAPEL_OB2_ENDORSEMENT:
      return "Endorsement";
    case LAPEL_OB2_OTHER:
    default:
      return NULL;
    }
}

static const LapelJson *
upgrade_frame (const Upgrade   *upgrade,
               const LapelJson *object,
               LapelOb2Class    class,
               const char      *url)
{
  const char *type = type_of_class (class);

  if (upgrade->version == LAPEL_FORMAT_OB2)
    return object;
  object = put_text (upgrade, object, "@context", LAPEL_OB2_CONTEXT);
  if (lapel_json_get (object, "type") == NULL && type != NULL)
    object = put_text (upgrade, object, "type", type);
  if (lapel_json_get (object, "id") == NULL && url != NULL)
    object = put_text (upgrade, object, "id", url);
  return object;
}

const LapelJson *
lapel_ob2_upgrade (const LapelJson *object,
                   LapelOb2Class    class,
                   LapelFormat      version,
                   const char      *url,
                   LapelArena      *arena,
                   gboolean        *old_dates)
{
  const Upgrade upgrade = { version, arena, old_dates };

  switch (class)
    {
    case LAPEL_OB2_ASSERTION:
      object = upgrade_award (&upgrade, object, class);
      object = upgrade_embedded (&upgrade, object, "badge", LAPEL_OB2_BADGE_CLASS);
      break;
    case LAPEL_OB2_ENDORSEMENT:
      object = upgrade_award (&upgrade, object, class);
      object = upgrade_embedded (&upgrade, object, "issuer", LAPEL_OB2_PROFILE);
      break;
    case LAPEL_OB2_BADGE_CLASS:
      if (version != LAPEL_FORMAT_OB2)
        object = upgrade_alignments (&upgrade, object);
      object = upgrade_embedded (&upgrade, object, "issuer", LAPEL_OB2_PROFILE);
      break;
    case LAPEL_OB2_PROFILE:
      object = upgrade_issuer (&upgrade, object);
      break;
    case LAPEL_OB2_OTHER:
    default:
      break;
    }
  return upgrade_frame (&upgrade, object, class, url);
}
