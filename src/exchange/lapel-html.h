/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one way in which text gets into HTML or SVG. */

/**
 * lapel_html_append_text:
 * @text: (nullable): %NULL adds nothing
 *
 * Appends @text so that it means itself in an element or in a quoted attribute (HTML §13.1.2): the
 * five characters with a meaning become references; what is no character of a document (invalid
 * UTF-8, controls but tab and line feed) becomes U+FFFD.
 */
void lapel_html_append_text (GString    *out,
                             const char *text);

/**
 * lapel_html_append_element:
 * @tag: a literal
 * @css_class: (nullable): a literal
 * @text: (nullable): %NULL adds nothing at all
 *
 * Appends an element that holds @text in a `bdi` of its own, so that its direction, and any
 * direction mark in it, ends where it ends (HTML §4.5.24).
 */
void
lapel_html_append_element (GString    *out,
                           const char *tag,
                           const char *css_class,
                           const char *text);

G_END_DECLS
