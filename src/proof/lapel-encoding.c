/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-encoding.h"

#include "lapel-error.h"

#include <string.h>

#define BASE58_MAX 4096

/* Base58 digits that fit into 32 bits together, and 58 to that power. */
#define BASE58_GROUP      5
#define BASE58_GROUP_BASE 656356768u

static const char base64url_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char base58_digits[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/* A digit's value plus one; 0 is no digit. */
static const guint8 base64url_values[256] = {
  ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
  ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
  ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
  ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
  ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
  ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
  ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
  ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['-'] = 63, ['_'] = 64,
};

/* A digit's value plus one; 0 is no digit. */
static const guint8 base58_values[256] = {
  ['1'] = 1,  ['2'] = 2,  ['3'] = 3,  ['4'] = 4,  ['5'] = 5,  ['6'] = 6,  ['7'] = 7,  ['8'] = 8,
  ['9'] = 9,  ['A'] = 10, ['B'] = 11, ['C'] = 12, ['D'] = 13, ['E'] = 14, ['F'] = 15, ['G'] = 16,
  ['H'] = 17, ['J'] = 18, ['K'] = 19, ['L'] = 20, ['M'] = 21, ['N'] = 22, ['P'] = 23, ['Q'] = 24,
  ['R'] = 25, ['S'] = 26, ['T'] = 27, ['U'] = 28, ['V'] = 29, ['W'] = 30, ['X'] = 31, ['Y'] = 32,
  ['Z'] = 33, ['a'] = 34, ['b'] = 35, ['c'] = 36, ['d'] = 37, ['e'] = 38, ['f'] = 39, ['g'] = 40,
  ['h'] = 41, ['i'] = 42, ['j'] = 43, ['k'] = 44, ['m'] = 45, ['n'] = 46, ['o'] = 47, ['p'] = 48,
  ['q'] = 49, ['r'] = 50, ['s'] = 51, ['t'] = 52, ['u'] = 53, ['v'] = 54, ['w'] = 55, ['x'] = 56,
  ['y'] = 57, ['z'] = 58,
};

/* Always %NULL. */
static GBytes *
refuse_digit (const char    *base,
              const char    *text,
              size_t         length,
              const guint8  *values,
              GError       **error)
{
  size_t place = 0;

  while (place < length && values[(guint8) text[place]] != 0)
    place++;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "%s: character %zu is not of its alphabet",
               base, place + 1);
  return NULL;
}

static GBytes *
refuse (const char  *reason,
        GError     **error)
{
  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, reason);
  return NULL;
}

/* The 2 or 3 digits that are left after the groups of four; %FALSE if one is no digit. The bits
 * that no byte takes end up in @out_rest. */
static gboolean
decode_base64url_tail (const guint8 *text,
                       size_t        length,
                       guint8       *out,
                       guint32      *out_rest)
{
  guint32 bits = 0;

  for (size_t i = 0; i < length; i++)
    {
      guint8 value = base64url_values[text[i]];

      if (value == 0)
        return FALSE;
      bits = bits << 6 | (guint32) (value - 1);
    }

  if (length == 2)
    {
      out[0] = (guint8) (bits >> 4);
      *out_rest = bits & 0xf;
    }
  else
    {
      out[0] = (guint8) (bits >> 10);
      out[1] = (guint8) (bits >> 2);
      *out_rest = bits & 0x3;
    }
  return TRUE;
}

/* Whole groups of four digits; %FALSE if one is no digit. */
static gboolean
decode_base64url_groups (const guint8 *text,
                         size_t        length,
                         guint8       *out)
{
  for (size_t i = 0; i < length; i += 4, out += 3)
    {
      /* What is no digit has all bits set. */
      guint32 a = base64url_values[text[i]] - 1u;
      guint32 b = base64url_values[text[i + 1]] - 1u;
      guint32 c = base64url_values[text[i + 2]] - 1u;
      guint32 d = base64url_values[text[i + 3]] - 1u;
      guint32 bits = a << 18 | b << 12 | c << 6 | d;

      if ((a | b | c | d) > 63)
        return FALSE;
      out[0] = (guint8) (bits >> 16);
      out[1] = (guint8) (bits >> 8);
      out[2] = (guint8) bits;
    }
  return TRUE;
}

