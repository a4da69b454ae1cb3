/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* What Open Badges 3.0 asks for beyond the data model (formats.md §3.2). */

/* A kind of object: where it is found, its type, and the members it must have. */
typedef struct
{
  const char *path;        /* from the document, members joined by "." */
  const char *type;        /* (nullable): none is asked for */
  const char *required[6]; /* ends with %NULL */
} ObjectRule;

static const ObjectRule rules[] = {
  { "credentialSubject", "AchievementSubject", { NULL } },
  { "credentialSubject.achievement",
    "Achievement",
    { "id", "name", "description", "criteria", NULL } },
  { "credentialSubject.achievement.alignment", "Alignment", { "targetName", "targetUrl", NULL } },
  { "credentialSubject.achievement.resultDescription",
    "ResultDescription",
    { "id", "name", "resultType", NULL } },
  { "credentialSubject.identifier",
    "IdentityObject",
    { "hashed", "identityHash", "identityType", NULL } },
  { "credentialSubject.result", "Result", { NULL } },
  { "evidence", "Evidence", { NULL } },
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

/* formats.md §14: issued so by many; the credential says less than it should, but nothing wrong. */
static void
note_tolerated (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelJson *subject =
      lapel_json_at (lapel_json_get (credential->document, "credentialSubject"), 0);

  if (lapel_json_get (subject, "achievement") == NULL)
    lapel_run_note (run, LAPEL_CODE_MEMBER_MISSING, "member", "credentialSubject.achievement");
  if (credential->data_model == 2 && lapel_json_get (credential->document, "validFrom") == NULL)
    lapel_run_note (run, LAPEL_CODE_MEMBER_MISSING, "member", "validFrom");
}

void
lapel_check_open_badge (LapelRun *run)
{
  /* What an unknown context makes of these names, nobody here can say. */
  if (run->unknown_context != NULL)
    return;

  for (unsigned int i = 0; i < G_N_ELEMENTS (rules); i++)
    check_path (run, run->credential->document, rules[i].path, &rules[i]);
  note_tolerated (run);
}
