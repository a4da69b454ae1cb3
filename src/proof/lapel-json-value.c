/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-json.h"

#include "lapel-json-private.h"

#include <stdlib.h>
#include <string.h>

static int
compare_members (const LapelJsonMember *a,
                 const LapelJsonMember *b)
{
  if (a->name_length != b->name_length)
    return a->name_length < b->name_length ? -1 : 1;
  return memcmp (a->name, b->name, a->name_length);
}

static int
compare_members_cb (const void *a,
                    const void *b)
{
  const LapelJsonMember *left = *(const LapelJsonMember *const *) a;
  const LapelJsonMember *right = *(const LapelJsonMember *const *) b;
  int order = compare_members (left, right);

  if (order != 0)
    return order;
  return (left > right) - (left < right);
}

const LapelJsonMember **
lapel_json_sort_members (const LapelJson *object)
{
  const LapelJsonMember **sorted = g_new (const LapelJsonMember *, object->n);

  for (uint32_t i = 0; i < object->n; i++)
    sorted[i] = &object->members[i];
  if (object->n > 1)
    qsort (sorted, object->n, sizeof *sorted, compare_members_cb);
  return sorted;
}

/* The place of the member @name, or the number of members. */
static uint32_t
find_member (const LapelJson *object,
             const char      *name)
{
  size_t length = strlen (name);
  uint32_t i;

  for (i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];

      if (member->name_length == length && memcmp (member->name, name, length) == 0)
        break;
    }
  return i;
}

/* Linear: we ask for a handful of names that we chose ourselves, so a huge object costs a handful
 * of passes. Code that looks up names taken from the text must sort or hash instead. */
const LapelJson *
lapel_json_get (const LapelJson *object,
                const char      *name)
{
  uint32_t place;

  if (!lapel_json_is_object (object))
    return NULL;
  place = find_member (object, name);
  return place < object->n ? &object->members[place].value : NULL;
}

const char *
lapel_json_get_string (const LapelJson *object,
                       const char      *name)
{
  return lapel_json_as_string (lapel_json_get (object, name));
}

const char *
lapel_json_as_string (const LapelJson *value)
{
  return value != NULL && value->type == LAPEL_JSON_STRING ? value->string : NULL;
}

gboolean
lapel_json_is_object (const LapelJson *value)
{
  return value != NULL && value->type == LAPEL_JSON_OBJECT;
}

gboolean
lapel_json_is_array (const LapelJson *value)
{
  return value != NULL && value->type == LAPEL_JSON_ARRAY;
}

uint32_t
lapel_json_count (const LapelJson *value)
{
  if (value == NULL || value->type == LAPEL_JSON_NULL)
    return 0;
  return value->type == LAPEL_JSON_ARRAY ? value->n : 1;
}

const LapelJson *
lapel_json_at (const LapelJson *value,
               uint32_t         index)
{
  if (index >= lapel_json_count (value))
    return NULL;
  return value->type == LAPEL_JSON_ARRAY ? &value->items[index] : value;
}

gboolean
lapel_json_has_string (const LapelJson *value,
                       const char      *text)
{
  uint32_t count = lapel_json_count (value);

  for (uint32_t i = 0; i < count; i++)
    {
      if (g_strcmp0 (lapel_json_as_string (lapel_json_at (value, i)), text) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
arrays_equal (const LapelJson *a,
              const LapelJson *b)
{
  for (uint32_t i = 0; i < a->n; i++)
    {
      if (!lapel_json_equal (&a->items[i], &b->items[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
members_equal (const LapelJsonMember *a,
               const LapelJsonMember *b)
{
  return compare_members (a, b) == 0 && lapel_json_equal (&a->value, &b->value);
}

static gboolean
objects_equal (const LapelJson *a,
               const LapelJson *b)
{
  g_autofree const LapelJsonMember **left = lapel_json_sort_members (a);
  g_autofree const LapelJsonMember **right = lapel_json_sort_members (b);

  for (uint32_t i = 0; i < a->n; i++)
    {
      if (!members_equal (left[i], right[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_json_equal (const LapelJson *a,
                  const LapelJson *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type || a->n != b->n)
    return FALSE;

  switch (a->type)
    {
    case LAPEL_JSON_NUMBER:
      return a->number == b->number;
    case LAPEL_JSON_STRING:
      return memcmp (a->string, b->string, a->n) == 0;
    case LAPEL_JSON_ARRAY:
      return arrays_equal (a, b);
    case LAPEL_JSON_OBJECT:
      return objects_equal (a, b);
    case LAPEL_JSON_NULL:
    case LAPEL_JSON_FALSE:
    case LAPEL_JSON_TRUE:
    default:
      return TRUE;
    }
}

static LapelJson *
new_object (const LapelJsonMember *members,
            uint32_t               n,
            LapelArena            *arena)
{
  LapelJson *object = lapel_arena_new_array (arena, LapelJson, 1);

  object->type = LAPEL_JSON_OBJECT;
  object->n = n;
  object->members = members;
  return object;
}

const LapelJson *
lapel_json_without (const LapelJson *object,
                    const char      *name,
                    LapelArena      *arena)
{
  LapelJsonMember *members;
  uint32_t place;

  g_return_val_if_fail (lapel_json_is_object (object), NULL);
  place = find_member (object, name);
  if (place == object->n)
    return object;

  members = lapel_arena_new_array (arena, LapelJsonMember, object->n - 1);
  memcpy (members, object->members, sizeof *members * place);
  memcpy (members + place, object->members + place + 1, sizeof *members * (object->n - place - 1));
  return new_object (members, object->n - 1, arena);
}

const LapelJson *
lapel_json_with (const LapelJson *object,
                 const char      *name,
                 const LapelJson *value,
                 LapelArena      *arena)
{
  LapelJsonMember *members;
  uint32_t place;
  size_t length = strlen (name);

  g_return_val_if_fail (lapel_json_is_object (object), NULL);
  place = find_member (object, name);

  members = lapel_arena_new_array (arena, LapelJsonMember, (size_t) object->n + 1);
  if (object->n > 0)
    memcpy (members, object->members, sizeof *members * object->n);
  members[place].name = lapel_arena_strndup (arena, name, length);
  members[place].name_length = (uint32_t) length;
  members[place].value = *value;
  return new_object (members, MAX (object->n, place + 1), arena);
}

const LapelJson *
lapel_json_new_string (const char *text,
                       LapelArena *arena)
{
  LapelJson *value = lapel_arena_new_array (arena, LapelJson, 1);
  size_t length = strlen (text);

  value->type = LAPEL_JSON_STRING;
  value->n = (uint32_t) length;
  value->string = lapel_arena_strndup (arena, text, length);
  return value;
}
