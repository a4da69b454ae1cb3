/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-pathway.h"

#include "lapel-json.h"
#include "lapel-text-private.h"

#include <string.h>

#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 16
#define MAX_NODES 2000

struct _LapelPathway
{
  gatomicrefcount ref_count;
  LapelJsonDoc *doc; /* owned: all texts lie in it */
  LapelArena *arena; /* owned: lists and nodes */
  GPtrArray *nodes;  /* of LapelRequirement, in arena; owns their `of` arrays */
  const char *id;
  const char *owner;
  const LapelText *title;
  const LapelText *description;
  const char **owner_ids;
  LapelRequirement *root;
  LapelRequirement *award;
};

/* What a node's conditions may say and this version evaluates; any other restricting key makes the
 * node one that is not understood, because leaving a condition out would call too much met. */
static const char *const node_keys[] = { "kind",     "id",   "title", "optional", "after",
                                         "accept",   "note", "match", "of",       "window",
                                         "distinct", "due",  "reuse", "text",     "evidence" };
static const char *const match_keys[] = { "achievement", "issuer", "name", "type" };
static const char *const issuer_keys[] = { "id", "name" };

static LapelRequirement *parse_node (LapelPathway            *self,
                                     const LapelJson         *value,
                                     const LapelRequirement  *parent,
                                     unsigned int             depth,
                                     GError                 **error);

static gboolean
malformed (GError     **error,
           const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PATHWAY_MALFORMED, "%s", what);
  return FALSE;
}

