/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* What Open Badges 3.0 and Comprehensive Learner Record 2.0 ask for beyond the data model
 * (formats.md §3.2, §4). */

/* A kind of object: where it is found, its type, and the members it must have. */
typedef struct
{
  const char *path;        /* from the document, members joined by "." */
  const char *type;        /* (nullable): none is asked for */
  const char *required[6]; /* ends with %NULL */
  gboolean or_text;        /* a URL may stand for it */
} ObjectRule;

#define PROFILE(path, or_text)                                                                     \
  { path, "Profile", { "id", NULL }, or_text },                                                    \
      { path ".otherIdentifier",                                                                   \
        "IdentifierEntry",                                                                         \
        { "identifier", "identifierType", NULL },                                                  \
        FALSE },                                                                                   \
  {                                                                                                \
    path ".image", "Image", { "id", NULL }, TRUE                                                   \
  }

#define ALIGNMENT(path)                                                                            \
  {                                                                                                \
    path, "Alignment", { "targetName", "targetUrl", NULL }, FALSE                                  \
  }

static const ObjectRule common_rules[] = {
  PROFILE ("issuer", TRUE),
  PROFILE ("issuer.parentOrg", FALSE),
  { "image", "Image", { "id", NULL }, TRUE },
  { "evidence", "Evidence", { NULL }, FALSE },
};

static const ObjectRule badge_rules[] = {
  { "credentialSubject", "AchievementSubject", { NULL }, FALSE },
  { "credentialSubject.identifier",
    "IdentityObject",
    { "hashed", "identityHash", "identityType", NULL },
    FALSE },
  PROFILE ("credentialSubject.source", FALSE),
  { "credentialSubject.image", "Image", { "id", NULL }, TRUE },
  { "credentialSubject.result", "Result", { NULL }, FALSE },
  ALIGNMENT ("credentialSubject.result.alignment"),
};

static const ObjectRule transcript_rules[] = {
  { "credentialSubject", "ClrSubject", { NULL }, FALSE },
  { "credentialSubject.identifier",
    "IdentityObject",
    { "hashed", "identityHash", "identityType", NULL },
    FALSE },
  { "credentialSubject.association",
    "Association",
    { "associationType", "sourceId", "targetId", NULL },
    FALSE },
};

static const ObjectRule achievement_rules[] = {
  { "credentialSubject.achievement",
    "Achievement",
    { "id", "name", "description", "criteria", NULL },
    FALSE },
  PROFILE ("credentialSubject.achievement.creator", FALSE),
  { "credentialSubject.achievement.otherIdentifier",
    "IdentifierEntry",
    { "identifier", "identifierType", NULL },
    FALSE },
  { "credentialSubject.achievement.image", "Image", { "id", NULL }, TRUE },
  { "credentialSubject.achievement.related", "Related", { "id", NULL }, FALSE },
  ALIGNMENT ("credentialSubject.achievement.alignment"),
  { "credentialSubject.achievement.resultDescription",
    "ResultDescription",
    { "id", "name", "resultType", NULL },
    FALSE },
  ALIGNMENT ("credentialSubject.achievement.resultDescription.alignment"),
  { "credentialSubject.achievement.resultDescription.rubricCriterionLevel",
    "RubricCriterionLevel",
    { "id", "name", NULL },
    FALSE },
};

static const ObjectRule endorsement_rules[] = {
  { "credentialSubject", "EndorsementSubject", { "id", NULL }, FALSE },
};

/* Members that must be texts wherever their object has them: a number or a list here is no name. */
static const char *const text_members[] = { "name", "targetName", "resultType", "identityHash" };

static void
refuse_member (LapelRun   *run,
               LapelCode   code,
               const char *path,
               const char *member)
{
  g_autofree char *full = g_strconcat (path, ".", member, NULL);

  lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, code, full);
}

static void
check_object (LapelRun         *run,
              const LapelJson  *object,
              const ObjectRule *rule)
{
  if (rule->or_text && lapel_json_as_string (object) != NULL)
    return;
  if (!lapel_json_is_object (object))
    {
      lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, rule->path);
      return;
    }
  if (rule->type != NULL && !lapel_json_has_type (object, rule->type))
    lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_MISSING, rule->path);

  for (const char *const *name = rule->required; *name != NULL; name++)
    if (lapel_json_get (object, *name) == NULL)
      refuse_member (run, LAPEL_CODE_MEMBER_MISSING, rule->path, *name);

  for (unsigned int i = 0; i < G_N_ELEMENTS (text_members); i++)
    {
      const LapelJson *value = lapel_json_get (object, text_members[i]);

      if (value != NULL && lapel_json_text_of (value) == NULL)
        refuse_member (run, LAPEL_CODE_MEMBER_MALFORMED, rule->path, text_members[i]);
    }
}