GBytes *
lapel_base64url_decode (const char  *text,
                        size_t       length,
                        GError     **error)
{
  const guint8 *digits = (const guint8 *) text;
  size_t tail = length % 4;
  size_t groups = length - tail;
  size_t size = groups / 4 * 3 + (tail > 0 ? tail - 1 : 0);
  g_autofree guint8 *out = NULL;
  guint32 rest = 0;

  if (tail == 1)
    return refuse ("base64url: no bytes are written with this number of characters", error);

  out = g_malloc (size + 1);
  if (!decode_base64url_groups (digits, groups, out) ||
      (tail != 0 && !decode_base64url_tail (digits + groups, tail, out + groups / 4 * 3, &rest)))
    return refuse_digit ("base64url", text, length, base64url_values, error);
  if (rest != 0)
    return refuse ("base64url: the last character has bits that belong to no byte", error);
  return g_bytes_new_take (g_steal_pointer (&out), size);
}

GBytes *
lapel_base64_decode (const char  *text,
                     size_t       length,
                     GError     **error)
{
  g_autofree char *other = g_strndup (text, length);
  size_t padding = 0;

  if (length % 4 != 0)
    return refuse ("base64: the number of characters is not a multiple of four", error);
  while (padding < MIN (length, 2) && text[length - padding - 1] == '=')
    padding++;

  /* The same digits but for two of them. */
  for (size_t i = 0; i < length - padding; i++)
    {
      if (text[i] == '-' || text[i] == '_')
        return refuse ("base64: characters of base64url", error);
      if (text[i] == '+')
        other[i] = '-';
      else if (text[i] == '/')
        other[i] = '_';
    }
  return lapel_base64url_decode (other, length - padding, error);
}

char *
lapel_base64url_encode (const guint8 *data,
                        size_t        length)
{
  char *out = g_malloc (length / 3 * 4 + 5);
  char *write = out;
  size_t i;

  for (i = 0; i + 3 <= length; i += 3)
    {
      guint32 bits = (guint32) data[i] << 16 | (guint32) data[i + 1] << 8 | data[i + 2];

      *write++ = base64url_digits[bits >> 18];
      *write++ = base64url_digits[bits >> 12 & 0x3f];
      *write++ = base64url_digits[bits >> 6 & 0x3f];
      *write++ = base64url_digits[bits & 0x3f];
    }
  if (i < length)
    {
      guint32 bits = (guint32) data[i] << 16;

      if (i + 1 < length)
        bits |= (guint32) data[i + 1] << 8;
      *write++ = base64url_digits[bits >> 18];
      *write++ = base64url_digits[bits >> 12 & 0x3f];
      if (i + 1 < length)
        *write++ = base64url_digits[bits >> 6 & 0x3f];
    }
  *write = '\0';
  return out;
}

/* @limbs (least significant first) becomes @limbs * @factor + @summand; @n grows when it has to. */
static void
multiply_add (guint32 *limbs,
              size_t  *n,
              guint32  factor,
              guint32  summand)
{
  guint64 carry = summand;

  for (size_t i = 0; i < *n; i++)
    {
      carry += (guint64) limbs[i] * factor;
      limbs[i] = (guint32) carry;
      carry >>= 32;
    }
  if (carry != 0)
    limbs[(*n)++] = (guint32) carry;
}

/* Reads the number that @text writes; %FALSE if a character is no digit. */
static gboolean
read_base58_number (const char *text,
                    size_t      length,
                    guint32    *limbs,
                    size_t     *n)
{
  guint32 factor = 1;
  guint32 group = 0;

  for (size_t i = 0; i < length; i++)
    {
      guint8 value = base58_values[(guint8) text[i]];

      if (value == 0)
        return FALSE;
      group = group * 58 + (guint32) (value - 1);
      factor *= 58;
      if (factor == BASE58_GROUP_BASE || i + 1 == length)
        {
          multiply_add (limbs, n, factor, group);
          factor = 1;
          group = 0;
        }
    }
  return TRUE;
}