static gboolean
only_known_keys (const LapelJson   *object,
                 const char *const *known,
                 size_t             n_known)
{
  for (uint32_t i = 0; i < object->n; i++)
    {
      gboolean found = FALSE;

      for (size_t k = 0; k < n_known && !found; k++)
        found = strcmp (object->members[i].name, known[k]) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static const LapelText *
read_text (LapelPathway    *self,
           const LapelJson *value)
{
  LapelText *text;

  if (value == NULL || (value->type != LAPEL_JSON_STRING && value->type != LAPEL_JSON_OBJECT))
    return NULL;
  text = lapel_arena_new_array (self->arena, LapelText, 1);
  text->value = value;
  return lapel_text_count (text) > 0 ? text : NULL;
}

/* The strings of a list (or a single one), or of the member @member of its objects; %NULL if there
 * are none. */
static const char **
read_strings (LapelPathway    *self,
              const LapelJson *list,
              const char      *member)
{
  uint32_t count = lapel_json_count (list);
  const char **strings = lapel_arena_new_array (self->arena, const char *, count + 1);
  uint32_t n = 0;

  for (uint32_t i = 0; i < count; i++)
    {
      const LapelJson *item = lapel_json_at (list, i);
      const char *text =
          member ? lapel_json_get_string (item, member) : lapel_json_as_string (item);

      if (text != NULL)
        strings[n++] = text;
    }
  strings[n] = NULL;
  return n > 0 ? strings : NULL;
}

static gboolean
read_accept (const LapelJson  *value,
             LapelAccept      *accept,
             GError          **error)
{
  const LapelJson *state = lapel_json_get (value, "state");
  const char *check = lapel_json_get_string (value, "check");
  const char *valid_at = lapel_json_get_string (value, "validAt");

  if (state != NULL)
    {
      if (!lapel_json_has_string (state, "valid"))
        return malformed (error, "accept.state leaves out \"valid\"");
      accept->expired = lapel_json_has_string (state, "expired");
      accept->unknown = lapel_json_has_string (state, "unknown");
    }
  if (check != NULL)
    {
      accept->trusted = strcmp (check, "trusted") == 0;
      accept->intact = accept->trusted || strcmp (check, "intact") == 0;
      if (!accept->intact && strcmp (check, "none") != 0)
        return malformed (error, "accept.check is none of none, intact, trusted");
    }
  if (valid_at != NULL)
    accept->at_award = strcmp (valid_at, "award") == 0;
  return TRUE;
}

/* A bound is a date, or a date with time; @days is added to a mere date, so that "until" includes
 * its day. */
static gboolean
read_bound (const LapelJson  *window,
            const char       *name,
            int               days,
            LapelTime        *out_time,
            GError          **error)
{
  const char *text = lapel_json_get_string (window, name);
  g_autofree char *whole = NULL;

  if (text == NULL)
    return TRUE;
  if (strchr (text, 'T') != NULL)
    return lapel_time_parse (text, out_time, NULL, error);

  whole = g_strconcat (text, "T00:00:00Z", NULL);
  if (!lapel_time_parse (whole, out_time, NULL, error))
    return FALSE;
  *out_time += days * G_TIME_SPAN_DAY;
  return TRUE;
}

static gboolean
read_window (const LapelJson   *window,
             LapelRequirement  *node,
             GError           **error)
{
  if (!read_bound (window, "from", 0, &node->from, error) ||
      !read_bound (window, "until", 1, &node->until, error))
    {
      g_prefix_error (error, "window: ");
      return FALSE;
    }
  return TRUE;
}

static gboolean
match_is_understood (const LapelJson *match)
{
  const LapelJson *issuers = lapel_json_get (match, "issuer");

  if (!lapel_json_is_object (match) || match->n == 0 ||
      !only_known_keys (match, match_keys, G_N_ELEMENTS (match_keys)))
    return FALSE;
  for (uint32_t i = 0; i < lapel_json_count (issuers); i++)
    {
      const LapelJson *issuer = lapel_json_at (issuers, i);

      if (!lapel_json_is_object (issuer) ||
          !only_known_keys (issuer, issuer_keys, G_N_ELEMENTS (issuer_keys)))
        return FALSE;
    }
  return TRUE;
}

static void
read_match (LapelPathway     *self,
            const LapelJson  *match,
            LapelRequirement *node)
{
  const LapelJson *issuers = lapel_json_get (match, "issuer");

  node->achievements = read_strings (self, lapel_json_get (match, "achievement"), NULL);
  node->issuer_ids = read_strings (self, issuers, "id");
  node->issuer_names = read_strings (self, issuers, "name");
  node->names = read_strings (self, lapel_json_get (match, "name"), NULL);
  node->types = read_strings (self, lapel_json_get (match, "type"), NULL);
}

static gboolean
read_children (LapelPathway      *self,
               const LapelJson   *value,
               LapelRequirement  *node,
               unsigned int       depth,
               GError           **error)
{
  const LapelJson *of = lapel_json_get (value, "of");

  if (!lapel_json_is_array (of) || of->n == 0)
    return malformed (error, "a node of kind \"all\" has no list \"of\"");
  if (depth >= MAX_DEPTH)
    return malformed (error, "nodes are nested too deeply");
  for (uint32_t i = 0; i < of->n; i++)
    {
      LapelRequirement *child = parse_node (self, &of->items[i], node, depth + 1, error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (node->of, child);
    }
  return TRUE;
}

static gboolean
read_kind (LapelPathway      *self,
           const LapelJson   *value,
           LapelRequirement  *node,
           unsigned int       depth,
           GError           **error)
{
  if (!only_known_keys (value, node_keys, G_N_ELEMENTS (node_keys)))
    return TRUE;

  if (strcmp (node->kind_name, "all") == 0)
    {
      node->kind = LAPEL_REQUIREMENT_ALL;
      return read_children (self, value, node, depth, error);
    }
  if (strcmp (node->kind_name, "statement") == 0)
    {
      node->kind = LAPEL_REQUIREMENT_STATEMENT;
      if (node->title == NULL)
        node->title = read_text (self, lapel_json_get (value, "text"));
    }
  else if (strcmp (node->kind_name, "credential") == 0)
    {
      const LapelJson *match = lapel_json_get (value, "match");

      if (!match_is_understood (match))
        return TRUE;
      node->kind = LAPEL_REQUIREMENT_CREDENTIAL;
      read_match (self, match, node);
    }
  return TRUE;
}

static LapelRequirement *
parse_node (LapelPathway            *self,
            const LapelJson         *value,
            const LapelRequirement  *parent,
            unsigned int             depth,
            GError                 **error)
{
  const LapelJson *optional = lapel_json_get (value, "optional");
  LapelRequirement *node;

  if (self->nodes->len >= MAX_NODES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "more than %d nodes", MAX_NODES);
      return NULL;
    }
  if (lapel_json_get_string (value, "kind") == NULL)
    {
      malformed (error, "a node has no \"kind\"");
      return NULL;
    }

  node = lapel_arena_new_array (self->arena, LapelRequirement, 1);
  memset (node, 0, sizeof *node);
  node->of = g_ptr_array_new ();
  g_ptr_array_add (self->nodes, node);

  node->kind = LAPEL_REQUIREMENT_UNKNOWN;
  node->kind_name = lapel_json_get_string (value, "kind");
  node->id = lapel_json_get_string (value, "id");
  node->title = read_text (self, lapel_json_get (value, "title"));
  node->note = read_text (self, lapel_json_get (value, "note"));
  node->optional = optional != NULL && optional->type == LAPEL_JSON_TRUE;
  node->after = read_strings (self, lapel_json_get (value, "after"), NULL);
  node->accept = parent->accept;
  node->from = parent->from;
  node->until = parent->until;

  if (!read_accept (lapel_json_get (value, "accept"), &node->accept, error) ||
      !read_window (lapel_json_get (value, "window"), node, error) ||
      !read_kind (self, value, node, depth, error))
    return NULL;
  return node;
}

/* -1: on the way from here, 1: known to be free of cycles. */
static gboolean
visit (GHashTable             *ids,
       GHashTable             *marks,
       const LapelRequirement *node,
       unsigned int            depth)
{
  int mark = GPOINTER_TO_INT (g_hash_table_lookup (marks, node));

  if (mark != 0)
    return mark > 0;
  if (depth > MAX_NODES)
    return FALSE;

  g_hash_table_insert (marks, (gpointer) node, GINT_TO_POINTER (-1));
  for (size_t i = 0; node->after != NULL && node->after[i] != NULL; i++)
    {
      const LapelRequirement *before = g_hash_table_lookup (ids, node->after[i]);

      if (before != NULL && !visit (ids, marks, before, depth + 1))
        return FALSE;
    }
  for (unsigned int i = 0; i < node->of->len; i++)
    {
      if (!visit (ids, marks, g_ptr_array_index (node->of, i), depth + 1))
        return FALSE;
    }
  g_hash_table_insert (marks, (gpointer) node, GINT_TO_POINTER (1));
  return TRUE;
}

/* Ids are unique, `after` names existing ones, and nothing waits for itself. */
static gboolean
check_order (LapelPathway  *self,
             GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) marks = g_hash_table_new (NULL, NULL);

  for (unsigned int i = 0; i < self->nodes->len; i++)
    {
      LapelRequirement *node = g_ptr_array_index (self->nodes, i);

      if (node->id != NULL && !g_hash_table_insert (ids, (gpointer) node->id, node))
        return malformed (error, "two nodes have the same \"id\"");
    }
  for (unsigned int i = 0; i < self->nodes->len; i++)
    {
      LapelRequirement *node = g_ptr_array_index (self->nodes, i);

      for (size_t k = 0; node->after != NULL && node->after[k] != NULL; k++)
        {
          if (!g_hash_table_contains (ids, node->after[k]))
            return malformed (error, "\"after\" names a node that is not there");
        }
      if (!visit (ids, marks, node, 0))
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PATHWAY_CYCLE,
                       "a requirement has to be met before itself");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
parse_award (LapelPathway            *self,
             const LapelJson         *value,
             const LapelRequirement  *defaults,
             GError                 **error)
{
  const LapelJson *match = lapel_json_get (value, "match");
  LapelRequirement *award;

  if (value == NULL)
    return TRUE;
  if (!lapel_json_is_object (match))
    return malformed (error, "the award has no \"match\"");
  if (!match_is_understood (match))
    return TRUE;

  award = lapel_arena_new_array (self->arena, LapelRequirement, 1);
  *award = *defaults;
  award->kind = LAPEL_REQUIREMENT_CREDENTIAL;
  award->kind_name = "credential";
  award->of = g_ptr_array_new ();
  g_ptr_array_add (self->nodes, award);
  read_match (self, match, award);
  self->award = award;
  return TRUE;
}

static gboolean
parse_top (LapelPathway     *self,
           const LapelJson  *top,
           GError          **error)
{
  const LapelJson *version = lapel_json_get (top, "version");
  const LapelJson *owner = lapel_json_get (top, "owner");
  LapelRequirement defaults = { .accept = { .intact = TRUE },
                                .from = LAPEL_TIME_NONE,
                                .until = LAPEL_TIME_NONE };

  if (g_strcmp0 (lapel_json_get_string (top, "format"), "lapel-pathway") != 0)
    return malformed (error, "\"format\" is not \"lapel-pathway\"");
  if (version == NULL || version->type != LAPEL_JSON_NUMBER || version->number != 1)
    return malformed (error, "\"version\" is not 1");

  self->id = lapel_json_get_string (top, "id");
  self->title = read_text (self, lapel_json_get (top, "title"));
  self->description = read_text (self, lapel_json_get (top, "description"));
  self->owner = lapel_json_get_string (owner, "name");
  self->owner_ids = read_strings (self, lapel_json_get (owner, "ids"), NULL);
  if (self->id == NULL || self->title == NULL)
    return malformed (error, "\"id\" or \"title\" is missing");

  if (!read_accept (lapel_json_get (top, "accept"), &defaults.accept, error) ||
      !read_window (lapel_json_get (top, "window"), &defaults, error))
    return FALSE;
  self->root = parse_node (self, lapel_json_get (top, "root"), &defaults, 0, error);
  return self->root != NULL && check_order (self, error) &&
         parse_award (self, lapel_json_get (top, "award"), &defaults, error);
}

LapelPathway *
lapel_pathway_parse (const char  *text,
                     size_t       length,
                     GError     **error)
{
  g_autoptr (LapelPathway) self = NULL;
  g_autoptr (LapelJsonDoc) doc = NULL;

  if (length > MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "more than %d bytes", MAX_BYTES);
      return NULL;
    }
  doc = lapel_json_parse (text, length, error);
  if (doc == NULL)
    return NULL;

  self = g_new0 (LapelPathway, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->doc = g_steal_pointer (&doc);
  self->arena = lapel_arena_new (4096);
  self->nodes = g_ptr_array_new ();
  if (!parse_top (self, lapel_json_doc_get_root (self->doc), error))
    return NULL;
  return g_steal_pointer (&self);
}

LapelPathway *
lapel_pathway_ref (LapelPathway *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_pathway_unref (LapelPathway *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (unsigned int i = 0; i < self->nodes->len; i++)
    g_ptr_array_unref (((LapelRequirement *) g_ptr_array_index (self->nodes, i))->of);
  g_ptr_array_unref (self->nodes);
  lapel_arena_free (self->arena);
  lapel_json_doc_unref (self->doc);
  g_free (self);
}

const char *
lapel_pathway_get_id (const LapelPathway *self)
{
  return self->id;
}

const LapelText *
lapel_pathway_get_title (const LapelPathway *self)
{
  return self->title;
}

const LapelText *
lapel_pathway_get_description (const LapelPathway *self)
{
  return self->description;
}

const char *
lapel_pathway_get_owner (const LapelPathway *self)
{
  return self->owner;
}

const char *const *
lapel_pathway_get_owner_ids (const LapelPathway *self)
{
  return self->owner_ids;
}

const LapelRequirement *
lapel_pathway_get_root (const LapelPathway *self)
{
  return self->root;
}

const LapelRequirement *
lapel_pathway_get_award (const LapelPathway *self)
{
  return self->award;
}
