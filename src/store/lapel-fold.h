/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lapel_fold:
 * @text: UTF-8
 *
 * The form in which texts are searched: without case and without compatibility forms (NFKC of the
 * case-folded text), so that a record and what is looked for in it meet. Returns: (transfer full)
 */
char *lapel_fold (const char *text);

G_END_DECLS
