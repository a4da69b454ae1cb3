/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-xml-private.h"

#include "lapel-error.h"

#include <string.h>

/* XML as a tree of elements, and only as much of it as the retired binding needs: no document type,
 * so no entities but the five that need none, and nothing that lies elsewhere. */

#define MAX_DEPTH    32
#define MAX_ELEMENTS 20000

typedef struct
{
  LapelXmlElement *root; /* owned */
  GPtrArray *open;       /* borrowed elements */
  unsigned int n;
} Reading;

static LapelXmlElement *
element_new (const char *name)
{
  LapelXmlElement *self = g_new0 (LapelXmlElement, 1);

  self->name = g_strdup (name);
  self->text = g_string_new (NULL);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_xml_element_free);
  return self;
}

void
lapel_xml_element_free (LapelXmlElement *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->id);
  g_free (self->idref);
  g_free (self->uri);
  g_free (self->language);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/* Nothing in the binding has one name in two namespaces. */
static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
set_attribute (LapelXmlElement *element,
               const char      *name,
               const char      *value)
{
  char **place = NULL;

  if (strcmp (name, "id") == 0)
    place = &element->id;
  else if (strcmp (name, "idref") == 0)
    place = &element->idref;
  else if (strcmp (name, "uri") == 0)
    place = &element->uri;
  else if (strcmp (name, "lang") == 0)
    place = &element->language;
  if (place == NULL)
    return;
  g_free (*place);
  *place = g_strdup (value);
}

static void
start_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              user_data,
          GError              **error)
{
  Reading *reading = user_data;
  LapelXmlElement *element = NULL;

  if (reading->open->len >= MAX_DEPTH || reading->n >= MAX_ELEMENTS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                   "more than %d elements, or nested deeper than %d", MAX_ELEMENTS, MAX_DEPTH);
      return;
    }

  /* GMarkup lets one root follow another. */
  if (reading->open->len == 0 && reading->root != NULL)
    {
      g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_MALFORMED,
                           "the XML has more than one root");
      return;
    }
  element = element_new (local_name (name));
  reading->n++;
  for (unsigned int i = 0; names[i] != NULL; i++)
    set_attribute (element, local_name (names[i]), values[i]);
  if (reading->open->len > 0)
    {
      LapelXmlElement *parent = g_ptr_array_index (reading->open, reading->open->len - 1);

      g_ptr_array_add (parent->children, element);
    }
  else
    {
      reading->root = element;
    }
  g_ptr_array_add (reading->open, element);
}

static void
end_cb (GMarkupParseContext  *context,
        const char           *name,
        gpointer              user_data,
        GError              **error)
{
  Reading *reading = user_data;

  g_ptr_array_remove_index (reading->open, reading->open->len - 1);
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         size_t                length,
         gpointer              user_data,
         GError              **error)
{
  Reading *reading = user_data;

  if (reading->open->len > 0)
    {
      LapelXmlElement *element = g_ptr_array_index (reading->open, reading->open->len - 1);

      g_string_append_len (element->text, text, (gssize) length);
    }
}

/* Comments and processing instructions say nothing; a document type would define entities. */
static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                size_t                length,
                gpointer              user_data,
                GError              **error)
{
  if (length >= 2 && strncmp (text, "<!", 2) == 0 && (length < 4 || strncmp (text, "<!--", 4) != 0))
    g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_MALFORMED,
                         "the XML has a document type, with which entities could be defined");
}

LapelXmlElement *
lapel_xml_parse (const char  *text,
                 size_t       length,
                 GError     **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Reading reading = { NULL, open, 0 };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  g_autoptr (GError) reason = NULL;
  int line = 0;

  /* GMarkup passes over a declaration it cannot read, and then there may be nothing left. */
  if (g_markup_parse_context_parse (context, text, (gssize) length, &reason) &&
      g_markup_parse_context_end_parse (context, &reason) && reading.root != NULL)
    return reading.root;

  lapel_xml_element_free (reading.root);
  if (reason != NULL && reason->domain == LAPEL_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  g_markup_parse_context_get_position (context, &line, NULL);
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_MALFORMED, "the XML is wrong in line %d",
               line);
  return NULL;
}
