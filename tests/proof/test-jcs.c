/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jcs.h"
#include "lapel-test.h"

#include <float.h>
#include <locale.h>
#include <string.h>

static void
assert_canonical (const char *text,
                  const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  lapel_jcs_append (out, lapel_json_doc_get_root (doc));
  g_assert_cmpstr (out->str, ==, expected);
}

static void
append_number (GString *out,
               double   number)
{
  const LapelJson value = { .type = LAPEL_JSON_NUMBER, .number = number };

  lapel_jcs_append (out, &value);
}

static void
assert_number (double      number,
               const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_number (out, number);
  g_assert_cmpstr (out->str, ==, expected);
}

static gboolean
check_document (const char *folder,
                JsonObject *test)
{
  size_t input_length;
  size_t expected_length;
  g_autofree char *input =
      lapel_test_read (folder, json_object_get_string_member (test, "input"), &input_length);
  g_autofree char *expected =
      lapel_test_read (folder, json_object_get_string_member (test, "expect"), &expected_length);
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (input, input_length, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  if (doc == NULL)
    return FALSE;
  lapel_jcs_append (out, lapel_json_doc_get_root (doc));
  return out->len == expected_length && memcmp (out->str, expected, out->len) == 0;
}

/* A line is the hex of a double, a comma, and how it is written. */
static gboolean
check_number (const char *line)
{
  char *comma;
  guint64 bits = g_ascii_strtoull (line, &comma, 16);
  double number;
  g_autoptr (GString) out = g_string_new (NULL);

  memcpy (&number, &bits, sizeof number);
  append_number (out, number);
  return *comma == ',' && strcmp (out->str, comma + 1) == 0;
}

static void
test_conformance (void)
{
  g_autofree char *folder = lapel_test_conformance ("jcs");
  g_autoptr (JsonNode) manifest = NULL;
  g_autofree char *numbers = NULL;
  g_auto (GStrv) lines = NULL;
  JsonArray *cases;
  unsigned int total = 0;
  unsigned int passed = 0;

  if (folder == NULL)
    return;
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (; total < json_array_get_length (cases); total++)
    passed += check_document (folder, json_array_get_object_element (cases, total)) ? 1 : 0;

  numbers = lapel_test_read (folder, "es6-numbers-10000.txt", NULL);
  lines = g_strsplit (g_strchomp (numbers), "\n", -1);
  for (char **line = lines; *line != NULL; line++, total++)
    passed += check_number (*line) ? 1 : 0;

  lapel_test_count ("jcs", passed, total);
  g_assert_cmpuint (total, ==, 10006);
  g_assert_cmpuint (passed, ==, total);
}

static void
test_layout_of_numbers (void)
{
  assert_number (0, "0");
  assert_number (-0.0, "0");
  assert_number (-1, "-1");
  assert_number (0.1, "0.1");
  assert_number (-1.5, "-1.5");
  assert_number (100, "100");
  assert_number (9007199254740991, "9007199254740991");
  assert_number (9007199254740992, "9007199254740992");
  assert_number (9007199254740994, "9007199254740994");
  assert_number (123456789012345680000.0, "123456789012345680000");
  assert_number (1e20, "100000000000000000000");
  assert_number (1e21, "1e+21");
  assert_number (1.5e21, "1.5e+21");
  assert_number (1e-6, "0.000001");
  assert_number (1e-7, "1e-7");
  assert_number (1.25e-7, "1.25e-7");
  assert_number (4.35, "4.35");
  assert_number (DBL_MAX, "1.7976931348623157e+308");
  assert_number (DBL_MIN, "2.2250738585072014e-308");
  assert_number (5e-324, "5e-324");
  assert_number (1.5e-323, "1.5e-323");
}

/* The decimal closest to a power of two may be longer than need be, see find_shortest (). */
static void
test_powers_of_two (void)
{
  assert_number (0x1p-1017, "7.120236347223045e-307");
  assert_number (0x1p-1007, "7.291122019556398e-304");
  assert_number (0x1p-44, "5.684341886080802e-14");
  assert_number (-0x1p-695, "-6.083493012144512e-210");
}

/* Whatever is written has to read back, for every exponent and its edges. */
static void
test_numbers_read_back (void)
{
  for (guint64 exponent = 0; exponent < 0x7ff; exponent++)
    {
      const guint64 edges[] = { exponent << 52, (exponent << 52) + 1, ((exponent + 1) << 52) - 1 };

      for (size_t i = 0; i < G_N_ELEMENTS (edges); i++)
        {
          g_autoptr (GString) out = g_string_new (NULL);
          double number;

          memcpy (&number, &edges[i], sizeof number);
          append_number (out, number);
          g_assert_cmpfloat (g_ascii_strtod (out->str, NULL), ==, number);
        }
    }
}

static void
test_locale (void)
{
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }
  assert_canonical ("[0.5,1.25e-9]", "[0.5,1.25e-9]");
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_strings (void)
{
  assert_canonical ("\"\\u0008\\u0009\\u000a\\u000c\\u000d\"", "\"\\b\\t\\n\\f\\r\"");
  assert_canonical ("\"\\u0001\\u000B\\u001F\"", "\"\\u0001\\u000b\\u001f\"");
  assert_canonical ("\"\\/\\\"\\\\\"", "\"/\\\"\\\\\"");
  assert_canonical ("\"\\u007f\\u00e9\\u2028\\ud83d\\ude00\"", "\"\x7fé\u2028😀\"");
  assert_canonical ("\"12345678\\n12345678\\n\"", "\"12345678\\n12345678\\n\"");
}

static void
test_words (void)
{
  assert_canonical (" [ null , true , false , { } , [ ] ] ", "[null,true,false,{},[]]");
}

static void
test_order (void)
{
  assert_canonical ("{\"b\":1,\"a\":2,\"\":3,\"aa\":4,\"A\":5}",
                    "{\"\":3,\"A\":5,\"a\":2,\"aa\":4,\"b\":1}");
  assert_canonical ("{\"z\":{\"y\":1,\"x\":2}}", "{\"z\":{\"x\":2,\"y\":1}}");
}

static void
test_order_of_many (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GString) expected = g_string_new ("{");

  for (int i = 99; i >= 10; i--)
    g_string_append_printf (text, "\"%d\":0%s", i, i > 10 ? "," : "}");
  for (int i = 10; i <= 99; i++)
    g_string_append_printf (expected, "\"%d\":0%s", i, i < 99 ? "," : "}");
  assert_canonical (text->str, expected->str);
}

