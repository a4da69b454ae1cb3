/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Appends @text as a JSON string; null where it is %NULL. @text: (nullable): UTF-8 */
void lapel_json_append_text (GString    *out,
                             const char *text);

/** Appends "name": and @text in the same way; @name: a literal that needs no escape */
void lapel_json_append_member (GString    *out,
                               const char *name,
                               const char *text);

G_END_DECLS
