/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jcs.h"

#include "lapel-json-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Integers up to here have one way of being written, their own digits. */
#define MAX_SAFE_INTEGER 9007199254740991.0

/* Significant digits that tell every double from its neighbours, and those that every normal one
 * keeps. */
#define MAX_DIGITS  17
#define KEPT_DIGITS 15

/* Objects up to this size are sorted without an allocation. */
#define FEW_MEMBERS 16

/* The decimal 0.d1d2d3… × 10^point. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  int n;
  int point;
} Decimal;

static void append_value (GString         *out,
                          const LapelJson *value);

/* GString's own functions cost more than what they copy here, so room is made first, then filled.
 * The final NUL is written once at the end. */
static inline char *
reserve (GString *out,
         size_t   length)
{
  if (out->allocated_len - out->len <= length)
    {
      size_t used = out->len;

      g_string_set_size (out, used + length);
      out->len = used;
    }
  return out->str + out->len;
}

static inline void
append (GString    *out,
        const char *text,
        size_t      length)
{
  memcpy (reserve (out, length), text, length);
  out->len += length;
}

static inline void
append_char (GString *out,
             char     c)
{
  *reserve (out, 1) = c;
  out->len++;
}

static void
append_zeros (GString *out,
              int      n)
{
  for (int i = 0; i < n; i++)
    append_char (out, '0');
}

/* Splits what "%e" wrote into its digits and the place of the point. */
static void
decimal_from_exponential (Decimal    *self,
                          const char *text)
{
  self->n = 0;
  for (; *text != 'e'; text++)
    {
      if (*text != '.')
        self->digits[self->n++] = *text;
    }
  while (self->n > 1 && self->digits[self->n - 1] == '0')
    self->n--;
  self->point = (int) g_ascii_strtoll (text + 1, NULL, 10) + 1;
}

/* One unit more in the last of the @precision digits. */
static void
next_exponential (char *text,
                  int   precision)
{
  char *digit = text + (precision > 1 ? precision : 0);

  while (*digit == '9' && digit > text)
    {
      *digit-- = '0';
      if (*digit == '.')
        digit--;
    }
  (*digit)++;
}

/*
 * The fewest digits that read back as @number (ECMA-262, Number::toString, steps 5 and the note
 * that asks for the closest). A normal double keeps 15 digits, so what is shorter shows as trailing
 * zeros there; a subnormal one keeps fewer. Above a power of two the neighbour is twice as far as
 * below, so the closest decimal may miss while the one above it reads back.
 */
static void
find_shortest (double   number,
               Decimal *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  int exponent;
  gboolean power_of_two = frexp (number, &exponent) == 0.5;
  int precision = number < G_MINDOUBLE ? 1 : KEPT_DIGITS;

  for (;; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision - 1);
      g_ascii_formatd (text, sizeof text, format, number);
      if (precision == MAX_DIGITS || g_ascii_strtod (text, NULL) == number)
        break;
      if (power_of_two)
        {
          next_exponential (text, precision);
          if (g_ascii_strtod (text, NULL) == number)
            break;
        }
    }
  decimal_from_exponential (out, text);
}

/* Lays the digits out as ECMA-262 does (Number::toString, steps 6 to 10). */
static void
append_decimal (GString       *out,
                const Decimal *decimal)
{
  const char *digits = decimal->digits;
  int n = decimal->n;
  int point = decimal->point;
  char exponent[8];

  if (point >= n && point <= 21)
    {
      append (out, digits, (size_t) n);
      append_zeros (out, point - n);
    }
  else if (point > 0 && point <= 21)
    {
      append (out, digits, (size_t) point);
      append_char (out, '.');
      append (out, digits + point, (size_t) (n - point));
    }
  else if (point > -6 && point <= 0)
    {
      append (out, "0.", 2);
      append_zeros (out, -point);
      append (out, digits, (size_t) n);
    }
  else
    {
      append_char (out, digits[0]);
      if (n > 1)
        append_char (out, '.');
      append (out, digits + 1, (size_t) (n - 1));
      g_snprintf (exponent, sizeof exponent, "e%+d", point - 1);
      append (out, exponent, strlen (exponent));
    }
}

static void
append_integer (GString *out,
                guint64  number)
{
  char digits[20];
  char *write = digits + sizeof digits;

  do
    {
      *--write = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);
  append (out, write, (size_t) (digits + sizeof digits - write));
}

static void
append_number (GString *out,
               double   number)
{
  double size = fabs (number);
  Decimal decimal = { 0 };

  if (number < 0)
    append_char (out, '-');
  if (size <= MAX_SAFE_INTEGER && size == trunc (size))
    {
      append_integer (out, (guint64) size);
      return;
    }
  find_shortest (size, &decimal);
  append_decimal (out, &decimal);
}

