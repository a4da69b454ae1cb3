/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mutate.h"

#include <string.h>

#define MAX_RANGE   64
#define MAX_CHANGES 6

/* What a byte at a time would not find soon. */
static const char *const words[] = {
  "null",
  "true",
  "{}",
  "[]",
  "[[",
  "{\"",
  "\":",
  ",",
  "1e400",
  "-0",
  "0.1",
  "9007199254740993",
  "\"\"",
  "\\u0000",
  "\\ud800",
  "\xff",
  "\xef\xbb\xbf",
  "\"@context\":",
  "\"@id\":",
  "\"@type\":",
  "\"@value\":",
  "\"@graph\":",
  "\"@list\":",
  "\"@nest\":",
  "\"@included\":",
  "\"@reverse\":",
  "\"type\":",
  "\"id\":",
  "\"proof\":",
  "_:b0",
  "_:c14n0",
  "<http://a.example/>",
  "\"@none\"",
  "did:key:z6Mk",
  "did:jwk:",
  "did:web:",
  "~",
  ".",
  "..",
  "eyJhbGciOiJub25lIn0",
  "=",
  "#",
  "%00",
  "9999-12-31T23:59:60Z",
  "0000-01-01T00:00:00",
  "\xd9\x5d\x01",
  "\x9f",
  "\xbf",
  "\x7f\xff\xff\xff",
  "PK\x03\x04",
  "IDAT",
  "iTXt",
  "zTXt",
  "<!ENTITY a \"b\">",
  "&a;",
  "<![CDATA[",
  "]]>",
  "../",
};

static void
insert (GByteArray *bytes,
        GRand      *random,
        const void *data,
        size_t      length)
{
  size_t at = (size_t) g_rand_int_range (random, 0, (gint32) bytes->len + 1);
  size_t behind = bytes->len - at;

  g_byte_array_set_size (bytes, (guint) (bytes->len + length));
  memmove (bytes->data + at + length, bytes->data + at, behind);
  memcpy (bytes->data + at, data, length);
}

static void
insert_range (GByteArray *bytes,
              GRand      *random,
              GBytes     *from)
{
  size_t size = 0;
  const guint8 *data = g_bytes_get_data (from, &size);
  g_autofree guint8 *range = NULL;
  size_t start;
  size_t length;

  if (size == 0)
    return;
  start = (size_t) g_rand_int_range (random, 0, (gint32) size);
  length = (size_t) g_rand_int_range (random, 1, MAX_RANGE);
  length = MIN (length, size - start);
  range = g_memdup2 (data + start, length);
  insert (bytes, random, range, length);
}

static void
remove_range (GByteArray *bytes,
              GRand      *random)
{
  unsigned int start = (unsigned int) g_rand_int_range (random, 0, (gint32) bytes->len);
  unsigned int length = (unsigned int) g_rand_int_range (random, 1, MAX_RANGE);

  g_byte_array_remove_range (bytes, start, MIN (length, bytes->len - start));
}

/* Behind the text that begins at @at; %NULL: it does not end. */
static const guint8 *
skip_quoted (const guint8 *at,
             const guint8 *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at < end ? at + 1 : NULL;
}

/* One of the quoted texts, quotes included, each as likely as the others. */
static gboolean
find_quoted (const guint8 *data,
             size_t        size,
             GRand        *random,
             size_t       *out_start,
             size_t       *out_length)
{
  const guint8 *end = data + size;
  int n = 0;

  for (const guint8 *start = memchr (data, '"', size); start != NULL;)
    {
      const guint8 *behind = skip_quoted (start, end);

      if (behind == NULL)
        break;
      if (g_rand_int_range (random, 0, ++n) == 0)
        {
          *out_start = (size_t) (start - data);
          *out_length = (size_t) (behind - start);
        }
      start = memchr (behind, '"', (size_t) (end - behind));
    }
  return n > 0;
}

/* Puts a quoted text of @from in the place of another, so that what is around them still parses. */
static void
replace_quoted (GByteArray *bytes,
                GRand      *random,
                GBytes     *from)
{
  size_t size = 0;
  const guint8 *data = g_bytes_get_data (from, &size);
  size_t old_start;
  size_t old_length;
  size_t new_start;
  size_t new_length;
  size_t behind;

  if (bytes->len == 0 || size == 0 ||
      !find_quoted (bytes->data, bytes->len, random, &old_start, &old_length) ||
      !find_quoted (data, size, random, &new_start, &new_length))
    return;

  behind = bytes->len - old_start - old_length;
  if (new_length > old_length)
    g_byte_array_set_size (bytes, (guint) (bytes->len + new_length - old_length));
  memmove (bytes->data + old_start + new_length, bytes->data + old_start + old_length, behind);
  memcpy (bytes->data + old_start, data + new_start, new_length);
  g_byte_array_set_size (bytes, (guint) (old_start + new_length + behind));
}

static void
change (GByteArray *bytes,
        GRand      *random,
        GPtrArray  *seeds)
{
  const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
  unsigned int other = (unsigned int) g_rand_int_range (random, 0, (gint32) seeds->len);
  size_t at;

  if (bytes->len == 0)
    {
      insert (bytes, random, word, strlen (word));
      return;
    }

  at = (size_t) g_rand_int_range (random, 0, (gint32) bytes->len);
  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1:
      bytes->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;
    case 2:
      remove_range (bytes, random);
      break;
    case 3:
      insert_range (bytes, random, g_ptr_array_index (seeds, other));
      break;
    case 4:
      memcpy (bytes->data + at, word, MIN (strlen (word), bytes->len - at));
      break;
    default:
      insert (bytes, random, word, strlen (word));
      break;
    }
}

GBytes *
lapel_fuzz_mutate (GPtrArray    *seeds,
                   unsigned int  number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (number);
  GBytes *seed = g_ptr_array_index (seeds, number % seeds->len);
  size_t size = 0;
  const guint8 *data = g_bytes_get_data (seed, &size);
  GByteArray *bytes = g_byte_array_new ();
  int changes = g_rand_int_range (random, 1, MAX_CHANGES + 1);
  gboolean whole_texts = g_rand_boolean (random);

  g_byte_array_append (bytes, data, (guint) size);
  for (int i = 0; i < changes; i++)
    {
      if (whole_texts)
        replace_quoted (bytes, random,
                        g_ptr_array_index (seeds,
                                           g_rand_int_range (random, 0, (gint32) seeds->len)));
      else
        change (bytes, random, seeds);
    }
  return g_byte_array_free_to_bytes (bytes);
}
