/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list lets through, how it is grouped, and what was earned again. */

#include "config.h"

#include "lapel-entry-list.h"

#include <string.h>

/** What a list told its listeners. */
typedef struct
{
  unsigned int changes; /* "items-changed" */
  unsigned int position;
  unsigned int removed;
  unsigned int added;
} Heard;

static void
items_changed_cb (GListModel   *model,
                  unsigned int  position,
                  unsigned int  removed,
                  unsigned int  added,
                  gpointer      user_data)
{
  Heard *heard = user_data;

  heard->changes++;
  heard->position = position;
  heard->removed = removed;
  heard->added = added;
}

static void
notify_cb (GObject    *slot,
           GParamSpec *pspec,
           gpointer    user_data)
{
  (*(unsigned int *) user_data)++;
}

static char *
get_titles (LapelEntryList *list)
{
  GString *titles = g_string_new (NULL);

  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (titles, "%s%s", i == 0 ? "" : ",",
                              lapel_slot_get_record (slot)->title);
    }
  return g_string_free (titles, FALSE);
}

static void
assert_titles (LapelEntryList *list,
               const char     *expected)
{
  g_autofree char *titles = get_titles (list);

  g_assert_cmpstr (titles, ==, expected);
}

#define DAY G_TIME_SPAN_DAY

/* Noon of 1 July, so that no time zone makes another year of it. */
static LapelTime
in_year (int year)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, 7, 1, 12, 0, 0);

  return g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

/* A record of title @id + 'A' - 1. */
static LapelRecord
make_fields (gint64 id)
{
  static const char *const titles[] = { "", "A", "B", "C", "D", "E" };
  LapelRecord fields = LAPEL_RECORD_INIT;

  fields.id = id;
  fields.title = titles[id];
  fields.issuer_id = "did:example:1";
  fields.issuer_name = "One";
  fields.awarded = in_year (2026) - id;
  fields.verdict = LAPEL_VERDICT_VERIFIED;
  fields.states = LAPEL_STATE_VERIFIED;
  return fields;
}

static GPtrArray *
make_earned_again (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);

  for (gint64 id = 1; id <= 5; id++)
    {
      LapelRecord fields = make_fields (id);

      fields.achievement_id = id == 2 ? "urn:other" : "urn:course";
      fields.outcomes[LAPEL_QUESTION_AUTHENTIC] =
          id == 4 ? LAPEL_OUTCOME_FAILED : LAPEL_OUTCOME_PASSED;
      fields.search = id == 1 ? "first" : "again";
      g_ptr_array_add (records, lapel_record_new (&fields));
    }
  return records;
}

static GPtrArray *
make_various (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  LapelRecord a = make_fields (1);
  LapelRecord b = make_fields (2);
  LapelRecord c = make_fields (3);
  LapelRecord d = make_fields (4);

  a.kind = LAPEL_KIND_CERTIFICATE;
  a.valid_until = 100 * DAY;
  a.tags = (const char *const[]){ "art", "maths", NULL };
  a.outcomes[LAPEL_QUESTION_YOURS] = LAPEL_OUTCOME_PASSED;
  b.issuer_id = "did:example:2";
  b.issuer_name = "Two";
  b.valid_until = 110 * DAY;
  b.collections = (const gint64[]){ 5, 7 };
  b.n_collections = 2;
  b.outcomes[LAPEL_QUESTION_YOURS] = LAPEL_OUTCOME_FAILED;
  c.awarded = in_year (2024);
  c.verdict = LAPEL_VERDICT_NOT_CURRENT;
  c.states = LAPEL_STATE_EXPIRED;
  c.valid_until = 50 * DAY;
  c.tags = (const char *const[]){ "maths", NULL };
  /* Another issuer that calls itself the same. */
  d.issuer_id = "did:example:3";
  d.awarded = LAPEL_TIME_NONE;
  d.verdict = LAPEL_VERDICT_INVALID;
  d.states = LAPEL_STATE_INVALID;
  g_ptr_array_add (records, lapel_record_new (&a));
  g_ptr_array_add (records, lapel_record_new (&b));
  g_ptr_array_add (records, lapel_record_new (&c));
  g_ptr_array_add (records, lapel_record_new (&d));
  return records;
}

