/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-name.h"
#include "lapel-progress.h"

#include <string.h>

#define DAY G_TIME_SPAN_DAY
#define NOW (20000 * DAY)

#define LEAF(id, more)                                                                             \
  "{\"kind\":\"credential\",\"id\":\"" id "\",\"match\":{\"achievement\":[\"https://a.example/" id \
  "\"]}" more "}"
#define PATHWAY(accept, of)                                                                        \
  "{\"format\":\"lapel-pathway\",\"version\":1,\"id\":\"urn:x\",\"title\":\"T\","                  \
  "\"owner\":{\"name\":\"Academy\",\"ids\":[\"did:key:zA\"]},\"accept\":{" accept                  \
  "},\"award\":{\"kind\":\"certificate\",\"match\":{\"achievement\":[\"https://a.example/"         \
  "award\"]}},\"root\":{\"kind\":\"all\",\"of\":[" of "]}}"

typedef struct
{
  LapelPathway *pathway;
  LapelProgress *progress;
} Run;

static LapelHolding
holding (gint64      entry,
         const char *achievement)
{
  LapelHolding result = { .entry = entry,
                          .title = "Badge",
                          .issuer_id = "did:key:zA",
                          .issuer_name = "Academy",
                          .achievement_id = achievement,
                          .awarded = NOW - 10 * DAY,
                          .valid_until = LAPEL_TIME_NONE,
                          .verdict = LAPEL_VERDICT_VERIFIED,
                          .authentic = LAPEL_OUTCOME_PASSED,
                          .issuer = LAPEL_OUTCOME_UNCHECKED };

  return result;
}

static Run
run (const char         *text,
     const LapelHolding *holdings,
     size_t              n)
{
  g_autoptr (GError) error = NULL;
  Run result = { lapel_pathway_parse (text, strlen (text), &error), NULL };

  g_assert_no_error (error);
  result.progress = lapel_progress_new (result.pathway, holdings, n, NOW);
  return result;
}

static void
done (Run *self)
{
  lapel_progress_free (self->progress);
  lapel_pathway_unref (self->pathway);
}

static const LapelProgress *
child (const Run    *self,
       unsigned int  i)
{
  return g_ptr_array_index (self->progress->of, i);
}

/* The only match of the only leaf. */
static LapelReason
reason_of (const char   *accept,
           LapelHolding  one)
{
  g_autofree char *text = g_strdup_printf (PATHWAY ("%s", LEAF ("1", "")), accept);
  Run result = run (text, &one, 1);
  LapelReason reason;

  g_assert_cmpuint (child (&result, 0)->matches->len, ==, 1);
  reason = g_array_index (child (&result, 0)->matches, LapelMatch, 0).reason;
  g_assert_cmpint (child (&result, 0)->entry, ==, reason == LAPEL_REASON_NONE ? one.entry : -1);
  done (&result);
  return reason;
}

static void
test_counts (void)
{
  LapelHolding have[] = { holding (7, "https://a.example/1"), holding (8, "https://a.example/2") };
  Run result = run (PATHWAY ("", LEAF ("1", "") "," LEAF ("2", "") "," LEAF ("3", "")), have, 2);

  g_assert_cmpint (result.progress->state, ==, LAPEL_PROGRESS_PARTLY);
  g_assert_cmpuint (result.progress->done, ==, 2);
  g_assert_cmpuint (result.progress->total, ==, 3);
  g_assert_cmpint (child (&result, 0)->entry, ==, 7);
  g_assert_cmpint (child (&result, 2)->entry, ==, -1);
  g_assert_cmpint (child (&result, 2)->state, ==, LAPEL_PROGRESS_OPEN);
  done (&result);
}

