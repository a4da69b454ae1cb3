/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"

/* What was done and how well: evidence, and results joined to the descriptions they name (Open
 * Badges 3.0 §B.1). */

/* The things that results refer to, by their ids, wherever the achievements list them. */
typedef struct
{
  GHashTable *descriptions; /* (element-type utf8 LapelJson), all borrowed */
  GHashTable *levels;
} Vocabulary;

static void
add_by_id (GHashTable      *table,
           const LapelJson *value)
{
  const char *id = lapel_json_get_string (value, "id");

  if (id != NULL && !g_hash_table_contains (table, id))
    g_hash_table_insert (table, (gpointer) id, (gpointer) value);
}

static void
add_descriptions (Vocabulary      *vocabulary,
                  const LapelJson *achievement)
{
  const LapelJson *descriptions = lapel_json_get (achievement, "resultDescription");

  for (uint32_t i = 0; i < lapel_json_count (descriptions); i++)
    {
      const LapelJson *description = lapel_json_at (descriptions, i);
      const LapelJson *levels = lapel_json_get (description, "rubricCriterionLevel");

      add_by_id (vocabulary->descriptions, description);
      for (uint32_t k = 0; k < lapel_json_count (levels); k++)
        add_by_id (vocabulary->levels, lapel_json_at (levels, k));
    }
}

/* A level in words; an id that nothing describes tells nobody anything. */
static const char *
name_level (const Vocabulary *vocabulary,
            const char       *id)
{
  const LapelJson *level = id != NULL ? g_hash_table_lookup (vocabulary->levels, id) : NULL;
  const char *name = lapel_json_text_of (lapel_json_get (level, "name"));

  return name != NULL ? name : lapel_json_text_of (lapel_json_get (level, "level"));
}

static LapelResult
read_result (const Vocabulary *vocabulary,
             const LapelJson  *item)
{
  const char *id = lapel_json_id_of (lapel_json_get (item, "resultDescription"));
  const LapelJson *description =
      id != NULL ? g_hash_table_lookup (vocabulary->descriptions, id) : NULL;
  LapelResult result = {
    .name = lapel_json_text_of (lapel_json_get (description, "name")),
    .type = lapel_json_text_of (lapel_json_get (description, "resultType")),
    .value = lapel_json_text_of (lapel_json_get (item, "value")),
    .status = lapel_json_text_of (lapel_json_get (item, "status")),
    .level = name_level (vocabulary, lapel_json_id_of (lapel_json_get (item, "achievedLevel"))),
    .minimum = lapel_json_text_of (lapel_json_get (description, "valueMin")),
    .maximum = lapel_json_text_of (lapel_json_get (description, "valueMax")),
    .required = lapel_json_text_of (lapel_json_get (description, "requiredValue")),
  };

  if (result.required == NULL)
    result.required =
        name_level (vocabulary, lapel_json_id_of (lapel_json_get (description, "requiredLevel")));
  return result;
}

static void
read_results (LapelCredential *self,
              const LapelJson *subject)
{
  const LapelJson *values = lapel_json_get (subject, "result");
  const LapelJson *achievements = lapel_json_get (subject, "achievement");
  uint32_t n = lapel_json_count (values);
  g_autoptr (GHashTable) descriptions = NULL;
  g_autoptr (GHashTable) levels = NULL;
  LapelResult *results = NULL;
  Vocabulary vocabulary;

  if (n == 0)
    return;

  descriptions = g_hash_table_new (g_str_hash, g_str_equal);
  levels = g_hash_table_new (g_str_hash, g_str_equal);
  vocabulary = (Vocabulary){ descriptions, levels };
  for (uint32_t i = 0; i < lapel_json_count (achievements); i++)
    add_descriptions (&vocabulary, lapel_json_at (achievements, i));

  results = lapel_arena_new_array (self->arena, LapelResult, n);
  self->results = results;
  for (uint32_t i = 0; i < n; i++)
    if (lapel_json_is_object (lapel_json_at (values, i)))
      results[self->n_results++] = read_result (&vocabulary, lapel_json_at (values, i));
}

static void
read_evidence (LapelCredential *self)
{
  const LapelJson *values = lapel_json_get (self->document, "evidence");
  uint32_t n = lapel_json_count (values);
  LapelEvidence *evidence = NULL;

  if (n == 0)
    return;

  evidence = lapel_arena_new_array (self->arena, LapelEvidence, n);
  self->evidence = evidence;
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (values, i);

      if (!lapel_json_is_object (item))
        continue;
      evidence[self->n_evidence++] = (LapelEvidence){
        .id = lapel_json_get_string (item, "id"),
        .name = lapel_json_text_of (lapel_json_get (item, "name")),
        .narrative = lapel_json_text_of (lapel_json_get (item, "narrative")),
        .description = lapel_json_text_of (lapel_json_get (item, "description")),
        .genre = lapel_json_text_of (lapel_json_get (item, "genre")),
      };
    }
}

void
lapel_credential_read_results (LapelCredential *self,
                               const LapelJson *subject)
{
  read_evidence (self);
  read_results (self, subject);
}
