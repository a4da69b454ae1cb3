/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-ecdsa-sd-private.h"

#include "lapel-error.h"

#include <string.h>

/* Every pointer is compared with every member on its way. */
#define MAX_POINTERS 1024

typedef struct
{
  GHashTable *objects;
  LapelArena *arena;
} Selector;

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *name)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION, "%s: \"%s\"", what, name);
  return FALSE;
}

/* RFC 6901 §4: "~1" stands for "/" and "~0" for "~". */
static gboolean
unescape (char    *name,
          GError **error)
{
  char *write = name;

  for (const char *read = name; *read != '\0'; read++)
    {
      if (*read != '~')
        *write++ = *read;
      else if (read[1] == '0' || read[1] == '1')
        *write++ = *++read == '0' ? '~' : '/';
      else
        return refuse (error, "a JSON Pointer with a bad escape", read);
    }
  *write = '\0';
  return TRUE;
}

char **
lapel_ecdsa_sd_pointer_parse (const char  *text,
                              GError     **error)
{
  g_auto (GStrv) names = NULL;

  if (text[0] == '\0')
    return g_new0 (char *, 1);
  if (text[0] != '/')
    {
      refuse (error, "a JSON Pointer starts with \"/\"", text);
      return NULL;
    }
  names = g_strsplit (text + 1, "/", -1);
  /* An empty name is a name, but g_strsplit () makes none of an empty text. */
  if (names[0] == NULL)
    {
      g_strfreev (names);
      names = g_new0 (char *, 2);
      names[0] = g_strdup ("");
    }
  for (size_t i = 0; names[i] != NULL; i++)
    if (!unescape (names[i], error))
      return NULL;
  return g_steal_pointer (&names);
}

/* No document in N-Quads can write these labels. */
static void
add_label (GHashTable      *objects,
           const LapelJson *object,
           LapelArena      *arena)
{
  char label[24];
  int length = g_snprintf (label, sizeof label, "_:/%u", g_hash_table_size (objects));

  g_hash_table_insert (objects, (gpointer) object->members,
                       lapel_arena_strndup (arena, label, (size_t) length));
}

static void
label_objects (GHashTable      *objects,
               const LapelJson *value,
               LapelArena      *arena)
{
  if (value->type == LAPEL_JSON_ARRAY)
    for (uint32_t i = 0; i < value->n; i++)
      label_objects (objects, &value->items[i], arena);
  if (value->type != LAPEL_JSON_OBJECT || value->n == 0)
    return;

  add_label (objects, value, arena);
  for (uint32_t i = 0; i < value->n; i++)
    label_objects (objects, &value->members[i].value, arena);
}

GHashTable *
lapel_ecdsa_sd_label_objects (const LapelJson *document,
                              LapelArena      *arena)
{
  GHashTable *objects = g_hash_table_new (NULL, NULL);

  label_objects (objects, document, arena);
  return objects;
}

/* What says which node a pointer goes through, and how its members are to be read. */
static gboolean
is_identifying (const LapelJsonMember *member)
{
  static const char *const names[] = { "id", "@id", "type", "@type", "@context", NULL };

  return g_strv_contains (names, member->name);
}

/* Those of @pointers whose name at @level is @name. */
static GPtrArray *
pointers_through (const GPtrArray *pointers,
                  unsigned int     level,
                  const char      *name)
{
  GPtrArray *result = g_ptr_array_new ();

  for (guint i = 0; i < pointers->len; i++)
    if (strcmp (((char **) pointers->pdata[i])[level], name) == 0)
      g_ptr_array_add (result, pointers->pdata[i]);
  return result;
}

/* The item that a pointer's name means, or %NULL. */
static const LapelJson *
item_at (const LapelJson *array,
         const char      *name)
{
  guint64 index;

  if ((name[0] == '0' && name[1] != '\0') ||
      !g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT32, &index, NULL))
    return NULL;
  return index < array->n ? &array->items[index] : NULL;
}

static gboolean
check_pointer (const LapelJson    *value,
               const char *const  *names,
               GError            **error)
{
  for (size_t i = 0; names[i] != NULL; i++)
    {
      value = lapel_json_is_array (value) ? item_at (value, names[i])
                                          : lapel_json_get (value, names[i]);
      if (value == NULL)
        return refuse (error, "a pointer leads to nothing", names[i]);
    }
  return TRUE;
}

static void select_value (const Selector  *self,
                          const LapelJson *value,
                          const GPtrArray *pointers,
                          unsigned int     level,
                          LapelJson       *out);

static void
select_members (const Selector  *self,
                const LapelJson *object,
                const GPtrArray *pointers,
                unsigned int     level,
                LapelJson       *out)
{
  LapelJsonMember *members = lapel_arena_new_array (self->arena, LapelJsonMember, object->n);
  gpointer label = g_hash_table_lookup (self->objects, object->members);

  *out = (LapelJson){ .type = LAPEL_JSON_OBJECT, .members = members };
  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];
      g_autoptr (GPtrArray) inside = pointers_through (pointers, level, member->name);

      if (is_identifying (member))
        members[out->n++] = *member;
      else if (inside->len > 0)
        {
          members[out->n] = *member;
          select_value (self, &member->value, inside, level + 1, &members[out->n++].value);
        }
    }
  if (label != NULL)
    g_hash_table_insert (self->objects, members, label);
}

static void
select_items (const Selector  *self,
              const LapelJson *array,
              const GPtrArray *pointers,
              unsigned int     level,
              LapelJson       *out)
{
  LapelJson *items = lapel_arena_new_array (self->arena, LapelJson, array->n);

  *out = (LapelJson){ .type = LAPEL_JSON_ARRAY, .items = items };
  for (uint32_t i = 0; i < array->n; i++)
    {
      char index[16];
      g_autoptr (GPtrArray) inside = NULL;

      g_snprintf (index, sizeof index, "%u", i);
      inside = pointers_through (pointers, level, index);
      if (inside->len > 0)
        select_value (self, &array->items[i], inside, level + 1, &items[out->n++]);
    }
}

/* All of @value where a pointer ends here, else what the pointers go on to. */
static void
select_value (const Selector  *self,
              const LapelJson *value,
              const GPtrArray *pointers,
              unsigned int     level,
              LapelJson       *out)
{
  *out = *value;
  for (guint i = 0; i < pointers->len; i++)
    if (((char **) pointers->pdata[i])[level] == NULL)
      return;
  if (value->type == LAPEL_JSON_OBJECT)
    select_members (self, value, pointers, level, out);
  else if (value->type == LAPEL_JSON_ARRAY)
    select_items (self, value, pointers, level, out);
}

const LapelJson *
lapel_ecdsa_sd_select (const LapelJson  *document,
                       const GPtrArray  *pointers,
                       GHashTable       *objects,
                       LapelArena       *arena,
                       GError          **error)
{
  const Selector selector = { objects, arena };
  LapelJson *result = lapel_arena_new_array (arena, LapelJson, 1);

  if (pointers->len > MAX_POINTERS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u JSON pointers", pointers->len);
      return NULL;
    }
  for (guint i = 0; i < pointers->len; i++)
    if (!check_pointer (document, pointers->pdata[i], error))
      return NULL;
  select_value (&selector, document, pointers, 0, result);
  return result;
}
