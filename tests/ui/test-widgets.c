/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-card.h"
#include "lapel-columns.h"
#include "lapel-emblem.h"
#include "lapel-markdown.h"
#include "lapel-ring.h"
#include "lapel-shield.h"
#include "lapel-ui-test.h"
#include "lapel-words.h"
#include "lapel-wrap-layout.h"

/* The small widgets, each on its own. */

static int
height_at (GtkWidget *widget,
           int        width)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkWidget *
new_block (int width,
           int height)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (block, width, height);
  return block;
}

static void
test_columns (void)
{
  GtkWidget *columns = g_object_new (LAPEL_TYPE_COLUMNS, "main", new_block (200, 400), "aside",
                                     new_block (100, 300), NULL);

  g_assert_cmpint (height_at (columns, 1000), ==, 400);
  g_assert_cmpint (height_at (columns, 360), ==, 400 + 24 + 300);
  lapel_ui_finish (columns);
}

static void
test_wrap_layout (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, lapel_wrap_layout_new ());
  for (unsigned int i = 0; i < 5; i++)
    gtk_widget_set_parent (new_block (100, 20), box);

  g_assert_cmpint (height_at (box, 600), ==, 20);
  g_assert_cmpint (height_at (box, 220), ==, 3 * 20 + 2 * 6);
  g_assert_cmpint (height_at (box, 100), ==, 5 * 20 + 4 * 6);
  lapel_ui_finish (box);
}

static void
test_ring (void)
{
  GtkWidget *ring = g_object_ref_sink (lapel_ring_new (64));

  lapel_ring_set (LAPEL_RING (ring), 4, 6, "4 of 6 badges", "badges");
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 4.0);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 6.0);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "4 of 6 badges");

  /* More done than there is to do is no more than all. */
  lapel_ring_set (LAPEL_RING (ring), 9, 6, "9 of 6 badges", "badges");
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 6.0);
  g_assert_finalize_object (ring);
}

static const char *
icon_of (GtkWidget *shield)
{
  return gtk_image_get_icon_name (GTK_IMAGE (gtk_widget_get_first_child (shield)));
}

/* Never colour alone: each verdict has a shape and words of its own. */
static void
test_shield_verdicts (void)
{
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned int i = 0; i < LAPEL_N_VERDICTS; i++)
    {
      GtkWidget *shield = g_object_ref_sink (lapel_shield_new ());
      const char *words = lapel_words_verdict ((LapelVerdict) i, 0);

      lapel_shield_set_verdict (LAPEL_SHIELD (shield), (LapelVerdict) i, 0);
      g_assert_true (g_hash_table_add (icons, (gpointer) g_intern_string (icon_of (shield))));
      g_assert_true (gtk_widget_has_css_class (shield, lapel_shield_get_style ((LapelVerdict) i)));
      g_assert_true (gtk_widget_get_has_tooltip (shield));
      gtk_test_accessible_assert_property (shield, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
      g_assert_finalize_object (shield);
    }
}

static void
test_shield_unchecked (void)
{
  GtkWidget *shield = lapel_shield_new ();

  lapel_shield_set_outcome (LAPEL_SHIELD (shield), LAPEL_OUTCOME_PASSED);
  g_assert_cmpstr (icon_of (shield), ==, "lapel-shield-verified-symbolic");
  lapel_shield_set_outcome (LAPEL_SHIELD (shield), LAPEL_OUTCOME_UNCHECKED);
  g_assert_cmpstr (icon_of (shield), ==, "lapel-shield-undecided-symbolic");
  g_assert_false (gtk_widget_has_css_class (shield, "success"));
  lapel_ui_finish (shield);
}

static GtkWidget *
find_link (const char *text,
           gboolean    links)
{
  GtkWidget *box = lapel_markdown_new (text, links);
  GtkWidget *label = lapel_ui_find (box, GTK_TYPE_LABEL);
  gboolean live;

  g_object_ref_sink (box);
  g_assert_nonnull (label);
  live = strstr (gtk_label_get_label (GTK_LABEL (label)), "<a href=") != NULL;
  if (!live)
    g_clear_object (&box);
  return box;
}

static void
test_markdown_links (void)
{
  g_autoptr (GtkWidget) live = find_link ("See [the page](https://a.example/?x=1&y=\"2\").", TRUE);

  g_assert_nonnull (live);
  g_assert_true (lapel_ui_shows (live, "See the page."));
  g_assert_null (find_link ("See [the page](https://a.example/).", FALSE));
  g_assert_null (find_link ("See [the page](javascript:alert(1)).", TRUE));
  g_assert_null (find_link ("See [the page](file:///etc/passwd).", TRUE));
  g_assert_null (find_link ("See [the page](/relative).", TRUE));
}

/* Pango's own tags, entities and HTML stay what they are: text, or nothing. */
static void
test_markdown_is_escaped (void)
{
  GtkWidget *box = lapel_markdown_new ("A `<b>&amp;</b>` and \\<span size='99'> & *so* on", TRUE);

  g_assert_true (lapel_ui_shows (box, "A <b>&amp;</b> and <span size='99'> & so on"));
  lapel_ui_finish (box);

  box = lapel_markdown_new ("<script>alert (1)</script>\n\nText <img src='https://a.example/x'>\n\n"
                            "![words](https://a.example/y.png)",
                            TRUE);
  g_assert_false (lapel_ui_mentions (box, "alert"));
  g_assert_true (lapel_ui_shows (box, "words"));
  g_assert_null (lapel_ui_find (box, GTK_TYPE_IMAGE));
  g_assert_null (lapel_ui_find (box, GTK_TYPE_PICTURE));
  lapel_ui_finish (box);
}