static LapelEntryList *
make_various_list (void)
{
  LapelEntryList *list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records = make_various ();

  lapel_entry_list_set_records (list, records);
  return list;
}

static void
assert_meets (LapelEntryList      *list,
              const LapelCriteria *criteria,
              const char          *expected)
{
  lapel_entry_list_set_criteria (list, criteria);
  assert_titles (list, expected);
}

static void
test_criteria (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();

  assert_meets (list, NULL, "A,B,C,D");
  assert_meets (list, &(LapelCriteria){ .verdicts = 1u << LAPEL_VERDICT_INVALID }, "D");
  assert_meets (list,
                &(LapelCriteria){ .verdicts = 1u << LAPEL_VERDICT_INVALID,
                                  .states = LAPEL_STATE_EXPIRED },
                "C,D");
  assert_meets (list, &(LapelCriteria){ .kinds = 1u << LAPEL_KIND_CERTIFICATE }, "A");
  assert_meets (list, &(LapelCriteria){ .yours = 1u << LAPEL_OUTCOME_FAILED }, "B");
  assert_meets (list,
                &(LapelCriteria){ .yours =
                                      1u << LAPEL_OUTCOME_FAILED | 1u << LAPEL_OUTCOME_PASSED },
                "A,B");
  assert_meets (list, &(LapelCriteria){ .issuer = "did:example:1" }, "A,C");
  assert_meets (list, &(LapelCriteria){ .year = 2024 }, "C");
  assert_meets (list, &(LapelCriteria){ .tag = "maths" }, "A,C");
  assert_meets (list, &(LapelCriteria){ .collection = 7 }, "B");
  assert_meets (list, &(LapelCriteria){ .collection = 6 }, "");
  assert_meets (list, &(LapelCriteria){ .tag = "maths", .year = 2026 }, "A");
  assert_meets (list, NULL, "A,B,C,D");
}

static void
test_expiring (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();

  /* What ends at this moment has ended; what ends in 30 days is still within them. */
  assert_meets (list, &(LapelCriteria){ .expiring = TRUE, .now = 80 * DAY }, "A,B");
  assert_meets (list, &(LapelCriteria){ .expiring = TRUE, .now = 80 * DAY - 1 }, "A");
  assert_meets (list, &(LapelCriteria){ .expiring = TRUE, .now = 100 * DAY }, "B");
  assert_meets (list, &(LapelCriteria){ .expiring = TRUE, .now = 110 * DAY }, "");
}

static void
test_criteria_with_search (void)
{
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records = make_earned_again ();

  lapel_entry_list_set_records (list, records);
  lapel_entry_list_set_search (list, "again");
  lapel_entry_list_set_criteria (list, &(LapelCriteria){ .year = 2026 });
  assert_titles (list, "B,C,D,E");
  lapel_entry_list_set_search (list, "");
  assert_titles (list, "A,B,C,D,E");
}

static void
test_sorts_by_expiry (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();

  lapel_entry_list_set_sort (list, LAPEL_SORT_EXPIRY);
  assert_titles (list, "C,A,B,D");
}

/* "title(titles) title(titles) …", with where each begins */
static char *
get_groups (LapelEntryList *list)
{
  GListModel *groups = lapel_entry_list_get_groups (list);
  GString *text = g_string_new (NULL);

  for (unsigned int i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (LapelGroup) group = g_list_model_get_item (groups, i);

      g_string_append_printf (text, "%u%s(", lapel_group_get_start (group),
                              lapel_group_get_title (group));
      for (unsigned int j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (group)); j++)
        {
          g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (group), j);

          g_string_append (text, lapel_slot_get_record (slot)->title);
        }
      g_string_append_c (text, ')');
    }
  return g_string_free (text, FALSE);
}

