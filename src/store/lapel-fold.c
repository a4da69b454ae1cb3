/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-fold.h"

static gboolean
is_ascii (char c)
{
  return (c & 0x80) == 0;
}

static void
append_ascii (GString    *out,
              const char *text,
              size_t      length)
{
  size_t start = out->len;

  g_string_append_len (out, text, (gssize) length);
  for (size_t i = start; i < out->len; i++)
    out->str[i] = g_ascii_tolower (out->str[i]);
}

static void
append_folded (GString    *out,
               const char *text,
               size_t      length)
{
  g_autofree char *composed = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (composed == NULL ? "" : composed, -1);
  /* Folding can take a composed letter apart. */
  g_autofree char *again = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);

  g_string_append (out, again);
}

/* Most texts are ASCII but for a few letters, and normalising takes long. No ASCII character joins
 * the one before it, so a text can be taken apart before each of them; the one that other
 * characters follow goes with them. */
char *
lapel_fold (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = text;
      const char *next = NULL;

      while (*end != '\0' && is_ascii (*end))
        end++;
      next = end;
      if (*end != '\0')
        {
          if (end > text)
            end--;
          while (*next != '\0' && !is_ascii (*next))
            next++;
        }
      append_ascii (out, text, (size_t) (end - text));
      if (next > end)
        append_folded (out, end, (size_t) (next - end));
      text = next;
    }
  return g_string_free (out, FALSE);
}
