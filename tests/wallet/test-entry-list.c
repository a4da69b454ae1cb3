/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-entry-list.h"

#include "lapel-fold.h"

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

static LapelRecord *
make_record (gint64        id,
             const char   *title,
             const char   *issuer,
             LapelTime     awarded,
             LapelVerdict  verdict)
{
  LapelRecord fields = LAPEL_RECORD_INIT;
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", title, issuer);
  g_autofree char *search = lapel_fold (text);

  fields.id = id;
  fields.title = title;
  fields.issuer_id = "did:example:1";
  fields.issuer_name = issuer;
  fields.awarded = awarded;
  fields.verdict = verdict;
  fields.search = search;
  return lapel_record_new (&fields);
}

static GPtrArray *
make_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);

  g_ptr_array_add (records, make_record (1, "Zebra", "École", 300, LAPEL_VERDICT_VERIFIED));
  g_ptr_array_add (records, make_record (2, "apple tree", "Beta", 200, LAPEL_VERDICT_INVALID));
  g_ptr_array_add (records, make_record (3, "Maple", "Alpha", 100, LAPEL_VERDICT_VERIFIED));
  return records;
}

static LapelEntryList *
make_list (void)
{
  LapelEntryList *list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records = make_records ();

  lapel_entry_list_set_records (list, records);
  return list;
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

static void
test_sorts (void)
{
  g_autoptr (LapelEntryList) list = make_list ();

  assert_titles (list, "Zebra,apple tree,Maple");
  lapel_entry_list_set_sort (list, LAPEL_SORT_NAME);
  assert_titles (list, "Maple,Zebra,apple tree");
  lapel_entry_list_set_sort (list, LAPEL_SORT_ISSUER);
  assert_titles (list, "Maple,apple tree,Zebra");
  lapel_entry_list_set_sort (list, LAPEL_SORT_NEWEST);
  assert_titles (list, "Zebra,apple tree,Maple");
}

static void
test_filters (void)
{
  g_autoptr (LapelEntryList) list = make_list ();

  lapel_entry_list_set_filter (list, LAPEL_FILTER_ATTENTION);
  assert_titles (list, "apple tree");
  lapel_entry_list_set_filter (list, LAPEL_FILTER_VERIFIED);
  assert_titles (list, "Zebra,Maple");
  g_assert_cmpuint (lapel_entry_list_count (list, LAPEL_FILTER_ALL), ==, 3);
  g_assert_cmpuint (lapel_entry_list_count (list, LAPEL_FILTER_VERIFIED), ==, 2);
  g_assert_cmpuint (lapel_entry_list_count (list, LAPEL_FILTER_ATTENTION), ==, 1);
}

static void
test_searches (void)
{
  g_autoptr (LapelEntryList) list = make_list ();

  lapel_entry_list_set_search (list, "ple");
  assert_titles (list, "apple tree,Maple");
  lapel_entry_list_set_search (list, "ple A");
  assert_titles (list, "apple tree,Maple");
  lapel_entry_list_set_search (list, "ple Alp");
  assert_titles (list, "Maple");
  /* Wider again: what had left comes back. */
  lapel_entry_list_set_search (list, "ple");
  assert_titles (list, "apple tree,Maple");
  lapel_entry_list_set_search (list, "tree APPLE");
  assert_titles (list, "apple tree");
  /* E and a combining accent, in capitals. */
  lapel_entry_list_set_search (list, "E\xcc\x81"
                                     "COLE");
  assert_titles (list, "Zebra");
  lapel_entry_list_set_search (list, "nothing of the kind");
  assert_titles (list, "");
  lapel_entry_list_set_search (list, " ");
  assert_titles (list, "Zebra,apple tree,Maple");
}

static void
test_search_within_filter (void)
{
  g_autoptr (LapelEntryList) list = make_list ();

  lapel_entry_list_set_filter (list, LAPEL_FILTER_VERIFIED);
  lapel_entry_list_set_search (list, "ple");
  assert_titles (list, "Maple");
  lapel_entry_list_set_filter (list, LAPEL_FILTER_ALL);
  assert_titles (list, "apple tree,Maple");
}

/* Only the tail comes and goes; what stays is a change of the slots in place. */
static void
test_changes_at_the_tail_only (void)
{
  g_autoptr (LapelEntryList) list = make_list ();
  g_autoptr (LapelSlot) first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  unsigned int notified = 0;
  Heard heard = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);
  g_signal_connect (first, "notify::record", G_CALLBACK (notify_cb), &notified);

  lapel_entry_list_set_search (list, "maple");
  g_assert_cmpuint (heard.changes, ==, 1);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.removed, ==, 2);
  g_assert_cmpuint (heard.added, ==, 0);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpint (lapel_slot_get_record (first)->id, ==, 3);

  lapel_entry_list_set_search (list, "");
  g_assert_cmpuint (heard.changes, ==, 2);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.removed, ==, 0);
  g_assert_cmpuint (heard.added, ==, 2);
  g_assert_cmpint (lapel_slot_get_record (first)->id, ==, 1);
}