/* Bytes of the number in @limbs, without leading zeros. */
static size_t
count_number_bytes (const guint32 *limbs,
                    size_t         n)
{
  size_t size = n * 4;

  if (n > 0)
    size -= (size_t) __builtin_clz (limbs[n - 1]) / 8;
  return size;
}

GBytes *
lapel_base58_decode (const char  *text,
                     size_t       length,
                     GError     **error)
{
  g_autofree guint32 *limbs = NULL;
  size_t zeros = 0;
  size_t n = 0;
  size_t size;
  guint8 *out;

  if (length > BASE58_MAX)
    return refuse ("base58: more than " G_STRINGIFY (BASE58_MAX) " characters", error);
  while (zeros < length && text[zeros] == '1')
    zeros++;

  /* A group of five digits is less than a limb. */
  limbs = g_new (guint32, length / BASE58_GROUP + 1);
  if (!read_base58_number (text + zeros, length - zeros, limbs, &n))
    return refuse_digit ("base58", text, length, base58_values, error);

  size = count_number_bytes (limbs, n);
  out = g_malloc0 (zeros + size + 1);
  for (size_t i = 0; i < size; i++)
    out[zeros + size - 1 - i] = (guint8) (limbs[i / 4] >> (i % 4 * 8));
  return g_bytes_new_take (out, zeros + size);
}

/* Divides the number by the base of a group; returns the remainder, and @n shrinks with the number.
 */
static guint32
divide_group (guint32 *limbs,
              size_t  *n)
{
  guint64 remainder = 0;

  for (size_t i = *n; i > 0; i--)
    {
      remainder = remainder << 32 | limbs[i - 1];
      limbs[i - 1] = (guint32) (remainder / BASE58_GROUP_BASE);
      remainder %= BASE58_GROUP_BASE;
    }
  while (*n > 0 && limbs[*n - 1] == 0)
    (*n)--;
  return (guint32) remainder;
}

char *
lapel_base58_encode (const guint8 *data,
                     size_t        length)
{
  g_autofree guint32 *limbs = g_new0 (guint32, length / 4 + 1);
  size_t size = length / 4 * 6 + 16; /* a limb takes fewer than six digits */
  char *out = g_malloc (size);
  char *write = out + size;
  size_t n = length / 4 + 1;
  size_t zeros = 0;

  while (zeros < length && data[zeros] == 0)
    zeros++;
  for (size_t i = 0; i < length; i++)
    limbs[i / 4] |= (guint32) data[length - 1 - i] << (i % 4 * 8);
  while (n > 0 && limbs[n - 1] == 0)
    n--;

  /* From the right; the last group is not filled up with zeros. */
  *--write = '\0';
  while (n > 0)
    {
      guint32 group = divide_group (limbs, &n);

      for (int i = 0; i < BASE58_GROUP && (n > 0 || group > 0); i++, group /= 58)
        *--write = base58_digits[group % 58];
    }
  for (size_t i = 0; i < zeros; i++)
    *--write = '1';
  memmove (out, write, (size_t) (out + size - write));
  return out;
}

GBytes *
lapel_multibase_decode (const char  *text,
                        char        *out_base,
                        GError     **error)
{
  char base = text[0];
  GBytes *bytes;

  if (base == 'z')
    bytes = lapel_base58_decode (text + 1, strlen (text + 1), error);
  else if (base == 'u')
    bytes = lapel_base64url_decode (text + 1, strlen (text + 1), error);
  else
    return refuse ("multibase: the prefix is neither 'z' (base58-btc) nor 'u' (base64url)", error);

  if (bytes != NULL && out_base != NULL)
    *out_base = base;
  return bytes;
}
