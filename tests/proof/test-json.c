/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-json.h"

#include <float.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  size_t length; /* 0: up to the NUL */
} Good;

typedef struct
{
  const char *name;
  const char *text;
  size_t length; /* 0: up to the NUL */
  LapelError code;
  const char *message; /* from its beginning */
} Bad;

#define BYTES(text) text, sizeof (text) - 1

static const Good good[] = {
  { "null", "null" },
  { "true", " true " },
  { "string", "\"\"" },
  { "number", "-0" },
  { "empty-array", "[ ]" },
  { "empty-object", "{\t}" },
  { "empty-name", "{\"\":1}" },
  { "blanks", "\r\n\t { \"a\" : [ 1 , 2 ] , \"b\" : { } } \n" },
  { "nested", "{\"a\":[{\"b\":[[],[[]]]}],\"c\":{\"d\":{\"e\":null}}}" },
  { "same-name-elsewhere", "{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}" },
  { "name-case", "{\"a\":1,\"A\":2,\"á\":3,\"a\\u0301\":4}" },
  { "delete", "\"\x7f\"" },
  { "utf-8-edges",
    "\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80"
    "\xf4\x8f\xbf\xbf\"" },
  { "mark-inside", "\"\xef\xbb\xbf\"" },
  { "stops-at-length", BYTES ("[1]") },
  { "nul-behind-length", "1\0002", 1 },
};

