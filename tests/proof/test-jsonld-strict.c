/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"
#include "proof-test.h"

#include <string.h>

/* What a verifier must never drop in silence, and what a stranger's document may not cost. */

#define CONTEXT "https://a.example/context"

/* Protected terms, a type with a context of its own, and one term of each kind that can lose
 * something. */
static const char context_text[] =
    "{\"@context\":{\"@version\":1.1,\"@protected\":true,\"id\":\"@id\",\"type\":\"@type\","
    "\"name\":\"https://a.example/name\",\"knows\":{\"@id\":\"https://a.example/"
    "knows\",\"@type\":\"@id\"},"
    "\"gone\":null,\"kind\":{\"@id\":\"https://a.example/kind\",\"@type\":\"@vocab\"},"
    "\"words\":{\"@id\":\"https://a.example/words\",\"@container\":\"@language\"},"
    "\"Person\":{\"@id\":\"https://a.example/Person\",\"@context\":{\"age\":\"https://a.example/"
    "age\"}}}}";

static LapelContexts *
make_contexts (void)
{
  LapelContexts *contexts = lapel_contexts_new_empty ();
  g_autoptr (LapelJsonDoc) doc = proof_test_parse (context_text);

  lapel_contexts_add (contexts, CONTEXT, doc);
  return contexts;
}

static char *
to_quads (LapelContexts  *contexts,
          const char     *text,
          gboolean        strict,
          GError        **error)
{
  const LapelJsonldOptions options = { .strict = strict };
  g_autoptr (LapelJsonDoc) doc = proof_test_parse (text);
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  if (!lapel_jsonld_to_rdf (contexts, lapel_json_doc_get_root (doc), &options, dataset, error))
    return NULL;
  if (!lapel_rdfc_canonicalize (dataset, NULL, out, NULL, error))
    return NULL;
  return g_strdup (out->str);
}

static void
assert_refused (LapelContexts *contexts,
                const char    *text,
                gboolean       strict,
                LapelError     code,
                const char    *named)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quads = to_quads (contexts, text, strict, &error);

  g_test_message ("%.200s", text);
  g_assert_null (quads);
  g_assert_error (error, LAPEL_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_data_loss (void)
{
  static const struct
  {
    const char *members;
    const char *named;
  } losses[] = {
    { "\"undefined\":1", "undefined" },
    { "\"undefined\":null", "undefined" },
    { "\"gone\":1", "gone" },
    { "\"@unheard\":1", "@unheard" },
    { "\"knows\":{\"id\":\"a:c\",\"undefined\":1}", "undefined" },
    { "\"knows\":\"relative\"", "knows" },
    { "\"knows\":{\"id\":\"relative\",\"name\":\"x\"}", "relative" },
    { "\"knows\":{\"id\":\"a:b c\",\"name\":\"x\"}", "a:b c" },
    { "\"knows\":\"a:<b>\"", "a:<b>" },
    { "\"type\":\"Robot\"", "Robot" },
    { "\"type\":[\"Person\",\"Robot\"]", "Robot" },
    { "\"kind\":\"undefined\"", "kind" },
    { "\"age\":4", "age" },
    { "\"name\":{\"@value\":null}", "@value" },
    { "\"name\":{\"@value\":\"x\",\"@language\":\"en_GB\"}", "en_GB" },
    { "\"name\":{\"@value\":\"x\",\"@direction\":\"rtl\"}", "@direction" },
    { "\"name\":{\"@language\":\"en\"}", "@language" },
    { "\"words\":{\"en_GB\":\"x\"}", "en_GB" },
    { "\"name\":\"x\",\"@index\":\"y\"", "@index" },
    { "\"_:p\":\"x\"", "_:p" },
  };
  g_autoptr (LapelContexts) contexts = make_contexts ();

  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"@context\":\"" CONTEXT "\",\"id\":\"a:b\",%s}", losses[i].members);
      g_autofree char *tolerant = NULL;
      g_autoptr (GError) error = NULL;

      assert_refused (contexts, text, TRUE, LAPEL_ERROR_DATA_LOSS, losses[i].named);
      /* The same document is fine where nothing depends on it. */
      tolerant = to_quads (contexts, text, FALSE, &error);
      g_assert_no_error (error);
    }
}