/* UTF-16 puts what it writes with surrogates before U+E000 to U+FFFF; UTF-8 does not. */
static void
test_compare_names (void)
{
  static const char *const ordered[] = {
    "",       "\r",     "1",     "A",      "a", "aa", "b",
    "\x7f",   "é",      "€",     "\ud7ff", "😀", "😁",  "\xf4\x8f\xbf\xbf",
    "\ue000", "\ufb33", "\uffff"
  };

  for (size_t i = 0; i < G_N_ELEMENTS (ordered); i++)
    {
      for (size_t j = 0; j < G_N_ELEMENTS (ordered); j++)
        {
          g_autofree char *left = g_strconcat ("é😀", ordered[i], NULL);
          g_autofree char *right = g_strconcat ("é😀", ordered[j], NULL);
          int sign = (i > j) - (i < j);

          g_assert_cmpint (lapel_jcs_compare_names (ordered[i], ordered[j]), ==, sign);
          g_assert_cmpint (lapel_jcs_compare_names (left, right), ==, sign);
        }
    }
}

static void
test_appends (void)
{
  g_autoptr (GString) out = g_string_new ("before ");
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse ("[1]", 3, NULL);

  lapel_jcs_append (out, lapel_json_doc_get_root (doc));
  append_number (out, 2);
  g_assert_cmpstr (out->str, ==, "before [1]2");
  g_assert_cmpuint (out->len, ==, strlen (out->str));
}

/* Room is made by hand, so every length around the block sizes is tried. */
static void
test_room (void)
{
  for (size_t length = 0; length < 600; length++)
    {
      g_autofree char *filling = g_strnfill (length, 'x');
      g_autofree char *text = g_strconcat ("\"", filling, "\"", NULL);
      g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, length + 2, NULL);
      g_autoptr (GString) out = g_string_sized_new (0);

      lapel_jcs_append (out, lapel_json_doc_get_root (doc));
      g_assert_cmpuint (out->len, <, out->allocated_len);
      g_assert_cmpstr (out->str, ==, text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jcs/conformance", test_conformance);
  g_test_add_func ("/jcs/layout-of-numbers", test_layout_of_numbers);
  g_test_add_func ("/jcs/powers-of-two", test_powers_of_two);
  g_test_add_func ("/jcs/numbers-read-back", test_numbers_read_back);
  g_test_add_func ("/jcs/locale", test_locale);
  g_test_add_func ("/jcs/strings", test_strings);
  g_test_add_func ("/jcs/words", test_words);
  g_test_add_func ("/jcs/order", test_order);
  g_test_add_func ("/jcs/order-of-many", test_order_of_many);
  g_test_add_func ("/jcs/compare-names", test_compare_names);
  g_test_add_func ("/jcs/appends", test_appends);
  g_test_add_func ("/jcs/room", test_room);
  return g_test_run ();
}
