/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"

/* What a Comprehensive Learner Record says beside the credentials in it (formats.md §4). */

static void
read_associations (LapelCredential *self,
                   const LapelJson *subject)
{
  const LapelJson *values = lapel_json_get (subject, "association");
  uint32_t n = lapel_json_count (values);
  LapelAssociation *associations = lapel_arena_new_array (self->arena, LapelAssociation, n);

  self->associations = associations;
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (values, i);

      if (!lapel_json_is_object (item))
        continue;
      associations[self->n_associations++] = (LapelAssociation){
        .type = lapel_json_text_of (lapel_json_get (item, "associationType")),
        .source = lapel_json_id_of (lapel_json_get (item, "sourceId")),
        .target = lapel_json_id_of (lapel_json_get (item, "targetId")),
      };
    }
}

/* The achievements that credentials of @subject are about, by their ids. */
static GHashTable *
find_awarded (const LapelCredential *self)
{
  GHashTable *awarded = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned int i = 0; i < self->children->len; i++)
    {
      const LapelCredential *child = g_ptr_array_index (self->children, i);

      if (child->achievement_id != NULL)
        g_hash_table_add (awarded, (gpointer) child->achievement_id);
    }
  return awarded;
}

static void
read_achievements (LapelCredential *self,
                   const LapelJson *subject)
{
  g_autoptr (GHashTable) awarded = find_awarded (self);
  const LapelJson *values = lapel_json_get (subject, "achievement");
  uint32_t n = lapel_json_count (values);
  LapelAchievement *achievements = lapel_arena_new_array (self->arena, LapelAchievement, n);

  self->achievements = achievements;
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (values, i);
      const char *id = lapel_json_get_string (item, "id");

      if (!lapel_json_is_object (item) || (id != NULL && g_hash_table_contains (awarded, id)))
        continue;
      achievements[self->n_achievements++] = (LapelAchievement){
        .id = id,
        .name = lapel_json_text_of (lapel_json_get (item, "name")),
        .description = lapel_json_text_of (lapel_json_get (item, "description")),
        .type = lapel_json_text_of (lapel_json_get (item, "achievementType")),
      };
    }
}

void
lapel_credential_read_transcript (LapelCredential *self)
{
  const LapelJson *subjects = lapel_json_get (self->document, "credentialSubject");
  const LapelJson *subject = lapel_json_at (subjects, 0);
  const LapelJson *partial = lapel_json_get (self->document, "partial");

  self->partial = partial != NULL && partial->type == LAPEL_JSON_TRUE;
  read_associations (self, subject);
  read_achievements (self, subject);
}
