/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-baked.h"

G_BEGIN_DECLS

/**
 * lapel_svg_unbake:
 *
 * The credentials in a baked SVG, found by namespace and local name, the newest standard first
 * (Open Badges 3.0 §5.3.2, 2.0 Baking). The text of the element counts, else its attribute
 * `verify`; for Open Badges 3.0 and CLR a token in `verify` comes first. No DTD is read, no entity
 * declared or replaced, and nothing outside @svg is looked at. An element that holds nothing is a
 * LapelBaked with LAPEL_ERROR_PICTURE_NO_CREDENTIAL or _TOO_LARGE.
 *
 * Errors: LAPEL_ERROR_PICTURE_NO_CREDENTIAL: an SVG without such an element; _PICTURE_DAMAGED: no
 * well-formed XML; _XML_ENTITY: it declares or uses entities of its own; _NOT_RECOGNISED: XML of
 * another kind.
 *
 * Returns: (transfer full) (element-type LapelBaked): never empty
 */
GPtrArray *lapel_svg_unbake (GBytes  *svg,
                             GError **error);

/**
 * lapel_svg_bake:
 * @text: JSON or a token, at most LAPEL_JSON_MAX_BYTES
 *
 * @svg with @text in an element right behind the root's start tag; every other byte is kept.
 * Errors: as above; LAPEL_ERROR_ALREADY_BAKED: it carries a credential of this kind; _ENCODING: it
 * is not in UTF-8.
 *
 * Returns: (transfer full)
 */
GBytes *lapel_svg_bake (GBytes          *svg,
                        LapelBakedKind   kind,
                        GBytes          *text,
                        GError         **error);

G_END_DECLS
