/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-json.h"

#include <string.h>

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
test_getters (void)
{
  g_autoptr (LapelJsonDoc) doc =
      parse ("{\"text\":\"x\",\"list\":[\"a\",2,\"b\"],\"none\":null,\"one\":{}}");
  const LapelJson *root = lapel_json_doc_get_root (doc);

  g_assert_true (lapel_json_is_object (root));
  g_assert_false (lapel_json_is_array (root));
  g_assert_true (lapel_json_is_array (lapel_json_get (root, "list")));
  g_assert_null (lapel_json_get (root, "absent"));
  g_assert_null (lapel_json_get (root, "tex"));
  g_assert_null (lapel_json_get (lapel_json_get (root, "list"), "text"));
  g_assert_cmpstr (lapel_json_get_string (root, "text"), ==, "x");
  g_assert_null (lapel_json_get_string (root, "list"));
  g_assert_null (lapel_json_as_string (root));
}

static void
test_getters_of_nothing (void)
{
  g_assert_null (lapel_json_get (NULL, "a"));
  g_assert_null (lapel_json_get_string (NULL, "a"));
  g_assert_null (lapel_json_as_string (NULL));
  g_assert_false (lapel_json_is_object (NULL));
  g_assert_false (lapel_json_is_array (NULL));
  g_assert_cmpuint (lapel_json_count (NULL), ==, 0);
  g_assert_null (lapel_json_at (NULL, 0));
  g_assert_false (lapel_json_has_string (NULL, "a"));
}

static void
test_sets (void)
{
  g_autoptr (LapelJsonDoc) doc =
      parse ("{\"text\":\"x\",\"list\":[\"a\",2,\"b\"],\"none\":null,\"one\":{}}");
  const LapelJson *root = lapel_json_doc_get_root (doc);
  const LapelJson *list = lapel_json_get (root, "list");
  const LapelJson *text = lapel_json_get (root, "text");

  g_assert_cmpuint (lapel_json_count (list), ==, 3);
  g_assert_cmpuint (lapel_json_count (text), ==, 1);
  g_assert_cmpuint (lapel_json_count (lapel_json_get (root, "one")), ==, 1);
  g_assert_cmpuint (lapel_json_count (lapel_json_get (root, "none")), ==, 0);
  g_assert_true (lapel_json_at (list, 2) == &list->items[2]);
  g_assert_null (lapel_json_at (list, 3));
  g_assert_true (lapel_json_at (text, 0) == text);
  g_assert_null (lapel_json_at (text, 1));
  g_assert_true (lapel_json_has_string (list, "b"));
  g_assert_false (lapel_json_has_string (list, "2"));
  g_assert_true (lapel_json_has_string (text, "x"));
  g_assert_false (lapel_json_has_string (text, "X"));
}

static gboolean
equal (const char *a,
       const char *b)
{
  g_autoptr (LapelJsonDoc) left = parse (a);
  g_autoptr (LapelJsonDoc) right = parse (b);

  return lapel_json_equal (lapel_json_doc_get_root (left), lapel_json_doc_get_root (right));
}

static void
test_equal (void)
{
  g_assert_true (
      equal ("{\"a\":1,\"b\":[true,null,\"x\"]}", "{\"b\":[true,null,\"\\u0078\"],\"a\":1.0}"));
  g_assert_true (equal ("-0", "0"));
  g_assert_true (equal ("[]", "[ ]"));
  g_assert_true (equal ("{}", "{ }"));
  g_assert_false (equal ("[1,2]", "[2,1]"));
  g_assert_false (equal ("[1]", "[1,1]"));
  g_assert_false (equal ("{\"a\":1}", "{\"a\":2}"));
  g_assert_false (equal ("{\"a\":1}", "{\"b\":1}"));
  g_assert_false (equal ("{\"a\":{\"x\":1}}", "{\"a\":{\"x\":1,\"y\":1}}"));
  g_assert_false (equal ("\"1\"", "1"));
  g_assert_false (equal ("\"ab\"", "\"ac\""));
  g_assert_false (equal ("true", "false"));
  g_assert_false (equal ("null", "false"));
  g_assert_false (equal ("[]", "{}"));
  g_assert_true (lapel_json_equal (NULL, NULL));
}

/* As many members as a text can hold, in opposite orders: quadratic work would take minutes. */
static void
test_equal_many_members (void)
{
  const int n = 400000;
  g_autoptr (GString) forwards = g_string_new ("{");
  g_autoptr (GString) backwards = g_string_new ("{");

  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (forwards, "\"%d\":0%s", i, i < n - 1 ? "," : "}");
      g_string_append_printf (backwards, "\"%d\":0%s", n - 1 - i, i < n - 1 ? "," : "}");
    }
  g_assert_true (equal (forwards->str, backwards->str));
}

static void
test_without (void)
{
  g_autoptr (LapelJsonDoc) doc = parse ("{\"a\":1,\"proof\":{},\"b\":2}");
  g_autoptr (LapelJsonDoc) expected = parse ("{\"a\":1,\"b\":2}");
  g_autoptr (LapelArena) arena = lapel_arena_new (0);
  const LapelJson *root = lapel_json_doc_get_root (doc);
  const LapelJson *result = lapel_json_without (root, "proof", arena);

  g_assert_true (lapel_json_equal (result, lapel_json_doc_get_root (expected)));
  g_assert_cmpstr (result->members[1].name, ==, "b");
  g_assert_true (lapel_json_equal (lapel_json_without (root, "absent", arena), root));
  g_assert_cmpuint (root->n, ==, 3);
}

static void
test_with (void)
{
  g_autoptr (LapelJsonDoc) doc = parse ("{\"a\":1,\"b\":2}");
  g_autoptr (LapelJsonDoc) replaced = parse ("{\"a\":\"x\",\"b\":2}");
  g_autoptr (LapelJsonDoc) added = parse ("{\"a\":1,\"b\":2,\"c\":\"x\"}");
  g_autoptr (LapelArena) arena = lapel_arena_new (0);
  const LapelJson *root = lapel_json_doc_get_root (doc);
  const LapelJson *value = lapel_json_new_string ("x", arena);
  const LapelJson *result = lapel_json_with (root, "a", value, arena);

  g_assert_true (lapel_json_equal (result, lapel_json_doc_get_root (replaced)));
  g_assert_cmpstr (result->members[0].name, ==, "a");
  result = lapel_json_with (root, "c", value, arena);
  g_assert_true (lapel_json_equal (result, lapel_json_doc_get_root (added)));
  g_assert_cmpstr (result->members[2].name, ==, "c");
  g_assert_cmpuint (root->n, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-value/getters", test_getters);
  g_test_add_func ("/json-value/getters-of-nothing", test_getters_of_nothing);
  g_test_add_func ("/json-value/sets", test_sets);
  g_test_add_func ("/json-value/equal", test_equal);
  g_test_add_func ("/json-value/equal-many-members", test_equal_many_members);
  g_test_add_func ("/json-value/without", test_without);
  g_test_add_func ("/json-value/with", test_with);
  return g_test_run ();
}
