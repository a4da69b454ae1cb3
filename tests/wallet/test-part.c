/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-part.h"

#include "wallet-fixture.h"

/* A picture of one pixel. */
#define PIXEL                                                                                      \
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK"   \
  "+kcQAAAABJRU5ErkJggg=="

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", name, NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* Two samples in a presentation that nobody signed. Returns: the entry */
static gint64
import_presentation (Fixture *fixture)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *all = NULL;

  first = read_sample ("module-1.json");
  second = read_sample ("module-5.json");
  all = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                         "\"type\":[\"VerifiablePresentation\"],"
                         "\"verifiableCredential\":[%s,%s]}",
                         first, second);
  g_ptr_array_add (sources, text (all));
  results = import (fixture, sources, NULL, NULL);
  return ((LapelImportResult *) g_ptr_array_index (results, 0))->entry;
}

static LapelDetail *
get_part (Fixture     *fixture,
          gint64       entry,
          const char  *part,
          GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lapel_wallet_get_part_async (fixture->wallet, entry, part, NULL, result_cb, &result);
  return lapel_wallet_get_part_finish (fixture->wallet, wait_for (&result), error);
}

/* Each has its own verdict, whatever becomes of the whole. */
static void
test_children (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 entry = import_presentation (fixture);
  g_autoptr (LapelDetail) whole = get_part (fixture, entry, NULL, NULL);
  g_autoptr (LapelDetail) first = get_part (fixture, entry, "c0", NULL);
  g_autoptr (LapelDetail) second = get_part (fixture, entry, "c1", NULL);

  g_assert_cmpint (whole->record->id, ==, entry);
  g_assert_cmpuint (whole->credential->children->len, ==, 2);
  g_assert_cmpint (whole->record->verdict, !=, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpstr (first->record->title, ==, "Spotting a need in the classroom");
  g_assert_cmpint (first->record->id, ==, -1);
  g_assert_cmpint (lapel_report_get_verdict (first->report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpstr (second->record->title, ==, "Privacy and safety by design");
  g_assert_cmpint (lapel_report_get_verdict (second->report), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_no_such_part (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const parts[] = { "c2", "e0", "c0/c0", "c", "c-1", "x0", "", "c0/", "v999" };
  gint64 entry = import_presentation (fixture);

  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (get_part (fixture, entry, parts[i], &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
    }
}

static GPtrArray *
explain (Fixture    *fixture,
         gint64      entry,
         const char *part)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *proofs;

  lapel_wallet_explain_async (fixture->wallet, entry, part, NULL, result_cb, &result);
  proofs = lapel_wallet_explain_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  return proofs;
}

/* All the proofs of an entry, or those of a part alone. */
static void
test_explain (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 entry = import_presentation (fixture);
  g_autoptr (GPtrArray) all = explain (fixture, entry, NULL);
  g_autoptr (GPtrArray) first = explain (fixture, entry, "c0");
  const GArray *steps;

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (first->len, ==, 1);
  steps = g_ptr_array_index (first, 0);
  g_assert_cmpstr (g_array_index (steps, LapelParam, 1).name, ==, "suite");
  g_assert_cmpstr (g_array_index (steps, LapelParam, 1).value, ==, "eddsa-rdfc-2022");
}

static GBytes *
draw (Fixture     *fixture,
      const char  *uri,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lapel_wallet_draw_async (fixture->wallet, uri, 64, NULL, result_cb, &result);
  return lapel_wallet_draw_finish (fixture->wallet, wait_for (&result), error);
}

/* Only what lies in the credential is drawn; an address is never asked. */
static void
test_draw (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) drawn = draw (fixture, PIXEL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (drawn, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_null (draw (fixture, "https://school.example/page.png", &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/part/children", test_children },
    { "/part/none", test_no_such_part },
    { "/part/explain", test_explain },
    { "/part/draw", test_draw },
  };

  g_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return g_test_run ();
}
