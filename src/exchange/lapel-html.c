/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-html.h"

#define REPLACEMENT "\xef\xbf\xbd"

static const char *
reference_for (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return g_ascii_iscntrl (c) && c != '\t' && c != '\n' ? REPLACEMENT : NULL;
    }
}

void
lapel_html_append_text (GString    *out,
                        const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  for (const char *p = valid; p != NULL && *p != '\0'; p++)
    {
      const char *reference = reference_for (*p);

      if (reference != NULL)
        g_string_append (out, reference);
      else
        g_string_append_c (out, *p);
    }
}

void
lapel_html_append_element (GString    *out,
                           const char *tag,
                           const char *css_class,
                           const char *text)
{
  if (text == NULL)
    return;
  if (css_class != NULL)
    g_string_append_printf (out, "<%s class=\"%s\"><bdi>", tag, css_class);
  else
    g_string_append_printf (out, "<%s><bdi>", tag);
  lapel_html_append_text (out, text);
  g_string_append_printf (out, "</bdi></%s>\n", tag);
}
