/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jsonld-expand-private.h"

#include <string.h>

static gboolean
is_full (uint32_t n)
{
  return (n & (n - 1)) == 0;
}

/* @items with room for one more, if the @n of them fill their piece of memory. */
static void *
make_room (LapelArena *arena,
           const void *items,
           uint32_t    n,
           size_t      size)
{
  void *grown;

  grown = lapel_arena_alloc (arena, MAX (n * 2, 1) * size);
  if (n > 0)
    memcpy (grown, items, n * size);
  return grown;
}

void
lapel_build_push (LapelArena      *arena,
                  LapelJson       *array,
                  const LapelJson *item)
{
  LapelJson *items = (LapelJson *) array->items;

  if (is_full (array->n))
    items = make_room (arena, items, array->n, sizeof (LapelJson));
  items[array->n++] = *item;
  array->items = items;
}

LapelJson *
lapel_build_find (const LapelJson *object,
                  const LapelName *name)
{
  LapelJsonMember *members = (LapelJsonMember *) object->members;

  for (uint32_t i = 0; i < object->n; i++)
    {
      if (members[i].name == name->text ||
          (members[i].name_length == name->length &&
           memcmp (members[i].name, name->text, name->length) == 0))
        return &members[i].value;
    }
  return NULL;
}

LapelJson *
lapel_build_find_keyword (const LapelJson *object,
                          LapelKeyword     keyword)
{
  LapelJsonMember *members = (LapelJsonMember *) object->members;

  for (uint32_t i = 0; i < object->n; i++)
    {
      if (members[i].name == lapel_keywords[keyword].text)
        return &members[i].value;
    }
  return NULL;
}

LapelJson *
lapel_build_set (LapelArena      *arena,
                 LapelJson       *object,
                 const LapelName *name,
                 const LapelJson *value)
{
  LapelJson *there = lapel_build_find (object, name);
  LapelJsonMember *members = (LapelJsonMember *) object->members;

  if (there != NULL)
    {
      *there = *value;
      return there;
    }
  if (is_full (object->n))
    members = make_room (arena, members, object->n, sizeof (LapelJsonMember));
  members[object->n] = (LapelJsonMember){ name->text, name->length, *value };
  object->members = members;
  return &members[object->n++].value;
}

LapelJson *
lapel_build_set_keyword (LapelArena      *arena,
                         LapelJson       *object,
                         LapelKeyword     keyword,
                         const LapelJson *value)
{
  return lapel_build_set (arena, object, &lapel_keywords[keyword], value);
}

LapelJson
lapel_build_array_of (LapelArena      *arena,
                      const LapelJson *value)
{
  LapelJson array = { LAPEL_JSON_ARRAY };

  if (value->type == LAPEL_JSON_ARRAY)
    return *value;
  lapel_build_push (arena, &array, value);
  return array;
}

void
lapel_build_add (LapelArena      *arena,
                 LapelJson       *object,
                 const LapelName *name,
                 const LapelJson *value)
{
  LapelJson *array = lapel_build_find (object, name);

  if (array == NULL)
    {
      LapelJson first = lapel_build_array_of (arena, value);

      lapel_build_set (arena, object, name, &first);
    }
  else if (value->type != LAPEL_JSON_ARRAY)
    lapel_build_push (arena, array, value);
  else
    {
      for (uint32_t i = 0; i < value->n; i++)
        lapel_build_push (arena, array, &value->items[i]);
    }
}

LapelJson
lapel_build_text (const char *text,
                  uint32_t    length)
{
  return (LapelJson){ LAPEL_JSON_STRING, length, .string = text };
}

LapelJson
lapel_build_name (const LapelName *name)
{
  if (name->text == NULL)
    return (LapelJson){ LAPEL_JSON_NULL };
  return lapel_build_text (name->text, name->length);
}