static void
assert_groups (LapelEntryList *list,
               const char     *expected)
{
  g_autofree char *groups = get_groups (list);

  g_assert_cmpstr (groups, ==, expected);
}

static void
test_groups (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();

  assert_groups (list, "");
  lapel_entry_list_set_grouping (list, LAPEL_GROUPING_YEAR);
  assert_titles (list, "A,B,C,D");
  assert_groups (list, "02026(AB)22024(C)3(D)");
  /* One name, two issuers: two groups. */
  lapel_entry_list_set_grouping (list, LAPEL_GROUPING_ISSUER);
  assert_titles (list, "A,C,D,B");
  assert_groups (list, "0One(AC)2One(D)3Two(B)");
  lapel_entry_list_set_criteria (list, &(LapelCriteria){ .tag = "maths" });
  assert_groups (list, "0One(AC)");
  lapel_entry_list_set_grouping (list, LAPEL_GROUPING_NONE);
  assert_groups (list, "");
}

/* A group is a place: what stands there changes, and only the last come and go. */
static void
test_groups_change_in_place (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();
  GListModel *groups = lapel_entry_list_get_groups (list);
  g_autoptr (LapelGroup) first = NULL;
  g_autoptr (LapelGroup) last = NULL;
  unsigned int notified = 0;
  Heard heard = { 0 };

  lapel_entry_list_set_grouping (list, LAPEL_GROUPING_YEAR);
  first = g_list_model_get_item (groups, 0);
  last = g_list_model_get_item (groups, 2);
  g_signal_connect (groups, "items-changed", G_CALLBACK (items_changed_cb), &heard);
  g_signal_connect (first, "notify::title", G_CALLBACK (notify_cb), &notified);

  lapel_entry_list_set_criteria (list, &(LapelCriteria){ .year = 2024 });
  assert_groups (list, "02024(C)");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (heard.changes, ==, 1);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.removed, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (last)), ==, 0);
}

static void
test_earned_again (void)
{
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records = make_earned_again ();
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) alone = NULL;

  lapel_entry_list_set_records (list, records);
  assert_titles (list, "A,B,C,D,E");
  g_assert_cmpuint (lapel_entry_list_count_same (list, 3), ==, 3);
  g_assert_cmpuint (lapel_entry_list_count_same (list, 2), ==, 1);
  /* What is not authentic is nobody's achievement. */
  g_assert_cmpuint (lapel_entry_list_count_same (list, 4), ==, 1);
  g_assert_cmpuint (lapel_entry_list_count_same (list, 9), ==, 0);
  same = lapel_entry_list_list_same (list, 3);
  g_assert_cmpuint (same->len, ==, 3);
  g_assert_cmpstr (((LapelRecord *) same->pdata[0])->title, ==, "A");
  g_assert_cmpstr (((LapelRecord *) same->pdata[2])->title, ==, "E");
  alone = lapel_entry_list_list_same (list, 4);
  g_assert_cmpuint (alone->len, ==, 1);
}

static void
test_stacked (void)
{
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records = make_earned_again ();

  lapel_entry_list_set_records (list, records);
  lapel_entry_list_set_stacked (list, TRUE);
  assert_titles (list, "A,B,D");
  /* The one on top is not found: the next one is. */
  lapel_entry_list_set_search (list, "a");
  assert_titles (list, "B,C,D");
  lapel_entry_list_set_search (list, "again");
  assert_titles (list, "B,C,D");
  lapel_entry_list_set_search (list, "");
  lapel_entry_list_set_stacked (list, FALSE);
  assert_titles (list, "A,B,C,D,E");
}

