/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"
#include "lapel-pathway.h"

G_BEGIN_DECLS

struct _LapelText
{
  const LapelJson *value; /* an object of strings, or one string */
};

G_END_DECLS
