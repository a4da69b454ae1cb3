/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-svg.h"

#include "lapel-json.h"

#include <string.h>

/* Where the root's start tag lies in the text of an SVG. */
typedef struct
{
  const char *start; /* at "<" */
  const char *close; /* at ">", or "/>" */
  const char *after; /* behind it */
} RootTag;

static gboolean
cannot (GError     **error,
        const char  *why)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "nothing can be baked: %s", why);
  return FALSE;
}

static gboolean
begins (const char *text,
        const char *end,
        const char *prefix)
{
  size_t length = strlen (prefix);

  return (size_t) (end - text) >= length && memcmp (text, prefix, length) == 0;
}

/* Behind the next @mark. (nullable) */
static const char *
behind (const char *text,
        const char *end,
        const char *mark)
{
  const char *found = memmem (text, (size_t) (end - text), mark, strlen (mark));

  return found != NULL ? found + strlen (mark) : NULL;
}

/* At the ">" that ends the tag, quoted ones left aside. (nullable) */
static const char *
find_tag_end (const char *text,
              const char *end)
{
  char quote = '\0';

  for (; text < end; text++)
    {
      if (quote != '\0')
        {
          if (*text == quote)
            quote = '\0';
        }
      else if (*text == '"' || *text == '\'')
        quote = *text;
      else if (*text == '>')
        return text;
    }
  return NULL;
}

/* The text is known to be well-formed, and its document type to declare nothing. */
static gboolean
find_root (const char *data,
           const char *end,
           RootTag    *out_tag)
{
  const char *at = data;

  while ((at = memchr (at, '<', (size_t) (end - at))) != NULL)
    {
      const char *next = NULL;

      if (begins (at, end, "<?"))
        next = behind (at, end, "?>");
      else if (begins (at, end, "<!--"))
        next = behind (at, end, "-->");
      else
        next = find_tag_end (at, end);
      if (next == NULL)
        return FALSE;
      if (at[1] != '?' && at[1] != '!')
        {
          *out_tag = (RootTag){ at, next[-1] == '/' ? next - 1 : next, next + 1 };
          return TRUE;
        }
      at = next;
    }
  return FALSE;
}

/* Whether what is written in UTF-8 will be read as that. */
static gboolean
is_utf8 (const char *data,
         size_t      size)
{
  const char *end = behind (data, data + MIN (size, 256), "?>");
  g_autofree char *declaration = NULL;
  const char *encoding = NULL;

  if (!g_utf8_validate (data, (gssize) size, NULL))
    return FALSE;
  if (end == NULL)
    return TRUE;
  declaration = g_ascii_strdown (data, end - data);
  encoding = strstr (declaration, "encoding");
  return encoding == NULL || strstr (encoding, "utf-8") != NULL;
}

/* A CDATA section can hold neither its own end nor a carriage return, which XML would take for the
 * end of a line. */
static void
append_cdata (GString    *out,
              const char *text,
              size_t      length)
{
  g_autoptr (GString) body = g_string_new_len (text, (gssize) length);

  g_string_replace (body, "]]>", "]]]]><![CDATA[>", 0);
  g_string_replace (body, "\r", "]]>&#13;<![CDATA[", 0);
  g_string_append (out, "<![CDATA[");
  g_string_append_len (out, body->str, (gssize) body->len);
  g_string_append (out, "]]>");
}

/* @declaration: "" or the namespace's, with a space before it */
static void
append_element (GString             *out,
                const LapelSvgPlace *place,
                const char          *declaration,
                GBytes              *text)
{
  size_t length;
  const char *data = g_bytes_get_data (text, &length);
  g_autofree char *token = NULL;

  g_string_append_printf (out, "<%s:%s%s", place->prefix, place->element, declaration);
  if (memchr (data, '{', length) == NULL)
    {
      token = g_markup_escape_text (data, (gssize) length);
      g_string_append_printf (out, " verify=\"%s\"/>", token);
      return;
    }
  g_string_append_c (out, '>');
  append_cdata (out, data, length);
  g_string_append_printf (out, "</%s:%s>", place->prefix, place->element);
}