static void
test_sorting_changes_no_length (void)
{
  g_autoptr (LapelEntryList) list = make_list ();
  Heard heard = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);
  lapel_entry_list_set_sort (list, LAPEL_SORT_NAME);
  g_assert_cmpuint (heard.changes, ==, 0);
}

static void
test_finds (void)
{
  g_autoptr (LapelEntryList) list = make_list ();

  lapel_entry_list_set_search (list, "zebra");
  g_assert_cmpstr (lapel_entry_list_find (list, 3)->title, ==, "Maple");
  g_assert_null (lapel_entry_list_find (list, 4));
}

static void
test_replaces (void)
{
  g_autoptr (LapelEntryList) list = make_list ();
  g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  lapel_entry_list_set_records (list, none);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (lapel_entry_list_find (list, 2));
  /* A slot somebody still holds keeps its record alive. */
  g_assert_cmpstr (lapel_slot_get_record (slot)->title, ==, "apple tree");
}

/* The words of 10,000 records are looked through for each key that is pressed. */
static void
test_many (void)
{
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  const char *word = "robotics";

  for (unsigned int i = 0; i < 10000; i++)
    {
      g_autofree char *title =
          g_strdup_printf ("Badge %u about digital competence, assessment and feedback in class, "
                           "with a description that is about as long as one usually is, so that "
                           "searching it costs what it will cost a teacher with many badges.%s",
                           i, i % 100 == 0 ? " Robotics" : "");

      g_ptr_array_add (records, make_record (i + 1, title, "Academy", i, LAPEL_VERDICT_VERIFIED));
    }
  lapel_entry_list_set_records (list, records);

  g_test_timer_start ();
  for (size_t length = 1; length <= strlen (word); length++)
    {
      g_autofree char *typed = g_strndup (word, length);

      lapel_entry_list_set_search (list, typed);
    }
  g_test_message ("%.0f µs a key", g_test_timer_elapsed () * 1e6 / (double) strlen (word));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100);
}

/* The words before the last go on holding while the search gets longer. */
static void
test_narrows_by_words (void)
{
  g_autoptr (LapelEntryList) list = make_list ();
  static const char *const typed[] = { "p", "pl", "ple", "ple ", "ple a", "ple al", "ple alp" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (typed); i++)
    lapel_entry_list_set_search (list, typed[i]);
  assert_titles (list, "Maple");
  lapel_entry_list_set_search (list, "ple alphabet");
  assert_titles (list, "");
  lapel_entry_list_set_search (list, "maple");
  lapel_entry_list_set_filter (list, LAPEL_FILTER_ATTENTION);
  assert_titles (list, "");
}

static void
assert_fold (const char *text,
             const char *expected)
{
  g_autofree char *folded = lapel_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_folds (void)
{
  assert_fold ("", "");
  assert_fold ("ABC xyz 1", "abc xyz 1");
  assert_fold ("ÉCOLE Dé", "école dé");
  /* A letter and the mark on it, after others and at the beginning. */
  assert_fold ("abE\xcc\x81", "abé");
  assert_fold ("E\xcc\x81"
               "a",
               "éa");
  assert_fold ("Straße ﬁn Ⅳ", "strasse fin iv");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-list/sorts", test_sorts);
  g_test_add_func ("/entry-list/filters", test_filters);
  g_test_add_func ("/entry-list/searches", test_searches);
  g_test_add_func ("/entry-list/search-within-filter", test_search_within_filter);
  g_test_add_func ("/entry-list/tail", test_changes_at_the_tail_only);
  g_test_add_func ("/entry-list/sorting-in-place", test_sorting_changes_no_length);
  g_test_add_func ("/entry-list/finds", test_finds);
  g_test_add_func ("/entry-list/replaces", test_replaces);
  g_test_add_func ("/entry-list/many", test_many);
  g_test_add_func ("/entry-list/narrows-by-words", test_narrows_by_words);
  g_test_add_func ("/entry-list/folds", test_folds);
  return g_test_run ();
}
