/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-json.h"

#include "lapel-error.h"
#include "lapel-json-private.h"

#include <math.h>
#include <string.h>

/* Read a word at a time beyond the end of the text, so that the scan needs no bound. */
#define PADDING sizeof (guint64)

/* Up to this many members every pair of names is compared, beyond it they are sorted. */
#define MAX_PAIRWISE 16

/* A longer member name is cut in messages. */
#define MAX_NAME_SHOWN 40

struct _LapelJsonDoc
{
  gatomicrefcount references;
  LapelArena *arena; /* owned: the text and the tree */
  LapelJson root;
};

typedef struct
{
  const char
      *source; /* as the caller gave it: strings in @text get decoded, positions do not move */
  char *text;
  char *end;
  char *p;
  unsigned int depth;
  LapelArena *arena; /* borrowed */
  LapelJson *stack;  /* owned: what the open containers hold so far; names and values alternate */
  size_t n_stack;
  size_t stack_size;
  GError **error;
} Reader;

static gboolean read_value (Reader *self, LapelJson *out);

/* Counts lines and characters only when something is refused. Always %FALSE. */
static gboolean G_GNUC_PRINTF (4, 5)
    refuse (Reader *self, const char *at, LapelError code, const char *format, ...)
{
  g_autofree char *reason = NULL;
  size_t line = 1;
  size_t column = 1;
  va_list arguments;

  for (const char *c = self->source; c < self->source + (at - self->text); c++)
    {
      if (*c == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guint8) *c & 0xc0) != 0x80)
        column++;
    }

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (self->error, LAPEL_ERROR, (int) code, "line %zu, column %zu: %s", line, column,
               reason);
  return FALSE;
}

/* Bytes of the valid UTF-8 sequence of more than one byte at @p, or 0 (Unicode, table 3-7). */
static size_t
multibyte_length (const char *p)
{
  const guint8 *b = (const guint8 *) p;
  guint8 low = 0x80;
  guint8 high = 0xbf;
  size_t length;

  if (b[0] < 0xc2 || b[0] > 0xf4)
    return 0;
  length = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
  if (b[0] == 0xe0)
    low = 0xa0; /* overlong */
  else if (b[0] == 0xed)
    high = 0x9f; /* surrogates */
  else if (b[0] == 0xf0)
    low = 0x90; /* overlong */
  else if (b[0] == 0xf4)
    high = 0x8f; /* beyond U+10FFFF */

  if (b[1] < low || b[1] > high)
    return 0;
  for (size_t i = 2; i < length; i++)
    {
      if ((b[i] & 0xc0) != 0x80)
        return 0;
    }
  return length;
}

/* Says why the byte at hand cannot stand where @wanted should. */
static gboolean
refuse_here (Reader *self, const char *wanted)
{
  char c = *self->p;

  if (self->p == self->end)
    return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "the text ends where %s should stand",
                   wanted);
  if (c == '\0')
    return refuse (self, self->p, LAPEL_ERROR_JSON_NUL, "a NUL byte");
  if (((guint8) c & 0x80) != 0 && multibyte_length (self->p) == 0)
    return refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING, "not valid UTF-8");
  if (g_ascii_isgraph (c))
    return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "'%c' stands where %s should", c,
                   wanted);
  return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "%s is missing", wanted);
}

