/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-json-private.h"

#include <math.h>
#include <string.h>

/* Counts lines and characters only when something is refused. Always %FALSE. */
gboolean
lapel_json_refuse (LapelJsonReader *self,
                   const char      *at,
                   LapelError       code,
                   const char      *format,
                   ...)
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
gboolean
lapel_json_refuse_here (LapelJsonReader *self,
                        const char      *wanted)
{
  char c = *self->p;

  if (self->p == self->end)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX,
                              "the text ends where %s should stand", wanted);
  if (c == '\0')
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_NUL, "a NUL byte");
  if (((guint8) c & 0x80) != 0 && multibyte_length (self->p) == 0)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING, "not valid UTF-8");
  if (g_ascii_isgraph (c))
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "'%c' stands where %s should",
                              c, wanted);
  return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX, "%s is missing", wanted);
}

/* A plain byte needs no look of its own: ASCII, no control, no quote, no backslash. */
static inline size_t
count_plain (const char *p)
{
  for (const char *start = p;; p += sizeof (guint64))
    {
      guint64 word = lapel_json_load_word (p);
      guint64 special = lapel_json_mark_escaped (word) | (word & LAPEL_JSON_BYTES (0x80));

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
read_unicode_escape (LapelJsonReader  *self,
                     char            **write)
{
  char *start = self->p;
  int unit = read_hex4 (start + 2);
  gunichar character = (gunichar) unit;

  if (unit < 0)
    return lapel_json_refuse (self, start, LAPEL_ERROR_JSON_SYNTAX, "\\u without four hex digits");
  if (unit == 0)
    return lapel_json_refuse (self, start, LAPEL_ERROR_JSON_NUL, "\\u0000 in a string");

  self->p += 6;
  if (unit >= 0xd800 && unit <= 0xdfff)
    {
      int low = self->p[0] == '\\' && self->p[1] == 'u' ? read_hex4 (self->p + 2) : -1;

      if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff)
        return lapel_json_refuse (self, start, LAPEL_ERROR_JSON_SURROGATE, "lone surrogate \\u%04x",
                                  unit);
      self->p += 6;
      character = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
    }

  *write += g_unichar_to_utf8 (character, *write);
  return TRUE;
}

static gboolean
read_escape (LapelJsonReader  *self,
             char            **write)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (self->p[1] == 'u')
    return read_unicode_escape (self, write);

  found = self->p[1] != '\0' ? strchr (from, self->p[1]) : NULL;
  if (found == NULL)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX,
                              "unknown escape after a backslash");
  *(*write)++ = to[found - from];
  self->p += 2;
  return TRUE;
}

/* One character that is not plain, inside a string. */
static gboolean
read_special (LapelJsonReader  *self,
              char            **write)
{
  size_t length;

  if (*self->p == '\\')
    return read_escape (self, write);
  if (self->p == self->end)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX,
                              "the text ends inside a string");
  if (*self->p == '\0')
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_NUL, "a NUL byte in a string");
  if (((guint8) *self->p & 0x80) == 0)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_SYNTAX,
                              "control character U+%04X in a string is not escaped", *self->p);

  length = multibyte_length (self->p);
  if (length == 0)
    return lapel_json_refuse (self, self->p, LAPEL_ERROR_JSON_ENCODING,
                              "not valid UTF-8 in a string");
  for (size_t i = 0; i < length; i++)
    *(*write)++ = *self->p++;
  return TRUE;
}

/* At the opening quote. Decoding never makes a string longer, so it happens in place, and the NUL
 * takes at latest the place of the closing quote. */
gboolean
lapel_json_read_string (LapelJsonReader *self,
                        LapelJson       *out)
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
read_digits (LapelJsonReader *self)
{
  if (!g_ascii_isdigit (*self->p))
    return lapel_json_refuse_here (self, "a digit");
  while (g_ascii_isdigit (*self->p))
    self->p++;
  return TRUE;
}

/* Checks the grammar of RFC 8259 §6; @out_integer says that there was neither point nor exponent.
 */
static gboolean
scan_number (LapelJsonReader *self,
             gboolean        *out_integer)
{
  char *start;

  *out_integer = TRUE;
  lapel_json_accept (self, '-');
  start = self->p;
  if (!read_digits (self))
    return FALSE;
  if (*start == '0' && self->p > start + 1)
    return lapel_json_refuse (self, start, LAPEL_ERROR_JSON_SYNTAX, "a number with a leading zero");

  if (lapel_json_accept (self, '.'))
    {
      *out_integer = FALSE;
      if (!read_digits (self))
        return FALSE;
    }
  if (lapel_json_accept (self, 'e') || lapel_json_accept (self, 'E'))
    {
      *out_integer = FALSE;
      if (!lapel_json_accept (self, '+'))
        lapel_json_accept (self, '-');
      return read_digits (self);
    }
  return TRUE;
}

/* Fifteen digits are always exact in a double. */
static double
short_integer (const char *start,
               const char *end)
{
  gboolean negative = *start == '-';
  gint64 value = 0;

  for (const char *p = start + negative; p < end; p++)
    value = value * 10 + (*p - '0');
  return negative ? -(double) value : (double) value;
}

gboolean
lapel_json_read_number (LapelJsonReader *self,
                        LapelJson       *out)
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
    return lapel_json_refuse (self, start, LAPEL_ERROR_JSON_NUMBER,
                              "a number too large for a double");
  return TRUE;
}
