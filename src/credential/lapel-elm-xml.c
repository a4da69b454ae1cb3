/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-xml-private.h"

#include "lapel-error.h"
#include "lapel-jcs.h"

#include <string.h>

#define ROOT "europassCredential"

/* References are replaced by what they refer to, so a short text can become a long one. */
#define MAX_VALUES 20000
#define MAX_DEPTH  32

/* What a member is called in version 3. */
typedef struct
{
  const char *old;
  const char *name;
} Rename;

static const Rename renames[] = {
  { "targetName", "prefLabel" },
  { "givenNames", "givenName" },
  { "mailBox", "emailAddress" },
  { "hasLocation", "location" },
  { "hasAddress", "address" },
  { "country", "countryCode" },
  { "wasAwardedBy", "awardedBy" },
  { "wasDerivedFrom", "provenBy" },
  { "wasInfluencedBy", "influencedBy" },
  { "EQFLevel", "eqfLevel" },
  { "eidasLegalIdentifier", "eIDASIdentifier" },
  { "hasECTSCreditPoints", "creditPoint" },
  { "learningAchievement", "hasClaim" },
  { "learningActivity", "hasClaim" },
};

/* Elements around a list of others, which version 3 does without. */
static const char *const wrappers[] = { "achievements", "activities", "outcomes" };

/* Plain texts that are objects with a notation in version 3. */
static const char *const identifiers[] = { "registration", "vatIdentifier", "eidasLegalIdentifier",
                                           "identifier" };

typedef struct
{
  LapelArena *arena;
  GHashTable *by_id; /* (element-type utf8 LapelXmlElement), borrowed */
  unsigned int n;
  size_t n_bytes;
  gboolean too_complex;
} Conversion;

/** The members of an object under construction: one name has one value, or several. */
typedef struct
{
  GPtrArray *names;  /* (element-type utf8), borrowed */
  GPtrArray *values; /* (element-type GArray of LapelJson) */
  GHashTable *index; /* name to values, all borrowed */
} Members;

static LapelJson
convert (Conversion            *conversion,
         const LapelXmlElement *element,
         unsigned int           depth);

static gboolean
is_one_of (const char        *name,
           const char *const *names,
           unsigned int       n)
{
  for (unsigned int i = 0; i < n; i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static const char *
new_name (const char *name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (renames); i++)
    if (strcmp (name, renames[i].old) == 0)
      return renames[i].name;
  return name;
}

static LapelJson
make_string (Conversion *conversion,
             const char *text)
{
  const LapelJson *value = lapel_json_new_string (text, conversion->arena);

  conversion->n_bytes += value->n;
  return *value;
}

static LapelJson
make_trimmed (Conversion            *conversion,
              const LapelXmlElement *element)
{
  g_autofree char *text = g_strstrip (g_strdup (element->text->str));

  return make_string (conversion, text);
}

static void
members_init (Members *self)
{
  self->names = g_ptr_array_new ();
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
members_clear (Members *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_hash_table_unref (self->index);
}

static void
add_member (Conversion *conversion,
            Members    *members,
            const char *name,
            LapelJson   value)
{
  GArray *list = g_hash_table_lookup (members->index, name);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (LapelJson));
      g_ptr_array_add (members->names, (gpointer) name);
      g_ptr_array_add (members->values, list);
      g_hash_table_insert (members->index, (gpointer) name, list);
    }
  g_array_append_val (list, value);
  conversion->n++;
}

/* Clears @from. */
static LapelJson
make_object (Conversion *conversion,
             Members    *from)
{
  unsigned int n = from->names->len;
  LapelJsonMember *members = lapel_arena_new_array (conversion->arena, LapelJsonMember, n);

  for (unsigned int i = 0; i < n; i++)
    {
      const char *name = g_ptr_array_index (from->names, i);
      const GArray *list = g_ptr_array_index (from->values, i);
      LapelJson *items = lapel_arena_new_array (conversion->arena, LapelJson, list->len);

      memcpy (items, list->data, sizeof (LapelJson) * list->len);
      members[i].name = lapel_arena_strndup (conversion->arena, name, strlen (name));
      members[i].name_length = (uint32_t) strlen (name);
      members[i].value = items[0];
      if (list->len > 1)
        members[i].value =
            (LapelJson){ .type = LAPEL_JSON_ARRAY, .n = list->len, { .items = items } };
    }
  members_clear (from);
  return (LapelJson){ .type = LAPEL_JSON_OBJECT, .n = n, { .members = members } };
}

/* <title><text lang="en">…</text></title>: a language map. */
static gboolean
is_text (const LapelXmlElement *element)
{
  return strcmp (element->name, "text") == 0;
}