static void
append_escape (GString *out,
               char     c)
{
  static const char hex[] = "0123456789abcdef";
  static const char from[] = "\"\\\b\f\n\r\t";
  static const char to[] = "\"\\bfnrt";
  const char *found = strchr (from, c);
  char escape[6] = { '\\', 'u', '0', '0', hex[(guint8) c >> 4], hex[(guint8) c & 0xf] };

  if (found == NULL)
    {
      append (out, escape, sizeof escape);
      return;
    }
  append_char (out, '\\');
  append_char (out, to[found - from]);
}

static void
append_string (GString    *out,
               const char *text,
               size_t      length)
{
  const char *end = text + length;

  append_char (out, '"');
  while (text < end)
    {
      size_t plain = lapel_json_count_unescaped (text, (size_t) (end - text));

      append (out, text, plain);
      text += plain;
      if (text < end)
        append_escape (out, *text++);
    }
  append_char (out, '"');
}

static void
append_array (GString         *out,
              const LapelJson *array)
{
  append_char (out, '[');
  for (uint32_t i = 0; i < array->n; i++)
    {
      if (i > 0)
        append_char (out, ',');
      append_value (out, &array->items[i]);
    }
  append_char (out, ']');
}

static int
compare_members_cb (const void *a,
                    const void *b)
{
  const LapelJsonMember *left = *(const LapelJsonMember *const *) a;
  const LapelJsonMember *right = *(const LapelJsonMember *const *) b;

  return lapel_jcs_compare_names (left->name, right->name);
}

/* Fills @sorted with the members in the order of their names. */
static void
sort_members (const LapelJson        *object,
              const LapelJsonMember **sorted)
{
  if (object->n > FEW_MEMBERS)
    {
      for (uint32_t i = 0; i < object->n; i++)
        sorted[i] = &object->members[i];
      qsort (sorted, object->n, sizeof *sorted, compare_members_cb);
      return;
    }

  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];
      uint32_t place = i;

      for (; place > 0 && lapel_jcs_compare_names (sorted[place - 1]->name, member->name) > 0;
           place--)
        sorted[place] = sorted[place - 1];
      sorted[place] = member;
    }
}

static void
append_object (GString         *out,
               const LapelJson *object)
{
  const LapelJsonMember *few[FEW_MEMBERS];
  g_autofree const LapelJsonMember **many = NULL;
  const LapelJsonMember **sorted = few;

  if (object->n > FEW_MEMBERS)
    {
      many = g_new (const LapelJsonMember *, object->n);
      sorted = many;
    }
  sort_members (object, sorted);

  append_char (out, '{');
  for (uint32_t i = 0; i < object->n; i++)
    {
      if (i > 0)
        append_char (out, ',');
      append_string (out, sorted[i]->name, sorted[i]->name_length);
      append_char (out, ':');
      append_value (out, &sorted[i]->value);
    }
  append_char (out, '}');
}

static void
append_value (GString         *out,
              const LapelJson *value)
{
  switch (value->type)
    {
    case LAPEL_JSON_FALSE:
      append (out, "false", 5);
      break;
    case LAPEL_JSON_TRUE:
      append (out, "true", 4);
      break;
    case LAPEL_JSON_NUMBER:
      append_number (out, value->number);
      break;
    case LAPEL_JSON_STRING:
      append_string (out, value->string, value->n);
      break;
    case LAPEL_JSON_ARRAY:
      append_array (out, value);
      break;
    case LAPEL_JSON_OBJECT:
      append_object (out, value);
      break;
    case LAPEL_JSON_NULL:
    default:
      append (out, "null", 4);
      break;
    }
}

void
lapel_jcs_append (GString         *out,
                  const LapelJson *value)
{
  append_value (out, value);
  out->str[out->len] = '\0';
}

/* UTF-8 orders by code point. UTF-16 differs in one thing: what it writes with surrogates, U+D800
 * and up (in UTF-8 first bytes 0xF0 and up), comes before U+E000 to U+FFFF (0xEE and 0xEF). */
int
lapel_jcs_compare_names (const char *a,
                         const char *b)
{
  const guint8 *left = (const guint8 *) a;
  const guint8 *right = (const guint8 *) b;

  while (*left == *right && *left != 0)
    {
      left++;
      right++;
    }
  if (*left >= 0xee && *right >= 0xee && (*left >= 0xf0) != (*right >= 0xf0))
    return *left < *right ? 1 : -1;
  return (*left > *right) - (*left < *right);
}
