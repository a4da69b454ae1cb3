/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cbor.h"

#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

/* Vectors of RFC 8949 §A, and what is well-formed CBOR but has no place in a proof value. */

static LapelCbor
reader (const char *hex,
        guint8     *bytes,
        size_t      size)
{
  return lapel_cbor_new (bytes, proof_test_from_hex (hex, bytes, size));
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *hex;
    guint64 value;
  } cases[] = {
    { "00", 0 },
    { "17", 23 },
    { "1818", 24 },
    { "18ff", 255 },
    { "190100", 256 },
    { "1903e8", 1000 },
    { "19ffff", 65535 },
    { "1a00010000", 65536 },
    { "1a000f4240", 1000000 },
    { "1affffffff", G_MAXUINT32 },
    { "1b0000000100000000", (guint64) G_MAXUINT32 + 1 },
    { "1b000000e8d4a51000", G_GUINT64_CONSTANT (1000000000000) },
    { "1bffffffffffffffff", G_MAXUINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 bytes[16];
      LapelCbor cbor = reader (cases[i].hex, bytes, sizeof bytes);
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      guint64 value;

      g_assert_true (lapel_cbor_read_unsigned (&cbor, &value, &error));
      g_assert_cmpuint (value, ==, cases[i].value);
      g_assert_true (lapel_cbor_finish (&cbor, &error));
      lapel_cbor_append_unsigned (out, value);
      proof_test_assert_hex (out->data, out->len, cases[i].hex);
    }
}

static void
test_structures (void)
{
  static const char hex[] = "d95d0182a10141ff62c3bc";
  guint8 bytes[16];
  LapelCbor cbor = reader (hex, bytes, sizeof bytes);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *text = NULL;
  const guint8 *data;
  size_t length;
  guint64 number;
  size_t n;

  g_assert_true (lapel_cbor_read_tag (&cbor, &number, NULL));
  g_assert_cmphex (number, ==, 0x5d01);
  g_assert_true (lapel_cbor_read_array (&cbor, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (lapel_cbor_read_map (&cbor, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (lapel_cbor_read_unsigned (&cbor, &number, NULL));
  g_assert_true (lapel_cbor_read_bytes (&cbor, &data, &length, NULL));
  g_assert_cmpmem (data, length, "\xff", 1);
  g_assert_true (lapel_cbor_read_text (&cbor, &text, NULL));
  g_assert_cmpstr (text, ==, "ü");
  g_assert_true (lapel_cbor_finish (&cbor, NULL));

  lapel_cbor_append_tag (out, 0x5d01);
  lapel_cbor_append_array (out, 2);
  lapel_cbor_append_map (out, 1);
  lapel_cbor_append_unsigned (out, number);
  lapel_cbor_append_bytes (out, data, length);
  lapel_cbor_append_text (out, text);
  proof_test_assert_hex (out->data, out->len, hex);
}

/* Reads @hex as each kind of item in turn: none of them takes it. */
static void
assert_refused (const char *hex)
{
  guint8 bytes[32];

  for (int kind = 0; kind < 6; kind++)
    {
      LapelCbor cbor = reader (hex, bytes, sizeof bytes);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      const guint8 *data;
      guint64 number;
      size_t n;
      gboolean read = kind == 0   ? lapel_cbor_read_unsigned (&cbor, &number, &error)
                      : kind == 1 ? lapel_cbor_read_bytes (&cbor, &data, &n, &error)
                      : kind == 2 ? lapel_cbor_read_text (&cbor, &text, &error)
                      : kind == 3 ? lapel_cbor_read_array (&cbor, &n, &error)
                      : kind == 4 ? lapel_cbor_read_map (&cbor, &n, &error)
                                  : lapel_cbor_read_tag (&cbor, &number, &error);

      g_assert_false (read);
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",                   /* nothing */
    "18",                 /* the number is missing */
    "1b00000001",         /* half of it */
    "1817",               /* one byte where none is needed */
    "1900ff",             /* two where one is enough */
    "1a0000ffff",         /* four where two are */
    "1b00000000ffffffff", /* eight where four are */
    "1c",
    "1d",
    "1e",
    "1f", /* reserved heads */
    "5f4101ff",
    "7f6161ff",
    "9f01ff",
    "bf0102ff", /* of indefinite length */
    "20",
    "3903e7", /* negative */
    "f4",
    "f6",
    "f97c00",
    "fb3ff199999999999a", /* simple and floating */
    "4201",
    "626100" /* shorter than announced; NUL in a text */,
    "61ff",
    "8301",
    "9bffffffffffffffff",
    "a1",
    "a200",
    "bbffffffffffffffff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      assert_refused (cases[i]);
    }
}

static void
test_end (void)
{
  guint8 bytes[4];
  LapelCbor cbor = reader ("0001", bytes, sizeof bytes);
  g_autoptr (GError) error = NULL;
  guint64 number;

  g_assert_true (lapel_cbor_read_unsigned (&cbor, &number, NULL));
  g_assert_false (lapel_cbor_finish (&cbor, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cbor/numbers", test_numbers);
  g_test_add_func ("/cbor/structures", test_structures);
  g_test_add_func ("/cbor/refused", test_refused);
  g_test_add_func ("/cbor/end", test_end);
  return g_test_run ();
}