static void
test_reasons (void)
{
  LapelHolding one = holding (1, "https://a.example/1");

  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_NONE);
  g_assert_cmpint (reason_of ("\"check\":\"trusted\"", one), ==, LAPEL_REASON_NOT_TRUSTED);

  one.verdict = LAPEL_VERDICT_NOT_CURRENT;
  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_NOT_YET_VALID);
  one.valid_until = NOW - DAY;
  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_EXPIRED);
  g_assert_cmpint (reason_of ("\"state\":[\"valid\",\"expired\"]", one), ==, LAPEL_REASON_NONE);

  one = holding (1, "https://a.example/1");
  one.verdict = LAPEL_VERDICT_REVOKED;
  g_assert_cmpint (reason_of ("\"state\":[\"valid\",\"expired\",\"unknown\"]", one), ==,
                   LAPEL_REASON_REVOKED);
  one.verdict = LAPEL_VERDICT_INVALID;
  g_assert_cmpint (reason_of ("\"check\":\"none\"", one), ==, LAPEL_REASON_INVALID);
  one.verdict = LAPEL_VERDICT_UNDECIDED;
  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_UNDECIDED);
  g_assert_cmpint (reason_of ("\"state\":[\"valid\",\"unknown\"]", one), ==, LAPEL_REASON_NONE);
  one.authentic = LAPEL_OUTCOME_UNCHECKED;
  g_assert_cmpint (reason_of ("\"state\":[\"valid\",\"unknown\"]", one), ==,
                   LAPEL_REASON_UNDECIDED);
}

/* A credential that expires between two checks is expired at the time asked for, whatever the last
 * verdict was. */
static void
test_expired_since (void)
{
  LapelHolding one = holding (1, "https://a.example/1");

  one.valid_until = NOW - 1;
  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_EXPIRED);
}

static void
test_window (void)
{
  LapelHolding one = holding (1, "https://a.example/1");
  Run result = run (PATHWAY ("", LEAF ("1", ",\"window\":{\"from\":\"2024-10-01\"}")), &one, 1);

  g_assert_cmpint (g_array_index (child (&result, 0)->matches, LapelMatch, 0).reason, ==,
                   LAPEL_REASON_OUTSIDE);
  done (&result);
}

static void
test_strangers_achievement (void)
{
  LapelHolding one = holding (1, "https://a.example/1");

  one.issuer_id = "did:key:zStranger";
  g_assert_cmpint (reason_of ("", one), ==, LAPEL_REASON_SUGGESTED);
}

static void
test_suggested_by_name (void)
{
  LapelHolding one = holding (1, "https://elsewhere.example/x");
  Run result;

  one.title = "spotting  a–Need (2024)";
  result = run (PATHWAY ("", "{\"kind\":\"credential\",\"title\":{\"en\":\"Spotting a need\"},"
                             "\"match\":{\"achievement\":[\"https://a.example/1\"]}}"),
                &one, 1);
  g_assert_cmpint (child (&result, 0)->state, ==, LAPEL_PROGRESS_OPEN);
  g_assert_cmpint (g_array_index (child (&result, 0)->matches, LapelMatch, 0).reason, ==,
                   LAPEL_REASON_SUGGESTED);
  done (&result);

  one.issuer_id = "did:key:zOther";
  one.issuer_name = "Another school";
  result = run (PATHWAY ("", "{\"kind\":\"credential\",\"title\":\"Spotting a need\","
                             "\"match\":{\"achievement\":[\"https://a.example/1\"]}}"),
                &one, 1);
  g_assert_cmpuint (child (&result, 0)->matches->len, ==, 0);
  done (&result);
}

/* Greedy filling would give the flexible credential to the first place and leave the second empty.
 */
static void
test_bipartite (void)
{
  LapelHolding have[] = { holding (1, "https://a.example/2"), holding (2, "https://a.example/1") };
  Run result =
      run (PATHWAY ("", "{\"kind\":\"credential\",\"match\":{\"achievement\":"
                        "[\"https://a.example/2\",\"https://a.example/1\"]}}," LEAF ("2", "")),
           have, 2);

  g_assert_cmpint (result.progress->state, ==, LAPEL_PROGRESS_MET);
  g_assert_cmpint (child (&result, 0)->entry, ==, 2);
  g_assert_cmpint (child (&result, 1)->entry, ==, 1);
  done (&result);
}

