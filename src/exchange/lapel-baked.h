/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** The place in a picture that a standard sets aside for its credentials. */
typedef enum
{
  LAPEL_BAKED_OB3, /* Open Badges 3.0 §5.3 */
  LAPEL_BAKED_OB2, /* Open Badges up to 2.0 */
  LAPEL_BAKED_CLR, /* Comprehensive Learner Record 2.0 */
  LAPEL_N_BAKED,
} LapelBakedKind;

/** The element of an SVG that is this place. */
typedef struct
{
  const char *uri;    /* of the namespace */
  const char *prefix; /* that is usual for it */
  const char *element;
} LapelSvgPlace;

/** What lay in one such place: a text or an error. */
typedef struct
{
  LapelBakedKind kind;
  GBytes *text;     /* (nullable): JSON, a token, or the address of a credential; as it stands */
  GError *error;    /* (nullable): why there is none */
  const char *note; /* (nullable): a literal of lapel-exchange-codes.h */
} LapelBaked;

LapelBaked *lapel_baked_new (LapelBakedKind kind);
void lapel_baked_free (LapelBaked *self);

/** "openbadgecredential", "openbadges", "clrcredential": the keyword in a PNG, and the name of the
 * place elsewhere. */
const char *lapel_baked_get_keyword (LapelBakedKind kind);

const LapelSvgPlace *lapel_baked_get_svg_place (LapelBakedKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelBaked, lapel_baked_free)

G_END_DECLS
