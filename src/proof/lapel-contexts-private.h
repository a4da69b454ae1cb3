/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-contexts.h"

G_BEGIN_DECLS

typedef struct
{
  const char *url;
  const char *sha256; /* of the published file its terms were read from; %NULL for an alias */
} LapelContextInfo;

/* Made from data/contexts by compile-terms.py. The two tables run in parallel; the first ends with
 * a NULL url. Where a URL comes again, with another digest, that is an earlier state of the same
 * place: kept, but not what the URL stands for. */
extern const LapelContextInfo lapel_bundled_info[];
extern const LapelJson *const lapel_bundled_roots[];
extern const gsize lapel_bundled_count;

G_END_DECLS