/* What reads members by their names does not find these, though nothing is lost. */
static void
test_not_compact (void)
{
  static const struct
  {
    const char *members;
    const char *named;
  } hidden[] = {
    { "\"https://a.example/name\":\"x\"", "https://a.example/name" },
    { "\"https://b.example/extension\":\"x\"", "https://b.example/extension" },
    { "\"Person:name\":\"x\"", "Person:name" },
    { "\"@nest\":{\"name\":\"x\"}", "@nest" },
    { "\"name\":{\"@set\":[\"x\"]}", "@set" },
    { "\"@type\":\"Person\"", "@type" },
    { "\"knows\":{\"@id\":\"a:c\"}", "@id" },
    { "\"@included\":{\"id\":\"a:c\",\"name\":\"x\"}", "@included" },
    { "\"@reverse\":{\"knows\":{\"id\":\"a:c\"}}", "@reverse" },
    { "\"@graph\":{\"id\":\"a:c\",\"name\":\"x\"}", "@graph" },
    { "\"@graph\":[\"x\"]", "@graph" },
  };
  g_autoptr (LapelContexts) contexts = make_contexts ();

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"@context\":\"" CONTEXT "\",\"id\":\"a:b\",%s}", hidden[i].members);
      g_autofree char *tolerant = NULL;
      g_autoptr (GError) error = NULL;

      assert_refused (contexts, text, TRUE, LAPEL_ERROR_NOT_COMPACT, hidden[i].named);
      tolerant = to_quads (contexts, text, FALSE, &error);
      g_assert_no_error (error);
    }
}

static void
test_nothing_said (void)
{
  static const char *const texts[] = {
    "{}",
    "[1]",
    "{\"@list\":[\"x\"]}",
  };
  g_autoptr (LapelContexts) contexts = make_contexts ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (contexts, texts[i], TRUE, LAPEL_ERROR_DATA_LOSS, "");
}

