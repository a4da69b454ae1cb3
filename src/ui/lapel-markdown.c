/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-markdown.h"

#include <cmark.h>
#include <glib/gi18n.h>

/* More would be a book and not criteria; it would only slow the page down. */
#define MAX_BLOCKS 400
#define MAX_DEPTH  12

typedef struct
{
  GtkBox *box;
  gboolean links;
  unsigned int blocks;
} Renderer;

static void
append_escaped (GString    *markup,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static gboolean
is_safe_link (const char *url)
{
  g_autofree char *scheme = url != NULL ? g_uri_parse_scheme (url) : NULL;

  return scheme != NULL && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http") ||
                            g_str_equal (scheme, "mailto"));
}

static void
append_link (Renderer   *self,
             GString    *markup,
             cmark_node *node,
             gboolean    entering)
{
  const char *url = cmark_node_get_url (node);

  if (!self->links || !is_safe_link (url))
    return;

  if (!entering)
    {
      g_string_append (markup, "</a>");
      return;
    }

  /* The address is what the tooltip shows, so that no text can pass for another place. */
  g_string_append (markup, "<a href=\"");
  append_escaped (markup, url);
  g_string_append (markup, "\">");
}

static void
append_inline (Renderer   *self,
               GString    *markup,
               cmark_node *node,
               gboolean    entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      append_escaped (markup, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_CODE:
      g_string_append (markup, "<tt>");
      append_escaped (markup, cmark_node_get_literal (node));
      g_string_append (markup, "</tt>");
      break;
    case CMARK_NODE_SOFTBREAK:
      g_string_append_c (markup, ' ');
      break;
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (markup, '\n');
      break;
    case CMARK_NODE_EMPH:
      g_string_append (markup, entering ? "<i>" : "</i>");
      break;
    case CMARK_NODE_STRONG:
      g_string_append (markup, entering ? "<b>" : "</b>");
      break;
    case CMARK_NODE_LINK:
      append_link (self, markup, node, entering);
      break;
    default:
      break; /* pictures: their words stand in the text below them; raw HTML: nothing */
    }
}

/* The one place where a stranger's text becomes markup. Returns: (transfer full) */
static char *
inlines_to_markup (Renderer   *self,
                   cmark_node *block)
{
  GString *markup = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    append_inline (self, markup, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);

  return g_string_free (markup, FALSE);
}

static void
append_label (Renderer   *self,
              const char *markup,
              const char *style,
              int         indent)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, indent * 18);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
  self->blocks++;
}

static void
append_paragraph (Renderer   *self,
                  cmark_node *node,
                  const char *prefix,
                  const char *style,
                  int         indent)
{
  g_autofree char *markup = inlines_to_markup (self, node);
  g_autofree char *whole = g_strconcat (prefix, markup, NULL);

  if (*markup != '\0')
    append_label (self, whole, style, indent);
}

static void append_block (Renderer   *self,
                          cmark_node *node,
                          const char *prefix,
                          int         depth);

static void
append_children (Renderer   *self,
                 cmark_node *parent,
                 const char *prefix,
                 int         depth)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL;
       node = cmark_node_next (node))
    {
      if (self->blocks >= MAX_BLOCKS)
        return;

      append_block (self, node, prefix, depth);
      prefix = "";
    }
}

static void
append_list (Renderer   *self,
             cmark_node *list,
             int         depth)
{
  gboolean ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start (list);

  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      g_autofree char *prefix = ordered ? g_strdup_printf ("%d. ", number++) : g_strdup ("•  ");

      append_children (self, item, prefix, depth + 1);
    }
}

static void
append_code (Renderer   *self,
             cmark_node *node,
             int         indent)
{
  GString *markup = g_string_new ("<tt>");

  append_escaped (markup, cmark_node_get_literal (node));
  g_string_append (markup, "</tt>");
  append_label (self, markup->str, NULL, indent);
  g_string_free (markup, TRUE);
}

static void
append_block (Renderer   *self,
              cmark_node *node,
              const char *prefix,
              int         depth)
{
  if (depth > MAX_DEPTH)
    return;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      append_paragraph (self, node, prefix, NULL, depth);
      break;
    case CMARK_NODE_HEADING:
      append_paragraph (self, node, prefix, "heading", depth);
      break;
    case CMARK_NODE_LIST:
      append_list (self, node, depth);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      append_children (self, node, "", depth + 1);
      break;
    case CMARK_NODE_CODE_BLOCK:
      append_code (self, node, depth);
      break;
    default:
      break; /* raw HTML and rules */
    }
}

GtkWidget *
lapel_markdown_new (const char *text,
                    gboolean    links)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  Renderer self = { GTK_BOX (box), links, 0 };
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);

  append_children (&self, document, "", 0);
  cmark_node_free (document);
  return box;
}

void
lapel_markdown_show_link (GtkLabel   *label,
                          const char *url,
                          gboolean    live)
{
  g_autofree char *markup = NULL;

  if (!live || !is_safe_link (url))
    {
      gtk_label_set_text (label, url);
      return;
    }

  markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", url, url);
  gtk_label_set_markup (label, markup);
}