static inline void
skip_blank (Reader *self)
{
  while (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t')
    self->p++;
}

static inline gboolean
accept (Reader *self, char c)
{
  if (*self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

/* A plain byte needs no look of its own: ASCII, no control, no quote, no backslash. */
static inline size_t
count_plain (const char *p)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 tops = ones * 0x80;
  const char *start = p;

  for (;; p += sizeof (guint64))
    {
      guint64 word;
      guint64 special;

      memcpy (&word, p, sizeof word);
      word = GUINT64_FROM_LE (word);
      /* A byte's top bit gets set if it has one, is below ' ', or is one of the two. A borrow
       * can mark a byte too many, but only above a rightly marked one, and the lowest counts. */
      special = (word | (word - ones * ' ') | ((word ^ ones * '"') - ones)
                 | ((word ^ ones * '\\') - ones))
                & tops;
      if (special != 0)
        return (size_t) (p - start) + (size_t) __builtin_ctzll (special) / 8;
    }
}

/* Four hex digits, or -1. */
static int
read_hex4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* At "\u": decodes one character, a pair of surrogates as one. */
static gboolean
read_unicode_escape (Reader *self, char **write)
{
  char *start = self->p;
  int unit = read_hex4 (start + 2);
  gunichar character = (gunichar) unit;

  if (unit < 0)
    return refuse (self, start, LAPEL_ERROR_JSON_SYNTAX, "\\u without four hex digits");
  if (unit == 0)
    return refuse (self, start, LAPEL_ERROR_JSON_NUL, "\\u0000 in a string");

  self->p += 6;
  if (unit >= 0xd800 && unit <= 0xdfff)
    {
      int low = self->p[0] == '\\' && self->p[1] == 'u' ? read_hex4 (self->p + 2) : -1;

      if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff)
        return refuse (self, start, LAPEL_ERROR_JSON_SURROGATE, "lone surrogate \\u%04x", unit);
      self->p += 6;
      character = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
    }

  *write += g_unichar_to_utf8 (character, *write);
  return TRUE;
}

static gboolean
read_escape (Reader *self, char **write)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (self->p[1] == 'u')
    return read_unicode_escape (self, write);

  found = self->p[1] != '\0' ? strchr (from, self->p[1]) : NULL;
  if (found == NULL)
    return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "unknown escape after a backslash");
  *(*write)++ = to[found - from];
  self->p += 2;
  return TRUE;
}

/* One character that is not plain, inside a string. */
static gboolean
read_special (Reader *self, char **write)
{
  size_t length;

  if (*self->p == '\\')
    return read_escape (self, write);
  if (self->p == self->end)
    return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "the text ends inside a string");
  if (*self->p == '\0')
    return refuse (self, self->p, LAPEL_ERROR_JSON_NUL, "a NUL byte in a string");
  if (((guint8) *self->p & 0x80) == 0)
    return refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX,
                   "control character U+%04X in a string is not escaped", *self->p);

  length = multibyte_length (self->p);
  if (length == 0)
    return refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING, "not valid UTF-8 in a string");
  for (size_t i = 0; i < length; i++)
    *(*write)++ = *self->p++;
  return TRUE;
}

/* At the opening quote. Decoding never makes a string longer, so it happens in place, and the NUL
 * takes at latest the place of the closing quote. */
static gboolean
read_string (Reader *self, LapelJson *out)
{
  char *start = ++self->p;
  char *write = start;

  for (;;)
    {
      size_t plain = count_plain (self->p);

      if (write != self->p)
        memmove (write, self->p, plain);
      write += plain;
      self->p += plain;
      if (*self->p == '"')
        break;
      if (!read_special (self, &write))
        return FALSE;
    }

  self->p++;
  *write = '\0';
  out->type = LAPEL_JSON_STRING;
  out->n = (uint32_t) (write - start);
  out->string = start;
  return TRUE;
}

static gboolean
read_digits (Reader *self)
{
  if (!g_ascii_isdigit (*self->p))
    return refuse_here (self, "a digit");
  while (g_ascii_isdigit (*self->p))
    self->p++;
  return TRUE;
}

/* Checks the grammar of RFC 8259 §6; @out_integer says that there was neither point nor exponent.
 */
static gboolean
scan_number (Reader *self, gboolean *out_integer)
{
  char *start;

  *out_integer = TRUE;
  accept (self, '-');
  start = self->p;
  if (!read_digits (self))
    return FALSE;
  if (*start == '0' && self->p > start + 1)
    return refuse (self, start, LAPEL_ERROR_JSON_SYNTAX, "a number with a leading zero");

  if (accept (self, '.'))
    {
      *out_integer = FALSE;
      if (!read_digits (self))
        return FALSE;
    }
  if (accept (self, 'e') || accept (self, 'E'))
    {
      *out_integer = FALSE;
      if (!accept (self, '+'))
        accept (self, '-');
      return read_digits (self);
    }
  return TRUE;
}

/* Fifteen digits are always exact in a double. */
static double
short_integer (const char *start, const char *end)
{
  gboolean negative = *start == '-';
  gint64 value = 0;

  for (const char *p = start + negative; p < end; p++)
    value = value * 10 + (*p - '0');
  return negative ? -(double) value : (double) value;
}

