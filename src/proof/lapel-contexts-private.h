/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-contexts.h"

G_BEGIN_DECLS

/* Made from data/contexts by compile-terms.py. The two tables run in parallel; the first ends with
 * a NULL url. */
extern const LapelContextInfo lapel_bundled_info[];
extern const LapelJson *const lapel_bundled_roots[];
extern const gsize lapel_bundled_count;

G_END_DECLS
