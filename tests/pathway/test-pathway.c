/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-pathway.h"

#include <string.h>

#define HEAD "{\"format\":\"lapel-pathway\",\"version\":1,\"id\":\"urn:x\",\"title\":\"T\","
#define LEAF "{\"kind\":\"credential\",\"match\":{\"achievement\":[\"https://a.example/1\"]}}"

static LapelPathway *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelPathway *pathway = lapel_pathway_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return pathway;
}

static void
refuse (const char *text,
        int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_pathway_parse (text, strlen (text), &error));
  g_assert_error (error, LAPEL_ERROR, code);
}

static const LapelRequirement *
child (const LapelPathway *pathway,
       unsigned int        i)
{
  return g_ptr_array_index (lapel_pathway_get_root (pathway)->of, i);
}

static void
test_reads (void)
{
  g_autoptr (LapelPathway) pathway = parse (
      "{\"format\":\"lapel-pathway\",\"version\":1,\"id\":\"urn:x\","
      "\"title\":{\"pt\":\"Percurso\",\"en\":\"Path\",\"de\":\"Weg\"},"
      "\"owner\":{\"name\":\"A\",\"ids\":[\"did:key:z1\"]},\"accept\":{\"state\":[\"valid\"],"
      "\"check\":\"trusted\"},\"window\":{\"from\":\"2025-01-01\",\"until\":\"2025-12-31\"},"
      "\"root\":{\"kind\":\"all\",\"of\":[" LEAF ",{\"kind\":\"credential\",\"id\":\"b\","
      "\"optional\":true,\"accept\":{\"check\":\"intact\"},\"match\":{\"issuer\":[{\"name\":\"N\"},"
      "{\"id\":\"urn:i\"}],\"name\":\"Single\",\"type\":[\"Badge\"]}}]}}");
  const char *const wanted[] = { "pt-BR", "en", NULL };
  const char *const unknown[] = { "fi", NULL };

  g_assert_cmpstr (lapel_text_pick (lapel_pathway_get_title (pathway), wanted), ==, "Percurso");
  g_assert_cmpstr (lapel_text_pick (lapel_pathway_get_title (pathway), unknown), ==, "Path");
  g_assert_cmpstr (lapel_pathway_get_owner (pathway), ==, "A");
  g_assert_cmpstr (lapel_pathway_get_owner_ids (pathway)[0], ==, "did:key:z1");
  g_assert_null (lapel_pathway_get_award (pathway));
  g_assert_true (child (pathway, 0)->accept.trusted);
  g_assert_false (child (pathway, 1)->accept.trusted);
  g_assert_true (child (pathway, 1)->optional);
  g_assert_cmpstr (child (pathway, 1)->issuer_names[0], ==, "N");
  g_assert_cmpstr (child (pathway, 1)->issuer_ids[0], ==, "urn:i");
  g_assert_cmpstr (child (pathway, 1)->names[0], ==, "Single");
  g_assert_cmpint (child (pathway, 0)->until - child (pathway, 0)->from, ==, 365 * G_TIME_SPAN_DAY);
}

static void
test_not_understood (void)
{
  static const char *const nodes[] = {
    "{\"kind\":\"credits\",\"min\":15}",
    "{\"kind\":\"credential\",\"times\":3,\"match\":{\"achievement\":[\"https://a.example/1\"]}}",
    "{\"kind\":\"credential\",\"match\":{\"achievement\":[\"https://a.example/"
    "1\"],\"assessed\":true}}",
    "{\"kind\":\"credential\",\"match\":{\"issuer\":[{\"name\":\"A\",\"vat\":\"EE1\"}]}}",
    "{\"kind\":\"credential\",\"match\":{}}",
    "{\"kind\":\"credential\"}",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autofree char *text = g_strconcat (HEAD "\"root\":", nodes[i], "}", NULL);
      g_autoptr (LapelPathway) pathway = parse (text);

      g_assert_cmpint (lapel_pathway_get_root (pathway)->kind, ==, LAPEL_REQUIREMENT_UNKNOWN);
    }
}

static void
test_refuses (void)
{
  refuse ("", LAPEL_ERROR_EMPTY);
  refuse ("[]", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse ("{\"format\":\"other\"}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse ("{\"format\":\"lapel-pathway\",\"version\":2}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"root\":5}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"root\":{\"kind\":\"all\",\"of\":[]}}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"root\":{\"kind\":\"all\",\"of\":[{}]}}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"accept\":{\"state\":[\"expired\"]},\"root\":" LEAF "}",
          LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"accept\":{\"check\":\"perhaps\"},\"root\":" LEAF "}",
          LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"window\":{\"from\":\"spring\"},\"root\":" LEAF "}", LAPEL_ERROR_DATE_MALFORMED);
  refuse (HEAD "\"award\":{},\"root\":" LEAF "}", LAPEL_ERROR_PATHWAY_MALFORMED);
}

static void
test_order (void)
{
  refuse (HEAD "\"root\":{\"kind\":\"all\",\"of\":[{\"kind\":\"x\",\"id\":\"a\",\"after\":\"b\"},"
               "{\"kind\":\"x\",\"id\":\"b\",\"after\":[\"a\"]}]}}",
          LAPEL_ERROR_PATHWAY_CYCLE);
  refuse (HEAD
          "\"root\":{\"kind\":\"all\",\"id\":\"r\",\"of\":[{\"kind\":\"x\",\"after\":\"r\"}]}}",
          LAPEL_ERROR_PATHWAY_CYCLE);
  refuse (HEAD "\"root\":{\"kind\":\"x\",\"after\":\"nowhere\"}}", LAPEL_ERROR_PATHWAY_MALFORMED);
  refuse (HEAD "\"root\":{\"kind\":\"all\",\"of\":[{\"kind\":\"x\",\"id\":\"a\"},"
               "{\"kind\":\"x\",\"id\":\"a\"}]}}",
          LAPEL_ERROR_PATHWAY_MALFORMED);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (HEAD "\"root\":");
  g_autoptr (GString) wide = g_string_new (HEAD "\"root\":{\"kind\":\"all\",\"of\":[" LEAF);
  g_autoptr (GString) large = g_string_new (NULL);

  for (int i = 0; i < 20; i++)
    g_string_append (deep, "{\"kind\":\"all\",\"of\":[");
  g_string_append (deep, LEAF);
  for (int i = 0; i < 20; i++)
    g_string_append (deep, "]}");
  g_string_append_c (deep, '}');
  refuse (deep->str, LAPEL_ERROR_PATHWAY_MALFORMED);

  for (int i = 0; i < 2000; i++)
    g_string_append (wide, "," LEAF);
  g_string_append (wide, "]}}");
  refuse (wide->str, LAPEL_ERROR_TOO_LARGE);

  g_string_set_size (large, 1024 * 1024 + 1);
  memset (large->str, ' ', large->len);
  refuse (large->str, LAPEL_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pathway/reads", test_reads);
  g_test_add_func ("/pathway/not-understood", test_not_understood);
  g_test_add_func ("/pathway/refuses", test_refuses);
  g_test_add_func ("/pathway/order", test_order);
  g_test_add_func ("/pathway/limits", test_limits);
  return g_test_run ();
}
