/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

/** An element of the retired XML binding, names without prefix. The attributes are those that mean
 * something there; each may be %NULL. */
typedef struct
{
  char *name;
  char *id;
  char *idref;
  char *uri;
  char *language;
  GString *text;       /* its own, without that of its children */
  GPtrArray *children; /* (element-type LapelXmlElement) */
} LapelXmlElement;

void lapel_xml_element_free (LapelXmlElement *self);

/** Reads one XML text. Refused: a document type, and more elements or a deeper nesting than a
 * credential has. Errors: LAPEL_ERROR_CREDENTIAL_MALFORMED, LAPEL_ERROR_TOO_COMPLEX */
LapelXmlElement *lapel_xml_parse (const char  *text,
                                  size_t       length,
                                  GError     **error);

/**
 * lapel_elm_xml_to_json:
 *
 * A credential in the XML binding of the European Learning Model 2 (europe.md §3) with the member
 * names of version 3, so that one reader does for both. A seal in it is not looked at; the member
 * "proof" says whether there is one.
 *
 * Errors: LAPEL_ERROR_NOT_RECOGNISED (other XML), and those of lapel_xml_parse ()
 */
LapelJsonDoc *lapel_elm_xml_to_json (const char  *text,
                                     size_t       length,
                                     GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelXmlElement, lapel_xml_element_free)

G_END_DECLS