static gboolean
read_number (Reader *self, LapelJson *out)
{
  char *start = self->p;
  gboolean integer;

  if (!scan_number (self, &integer))
    return FALSE;

  out->type = LAPEL_JSON_NUMBER;
  out->n = 0;
  if (integer && self->p - start <= 15)
    {
      out->number = short_integer (start, self->p);
      return TRUE;
    }

  /* Whatever is too small becomes zero, as in ECMAScript. */
  out->number = g_ascii_strtod (start, NULL);
  if (isinf (out->number))
    return refuse (self, start, LAPEL_ERROR_JSON_NUMBER, "a number too large for a double");
  return TRUE;
}

static void
push (Reader *self, const LapelJson *value)
{
  if (self->n_stack == self->stack_size)
    {
      self->stack_size = self->stack_size * 2;
      self->stack = g_renew (LapelJson, self->stack, self->stack_size);
    }
  self->stack[self->n_stack++] = *value;
}

/* Consumes the opening bracket. */
static gboolean
enter (Reader *self)
{
  if (self->depth == LAPEL_JSON_MAX_DEPTH)
    return refuse (self, self->p, LAPEL_ERROR_JSON_DEPTH, "nested deeper than %d",
                   LAPEL_JSON_MAX_DEPTH);
  self->depth++;
  self->p++;
  skip_blank (self);
  return TRUE;
}

static gboolean
read_array (Reader *self, LapelJson *out)
{
  size_t mark = self->n_stack;
  LapelJson *items;
  LapelJson item;

  if (!enter (self))
    return FALSE;
  if (*self->p != ']')
    {
      do
        {
          if (!read_value (self, &item))
            return FALSE;
          push (self, &item);
        }
      while (accept (self, ','));
    }
  if (!accept (self, ']'))
    return refuse_here (self, "a comma or the end of the array");

  self->depth--;
  out->type = LAPEL_JSON_ARRAY;
  out->n = (uint32_t) (self->n_stack - mark);
  items = lapel_arena_new_array (self->arena, LapelJson, out->n);
  memcpy (items, self->stack + mark, sizeof (LapelJson) * out->n);
  out->items = items;
  self->n_stack = mark;
  return TRUE;
}

static gboolean
refuse_duplicate (Reader *self, const LapelJsonMember *member)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *name = member->name;

  for (int i = 0; *name != '\0' && i < MAX_NAME_SHOWN; i++, name = g_utf8_next_char (name))
    {
      gunichar character = g_utf8_get_char (name);

      g_string_append_unichar (shown, g_unichar_isprint (character) ? character : 0xfffd);
    }
  /* A name starts where its text did, right behind the quote. */
  return refuse (self, member->name - 1, LAPEL_ERROR_JSON_DUPLICATE, "a second member \"%s%s\"",
                 shown->str, *name != '\0' ? "…" : "");
}

static inline gboolean
same_name (const LapelJsonMember *a, const LapelJsonMember *b)
{
  return a->name_length == b->name_length && memcmp (a->name, b->name, a->name_length) == 0;
}

/* The first member whose name stood before, or %NULL. */
static const LapelJsonMember *
find_duplicate_sorted (const LapelJson *object)
{
  g_autofree const LapelJsonMember **sorted = lapel_json_sort_members (object);
  const LapelJsonMember *first = NULL;

  for (uint32_t i = 1; i < object->n; i++)
    {
      if (same_name (sorted[i - 1], sorted[i]) && (first == NULL || sorted[i] < first))
        first = sorted[i];
    }
  return first;
}

static const LapelJsonMember *
find_duplicate (const LapelJson *object)
{
  if (object->n > MAX_PAIRWISE)
    return find_duplicate_sorted (object);

  for (uint32_t i = 1; i < object->n; i++)
    {
      for (uint32_t j = 0; j < i; j++)
        {
          if (same_name (&object->members[j], &object->members[i]))
            return &object->members[i];
        }
    }
  return NULL;
}

/* Makes an object of the names and values above @mark. */
static gboolean
close_object (Reader *self, size_t mark, LapelJson *out)
{
  const LapelJson *pair = self->stack + mark;
  LapelJsonMember *members;
  const LapelJsonMember *duplicate;

  out->type = LAPEL_JSON_OBJECT;
  out->n = (uint32_t) ((self->n_stack - mark) / 2);
  members = lapel_arena_new_array (self->arena, LapelJsonMember, out->n);
  for (uint32_t i = 0; i < out->n; i++, pair += 2)
    {
      members[i].name = pair[0].string;
      members[i].name_length = pair[0].n;
      members[i].value = pair[1];
    }
  out->members = members;
  self->n_stack = mark;

  duplicate = find_duplicate (out);
  return duplicate == NULL || refuse_duplicate (self, duplicate);
}

