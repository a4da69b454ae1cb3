/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-json.h"

#include "lapel-json-private.h"

#include <string.h>

/* Up to this many members every pair of names is compared, beyond it they are sorted. */
#define MAX_PAIRWISE 16

/* A longer member name is cut in messages. */
#define MAX_NAME_SHOWN 40

struct _LapelJsonDoc
{
  gatomicrefcount references;
  LapelArena *arena; /* owned: the text and the tree */
  LapelJson root;
};

static gboolean read_value (LapelJsonReader *self,
                            LapelJson       *out);

static void
push (LapelJsonReader *self,
      const LapelJson *value)
{
  if (self->n_stack == self->stack_size)
    {
      self->stack_size = self->stack_size * 2;
      self->stack = g_renew (LapelJson, self->stack, self->stack_size);
    }
  self->stack[self->n_stack++] = *value;
}

/* Consumes the opening bracket. */
static gboolean
enter (LapelJsonReader *self)
{
  if (self->depth == LAPEL_JSON_MAX_DEPTH)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_DEPTH, "nested deeper than %d",
                              LAPEL_JSON_MAX_DEPTH);
  self->depth++;
  self->p++;
  lapel_json_skip_blank (self);
  return TRUE;
}

static gboolean
read_array (LapelJsonReader *self,
            LapelJson       *out)
{
  size_t mark = self->n_stack;
  LapelJson *items;
  LapelJson item;

  if (!enter (self))
    return FALSE;
  if (*self->p != ']')
    {
      do
        {
          if (!read_value (self, &item))
            return FALSE;
          push (self, &item);
        }
      while (lapel_json_accept (self, ','));
    }
  if (!lapel_json_accept (self, ']'))
    return lapel_json_refuse_here (self, "a comma or the end of the array");

  self->depth--;
  out->type = LAPEL_JSON_ARRAY;
  out->n = (uint32_t) (self->n_stack - mark);
  items = lapel_arena_new_array (self->arena, LapelJson, out->n);
  memcpy (items, self->stack + mark, sizeof (LapelJson) * out->n);
  out->items = items;
  self->n_stack = mark;
  return TRUE;
}

static gboolean
refuse_duplicate (LapelJsonReader       *self,
                  const LapelJsonMember *member)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *name = member->name;

  for (int i = 0; *name != '\0' && i < MAX_NAME_SHOWN; i++, name = g_utf8_next_char (name))
    {
      gunichar character = g_utf8_get_char (name);

      g_string_append_unichar (shown, g_unichar_isprint (character) ? character : 0xfffd);
    }
  /* A name starts where its text did, right behind the quote. */
  return lapel_json_refuse (self, member->name - 1, LAPEL_ERROR_JSON_DUPLICATE,
                            "a second member \"%s%s\"", shown->str, *name != '\0' ? "…" : "");
}

static inline gboolean
same_name (const LapelJsonMember *a,
           const LapelJsonMember *b)
{
  return a->name_length == b->name_length && memcmp (a->name, b->name, a->name_length) == 0;
}

/* The first member whose name stood before, or %NULL. */
static const LapelJsonMember *
find_duplicate_sorted (const LapelJson *object)
{
  g_autofree const LapelJsonMember **sorted = lapel_json_sort_members (object);
  const LapelJsonMember *first = NULL;

  for (uint32_t i = 1; i < object->n; i++)
    {
      if (same_name (sorted[i - 1], sorted[i]) && (first == NULL || sorted[i] < first))
        first = sorted[i];
    }
  return first;
}

static const LapelJsonMember *
find_duplicate (const LapelJson *object)
{
  if (object->n > MAX_PAIRWISE)
    return find_duplicate_sorted (object);

  for (uint32_t i = 1; i < object->n; i++)
    {
      for (uint32_t j = 0; j < i; j++)
        {
          if (same_name (&object->members[j], &object->members[i]))
            return &object->members[i];
        }
    }
  return NULL;
}

/* Makes an object of the names and values above @mark. */
static gboolean
close_object (LapelJsonReader *self,
              size_t           mark,
              LapelJson       *out)
{
  const LapelJson *pair = self->stack + mark;
  LapelJsonMember *members;
  const LapelJsonMember *duplicate;

  out->type = LAPEL_JSON_OBJECT;
  out->n = (uint32_t) ((self->n_stack - mark) / 2);
  members = lapel_arena_new_array (self->arena, LapelJsonMember, out->n);
  for (uint32_t i = 0; i < out->n; i++, pair += 2)
    {
      members[i].name = pair[0].string;
      members[i].name_length = pair[0].n;
      members[i].value = pair[1];
    }
  out->members = members;
  self->n_stack = mark;

  duplicate = find_duplicate (out);
  return duplicate == NULL || refuse_duplicate (self, duplicate);
}