static void
test_kept (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();
  g_autoptr (GError) error = NULL;
  g_autofree char *quads =
      to_quads (contexts,
                "{\"@context\":\"" CONTEXT "\",\"id\":\"a:b\",\"type\":\"Person\",\"age\":4,"
                "\"name\":null,\"knows\":[{\"id\":\"a:c\",\"name\":\"x\"}]}",
                TRUE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (
      quads, ==,
      "<a:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://a.example/Person> .\n"
      "<a:b> <https://a.example/age> \"4\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "<a:b> <https://a.example/knows> <a:c> .\n"
      "<a:c> <https://a.example/name> \"x\" .\n");
}

/* A type's context ends with its node. */
static void
test_type_scope_ends (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();

  assert_refused (contexts,
                  "{\"@context\":\"" CONTEXT
                  "\",\"type\":\"Person\",\"knows\":{\"id\":\"a:c\",\"age\":4}}",
                  TRUE, LAPEL_ERROR_DATA_LOSS, "age");
}

static void
test_inline_context (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();

  assert_refused (contexts, "{\"@context\":{\"x\":\"a:x\"},\"x\":1}", TRUE,
                  LAPEL_ERROR_CONTEXT_INLINE, "");
  assert_refused (contexts, "{\"@context\":[\"" CONTEXT "\",{\"x\":\"a:x\"}],\"x\":1}", TRUE,
                  LAPEL_ERROR_CONTEXT_INLINE, "");
  assert_refused (contexts,
                  "{\"@context\":\"" CONTEXT "\",\"knows\":{\"@context\":{\"x\":\"a:x\"},\"x\":1}}",
                  TRUE, LAPEL_ERROR_CONTEXT_INLINE, "");
}

static void
test_unknown_context (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();

  for (int strict = 0; strict < 2; strict++)
    assert_refused (contexts, "{\"@context\":\"https://a.example/other\",\"x\":1}", strict,
                    LAPEL_ERROR_CONTEXT_UNKNOWN, "https://a.example/other");
}

static void
test_protected_term (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();
  g_autoptr (LapelJsonDoc) other =
      proof_test_parse ("{\"@context\":{\"name\":\"https://a.example/other\"}}");
  g_autoptr (LapelJsonDoc) same =
      proof_test_parse ("{\"@context\":{\"name\":\"https://a.example/name\"}}");
  g_autoptr (GError) error = NULL;
  g_autofree char *quads = NULL;

  lapel_contexts_add (contexts, "https://a.example/other", other);
  lapel_contexts_add (contexts, "https://a.example/same", same);
  assert_refused (contexts,
                  "{\"@context\":[\"" CONTEXT "\",\"https://a.example/other\"],\"name\":1}", TRUE,
                  LAPEL_ERROR_PROTECTED_TERM, "name");
  assert_refused (contexts,
                  "{\"@context\":\"" CONTEXT "\",\"knows\":{\"@context\":null,\"a:x\":1}}", TRUE,
                  LAPEL_ERROR_JSONLD, "invalid context nullification");
  quads = to_quads (contexts,
                    "{\"@context\":[\"" CONTEXT "\",\"https://a.example/same\"],\"name\":\"x\"}",
                    TRUE, &error);
  g_assert_no_error (error);
}

/* --- numbers --- */

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    const char *type;
    const char *literal;
  } numbers[] = {
    { "3.0", "", "\"3\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "-0", "", "\"0\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "9007199254740993", "", "\"9007199254740992\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "1e20", "", "\"100000000000000000000\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "1e21", "", "\"1.0E21\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "2.5", "", "\"2.5E0\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "-1e-7", "", "\"-1.0E-7\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "0.1", "", "\"1.0E-1\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "2.5", "https://www.w3.org/2001/XMLSchema#float",
      "\"2.5E0\"^^<https://www.w3.org/2001/XMLSchema#float>" },
    { "3.0", "https://www.w3.org/2001/XMLSchema#float",
      "\"3\"^^<https://www.w3.org/2001/XMLSchema#float>" },
    { "3", "http://www.w3.org/2001/XMLSchema#double",
      "\"3.0E0\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "-0", "http://www.w3.org/2001/XMLSchema#double",
      "\"0.0E0\"^^<http://www.w3.org/2001/XMLSchema#double>" },
    { "true", "", "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>" },
  };
  g_autoptr (LapelContexts) contexts = lapel_contexts_new_empty ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *type = *numbers[i].type != '\0'
                                  ? g_strdup_printf (",\"@type\":\"%s\"", numbers[i].type)
                                  : g_strdup ("");
      g_autofree char *text =
          g_strdup_printf ("{\"@id\":\"a:b\",\"a:n\":{\"@value\":%s%s}}", numbers[i].json, type);
      g_autofree char *expected = g_strdup_printf ("<a:b> <a:n> %s .\n", numbers[i].literal);
      g_autoptr (GError) error = NULL;
      g_autofree char *quads = to_quads (contexts, text, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (quads, ==, expected);
    }
}

/* --- what it may cost --- */

