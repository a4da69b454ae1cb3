/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-baked.h"

G_BEGIN_DECLS

/** The elements of one kind in an SVG: how many there are, and what the first holds. */
typedef struct
{
  unsigned int n;
  GString
      *body;    /* (nullable): its text, of which one byte more than LAPEL_JSON_MAX_BYTES is kept */
  char *verify; /* (nullable): its attribute */
} LapelSvgElement;

/**
 * lapel_svg_read:
 * @elements: (array fixed-size=LAPEL_N_BAKED): zeroed; to be cleared whatever comes back
 *
 * Finds the elements for credentials by namespace and local name. No DTD is read, no entity
 * declared or replaced, and nothing outside @svg is looked at. Errors: LAPEL_ERROR_PICTURE_DAMAGED:
 * no well-formed XML; _XML_ENTITY: it declares or uses entities of its own; _NOT_RECOGNISED: XML of
 * another kind.
 */
gboolean lapel_svg_read (GBytes           *svg,
                         LapelSvgElement  *elements,
                         GError          **error);
void lapel_svg_element_clear (LapelSvgElement *self);

G_END_DECLS