static const Bad bad[] = {
  /* nothing there */
  { "empty", "", 0, LAPEL_ERROR_EMPTY, "line 1, column 1: " },
  { "blank", " \n\t\r\n ", 0, LAPEL_ERROR_EMPTY, "line 3, column 2: " },
  /* structure */
  { "array-open", "[1", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 3: the text ends" },
  { "array-trailing-comma", "[1,]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 4: ']'" },
  { "array-only-comma", "[,]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: ','" },
  { "array-no-comma", "[1 2]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 4: '2'" },
  { "array-wrong-close", "[1}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 3: '}'" },
  { "object-open", "{", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: the text ends" },
  { "object-trailing-comma", "{\"a\":1,}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 8: '}'" },
  { "object-no-colon", "{\"a\" 1}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 6: '1'" },
  { "object-no-value", "{\"a\":}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 6: '}'" },
  { "object-bare-name", "{a:1}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: 'a'" },
  { "object-number-name", "{1:1}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: '1'" },
  { "single-quotes", "['a']", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: '''" },
  { "comment", "[1]//", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 4: '/'" },
  { "two-values", "{}\n {}", 0, LAPEL_ERROR_JSON_SYNTAX, "line 2, column 2: '{'" },
  { "closing-first", "]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: ']'" },
  { "form-feed", "[\f1]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: a value is missing" },
  { "no-break-space",
    "[\xc2\xa0"
    "1]",
    0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: a value is missing" },
  /* words */
  { "word-cut", "[nul]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: 'n'" },
  { "word-case", "True", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: 'T'" },
  { "word-longer", "truex", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 5: 'x'" },
  { "word-at-end", "fals", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: 'f'" },
  { "not-a-number", "NaN", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: 'N'" },
  { "infinity", "-Infinity", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: 'I'" },
  /* numbers */
  { "number-leading-zero", "[01]", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 2: a number with a" },
  { "number-minus-zero-zero", "-00", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 2: a number with a" },
  { "number-plus", "+1", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: '+'" },
  { "number-minus", "[-]", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 3: ']' stands where a digit" },
  { "number-point-first", ".5", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 1: '.'" },
  { "number-point-last", "[1.]", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 4: ']'" },
  { "number-exponent-empty", "1e", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 3: the text ends" },
  { "number-exponent-sign", "1e+-1", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 4: '-'" },
  { "number-hex", "0x10", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: 'x'" },
  { "number-comma", "1,5", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: ','" },
  { "number-overflow", "[1, 1e309]", 0, LAPEL_ERROR_JSON_NUMBER, "line 1, column 5: " },
  { "number-overflow-negative", "-1.8e308", 0, LAPEL_ERROR_JSON_NUMBER, "line 1, column 1: " },
  /* strings */
  { "string-open", "[\"abc", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 6: the text ends inside" },
  { "string-open-at-escape", "\"\\", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 2: unknown escape" },
  { "string-newline", "\"a\nb\"", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 3: control character" },
  { "string-tab", "{\"a\tb\":1}", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 4: control character U+0009" },
  { "string-last-control", "\"12345678\x1f\"", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 10: control" },
  { "escape-unknown", "\"\\x41\"", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: unknown escape" },
  { "escape-upper", "\"\\N\"", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: unknown escape" },
  { "escape-short", "\"\\u12\"", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: \\u without" },
  { "escape-sign", "\"\\u+123\"", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: \\u without" },
  { "escape-cut", "\"\\u004", 0, LAPEL_ERROR_JSON_SYNTAX, "line 1, column 2: \\u without" },
  /* NUL */
  { "nul-escaped", "[\"a\\u0000\"]", 0, LAPEL_ERROR_JSON_NUL, "line 1, column 4: " },
  { "nul-in-string", BYTES ("[\"a\0b\"]"), LAPEL_ERROR_JSON_NUL, "line 1, column 4: " },
  { "nul-in-name", BYTES ("{\"\0\":1}"), LAPEL_ERROR_JSON_NUL, "line 1, column 3: " },
  { "nul-between", BYTES ("[1\0]"), LAPEL_ERROR_JSON_NUL, "line 1, column 3: " },
  { "nul-behind", BYTES ("[1]\0"), LAPEL_ERROR_JSON_NUL, "line 1, column 4: " },
  { "nul-only", BYTES ("\0"), LAPEL_ERROR_JSON_NUL, "line 1, column 1: " },
  /* surrogates */
  { "surrogate-high", "[\"\\ud800\"]", 0, LAPEL_ERROR_JSON_SURROGATE,
    "line 1, column 3: lone surrogate" },
  { "surrogate-low", "\"\\uDFFF\"", 0, LAPEL_ERROR_JSON_SURROGATE, "line 1, column 2: " },
  { "surrogate-two-highs", "\"\\ud800\\ud800\"", 0, LAPEL_ERROR_JSON_SURROGATE,
    "line 1, column 2: " },
  { "surrogate-two-lows", "\"\\udc00\\udc00\"", 0, LAPEL_ERROR_JSON_SURROGATE,
    "line 1, column 2: " },
  { "surrogate-swapped", "\"\\udc00\\ud800\"", 0, LAPEL_ERROR_JSON_SURROGATE,
    "line 1, column 2: " },
  { "surrogate-high-letter", "\"x\\udbffA\"", 0, LAPEL_ERROR_JSON_SURROGATE, "line 1, column 3: " },
  { "surrogate-high-n", "\"\\ud800\\n\"", 0, LAPEL_ERROR_JSON_SURROGATE, "line 1, column 2: " },
  { "surrogate-in-name", "{\"\\ud834\":1}", 0, LAPEL_ERROR_JSON_SURROGATE, "line 1, column 3: " },
  /* encoding */
  { "byte-order-mark", "\xef\xbb\xbf{}", 0, LAPEL_ERROR_JSON_ENCODING,
    "line 1, column 1: a byte order" },
  { "utf-16", BYTES ("\xff\xfe{\0}\0"), LAPEL_ERROR_JSON_ENCODING, "line 1, column 1: " },
  { "utf-8-continuation", "\"a\x80\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 3: " },
  { "utf-8-overlong-2", "\"\xc0\xaf\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-overlong-nul", "\"\xc0\x80\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-overlong-3", "\"\xe0\x9f\xbf\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-overlong-4", "\"\xf0\x8f\xbf\xbf\"", 0, LAPEL_ERROR_JSON_ENCODING,
    "line 1, column 2: " },
  { "utf-8-surrogate", "\"\xed\xa0\x80\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-beyond", "\"\xf4\x90\x80\x80\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-five-bytes", "\"\xf8\x88\x80\x80\x80\"", 0, LAPEL_ERROR_JSON_ENCODING,
    "line 1, column 2: " },
  { "utf-8-cut-by-quote", "\"\xe2\x82\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-cut-by-end", "\"\xe2\x82", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-third-byte", "\"\xe2\x82\x41\"", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "utf-8-in-name", "{\"\xff\":1}", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 3: " },
  { "utf-8-outside", "[\xff]", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 2: " },
  { "latin-1", "{\"name\": \"Jos\xe9\"}", 0, LAPEL_ERROR_JSON_ENCODING, "line 1, column 14: " },
  /* members */
  { "duplicate", "{\"a\":1,\"b\":2,\"a\":1}", 0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 1, column 14: a second member \"a\"" },
  { "duplicate-escaped", "{\"a\":1,\n \"\\u0061\":2}", 0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 2, column 2: a second member \"a\"" },
  { "duplicate-empty", "{\"\":1,\"\":2}", 0, LAPEL_ERROR_JSON_DUPLICATE, "line 1, column 7: " },
  { "duplicate-pair", "{\"\\ud83d\\ude00\":1,\"😀\":2}", 0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 1, column 19: a second member \"😀\"" },
  { "duplicate-nested", "[{\"x\":{\"y\":1,\"y\":2}}]", 0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 1, column 14: a second member \"y\"" },
  { "duplicate-control", "{\"\\u001b\":1,\"\\u001b\":2}", 0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 1, column 13: a second member \"\uFFFD\"" },
  { "duplicate-long-name",
    "{\"0123456789012345678901234567890123456789x\":1,"
    "\"0123456789012345678901234567890123456789x\":2}",
    0, LAPEL_ERROR_JSON_DUPLICATE,
    "line 1, column 48: a second member \"0123456789012345678901234567890123456789…\"" },
  /* positions count characters */
  { "position", "{\n  \"é€😀\": tru }", 0, LAPEL_ERROR_JSON_SYNTAX, "line 2, column 10: 't'" },
  { "position-behind-escapes", "[\"\\u00e9\\n\\\"\", x]", 0, LAPEL_ERROR_JSON_SYNTAX,
    "line 1, column 16: 'x'" },
};

static LapelJsonDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelJsonDoc *doc = lapel_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (doc);
  return doc;
}

static void
assert_refused (const char *text,
                size_t      length,
                LapelError  code,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_memdup2 (text, length + 1); /* so that a sanitizer sees the end */

  g_assert_null (lapel_json_parse (copy, length, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
  if (!g_str_has_prefix (error->message, message))
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_good (gconstpointer data)
{
  const Good *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc =
      lapel_json_parse (test->text, test->length > 0 ? test->length : strlen (test->text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (doc);
}

static void
test_bad (gconstpointer data)
{
  const Bad *test = data;

  assert_refused (test->text, test->length > 0 ? test->length : strlen (test->text), test->code,
                  test->message);
}

static void
test_escapes (void)
{
  g_autoptr (LapelJsonDoc) doc =
      parse ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\ud83d\\uDE00.\"");
  const LapelJson *root = lapel_json_doc_get_root (doc);

  g_assert_cmpstr (lapel_json_as_string (root), ==, "\"\\/\b\f\n\r\tAé€😀.");
  g_assert_cmpuint (root->n, ==, strlen (root->string));
}

/* Every length and every place, as whole words are scanned. */
static void
test_string_lengths (void)
{
  for (size_t length = 0; length < 40; length++)
    {
      for (size_t place = 0; place < length; place++)
        {
          g_autofree char *expected = g_strnfill (length, 'x');
          g_autoptr (GString) text = g_string_new ("\"");
          g_autoptr (LapelJsonDoc) doc = NULL;

          expected[place] = '\n';
          g_string_append (text, expected);
          g_string_append_c (text, '"');
          g_string_erase (text, (gssize) place + 1, 1);
          g_string_insert (text, (gssize) place + 1, "\\n");
          doc = parse (text->str);
          g_assert_cmpstr (lapel_json_as_string (lapel_json_doc_get_root (doc)), ==, expected);
        }
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double number;
  } cases[] = {
    { "0", 0 },
    { "-1", -1 },
    { "42", 42 },
    { "123456789012345", 123456789012345.0 },
    { "999999999999999", 999999999999999.0 },
    { "-99999999999999", -99999999999999.0 },
    { "9999999999999999999", 1e19 },
    { "-9223372036854775809", -9223372036854775808.0 },
    { "9007199254740993", 9007199254740992.0 },
    { "18446744073709551616", 18446744073709551616.0 },
    { "1.5", 1.5 },
    { "0.1", 0.1 },
    { "1E2", 100 },
    { "1e+2", 100 },
    { "25e-1", 2.5 },
    { "-0.0e0", 0 },
    { "1.7976931348623157e308", DBL_MAX },
    { "4.9e-324", 4.9e-324 },
    { "1e-400", 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LapelJsonDoc) doc = parse (cases[i].text);
      const LapelJson *root = lapel_json_doc_get_root (doc);

      g_assert_cmpint (root->type, ==, LAPEL_JSON_NUMBER);
      g_assert_cmpfloat (root->number, ==, cases[i].number);
    }
}

static void
test_minus_zero (void)
{
  g_autoptr (LapelJsonDoc) doc = parse ("-0");

  g_assert_true (signbit (lapel_json_doc_get_root (doc)->number));
}

static char *
nested_arrays (size_t depth)
{
  char *text = g_strnfill (depth * 2, '[');

  memset (text + depth, ']', depth);
  return text;
}

static void
test_depth (void)
{
  g_autofree char *deepest = nested_arrays (LAPEL_JSON_MAX_DEPTH);
  g_autofree char *deeper = nested_arrays (LAPEL_JSON_MAX_DEPTH + 1);
  g_autofree char *absurd = nested_arrays (100000);
  g_autoptr (LapelJsonDoc) doc = parse (deepest);

  assert_refused (deeper, strlen (deeper), LAPEL_ERROR_JSON_DEPTH, "line 1, column 65: ");
  assert_refused (absurd, strlen (absurd), LAPEL_ERROR_JSON_DEPTH, "line 1, column 65: ");
}

/* What was closed does not count. */
static void
test_depth_of_siblings (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (LapelJsonDoc) doc = NULL;

  for (int i = 0; i < 200; i++)
    g_string_append (text, "[{}],");
  g_string_append (text, "[]]");
  doc = parse (text->str);
  g_assert_cmpuint (lapel_json_doc_get_root (doc)->n, ==, 201);
}

static void
test_size (void)
{
  g_autofree char *text = g_strnfill (6 * 1024 * 1024, ' ');
  g_autoptr (LapelJsonDoc) doc = NULL;

  text[0] = '1';
  assert_refused (text, 6 * 1024 * 1024, LAPEL_ERROR_TOO_LARGE, "line 1, column 1: ");
  assert_refused (text, LAPEL_JSON_MAX_BYTES + 1, LAPEL_ERROR_TOO_LARGE, "line 1, column 1: ");
  doc = lapel_json_parse (text, LAPEL_JSON_MAX_BYTES, NULL);
  g_assert_nonnull (doc);
}

/* Members "k0", "k1", … with their number as value. */
static GString *
big_object (unsigned int n)
{
  GString *text = g_string_new ("{");

  for (unsigned int i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"k%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append_c (text, '}');
  return text;
}

static void
test_many_members (void)
{
  g_autoptr (GString) text = big_object (100000);
  g_autoptr (LapelJsonDoc) doc = parse (text->str);
  const LapelJson *root = lapel_json_doc_get_root (doc);

  g_assert_cmpuint (root->n, ==, 100000);
  g_assert_cmpstr (root->members[77777].name, ==, "k77777");
  g_assert_cmpfloat (lapel_json_get (root, "k99999")->number, ==, 99999);
}

/* The first repetition is named, whether few names are compared or many sorted. */
static void
test_duplicate_among_many (void)
{
  static const unsigned int sizes[] = { 2, 15, 16, 17, 18, 1000, 300000 };

  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = big_object (sizes[i]);
      g_autofree char *message = NULL;

      g_string_truncate (text, text->len - 1);
      message = g_strdup_printf ("line 1, column %zu: a second member \"k1\"", text->len + 2);
      g_string_append (text, ",\"k\\u0031\":null,\"k0\":null}");
      assert_refused (text->str, text->len, LAPEL_ERROR_JSON_DUPLICATE, message);
    }
}

static void
test_order (void)
{
  g_autoptr (LapelJsonDoc) doc = parse ("{\"b\":1,\"a\":[3,2,1],\"\":0}");
  const LapelJson *root = lapel_json_doc_get_root (doc);

  g_assert_cmpuint (root->n, ==, 3);
  g_assert_cmpstr (root->members[0].name, ==, "b");
  g_assert_cmpstr (root->members[1].name, ==, "a");
  g_assert_cmpstr (root->members[2].name, ==, "");
  g_assert_cmpuint (root->members[2].name_length, ==, 0);
  g_assert_cmpfloat (root->members[1].value.items[0].number, ==, 3);
  g_assert_cmpfloat (root->members[1].value.items[2].number, ==, 1);
}

static void
test_reference (void)
{
  LapelJsonDoc *doc = parse ("[\"kept\"]");
  LapelJsonDoc *second = lapel_json_doc_ref (doc);

  lapel_json_doc_unref (doc);
  g_assert_cmpstr (lapel_json_doc_get_root (second)->items[0].string, ==, "kept");
  lapel_json_doc_unref (second);
  lapel_json_doc_unref (NULL);
}

/* The caller's text is copied, not kept and not changed. */
static void
test_copies (void)
{
  char text[] = "[\"a\\tb\"]";
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), NULL);

  g_assert_cmpstr (text, ==, "[\"a\\tb\"]");
  memset (text, '!', sizeof text);
  g_assert_cmpstr (lapel_json_doc_get_root (doc)->items[0].string, ==, "a\tb");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/json/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/json/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/string-lengths", test_string_lengths);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/minus-zero", test_minus_zero);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/depth-of-siblings", test_depth_of_siblings);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/many-members", test_many_members);
  g_test_add_func ("/json/duplicate-among-many", test_duplicate_among_many);
  g_test_add_func ("/json/order", test_order);
  g_test_add_func ("/json/reference", test_reference);
  g_test_add_func ("/json/copies", test_copies);
  return g_test_run ();
}
