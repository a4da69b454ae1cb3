/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-baked.h"

static const char *const keywords[LAPEL_N_BAKED] = {
  [LAPEL_BAKED_OB3] = "openbadgecredential",
  [LAPEL_BAKED_OB2] = "openbadges",
  [LAPEL_BAKED_CLR] = "clrcredential",
};

static const LapelSvgPlace places[LAPEL_N_BAKED] = {
  [LAPEL_BAKED_OB3] = { "https://purl.imsglobal.org/ob/v3p0", "openbadges", "credential" },
  [LAPEL_BAKED_OB2] = { "http://openbadges.org", "openbadges", "assertion" },
  [LAPEL_BAKED_CLR] = { "https://purl.imsglobal.org/clr/v2p0", "clr", "credential" },
};

LapelBaked *
lapel_baked_new (LapelBakedKind kind)
{
  LapelBaked *self = g_new0 (LapelBaked, 1);

  self->kind = kind;
  return self;
}

void
lapel_baked_free (LapelBaked *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

const char *
lapel_baked_get_keyword (LapelBakedKind kind)
{
  g_return_val_if_fail (kind < LAPEL_N_BAKED, NULL);
  return keywords[kind];
}

const LapelSvgPlace *
lapel_baked_get_svg_place (LapelBakedKind kind)
{
  g_return_val_if_fail (kind < LAPEL_N_BAKED, NULL);
  return &places[kind];
}