static void
assert_facets (LapelEntryList *list,
               LapelFacetOf    what,
               const char     *expected)
{
  g_autoptr (GArray) facets = lapel_entry_list_list_facets (list, what);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned int i = 0; i < facets->len; i++)
    {
      const LapelFacet *facet = &g_array_index (facets, LapelFacet, i);

      g_string_append_printf (text, "%s%d=%u ", facet->name == NULL ? "" : facet->name,
                              (int) facet->number, facet->count);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_facets (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();

  /* They count what there is, not what is shown. */
  lapel_entry_list_set_search (list, "nothing");
  assert_facets (list, LAPEL_FACET_ISSUER, "One0=2 One0=1 Two0=1 ");
  assert_facets (list, LAPEL_FACET_YEAR, "2026=2 2024=1 ");
  assert_facets (list, LAPEL_FACET_KIND, "0=3 2=1 ");
  assert_facets (list, LAPEL_FACET_TAG, "art0=1 maths0=2 ");
  assert_facets (list, LAPEL_FACET_COLLECTION, "5=1 7=1 ");
}

static LapelRecord *
make_changed (gint64      id,
              const char *title)
{
  LapelRecord fields = make_fields (1);

  fields.id = id;
  fields.title = title;
  fields.verdict = LAPEL_VERDICT_REVOKED;
  return lapel_record_new (&fields);
}

static void
test_changes (void)
{
  g_autoptr (LapelEntryList) list = make_various_list ();
  g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  unsigned int notified = 0;
  gint64 ids[] = { 2, 99 };

  lapel_entry_list_set_sort (list, LAPEL_SORT_NAME);
  g_signal_connect (slot, "notify::record", G_CALLBACK (notify_cb), &notified);
  g_ptr_array_add (records, make_changed (1, "First of two"));
  g_ptr_array_add (records, make_changed (1, "AA"));
  g_ptr_array_add (records, make_changed (9, "BB"));
  g_array_append_vals (gone, ids, 2);
  lapel_entry_list_change (list, records, gone);

  assert_titles (list, "AA,BB,C,D");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (lapel_entry_list_count (list, LAPEL_FILTER_ALL), ==, 4);
  g_assert_cmpuint (lapel_entry_list_count (list, LAPEL_FILTER_VERIFIED), ==, 0);
  g_assert_null (lapel_entry_list_find (list, 2));
  g_assert_cmpstr (lapel_entry_list_find (list, 9)->title, ==, "BB");
  g_assert_cmpstr (lapel_entry_list_find (list, 3)->title, ==, "C");
  all = lapel_entry_list_list_records (list);
  g_assert_cmpuint (all->len, ==, 4);
}

/* Every length of text and place of a word: the search looks at sixteen places at once. */
static void
test_finds_wherever_it_stands (void)
{
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();

  for (unsigned int length = 1; length < 40; length++)
    for (unsigned int place = 0; place < length; place++)
      {
        g_autoptr (GPtrArray) records =
            g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
        g_autofree char *text = g_strnfill (length, 'a');
        LapelRecord fields = make_fields (1);
        unsigned int expected = place + 3 <= length ? 1 : 0;

        memcpy (text + place, "xyz", MIN (3, length - place));
        fields.search = text;
        g_ptr_array_add (records, lapel_record_new (&fields));
        lapel_entry_list_set_records (list, records);
        lapel_entry_list_set_search (list, "xyz");
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, expected);
        lapel_entry_list_set_search (list, "xyq");
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
        lapel_entry_list_set_search (list, text);
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-filter/criteria", test_criteria);
  g_test_add_func ("/entry-filter/expiring", test_expiring);
  g_test_add_func ("/entry-filter/criteria-with-search", test_criteria_with_search);
  g_test_add_func ("/entry-filter/sorts-by-expiry", test_sorts_by_expiry);
  g_test_add_func ("/entry-filter/groups", test_groups);
  g_test_add_func ("/entry-filter/groups-in-place", test_groups_change_in_place);
  g_test_add_func ("/entry-filter/earned-again", test_earned_again);
  g_test_add_func ("/entry-filter/stacked", test_stacked);
  g_test_add_func ("/entry-filter/facets", test_facets);
  g_test_add_func ("/entry-filter/changes", test_changes);
  g_test_add_func ("/entry-filter/finds-wherever", test_finds_wherever_it_stands);
  return g_test_run ();
}
