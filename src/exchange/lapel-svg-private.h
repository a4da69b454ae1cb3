/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-baked.h"

G_BEGIN_DECLS

#define LAPEL_SVG_NAMESPACE "http://www.w3.org/2000/svg"

/** The element that a standard sets aside for its credentials. */
typedef struct
{
  const char *uri;    /* of the namespace */
  const char *prefix; /* that is usual for it */
  const char *element;
} LapelSvgPlace;

extern const LapelSvgPlace lapel_svg_places[LAPEL_N_BAKED];

G_END_DECLS
