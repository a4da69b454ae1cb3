/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-name.h"

#include <string.h>

static gboolean
is_gap (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

static gboolean
all_digits (const char *text,
            size_t      length)
{
  for (size_t i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && text[i] != '.')
        return FALSE;
    }
  return length > 0;
}

/* Whether @word is "v2", "v1.3" or "(2024)". */
static gboolean
is_version (const char *word)
{
  size_t length = strlen (word);

  if (word[0] == 'v')
    return all_digits (word + 1, length - 1);
  return length > 2 && word[0] == '(' && word[length - 1] == ')' &&
         all_digits (word + 1, length - 2);
}

char *
lapel_name_normalise (const char *name)
{
  g_autofree char *compatible = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (compatible != NULL ? compatible : name, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean gap = FALSE;
  char *last;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_gap (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }

  last = strrchr (out->str, ' ');
  if (last != NULL && is_version (last + 1))
    g_string_truncate (out, (size_t) (last - out->str));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