static gboolean
read_member (Reader *self)
{
  LapelJson name;
  LapelJson value;

  skip_blank (self);
  if (*self->p != '"')
    return refuse_here (self, "a member name in quotes");
  if (!read_string (self, &name))
    return FALSE;
  skip_blank (self);
  if (!accept (self, ':'))
    return refuse_here (self, "a colon");
  if (!read_value (self, &value))
    return FALSE;
  push (self, &name);
  push (self, &value);
  return TRUE;
}

static gboolean
read_object (Reader *self, LapelJson *out)
{
  size_t mark = self->n_stack;

  if (!enter (self))
    return FALSE;
  if (*self->p != '}')
    {
      do
        {
          if (!read_member (self))
            return FALSE;
        }
      while (accept (self, ','));
    }
  if (!accept (self, '}'))
    return refuse_here (self, "a comma or the end of the object");

  self->depth--;
  return close_object (self, mark, out);
}

static gboolean
read_literal (Reader *self, const char *word, LapelJsonType type, LapelJson *out)
{
  size_t length = strlen (word);

  if (strncmp (self->p, word, length) != 0)
    return refuse_here (self, "a value");
  self->p += length;
  out->type = type;
  out->n = 0;
  out->string = NULL;
  return TRUE;
}

static gboolean
read_token (Reader *self, LapelJson *out)
{
  switch (*self->p)
    {
    case '"':
      return read_string (self, out);
    case '{':
      return read_object (self, out);
    case '[':
      return read_array (self, out);
    case 't':
      return read_literal (self, "true", LAPEL_JSON_TRUE, out);
    case 'f':
      return read_literal (self, "false", LAPEL_JSON_FALSE, out);
    case 'n':
      return read_literal (self, "null", LAPEL_JSON_NULL, out);
    default:
      if (*self->p != '-' && !g_ascii_isdigit (*self->p))
        return refuse_here (self, "a value");
      return read_number (self, out);
    }
}

/* A value and the blanks around it. Recursion ends at LAPEL_JSON_MAX_DEPTH. */
static gboolean
read_value (Reader *self, LapelJson *out)
{
  skip_blank (self);
  if (!read_token (self, out))
    return FALSE;
  skip_blank (self);
  return TRUE;
}

static gboolean
read_text (Reader *self, LapelJson *out)
{
  size_t length = (size_t) (self->end - self->text);

  if (length >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    return refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING, "a byte order mark");
  skip_blank (self);
  if (self->p == self->end)
    return refuse (self, self->p, LAPEL_ERROR_EMPTY, "nothing but blanks");
  if (!read_value (self, out))
    return FALSE;
  if (self->p != self->end)
    return refuse_here (self, "the end of the text");
  return TRUE;
}

LapelJsonDoc *
lapel_json_parse (const char *text, size_t length, GError **error)
{
  g_autoptr (LapelJsonDoc) doc = NULL;
  Reader reader = { .source = text != NULL ? text : "", .stack_size = 64, .error = error };
  gboolean ok;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                   "line 1, column 1: %zu bytes, more than %d", length, LAPEL_JSON_MAX_BYTES);
      return NULL;
    }

  /* Text and tree of a usual badge fit into one block. */
  doc = g_new (LapelJsonDoc, 1);
  g_atomic_ref_count_init (&doc->references);
  doc->arena = lapel_arena_new (length * 3 + 256);

  reader.arena = doc->arena;
  reader.text = lapel_arena_alloc (doc->arena, length + PADDING);
  if (length > 0)
    memcpy (reader.text, text, length);
  memset (reader.text + length, 0, PADDING);
  reader.p = reader.text;
  reader.end = reader.text + length;
  reader.stack = g_new (LapelJson, reader.stack_size);

  ok = read_text (&reader, &doc->root);
  g_free (reader.stack);
  return ok ? g_steal_pointer (&doc) : NULL;
}

LapelJsonDoc *
lapel_json_doc_ref (LapelJsonDoc *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lapel_json_doc_unref (LapelJsonDoc *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  lapel_arena_free (self->arena);
  g_free (self);
}

const LapelJson *
lapel_json_doc_get_root (const LapelJsonDoc *self)
{
  return &self->root;
}