static gboolean
read_member (LapelJsonReader *self)
{
  LapelJson name;
  LapelJson value;

  lapel_json_skip_blank (self);
  if (*self->p != '"')
    return lapel_json_refuse_here (self, "a member name in quotes");
  if (!lapel_json_read_string (self, &name))
    return FALSE;
  lapel_json_skip_blank (self);
  if (!lapel_json_accept (self, ':'))
    return lapel_json_refuse_here (self, "a colon");
  if (!read_value (self, &value))
    return FALSE;
  push (self, &name);
  push (self, &value);
  return TRUE;
}

static gboolean
read_object (LapelJsonReader *self,
             LapelJson       *out)
{
  size_t mark = self->n_stack;

  if (!enter (self))
    return FALSE;
  if (*self->p != '}')
    {
      do
        {
          if (!read_member (self))
            return FALSE;
        }
      while (lapel_json_accept (self, ','));
    }
  if (!lapel_json_accept (self, '}'))
    return lapel_json_refuse_here (self, "a comma or the end of the object");

  self->depth--;
  return close_object (self, mark, out);
}

static gboolean
read_literal (LapelJsonReader *self,
              const char      *word,
              LapelJsonType    type,
              LapelJson       *out)
{
  size_t length = strlen (word);

  if (strncmp (self->p, word, length) != 0)
    return lapel_json_refuse_here (self, "a value");
  self->p += length;
  out->type = type;
  out->n = 0;
  out->string = NULL;
  return TRUE;
}

static gboolean
read_token (LapelJsonReader *self,
            LapelJson       *out)
{
  switch (*self->p)
    {
    case '"':
      return lapel_json_read_string (self, out);
    case '{':
      return read_object (self, out);
    case '[':
      return read_array (self, out);
    case 't':
      return read_literal (self, "true", LAPEL_JSON_TRUE, out);
    case 'f':
      return read_literal (self, "false", LAPEL_JSON_FALSE, out);
    case 'n':
      return read_literal (self, "null", LAPEL_JSON_NULL, out);
    default:
      if (*self->p != '-' && !g_ascii_isdigit (*self->p))
        return lapel_json_refuse_here (self, "a value");
      return lapel_json_read_number (self, out);
    }
}

/* A value and the blanks around it. Recursion ends at LAPEL_JSON_MAX_DEPTH. */
static gboolean
read_value (LapelJsonReader *self,
            LapelJson       *out)
{
  lapel_json_skip_blank (self);
  if (!read_token (self, out))
    return FALSE;
  lapel_json_skip_blank (self);
  return TRUE;
}

static gboolean
read_text (LapelJsonReader *self,
           LapelJson       *out)
{
  size_t length = (size_t) (self->end - self->text);

  if (length >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING, "a byte order mark");
  lapel_json_skip_blank (self);
  if (self->p == self->end)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_EMPTY, "nothing but blanks");
  if (!read_value (self, out))
    return FALSE;
  if (self->p != self->end)
    return lapel_json_refuse_here (self, "the end of the text");
  return TRUE;
}

LapelJsonDoc *
lapel_json_parse (const char  *text,
                  size_t       length,
                  GError     **error)
{
  g_autoptr (LapelJsonDoc) doc = NULL;
  LapelJsonReader reader = { .source = text != NULL ? text : "", .stack_size = 64, .error = error };
  gboolean ok;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                   "line 1, column 1: %zu bytes, more than %d", length, LAPEL_JSON_MAX_BYTES);
      return NULL;
    }

  /* Text and tree of a usual badge fit into one block. */
  doc = g_new (LapelJsonDoc, 1);
  g_atomic_ref_count_init (&doc->references);
  doc->arena = lapel_arena_new (length * 3 + 256);

  reader.arena = doc->arena;
  reader.text = lapel_arena_alloc (doc->arena, length + LAPEL_JSON_PADDING);
  if (length > 0)
    memcpy (reader.text, text, length);
  memset (reader.text + length, 0, LAPEL_JSON_PADDING);
  reader.p = reader.text;
  reader.end = reader.text + length;
  reader.stack = g_new (LapelJson, reader.stack_size);

  ok = read_text (&reader, &doc->root);
  g_free (reader.stack);
  return ok ? g_steal_pointer (&doc) : NULL;
}

LapelJsonDoc *
lapel_json_doc_ref (LapelJsonDoc *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lapel_json_doc_unref (LapelJsonDoc *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  lapel_arena_free (self->arena);
  g_free (self);
}

const LapelJson *
lapel_json_doc_get_root (const LapelJsonDoc *self)
{
  return &self->root;
}