/* Every object that @rest, a tail of the rule's path, leads to from @value; sets are walked on the
 * way. */
static void
check_path (LapelRun         *run,
            const LapelJson  *value,
            const char       *rest,
            const ObjectRule *rule)
{
  const char *dot = rest != NULL ? strchr (rest, '.') : NULL;
  g_autofree char *name = NULL;

  if (rest == NULL)
    {
      for (uint32_t i = 0; i < lapel_json_count (value); i++)
        check_object (run, lapel_json_at (value, i), rule);
      return;
    }

  name = dot != NULL ? g_strndup (rest, (size_t) (dot - rest)) : g_strdup (rest);
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    check_path (run, lapel_json_get (lapel_json_at (value, i), name), dot != NULL ? dot + 1 : NULL,
                rule);
}

static void
check_rules (LapelRun         *run,
             const ObjectRule *rules,
             size_t            n)
{
  for (size_t i = 0; i < n; i++)
    check_path (run, run->credential->document, rules[i].path, &rules[i]);
}

static void
require (LapelRun   *run,
         const char *member)
{
  if (lapel_json_get (run->credential->document, member) == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, member);
}

static void
note_missing (LapelRun        *run,
              const LapelJson *object,
              const char      *member,
              const char      *path)
{
  if (lapel_json_get (object, member) == NULL)
    lapel_run_note (run, LAPEL_CODE_MEMBER_MISSING, "member", path);
}

/* formats.md §14: issued so by many; the credential says less than it should, but nothing wrong. */
static void
note_tolerated (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelJson *subject =
      lapel_json_at (lapel_json_get (credential->document, "credentialSubject"), 0);

  if (credential->format == LAPEL_FORMAT_OB3)
    note_missing (run, subject, "achievement", "credentialSubject.achievement");
  if (credential->format == LAPEL_FORMAT_CLR2)
    note_missing (run, subject, "verifiableCredential", "credentialSubject.verifiableCredential");
  if (credential->data_model == 2)
    note_missing (run, credential->document, "validFrom", "validFrom");
}

void
lapel_check_open_badge (LapelRun *run)
{
  /* What an unknown context makes of these names, nobody here can say. */
  if (run->unknown_context != NULL)
    return;

  check_rules (run, common_rules, G_N_ELEMENTS (common_rules));
  switch ((int) run->credential->format)
    {
    case LAPEL_FORMAT_ENDORSEMENT:
      require (run, "name");
      check_rules (run, endorsement_rules, G_N_ELEMENTS (endorsement_rules));
      break;
    case LAPEL_FORMAT_CLR2:
      require (run, "name");
      check_rules (run, transcript_rules, G_N_ELEMENTS (transcript_rules));
      check_rules (run, achievement_rules, G_N_ELEMENTS (achievement_rules));
      break;
    case LAPEL_FORMAT_OB3:
    default:
      check_rules (run, badge_rules, G_N_ELEMENTS (badge_rules));
      check_rules (run, achievement_rules, G_N_ELEMENTS (achievement_rules));
      break;
    }
  if (run->credential->id == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "id");
  note_tolerated (run);
}

/* Whether @value says anything of @id; other credentials in it speak for themselves. */
static gboolean
names (const LapelCredential *credential,
       const LapelJson       *value,
       const char            *id)
{
  const char *own = lapel_json_get_string (value, "id");

  if (lapel_json_is_array (value))
    for (uint32_t i = 0; i < value->n; i++)
      if (names (credential, &value->items[i], id))
        return TRUE;
  if (!lapel_json_is_object (value))
    return FALSE;
  if (own != NULL && strcmp (own, id) == 0)
    return TRUE;

  for (uint32_t i = 0; i < value->n; i++)
    if (!lapel_credential_is_nested_member (credential, value->members[i].name) &&
        names (credential, &value->members[i].value, id))
      return TRUE;
  return FALSE;
}

/* Whoever puts a badge together could add what somebody once said of another thing. */
void
lapel_check_endorsement (LapelRun *run)
{
  const LapelCredential *about = run->about;
  const char *id = run->credential->subject_id;

  if (run->credential->format != LAPEL_FORMAT_ENDORSEMENT)
    lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_MISSING, "EndorsementCredential");
  else if (id != NULL && g_strcmp0 (id, about->issuer.id) != 0 &&
           !names (about, about->document, id))
    lapel_run_note (run, LAPEL_CODE_ENDORSES_OTHER, "member", id);
}