/* The prefix is declared in the root, as the standards say; where the root uses it for something
 * else, in the element. */
static GBytes *
assemble (GBytes              *svg,
          const RootTag       *tag,
          const LapelSvgPlace *place,
          GBytes              *text)
{
  size_t size;
  const char *data = g_bytes_get_data (svg, &size);
  g_autofree char *root = g_strndup (tag->start, (size_t) (tag->close - tag->start));
  g_autofree char *name = g_strdup_printf ("xmlns:%s", place->prefix);
  g_autofree char *declaration = g_strdup_printf (" %s=\"%s\"", name, place->uri);
  size_t root_name = 1 + strcspn (root + 1, " \t\r\n/>");
  gboolean taken = strstr (root, name) != NULL;
  GString *out = g_string_new_len (data, tag->close - data);

  g_string_append_printf (out, "%s>", taken ? "" : declaration);
  append_element (out, place, taken ? declaration : "", text);
  if (*tag->close == '/')
    g_string_append_printf (out, "</%.*s>", (int) root_name - 1, root + 1);
  g_string_append_len (out, tag->after, data + size - tag->after);
  return g_string_free_to_bytes (out);
}

/* Whether there is room for @kind. */
static gboolean
check_canvas (GBytes          *svg,
              LapelBakedKind   kind,
              GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) all = lapel_svg_unbake (svg, &local_error);
  size_t size;
  const char *data = g_bytes_get_data (svg, &size);

  if (all == NULL && !g_error_matches (local_error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (unsigned int i = 0; all != NULL && i < all->len; i++)
    if (((const LapelBaked *) all->pdata[i])->kind == kind)
      {
        g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ALREADY_BAKED,
                     "the SVG has an element for such a credential");
        return FALSE;
      }
  return is_utf8 (data, size) ? TRUE : cannot (error, "the SVG is not in UTF-8");
}

/* What was baked comes out again as it went in. */
static gboolean
check_baked (GBytes          *baked,
             LapelBakedKind   kind,
             GBytes          *text,
             GError         **error)
{
  g_autoptr (GPtrArray) all = lapel_svg_unbake (baked, NULL);

  for (unsigned int i = 0; all != NULL && i < all->len; i++)
    {
      const LapelBaked *found = all->pdata[i];

      if (found->kind == kind && found->text != NULL && g_bytes_equal (found->text, text))
        return TRUE;
    }
  return cannot (error, "the credential has characters that XML cannot hold");
}

/* JSON stands in the picture with the white space around it, a token without. */
static GBytes *
trim_token (GBytes *text)
{
  size_t length;
  const char *data = g_bytes_get_data (text, &length);
  size_t start = 0;

  while (start < length && g_ascii_isspace (data[start]))
    start++;
  if (start < length && data[start] == '{')
    return g_bytes_ref (text);
  while (length > start && g_ascii_isspace (data[length - 1]))
    length--;
  return g_bytes_new_from_bytes (text, start, length - start);
}

GBytes *
lapel_svg_bake (GBytes          *svg,
                LapelBakedKind   kind,
                GBytes          *text,
                GError         **error)
{
  g_autoptr (GBytes) content = trim_token (text);
  g_autoptr (GBytes) baked = NULL;
  RootTag tag = { 0 };
  size_t size;
  const char *data = g_bytes_get_data (svg, &size);

  g_return_val_if_fail (kind < LAPEL_N_BAKED, NULL);
  g_return_val_if_fail (g_bytes_get_size (text) <= LAPEL_JSON_MAX_BYTES, NULL);

  if (!check_canvas (svg, kind, error))
    return NULL;
  if (!find_root (data, data + size, &tag))
    {
      cannot (error, "the SVG has no root that can be found");
      return NULL;
    }
  baked = assemble (svg, &tag, lapel_baked_get_svg_place (kind), content);
  return check_baked (baked, kind, content, error) ? g_steal_pointer (&baked) : NULL;
}
