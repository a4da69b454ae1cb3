/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-portfolio.h"

G_BEGIN_DECLS

/**
 * fixture_page:
 * @presentation: (nullable): %NULL for a small unsigned one
 *
 * A portfolio of invented credentials as a page, every mark once. Returns: (transfer full)
 */
char *fixture_page (const char *presentation);

/** The same page with @text in each place where a stranger's text can stand. Returns: (transfer
 * full) */
char *fixture_page_with (const char *text);

G_END_DECLS