static char *
repeat (const char   *start,
        const char   *format,
        unsigned int  n,
        const char   *end)
{
  GString *text = g_string_new (start);

  for (unsigned int i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *next = g_strdup_printf ("%u", i + 1);
      g_auto (GStrv) parts = g_strsplit (format, "#", -1);
      g_autofree char *with_number = g_strjoinv (number, parts);
      g_auto (GStrv) again = g_strsplit (with_number, "?", -1);
      g_autofree char *piece = g_strjoinv (next, again);

      g_string_append (text, piece);
    }
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

static void
test_bounds (void)
{
  g_autoptr (LapelContexts) contexts = make_contexts ();
  g_autoptr (LapelJsonDoc) loop = proof_test_parse ("{\"@context\":\"https://a.example/loop\"}");
  g_autofree char *members = repeat ("{", "\"a:#\":1,", 3000, "\"a:b\":1}");
  g_autofree char *chain =
      repeat ("{\"@context\":{", "\"t#\":\"t?:x\",", 500, "\"t500\":\"a:b/\"},\"t0\":1}");
  g_autofree char *elements = repeat ("{\"@id\":\"a:b\",\"a:c\":[", "#,", 200001, "0]}");
  g_autofree char *quads = repeat ("{\"@id\":\"a:b\",\"a:c\":[", "#,", 50001, "0]}");
  g_autofree char *nested = repeat ("{\"@context\":{", "\"t#\":{\"@id\":\"a:#\",\"@context\":{}},",
                                    4000, "\"t\":\"a:t\"},\"t\":1}");

  lapel_contexts_add (contexts, "https://a.example/loop", loop);
  assert_refused (contexts, "{\"@context\":\"https://a.example/loop\",\"x\":1}", TRUE,
                  LAPEL_ERROR_TOO_COMPLEX, "context overflow");
  assert_refused (contexts, members, FALSE, LAPEL_ERROR_TOO_COMPLEX, "members");
  assert_refused (contexts, chain, FALSE, LAPEL_ERROR_TOO_COMPLEX, "chain");
  assert_refused (contexts, elements, FALSE, LAPEL_ERROR_TOO_COMPLEX, "elements");
  assert_refused (contexts, quads, FALSE, LAPEL_ERROR_TOO_COMPLEX, "quads");
  assert_refused (contexts, nested, FALSE, LAPEL_ERROR_TOO_COMPLEX, "contexts");
}

/* However many orders of types a stranger thinks of, the answers stay right once nothing more is
 * kept. */
static void
test_many_derived (void)
{
  g_autoptr (LapelContexts) contexts = lapel_contexts_new_empty ();
  g_autofree char *text =
      repeat ("{\"@context\":{", "\"T#\":{\"@id\":\"a:T#\",\"@context\":{\"y#\":\"a:y#\"}},", 60,
              "\"z\":\"a:z\"}}");
  g_autoptr (LapelJsonDoc) doc = proof_test_parse (text);

  lapel_contexts_add (contexts, CONTEXT, doc);
  for (unsigned int i = 0; i < 60 * 60; i++)
    {
      unsigned int one = i / 60;
      unsigned int other = i % 60;
      g_autofree char *document =
          g_strdup_printf ("{\"@context\":\"" CONTEXT
                           "\",\"@id\":\"a:b\",\"@type\":[\"T%u\",\"T%u\"],\"y%u\":\"1\"}",
                           one, other, other);
      g_autofree char *expected = g_strdup_printf ("<a:b> <a:y%u> \"1\" .\n", other);
      g_autofree char *quads = to_quads (contexts, document, FALSE, NULL);

      g_assert_nonnull (quads);
      g_assert_nonnull (strstr (quads, expected));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld-strict/not-compact", test_not_compact);
  g_test_add_func ("/jsonld-strict/data-loss", test_data_loss);
  g_test_add_func ("/jsonld-strict/nothing-said", test_nothing_said);
  g_test_add_func ("/jsonld-strict/kept", test_kept);
  g_test_add_func ("/jsonld-strict/type-scope-ends", test_type_scope_ends);
  g_test_add_func ("/jsonld-strict/inline-context", test_inline_context);
  g_test_add_func ("/jsonld-strict/unknown-context", test_unknown_context);
  g_test_add_func ("/jsonld-strict/protected-term", test_protected_term);
  g_test_add_func ("/jsonld-strict/numbers", test_numbers);
  g_test_add_func ("/jsonld-strict/bounds", test_bounds);
  g_test_add_func ("/jsonld-strict/many-derived", test_many_derived);
  return g_test_run ();
}
