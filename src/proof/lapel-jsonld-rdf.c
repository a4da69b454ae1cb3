/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-jcs.h"
#include "lapel-jsonld-expand-private.h"

#include <math.h>
#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XSD "http://www.w3.org/2001/XMLSchema#"

/* Deserialization to RDF (§8.1). The quads are written while the expanded document is walked: a
 * dataset is a set, so merging nodes of one identifier into a node map first would change nothing.
 */
typedef struct
{
  LapelJsonldRun run;
  LapelRdfDataset *out;
  unsigned int n_blanks;
  GHashTable *indexes; /* (nullable): the "@index" of a node by its identifier */
} Writer;

static gboolean write_node (Writer              *self,
                            const LapelJson     *node,
                            const LapelRdfTerm  *graph,
                            LapelRdfTerm        *out_term,
                            GError             **error);

/* A label of the document is marked, so that it cannot meet one made here. */
static LapelRdfTerm
named_blank (Writer     *self,
             const char *label)
{
  size_t length = strlen (label);
  char *text = lapel_arena_alloc (self->out->arena, length + 2);

  text[0] = 'd';
  memcpy (text + 1, label, length + 1);
  return (LapelRdfTerm){ LAPEL_RDF_BLANK, .text = text };
}

static LapelRdfTerm
new_blank (Writer *self)
{
  char text[16];
  int length = g_snprintf (text, sizeof text, "b%u", self->n_blanks++);

  return (LapelRdfTerm){ LAPEL_RDF_BLANK,
                         .text = lapel_arena_strndup (self->out->arena, text, (size_t) length) };
}

/* An IRI or blank node; of kind LAPEL_RDF_NONE if it is neither, which drops every quad it is in.
 */
static gboolean
resource (Writer        *self,
          const char    *text,
          LapelRdfTerm  *out,
          GError       **error)
{
  *out = (LapelRdfTerm){ LAPEL_RDF_IRI, .text = text };
  if (text[0] == '_' && text[1] == ':')
    *out = named_blank (self, text + 2);
  else if (!lapel_iri_is_well_formed (text))
    {
      *out = (LapelRdfTerm){ LAPEL_RDF_NONE };
      return lapel_expand_lose (&self->run, text, "not an absolute IRI", error);
    }
  return TRUE;
}

static gboolean
write_quad (Writer              *self,
            const LapelRdfTerm  *subject,
            const LapelRdfTerm  *predicate,
            const LapelRdfTerm  *object,
            const LapelRdfTerm  *graph,
            GError             **error)
{
  const LapelRdfQuad quad = { *subject, *predicate, *object,
                              graph != NULL ? *graph : (LapelRdfTerm){ 0 } };

  if (subject->kind == LAPEL_RDF_NONE || predicate->kind != LAPEL_RDF_IRI ||
      object->kind == LAPEL_RDF_NONE || (graph != NULL && graph->kind == LAPEL_RDF_NONE))
    return TRUE;
  if (self->out->quads->len >= LAPEL_RDF_MAX_QUADS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "more than %d quads",
                   LAPEL_RDF_MAX_QUADS);
      return FALSE;
    }
  lapel_rdf_dataset_add (self->out, &quad);
  return TRUE;
}

/* The canonical form of an xsd:double: a mantissa of at most 15 digits behind the point, and "E".
 */
static const char *
double_text (LapelArena *arena,
             double      number)
{
  char digits[40];
  char text[40];
  char *exponent;
  char *end;

  /* Adding zero takes the sign off minus zero, as ECMAScript does. */
  g_ascii_formatd (digits, sizeof digits, "%.15e", number + 0.0);
  exponent = strchr (digits, 'e');
  for (end = exponent; end[-1] == '0' && end[-2] != '.'; end--)
    ;
  *end = '\0';
  g_snprintf (text, sizeof text, "%sE%d", digits, (int) g_ascii_strtoll (exponent + 1, NULL, 10));
  return lapel_arena_strndup (arena, text, strlen (text));
}

