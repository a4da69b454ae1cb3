/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include <string.h>

/* Objects with one id are one node once a document is read as RDF, which is what an rdfc proof
 * signs: members could be moved from one to the other and the signature would still fit. Where
 * that is what the author means, as with an issuer that is also the creator, it changes nothing;
 * where the two are things to be told apart, it does. */

/* What belongs to another credential, or is looked at as a set of its own. */
static gboolean
is_apart (const LapelJsonMember *member)
{
  static const char *const names[] = {
    "proof", "verifiableCredential", "endorsement", "relatedResource", "@context", NULL,
  };

  return g_strv_contains (names, member->name);
}

/* Whether the items of the list @name are things that each count by themselves. */
static gboolean
is_set_of_things (const char *name)
{
  static const char *const names[] = {
    "credentialStatus",  "credentialSchema",     "evidence", "termsOfUse", "refreshService",
    "resultDescription", "rubricCriterionLevel", NULL,
  };

  return g_strv_contains (names, name);
}

/* Whether the member @name is never the credential itself. A service, though, may be asked at the
 * credential's own address. */
static gboolean
is_something_else (const char *name)
{
  static const char *const names[] = {
    "issuer", "credentialSubject", "achievement", "creator", "evidence", NULL,
  };

  return name != NULL && g_strv_contains (names, name);
}

static void
check_list (LapelRun              *run,
            const LapelJsonMember *member)
{
  g_autoptr (GHashTable) ids = NULL;

  if (lapel_json_count (&member->value) < 2 || !is_set_of_things (member->name))
    return;
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (uint32_t i = 0; i < member->value.n; i++)
    {
      const char *id = lapel_json_get_string (&member->value.items[i], "id");

      if (id != NULL && !g_hash_table_add (ids, (gpointer) id))
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_DUPLICATE_ID, member->name);
    }
}

/* The strict reader bounds the depth. @name: of the member that @value stands in */
static void
walk (LapelRun        *run,
      const LapelJson *value,
      const char      *name)
{
  const char *id = run->credential->id;

  for (uint32_t i = 0; lapel_json_is_array (value) && i < value->n; i++)
    walk (run, &value->items[i], name);
  if (!lapel_json_is_object (value))
    return;

  if (is_something_else (name) && id != NULL &&
      g_strcmp0 (lapel_json_get_string (value, "id"), id) == 0)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_DUPLICATE_ID, name);
  for (uint32_t i = 0; i < value->n; i++)
    {
      if (is_apart (&value->members[i]))
        continue;
      check_list (run, &value->members[i]);
      walk (run, &value->members[i].value, value->members[i].name);
    }
}

void
lapel_check_ids (LapelRun *run)
{
  walk (run, run->credential->document, NULL);
}
