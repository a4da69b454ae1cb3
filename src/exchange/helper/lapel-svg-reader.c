/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-svg-reader.h"

#include "lapel-json.h"

#include <libxml/parser.h>
#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

typedef struct
{
  xmlParserCtxtPtr parser;
  LapelSvgElement *elements; /* one for each kind */
  LapelSvgElement *inside;   /* (nullable): the one whose text is being read */
  int depth;
  int inside_depth;
  gboolean other_root;
  gboolean entities;
} Reading;

static gboolean
is_called (const xmlChar *text,
           const char    *name)
{
  return text != NULL && strcmp ((const char *) text, name) == 0;
}

/* @attributes: libxml2's five pointers for each: name, prefix, namespace, value and its end */
static char *
dup_verify (const xmlChar **attributes,
            int             n)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (attributes[2] == NULL && is_called (attributes[0], "verify"))
      return g_strndup ((const char *) attributes[3], (size_t) (attributes[4] - attributes[3]));
  return NULL;
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Reading *reading = data;

  if (reading->depth++ == 0 &&
      (!is_called (name, "svg") || (uri != NULL && !is_called (uri, SVG_NAMESPACE))))
    {
      reading->other_root = TRUE;
      xmlStopParser (reading->parser);
      return;
    }
  for (int i = 0; i < LAPEL_N_BAKED && reading->inside == NULL; i++)
    {
      LapelSvgElement *element = &reading->elements[i];

      if (!is_called (name, lapel_baked_get_svg_place (i)->element) ||
          !is_called (uri, lapel_baked_get_svg_place (i)->uri) || element->n++ > 0)
        continue;
      element->body = g_string_new (NULL);
      element->verify = dup_verify (attributes, n_attributes);
      reading->inside = element;
      reading->inside_depth = reading->depth;
    }
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Reading *reading = data;

  if (reading->inside != NULL && reading->depth == reading->inside_depth)
    reading->inside = NULL;
  reading->depth--;
}

/* Text and CDATA alike: a credential may be spread over several. One byte more than the limit is
 * kept, to be refused for it. */
static void
characters_cb (void          *data,
               const xmlChar *text,
               int            length)
{
  const Reading *reading = data;
  GString *body = reading->inside != NULL ? reading->inside->body : NULL;

  if (body != NULL && reading->depth == reading->inside_depth && body->len <= LAPEL_JSON_MAX_BYTES)
    g_string_append_len (body, (const char *) text, length);
}

static void
refuse_entities (Reading *reading)
{
  reading->entities = TRUE;
  xmlStopParser (reading->parser);
}

static void
entity_declared_cb (void          *data,
                    const xmlChar *name,
                    int            type,
                    const xmlChar *public_id,
                    const xmlChar *system_id,
                    xmlChar       *content)
{
  refuse_entities (data);
}

static void
reference_cb (void          *data,
              const xmlChar *name)
{
  refuse_entities (data);
}

/* The five that XML itself declares are not asked for here. */
static xmlEntityPtr
get_entity_cb (void          *data,
               const xmlChar *name)
{
  return NULL;
}

static void
quiet_cb (void     *data,
          xmlError *error)
{
}

/* Parses without building a tree, so that what is not looked at costs nothing. */
static gboolean
parse (GBytes  *svg,
       Reading *reading)
{
  static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .entityDecl = entity_declared_cb,
    .reference = reference_cb,
    .getEntity = get_entity_cb,
    .getParameterEntity = get_entity_cb,
    .serror = (xmlStructuredErrorFunc) quiet_cb,
  };
  gboolean well_formed;
  size_t size;
  const char *data = g_bytes_get_data (svg, &size);

  reading->parser = size <= G_MAXINT ? xmlNewParserCtxt () : NULL;
  if (reading->parser == NULL)
    return FALSE;
  *reading->parser->sax = handler;
  reading->parser->userData = reading;
  xmlFreeDoc (xmlCtxtReadMemory (reading->parser, data, (int) size, NULL, NULL, XML_PARSE_NONET));
  well_formed = reading->parser->wellFormed != 0;
  xmlFreeParserCtxt (reading->parser);
  return well_formed;
}

static gboolean
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error_literal (error, LAPEL_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
check_whole (const Reading  *reading,
             gboolean        well_formed,
             GError        **error)
{
  if (reading->entities)
    return refuse (error, LAPEL_ERROR_XML_ENTITY, "the SVG declares or uses entities of its own");
  if (reading->other_root)
    return refuse (error, LAPEL_ERROR_NOT_RECOGNISED, "XML that is no SVG picture");
  if (!well_formed)
    return refuse (error, LAPEL_ERROR_PICTURE_DAMAGED, "the SVG is not well-formed XML");
  return TRUE;
}

gboolean
lapel_svg_read (GBytes           *svg,
                LapelSvgElement  *elements,
                GError          **error)
{
  Reading reading = { .elements = elements };
  gboolean well_formed = parse (svg, &reading);

  return check_whole (&reading, well_formed, error);
}

void
lapel_svg_element_clear (LapelSvgElement *self)
{
  if (self->body != NULL)
    g_string_free (self->body, TRUE);
  g_free (self->verify);
  *self = (LapelSvgElement){ 0 };
}
