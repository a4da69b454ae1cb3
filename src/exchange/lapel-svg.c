/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-svg.h"

#include "lapel-exchange-codes.h"
#include "lapel-json.h"
#include "lapel-svg-private.h"

#include <libxml/parser.h>
#include <string.h>

/* One element for credentials: what the first of its kind holds. */
typedef struct
{
  unsigned int n;
  GString *body; /* (nullable) */
  char *verify;  /* (nullable) */
} Element;

typedef struct
{
  xmlParserCtxtPtr parser;
  Element elements[LAPEL_N_BAKED];
  Element *inside; /* (nullable): the one whose text is being read */
  int depth;
  int inside_depth;
  gboolean other_root;
  gboolean entities;
} Reading;

const LapelSvgPlace lapel_svg_places[LAPEL_N_BAKED] = {
  [LAPEL_BAKED_OB3] = { "https://purl.imsglobal.org/ob/v3p0", "openbadges", "credential" },
  [LAPEL_BAKED_OB2] = { "http://openbadges.org", "openbadges", "assertion" },
  [LAPEL_BAKED_CLR] = { "https://purl.imsglobal.org/clr/v2p0", "clr", "credential" },
};

static gboolean
is_called (const xmlChar *text,
           const char    *name)
{
  return text != NULL && strcmp ((const char *) text, name) == 0;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
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
      (!is_called (name, "svg") || (uri != NULL && !is_called (uri, LAPEL_SVG_NAMESPACE))))
    {
      reading->other_root = TRUE;
      xmlStopParser (reading->parser);
      return;
    }
  for (int i = 0; i < LAPEL_N_BAKED && reading->inside == NULL; i++)
    {
      Element *element = &reading->elements[i];

      if (!is_called (name, lapel_svg_places[i].element) ||
          !is_called (uri, lapel_svg_places[i].uri) || element->n++ > 0)
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

static void
reading_clear (Reading *reading)
{
  for (int i = 0; i < LAPEL_N_BAKED; i++)
    {
      if (reading->elements[i].body != NULL)
        g_string_free (reading->elements[i].body, TRUE);
      g_free (reading->elements[i].verify);
    }
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

/* Open Badges 2: with a text, `verify` only says where it is published. Later standards put a token
 * there and never both. */
static void
read_element (const Element *element,
              LapelBaked    *baked)
{
  gboolean has_body = !is_blank (element->body->str);
  gboolean has_verify = !is_blank (element->verify);
  gboolean token = has_verify && (!has_body || baked->kind != LAPEL_BAKED_OB2);
  const char *text = token ? element->verify : element->body->str;

  if (!has_body && !has_verify)
    {
      refuse (&baked->error, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
              "the element for the credential is empty");
      return;
    }
  if (strlen (text) > LAPEL_JSON_MAX_BYTES)
    {
      refuse (&baked->error, LAPEL_ERROR_TOO_LARGE, "the credential in the SVG exceeds 5 MiB");
      return;
    }

  baked->text = g_bytes_new (text, strlen (text));
  if (element->n > 1)
    baked->note = LAPEL_NOTE_SVG_REPEATED;
  else if (token && has_body)
    baked->note = LAPEL_NOTE_SVG_TOKEN_AND_TEXT;
  else if (element->verify != NULL && !has_verify)
    baked->note = LAPEL_NOTE_SVG_VERIFY_EMPTY;
}

GPtrArray *
lapel_svg_unbake (GBytes  *svg,
                  GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_baked_free);
  Reading reading = { 0 };
  gboolean well_formed = parse (svg, &reading);
  gboolean usable = check_whole (&reading, well_formed, error);

  for (int kind = 0; usable && kind < LAPEL_N_BAKED; kind++)
    {
      if (reading.elements[kind].n == 0)
        continue;
      g_ptr_array_add (all, lapel_baked_new (kind));
      read_element (&reading.elements[kind], g_ptr_array_index (all, all->len - 1));
    }
  reading_clear (&reading);

  if (usable && all->len == 0)
    usable = refuse (error, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
                     "the SVG has no element for a credential");
  return usable ? g_steal_pointer (&all) : NULL;
}