static void
test_markdown_blocks (void)
{
  GtkWidget *box =
      lapel_markdown_new ("# Head\n\n1. one\n2. two\n\n- dot\n\n> quote\n\n    code", TRUE);

  g_assert_true (lapel_ui_shows (box, "Head"));
  g_assert_true (lapel_ui_shows (box, "1. one"));
  g_assert_true (lapel_ui_shows (box, "2. two"));
  g_assert_true (lapel_ui_mentions (box, "dot"));
  g_assert_true (lapel_ui_shows (box, "quote"));
  g_assert_true (lapel_ui_mentions (box, "code"));
  lapel_ui_finish (box);
}

static unsigned int
count_children (GtkWidget *box)
{
  unsigned int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* Neither depth nor length of a stranger's text is without bound. */
static void
test_markdown_hostile (void)
{
  g_autofree char *quotes = g_strnfill (20000, '>');
  g_autofree char *deep = g_strconcat (quotes, " x", NULL);
  g_autoptr (GString) long_text = g_string_new (NULL);
  GtkWidget *box;

  box = lapel_markdown_new (deep, TRUE);
  lapel_ui_finish (box);

  for (unsigned int i = 0; i < 5000; i++)
    g_string_append (long_text, "word\n\n");
  box = lapel_markdown_new (long_text->str, TRUE);
  g_assert_cmpuint (count_children (box), ==, 400);
  lapel_ui_finish (box);
}

static LapelSlot *
new_slot (LapelEntryList *list,
          const char     *title,
          const char     *issuer)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  LapelRecord fields = LAPEL_RECORD_INIT;

  fields.id = 1;
  fields.title = title;
  fields.issuer_id = "did:example:1";
  fields.issuer_name = issuer;
  fields.verdict = LAPEL_VERDICT_VERIFIED;
  fields.outcomes[LAPEL_QUESTION_YOURS] = LAPEL_OUTCOME_FAILED;
  g_ptr_array_add (records, lapel_record_new (&fields));
  lapel_entry_list_set_records (list, records);
  return g_list_model_get_item (G_LIST_MODEL (list), 0);
}

static void
test_card_hostile_title (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (NULL);
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autofree char *rest = g_strnfill (10000, 'W');
  g_autofree char *title = g_strconcat ("<b>", rest, "&%s", NULL);
  g_autoptr (LapelSlot) slot = new_slot (list, title, "<i>x</i>");
  g_autoptr (LapelChoice) choice = lapel_choice_new ();
  GtkWidget *card = g_object_ref_sink (lapel_card_new (wallet, choice));
  GtkRequisition natural;

  lapel_card_set_slot (LAPEL_CARD (card), slot);
  gtk_widget_get_preferred_size (card, NULL, &natural);
  g_assert_true (lapel_ui_shows (card, title));
  g_assert_true (lapel_ui_shows (card, "<i>x</i>"));
  g_assert_cmpint (natural.width, <, 300);
  g_assert_cmpint (natural.height, <, 300);

  lapel_card_set_slot (LAPEL_CARD (card), NULL);
  g_assert_finalize_object (card);
}

static void
test_card_says_all (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (NULL);
  g_autoptr (LapelEntryList) list = lapel_entry_list_new ();
  g_autoptr (LapelSlot) slot = new_slot (list, "Title", "Issuer");
  g_autoptr (LapelChoice) choice = lapel_choice_new ();
  GtkWidget *card = g_object_ref_sink (lapel_card_new (wallet, choice));

  lapel_card_set_slot (LAPEL_CARD (card), slot);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Title\nIssuer\nVerified\nAwarded to someone else");
  g_assert_true (gtk_widget_get_has_tooltip (card));
  g_assert_true (lapel_card_get_record (LAPEL_CARD (card)) == lapel_slot_get_record (slot));
  g_assert_finalize_object (card);
}

static void
test_emblem (void)
{
  GtkWidget *emblem = lapel_emblem_new (46);
  GtkRequisition natural;

  lapel_emblem_set_open (LAPEL_EMBLEM (emblem), "3");
  gtk_widget_get_preferred_size (emblem, NULL, &natural);
  g_assert_cmpint (natural.width, ==, 46);
  g_assert_cmpint (natural.height, ==, 46);
  lapel_ui_finish (emblem);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/columns/stack-when-narrow", test_columns);
  g_test_add_func ("/wrap-layout/as-many-lines-as-needed", test_wrap_layout);
  g_test_add_func ("/ring/says-its-value", test_ring);
  g_test_add_func ("/shield/one-shape-each", test_shield_verdicts);
  g_test_add_func ("/shield/unchecked-is-no-pass", test_shield_unchecked);
  g_test_add_func ("/markdown/links", test_markdown_links);
  g_test_add_func ("/markdown/escaped", test_markdown_is_escaped);
  g_test_add_func ("/markdown/blocks", test_markdown_blocks);
  g_test_add_func ("/markdown/hostile", test_markdown_hostile);
  g_test_add_func ("/card/hostile-title", test_card_hostile_title);
  g_test_add_func ("/card/says-all", test_card_says_all);
  g_test_add_func ("/emblem/size", test_emblem);
  return g_test_run ();
}