static void
add_attributes (Conversion            *conversion,
                const LapelXmlElement *element,
                Members               *members)
{
  if (g_str_has_prefix (element->name, "learning"))
    {
      g_autofree char *type = g_strdup (element->name);

      type[0] = g_ascii_toupper (type[0]);
      add_member (conversion, members, "type", make_string (conversion, type));
    }
  if (element->uri != NULL)
    add_member (conversion, members, "id", make_string (conversion, element->uri));
  else if (element->id != NULL)
    add_member (conversion, members, "id", make_string (conversion, element->id));
}

static void
add_children (Conversion            *conversion,
              const LapelXmlElement *element,
              Members               *members,
              unsigned int           depth)
{
  for (unsigned int i = 0; i < element->children->len; i++)
    {
      const LapelXmlElement *child = g_ptr_array_index (element->children, i);

      if (depth > MAX_DEPTH || conversion->n > MAX_VALUES ||
          conversion->n_bytes > LAPEL_JSON_MAX_BYTES)
        {
          conversion->too_complex = TRUE;
          return;
        }
      if (is_one_of (child->name, wrappers, G_N_ELEMENTS (wrappers)))
        add_children (conversion, child, members, depth + 1);
      else if (is_text (child))
        add_member (conversion, members, child->language != NULL ? child->language : "und",
                    make_trimmed (conversion, child));
      else
        add_member (conversion, members, new_name (child->name),
                    convert (conversion, child, depth + 1));
    }
}

static LapelJson
convert (Conversion            *conversion,
         const LapelXmlElement *element,
         unsigned int           depth)
{
  Members members;
  const LapelXmlElement *meant =
      element->idref != NULL ? g_hash_table_lookup (conversion->by_id, element->idref) : NULL;
  gboolean identifier = is_one_of (element->name, identifiers, G_N_ELEMENTS (identifiers));

  if (meant != NULL)
    element = meant;
  if (!identifier && element->children->len == 0 && element->uri == NULL && element->id == NULL)
    return make_trimmed (conversion, element);

  members_init (&members);
  if (identifier)
    {
      add_member (conversion, &members, "notation", make_trimmed (conversion, element));
      return make_object (conversion, &members);
    }
  add_attributes (conversion, element, &members);
  add_children (conversion, element, &members, depth);
  return make_object (conversion, &members);
}

static void
index_ids (GHashTable            *by_id,
           const LapelXmlElement *element)
{
  if (element->id != NULL && !g_hash_table_contains (by_id, element->id))
    g_hash_table_insert (by_id, element->id, (gpointer) element);
  for (unsigned int i = 0; i < element->children->len; i++)
    index_ids (by_id, g_ptr_array_index (element->children, i));
}

/* The members of a credential, but for those that only hold what others refer to; its own title is
 * what the whole is called. */
static LapelJson
convert_root (Conversion            *conversion,
              const LapelXmlElement *root)
{
  Members members;
  Members display;

  members_init (&members);
  members_init (&display);
  add_member (conversion, &members, "type", make_string (conversion, "EuropeanDigitalCredential"));
  if (root->id != NULL)
    add_member (conversion, &members, "id", make_string (conversion, root->id));
  for (unsigned int i = 0; i < root->children->len; i++)
    {
      const LapelXmlElement *child = g_ptr_array_index (root->children, i);
      gboolean shown =
          strcmp (child->name, "title") == 0 || strcmp (child->name, "description") == 0;

      if (strcmp (child->name, "type") == 0)
        add_member (conversion, &members, "credentialProfiles", convert (conversion, child, 1));
      else if (shown)
        add_member (conversion, &display, child->name, convert (conversion, child, 1));
      else if (!g_str_has_suffix (child->name, "References"))
        add_member (conversion, &members, child->name, convert (conversion, child, 1));
    }
  add_member (conversion, &members, "displayParameter", make_object (conversion, &display));
  return make_object (conversion, &members);
}

LapelJsonDoc *
lapel_elm_xml_to_json (const char  *text,
                       size_t       length,
                       GError     **error)
{
  g_autoptr (LapelXmlElement) root = lapel_xml_parse (text, length, error);
  g_autoptr (LapelArena) arena = NULL;
  g_autoptr (GHashTable) by_id = NULL;
  g_autoptr (GString) json = NULL;
  Conversion conversion = { 0 };
  LapelJson value;

  if (root == NULL)
    return NULL;
  if (strcmp (root->name, ROOT) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED, "XML of another kind: <%s>",
                   root->name);
      return NULL;
    }

  arena = lapel_arena_new (4096);
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  index_ids (by_id, root);
  conversion.arena = arena;
  conversion.by_id = by_id;
  value = convert_root (&conversion, root);
  if (conversion.too_complex)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                   "its references make it too long, or refer to themselves");
      return NULL;
    }

  json = g_string_new (NULL);
  lapel_jcs_append (json, &value);
  return lapel_json_parse (json->str, json->len, error);
}