static const char *
number_text (LapelArena  *arena,
             double       number,
             const char **datatype)
{
  char text[32];

  if (trunc (number) != number || fabs (number) >= 1e21 || g_strcmp0 (*datatype, XSD "double") == 0)
    {
      *datatype = *datatype != NULL ? *datatype : XSD "double";
      return double_text (arena, number);
    }
  *datatype = *datatype != NULL ? *datatype : XSD "integer";
  /* Whole and below 1e21: no point and no exponent, in any locale. */
  g_snprintf (text, sizeof text, "%.0f", number + 0.0);
  return lapel_arena_strndup (arena, text, strlen (text));
}

static const char *
json_text (LapelArena      *arena,
           const LapelJson *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  lapel_jcs_append (text, value);
  return lapel_arena_strndup (arena, text->str, text->len);
}

static const char *
language_text (Writer     *self,
               const char *tag)
{
  char *lower;

  if (!self->run.options->lower_languages)
    return tag;
  lower = lapel_arena_strndup (self->out->arena, tag, strlen (tag));
  for (char *c = lower; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  return lower;
}

/* Object to RDF conversion (§8.2.2) of a value object. */
static gboolean
literal (Writer           *self,
         const LapelJson  *item,
         const LapelJson  *value,
         LapelRdfTerm     *out,
         GError          **error)
{
  const LapelJson *type = lapel_build_find_keyword (item, LAPEL_KEYWORD_TYPE);
  const LapelJson *language = lapel_build_find_keyword (item, LAPEL_KEYWORD_LANGUAGE);
  LapelArena *arena = self->out->arena;

  *out = (LapelRdfTerm){ LAPEL_RDF_LITERAL };
  if (type != NULL && type->string == lapel_keywords[LAPEL_KEYWORD_JSON].text)
    {
      out->text = json_text (arena, value);
      out->datatype = RDF "JSON";
      return TRUE;
    }
  if (lapel_build_find_keyword (item, LAPEL_KEYWORD_DIRECTION) != NULL &&
      !lapel_expand_lose (&self->run, "@direction", "RDF cannot say it", error))
    return FALSE;
  if ((type != NULL && !lapel_iri_is_well_formed (type->string)) ||
      (language != NULL && !lapel_language_is_well_formed (language->string)))
    {
      out->kind = LAPEL_RDF_NONE;
      return lapel_expand_lose (&self->run, type != NULL ? type->string : language->string,
                                "not a datatype or language", error);
    }

  out->datatype = type != NULL ? type->string : NULL;
  out->language = language != NULL ? language_text (self, language->string) : NULL;
  if (value->type == LAPEL_JSON_STRING)
    out->text = value->string;
  else if (value->type == LAPEL_JSON_NUMBER)
    out->text = number_text (arena, value->number, &out->datatype);
  else
    {
      out->text = value->type == LAPEL_JSON_TRUE ? "true" : "false";
      out->datatype = type != NULL ? type->string : XSD "boolean";
    }
  return TRUE;
}

static gboolean write_object (Writer              *self,
                              const LapelJson     *item,
                              const LapelRdfTerm  *graph,
                              LapelRdfTerm        *out_term,
                              GError             **error);

/* List to RDF conversion (§8.3.2). */
static gboolean
write_list (Writer              *self,
            const LapelJson     *items,
            const LapelRdfTerm  *graph,
            LapelRdfTerm        *out_term,
            GError             **error)
{
  static const LapelRdfTerm first = { LAPEL_RDF_IRI, .text = RDF "first" };
  static const LapelRdfTerm rest = { LAPEL_RDF_IRI, .text = RDF "rest" };
  static const LapelRdfTerm nil = { LAPEL_RDF_IRI, .text = RDF "nil" };
  LapelRdfTerm cell = items->n > 0 ? new_blank (self) : nil;

  *out_term = cell;
  for (uint32_t i = 0; i < items->n; i++)
    {
      LapelRdfTerm next = i + 1 < items->n ? new_blank (self) : nil;
      LapelRdfTerm item;

      if (!write_object (self, &items->items[i], graph, &item, error) ||
          !write_quad (self, &cell, &first, &item, graph, error) ||
          !write_quad (self, &cell, &rest, &next, graph, error))
        return FALSE;
      cell = next;
    }
  return TRUE;
}

static gboolean
write_object (Writer              *self,
              const LapelJson     *item,
              const LapelRdfTerm  *graph,
              LapelRdfTerm        *out_term,
              GError             **error)
{
  const LapelJson *value = lapel_build_find_keyword (item, LAPEL_KEYWORD_VALUE);
  const LapelJson *list = lapel_build_find_keyword (item, LAPEL_KEYWORD_LIST);

  if (value != NULL)
    return literal (self, item, value, out_term, error);
  if (list != NULL)
    return write_list (self, list, graph, out_term, error);
  return write_node (self, item, graph, out_term, error);
}

static gboolean
write_types (Writer              *self,
             const LapelRdfTerm  *subject,
             const LapelJson     *types,
             const LapelRdfTerm  *graph,
             GError             **error)
{
  static const LapelRdfTerm predicate = { LAPEL_RDF_IRI, .text = RDF "type" };

  for (uint32_t i = 0; i < types->n; i++)
    {
      LapelRdfTerm type;

      if (!resource (self, types->items[i].string, &type, error) ||
          !write_quad (self, subject, &predicate, &type, graph, error))
        return FALSE;
    }
  return TRUE;
}

/* The nodes of "@graph" or "@included", or of a property that cannot be said. A value or a list
 * among them hangs on nothing, and only the nodes of the list are said. */
static gboolean
write_nodes (Writer              *self,
             const LapelJson     *nodes,
             const LapelRdfTerm  *graph,
             GError             **error)
{
  for (uint32_t i = 0; i < nodes->n; i++)
    {
      const LapelJson *item = &nodes->items[i];
      const LapelJson *list = lapel_build_find_keyword (item, LAPEL_KEYWORD_LIST);
      gboolean value = lapel_build_find_keyword (item, LAPEL_KEYWORD_VALUE) != NULL;
      LapelRdfTerm ignored;

      if ((value || list != NULL) &&
          !lapel_expand_lose (&self->run, value ? "@value" : "@list", "no member names it", error))
        return FALSE;
      if (value)
        continue;
      if (!(list != NULL ? write_nodes (self, list, graph, error)
                         : write_node (self, item, graph, &ignored, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_property (Writer                 *self,
                const LapelRdfTerm     *subject,
                const LapelJsonMember  *member,
                gboolean                reverse,
                const LapelRdfTerm     *graph,
                GError                **error)
{
  LapelRdfTerm predicate;

  if (!resource (self, member->name, &predicate, error))
    return FALSE;
  if (predicate.kind == LAPEL_RDF_BLANK &&
      !lapel_expand_lose (&self->run, member->name, "a blank node is no property", error))
    return FALSE;
  /* §8.1, step 1.3: then nothing hangs on it, not even the cells of a list. */
  if (subject->kind == LAPEL_RDF_NONE || predicate.kind != LAPEL_RDF_IRI)
    return write_nodes (self, &member->value, graph, error);
  for (uint32_t i = 0; i < member->value.n; i++)
    {
      LapelRdfTerm object;

      if (!write_object (self, &member->value.items[i], graph, &object, error) ||
          !write_quad (self, reverse ? &object : subject, &predicate, reverse ? subject : &object,
                       graph, error))
        return FALSE;
    }
  return TRUE;
}

static LapelKeyword
keyword_of (const LapelJsonMember *member)
{
  if (member->name[0] != '@')
    return LAPEL_KEYWORD_NO;
  for (int i = 1; i < LAPEL_N_KEYWORDS; i++)
    {
      if (member->name == lapel_keywords[i].text)
        return (LapelKeyword) i;
    }
  return LAPEL_KEYWORD_NO;
}

static gboolean
write_member (Writer                 *self,
              const LapelRdfTerm     *subject,
              const LapelJsonMember  *member,
              const LapelRdfTerm     *graph,
              GError                **error)
{
  switch (keyword_of (member))
    {
    case LAPEL_KEYWORD_ID:
    case LAPEL_KEYWORD_INDEX:
      return TRUE;
    case LAPEL_KEYWORD_TYPE:
      return write_types (self, subject, &member->value, graph, error);
    case LAPEL_KEYWORD_GRAPH:
      return write_nodes (self, &member->value, subject, error);
    case LAPEL_KEYWORD_INCLUDED:
      return write_nodes (self, &member->value, graph, error);
    case LAPEL_KEYWORD_REVERSE:
      for (uint32_t i = 0; i < member->value.n; i++)
        {
          if (!write_property (self, subject, &member->value.members[i], TRUE, graph, error))
            return FALSE;
        }
      return TRUE;
    case LAPEL_KEYWORD_NO:
      return write_property (self, subject, member, FALSE, graph, error);
    default:
      /* What belongs to a value, "@language" say, in an object that has none. */
      return lapel_expand_lose (&self->run, member->name, "there is no value for it", error);
    }
}

/* Node map generation (§7.2): a node has at most one index. */
static gboolean
check_index (Writer           *self,
             const LapelJson  *id,
             const LapelJson  *index,
             GError          **error)
{
  const char *there;

  if (!lapel_expand_lose (&self->run, "@index", "RDF cannot say it", error))
    return FALSE;
  if (id == NULL || id->type != LAPEL_JSON_STRING)
    return TRUE;
  if (self->indexes == NULL)
    self->indexes = g_hash_table_new (g_str_hash, g_str_equal);
  there = g_hash_table_lookup (self->indexes, id->string);
  if (there != NULL && strcmp (there, index->string) != 0)
    return lapel_jsonld_fail (error, "conflicting indexes", "%s", id->string);
  g_hash_table_insert (self->indexes, (gpointer) id->string, (gpointer) index->string);
  return TRUE;
}

static gboolean
write_node (Writer              *self,
            const LapelJson     *node,
            const LapelRdfTerm  *graph,
            LapelRdfTerm        *out_term,
            GError             **error)
{
  const LapelJson *id = lapel_build_find_keyword (node, LAPEL_KEYWORD_ID);
  const LapelJson *index = lapel_build_find_keyword (node, LAPEL_KEYWORD_INDEX);

  if (index != NULL && !check_index (self, id, index, error))
    return FALSE;
  if (id == NULL)
    *out_term = new_blank (self);
  else if (id->type == LAPEL_JSON_NULL)
    *out_term = (LapelRdfTerm){ LAPEL_RDF_NONE };
  else if (!resource (self, id->string, out_term, error))
    return FALSE;
  for (uint32_t i = 0; i < node->n; i++)
    {
      if (!write_member (self, out_term, &node->members[i], graph, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_jsonld_to_rdf (LapelContexts             *contexts,
                     const LapelJson           *document,
                     const LapelJsonldOptions  *options,
                     LapelRdfDataset           *out,
                     GError                   **error)
{
  const LapelJsonldOptions defaults = { 0 };
  Writer writer = { { contexts, options != NULL ? options : &defaults, out->arena }, out };
  const LapelJson *expanded = lapel_jsonld_expand (contexts, document, options, out->arena, error);

  gboolean ok = expanded != NULL && write_nodes (&writer, expanded, NULL, error);

  g_clear_pointer (&writer.indexes, g_hash_table_unref);
  return ok;
}
