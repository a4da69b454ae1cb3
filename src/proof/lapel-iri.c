/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-iri.h"

#include <string.h>

/* A component; absent where text is NULL, which differs from empty. */
typedef struct
{
  const char *text;
  size_t length;
} Slice;

typedef struct
{
  Slice scheme;
  Slice authority;
  Slice path;
  Slice query;
  Slice fragment;
} Parts;

static size_t
scheme_length (const char *text)
{
  size_t n = 0;

  if (!g_ascii_isalpha (text[0]))
    return 0;
  while (g_ascii_isalnum (text[n]) || text[n] == '+' || text[n] == '-' || text[n] == '.')
    n++;
  return text[n] == ':' ? n : 0;
}

gboolean
lapel_iri_has_scheme (const char *text)
{
  return scheme_length (text) > 0;
}

gboolean
lapel_iri_is_well_formed (const char *text)
{
  /* Controls, space and <>"{}|^`\ have no place in an IRI, "#" has one. */
  static const guint8 weights[256] = {
    2,         2,         2,         2,         2,         2,          2,         2,
    2,         2,         2,         2,         2,         2,          2,         2,
    2,         2,         2,         2,         2,         2,          2,         2,
    2,         2,         2,         2,         2,         2,          2,         2,
    2,         ['"'] = 2, ['#'] = 1, ['<'] = 2, ['>'] = 2, ['\\'] = 2, ['^'] = 2, ['`'] = 2,
    ['{'] = 2, ['|'] = 2, ['}'] = 2,
  };
  unsigned int weight = 0;

  if (scheme_length (text) == 0)
    return FALSE;
  for (const unsigned char *p = (const unsigned char *) text; *p != '\0'; p++)
    weight += weights[*p];
  return weight < 2;
}

static Parts
split (const char *text)
{
  Parts parts = { 0 };
  const char *p = text;
  size_t n = scheme_length (text);

  if (n > 0)
    {
      parts.scheme = (Slice){ p, n };
      p += n + 1;
    }
  if (p[0] == '/' && p[1] == '/')
    {
      n = strcspn (p + 2, "/?#");
      parts.authority = (Slice){ p + 2, n };
      p += 2 + n;
    }
  n = strcspn (p, "?#");
  parts.path = (Slice){ p, n };
  p += n;
  if (*p == '?')
    {
      n = strcspn (p + 1, "#");
      parts.query = (Slice){ p + 1, n };
      p += 1 + n;
    }
  if (*p == '#')
    parts.fragment = (Slice){ p + 1, strlen (p + 1) };
  return parts;
}

static size_t
drop_last_segment (const char *path,
                   size_t      length)
{
  while (length > 0 && path[length - 1] != '/')
    length--;
  return length > 0 ? length - 1 : 0;
}

/* RFC 3986 §5.2.4 in place: what is written never overtakes what is read. */
static size_t
remove_dot_segments (char   *path,
                     size_t  length)
{
  size_t in = 0;
  size_t out = 0;

  while (in < length)
    {
      const char *rest = path + in;
      size_t left = length - in;

      if (left >= 3 && memcmp (rest, "../", 3) == 0)
        in += 3;
      else if (left >= 2 && memcmp (rest, "./", 2) == 0)
        in += 2;
      else if (left >= 3 && memcmp (rest, "/./", 3) == 0)
        in += 2;
      else if (left == 2 && memcmp (rest, "/.", 2) == 0)
        path[++in] = '/';
      else if (left >= 4 && memcmp (rest, "/../", 4) == 0)
        {
          in += 3;
          out = drop_last_segment (path, out);
        }
      else if (left == 3 && memcmp (rest, "/..", 3) == 0)
        {
          in += 2;
          path[in] = '/';
          out = drop_last_segment (path, out);
        }
      else if ((left == 1 && rest[0] == '.') || (left == 2 && memcmp (rest, "..", 2) == 0))
        in = length;
      else
        {
          do
            path[out++] = path[in++];
          while (in < length && path[in] != '/');
        }
    }
  return out;
}

static char *
put (char       *at,
     const char *before,
     Slice       slice,
     const char *after)
{
  if (slice.text == NULL)
    return at;
  at = g_stpcpy (at, before);
  memcpy (at, slice.text, slice.length);
  return g_stpcpy (at + slice.length, after);
}

/* Puts @directory's path up to its last slash, then @path; both cleaned of dots. */
static char *
put_merged_path (char        *at,
                 const Parts *base,
                 Slice        path)
{
  char *start = at;
  size_t keep = base->path.length;

  if (path.text[0] != '/')
    {
      while (keep > 0 && base->path.text[keep - 1] != '/')
        keep--;
      if (base->authority.text != NULL && base->path.length == 0)
        *at++ = '/';
      at = put (at, "", (Slice){ base->path.text, keep }, "");
    }
  at = put (at, "", path, "");
  return start + remove_dot_segments (start, (size_t) (at - start));
}

const char *
lapel_iri_resolve (const char *base,
                   const char *reference,
                   LapelArena *arena)
{
  Parts from = split (base);
  Parts to = split (reference);
  char *result;
  char *at;

  if (to.scheme.text != NULL)
    return reference;

  result = lapel_arena_alloc (arena, strlen (base) + strlen (reference) + 8);
  at = put (result, "", from.scheme, ":");
  if (to.authority.text != NULL)
    {
      at = put (at, "//", to.authority, "");
      if (to.path.length > 0)
        at = put_merged_path (at, &from, to.path);
      at = put (at, "?", to.query, "");
    }
  else
    {
      at = put (at, "//", from.authority, "");
      if (to.path.length > 0)
        {
          at = put_merged_path (at, &from, to.path);
          at = put (at, "?", to.query, "");
        }
      else
        {
          at = put (at, "", from.path, "");
          at = put (at, "?", to.query.text != NULL ? to.query : from.query, "");
        }
    }
  at = put (at, "#", to.fragment, "");
  *at = '\0';
  return result;
}
