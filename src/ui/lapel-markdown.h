/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lapel_markdown_new:
 * @text: CommonMark by a stranger
 * @links: whether links may be followed; without, only their words are shown
 *
 * Widgets for @text: paragraphs, headings, lists, quotes, code. Pictures and raw HTML are left out,
 * so that nothing is fetched and nothing runs. Only http:, https: and mailto: links are live.
 * Returns: (transfer floating)
 */
GtkWidget *lapel_markdown_new (const char *text,
                               gboolean    links);

/** Shows the web address @url, to be followed only if @live. */
void lapel_markdown_show_link (GtkLabel   *label,
                               const char *url,
                               gboolean    live);

G_END_DECLS