static void
test_counts_once (void)
{
  LapelHolding one = holding (1, "https://a.example/1");
  Run result =
      run (PATHWAY ("", "{\"kind\":\"credential\",\"optional\":true,\"match\":{\"achievement\":"
                        "[\"https://a.example/1\"]}}," LEAF ("1", "")),
           &one, 1);

  g_assert_cmpint (child (&result, 0)->entry, ==, -1);
  g_assert_cmpint (g_array_index (child (&result, 0)->matches, LapelMatch, 0).reason, ==,
                   LAPEL_REASON_USED);
  g_assert_cmpint (child (&result, 1)->entry, ==, 1);
  g_assert_cmpuint (result.progress->total, ==, 1);
  done (&result);
}

static void
test_unknown_is_never_met (void)
{
  LapelHolding one = holding (1, "https://a.example/1");
  Run result = run (PATHWAY ("", LEAF ("1", "") ",{\"kind\":\"credits\",\"min\":0}"), &one, 1);

  g_assert_cmpint (child (&result, 1)->state, ==, LAPEL_PROGRESS_UNKNOWN);
  g_assert_cmpint (result.progress->state, ==, LAPEL_PROGRESS_UNKNOWN);
  g_assert_cmpuint (result.progress->done, ==, 1);
  done (&result);
}

static void
test_blocked (void)
{
  LapelHolding have[] = { holding (1, "https://a.example/2"), holding (2, "https://a.example/3") };
  Run result =
      run (PATHWAY ("",
                    LEAF ("1", "") "," LEAF ("2",
                                             ",\"after\":[\"1\"]") "," LEAF ("3",
                                                                             ",\"after\":[\"2\"]")),
           have, 2);

  g_assert_cmpint (child (&result, 1)->state, ==, LAPEL_PROGRESS_BLOCKED);
  g_assert_cmpint (child (&result, 2)->state, ==, LAPEL_PROGRESS_BLOCKED);
  g_assert_cmpuint (result.progress->done, ==, 0);
  done (&result);
}

static void
test_award (void)
{
  LapelHolding have[] = { holding (1, "https://a.example/1"),
                          holding (9, "https://a.example/award") };
  Run result;

  have[0].verdict = LAPEL_VERDICT_NOT_CURRENT;
  have[0].valid_until = NOW - 5 * DAY;
  result = run (PATHWAY ("\"validAt\":\"award\"", LEAF ("1", "")), have, 2);
  g_assert_cmpint (lapel_progress_find_award (result.pathway, have, 2, NOW), ==, 9);
  g_assert_cmpint (child (&result, 0)->entry, ==, 1);
  done (&result);

  result = run (PATHWAY ("\"validAt\":\"award\"", LEAF ("1", "")), have, 1);
  g_assert_cmpint (lapel_progress_find_award (result.pathway, have, 1, NOW), ==, -1);
  g_assert_cmpint (child (&result, 0)->entry, ==, -1);
  done (&result);
}

static void
test_names (void)
{
  static const char *const pairs[][2] = {
    { "Data  Literacy v2", "data literacy" },
    { "Data-literacy (2024)", "data literacy" },
    { "ﬁrst aid", "first aid" },
    { "Module 1", "module 1" },
    { "v2", "v2" },
    { "  ", "" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *normal = lapel_name_normalise (pairs[i][0]);

      g_assert_cmpstr (normal, ==, pairs[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/counts", test_counts);
  g_test_add_func ("/progress/reasons", test_reasons);
  g_test_add_func ("/progress/expired-since", test_expired_since);
  g_test_add_func ("/progress/window", test_window);
  g_test_add_func ("/progress/strangers-achievement", test_strangers_achievement);
  g_test_add_func ("/progress/suggested-by-name", test_suggested_by_name);
  g_test_add_func ("/progress/bipartite", test_bipartite);
  g_test_add_func ("/progress/counts-once", test_counts_once);
  g_test_add_func ("/progress/unknown-is-never-met", test_unknown_is_never_met);
  g_test_add_func ("/progress/blocked", test_blocked);
  g_test_add_func ("/progress/award", test_award);
  g_test_add_func ("/progress/names", test_names);
  return g_test_run ();
}
