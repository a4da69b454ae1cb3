/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-rows.h"
#include "lapel-words-facts.h"
#include "lapel-words.h"
#include "lapel-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A value stands below its name where both together are longer than a line of the card. */
#define MAX_LINE_CHARS 44

/* A credential may name thousands; more than these nobody reads. */
#define MAX_CHIPS 48

/* The European elements */

static const char *
style_of_state (LapelFactState state)
{
  switch (state)
    {
    case LAPEL_FACT_NOT_STATED:
    case LAPEL_FACT_NOT_UNDERSTOOD:
      return "warning";
    case LAPEL_FACT_NO_PLACE:
      return "dim-label";
    case LAPEL_FACT_STATED:
    default:
      return NULL;
    }
}

/* A value that is too long for the end of a row. */
static void
add_value_below (GtkWidget  *row,
                 const char *text,
                 const char *note,
                 const char *style)
{
  g_autofree char *both = note != NULL ? g_strdup_printf ("%s\n%s", text, note) : g_strdup (text);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), both);
  gtk_widget_add_css_class (row, "below");
  if (style != NULL)
    gtk_widget_add_css_class (row, style);
}

static GtkWidget *
new_fact_row (const LapelFact *fact)
{
  g_autofree char *text = lapel_words_fact_text (fact);
  g_autofree char *note = fact->state == LAPEL_FACT_NO_PLACE ? NULL : lapel_words_fact_note (fact);
  const char *style = style_of_state (fact->state);
  const char *name = lapel_words_fact (fact->name);
  GtkWidget *row = lapel_row_new (name, NULL);

  gtk_widget_add_css_class (row, "fact");
  if (note != NULL || g_utf8_strlen (name, -1) + g_utf8_strlen (text, -1) > MAX_LINE_CHARS)
    add_value_below (row, text, note, style);
  else
    lapel_row_add_value (row, text, style);
  return row;
}

/* Whether the element belongs among those that are shown at once. */
static gboolean
is_prominent (const LapelFact *fact)
{
  return lapel_fact_is_mandatory (fact->name) || fact->state == LAPEL_FACT_STATED ||
         fact->state == LAPEL_FACT_NOT_UNDERSTOOD;
}

/* What may be left out and was, in a row that opens. Returns: (nullable) */
static GtkWidget *
new_optional (const LapelFacts *facts)
{
  GtkWidget *expander = NULL;

  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      const LapelFact *fact = lapel_facts_get (facts, (LapelFactName) i);

      if (is_prominent (fact))
        continue;

      if (expander == NULL)
        {
          expander = g_object_new (ADW_TYPE_EXPANDER_ROW, "title",
                                   /* Translators: opens a list of facts that nobody has to state */
                                   _ ("Optional, not stated"), NULL);
          gtk_widget_add_css_class (expander, "fact");
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_fact_row (fact));
    }
  return expander;
}

static GtkWidget *
new_facts_card (const LapelFacts *facts)
{
  g_autofree char *count = lapel_words_facts_count (facts);
  GtkWidget *list = lapel_list_new (_ ("Micro-credential facts"));
  GtkWidget *optional = new_optional (facts);

  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      const LapelFact *fact = lapel_facts_get (facts, (LapelFactName) i);

      if (is_prominent (fact))
        gtk_list_box_append (GTK_LIST_BOX (list), new_fact_row (fact));
    }
  if (optional != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), optional);
  return lapel_card_section_new (_ ("Micro-credential facts"), count, list);
}

/* A presentation is awarded to nobody, an endorsement is no achievement, and each credential of a
 * transcript has facts of its own. */
static gboolean
has_facts (LapelFormat format)
{
  return format != LAPEL_FORMAT_PRESENTATION && format != LAPEL_FORMAT_ENDORSEMENT &&
         format != LAPEL_FORMAT_CLR2 && format != LAPEL_FORMAT_UNKNOWN;
}

GtkWidget *
lapel_detail_new_facts (LapelCredential *credential)
{
  g_autoptr (LapelFacts) facts = NULL;

  if (!has_facts (credential->format))
    return NULL;

  facts = lapel_facts_new (credential, lapel_words_languages ());
  return new_facts_card (facts);
}

/* What else is stated */

static void
add_particular (GtkWidget  *list,
                const char *name,
                const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = lapel_row_new (name, NULL);
  lapel_row_add_value (row, value, NULL);
  gtk_widget_add_css_class (row, "fact");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_date (GtkWidget  *list,
          const char *name,
          LapelTime   time)
{
  g_autofree char *date = time != LAPEL_TIME_NONE ? lapel_words_date (time) : NULL;

  add_particular (list, name, date);
}

GtkWidget *
lapel_detail_new_particulars (const LapelDetail *detail)
{
  const LapelCredential *credential = detail->credential;
  GtkWidget *list = g_object_ref_sink (lapel_list_new (_ ("Particulars")));
  GtkWidget *section = NULL;

  if (credential != NULL)
    {
      if (credential->achievement_type != NULL)
        add_particular (list, _ ("Type"),
                        lapel_words_achievement_type (credential->achievement_type));
      /* Translators: the issuer's own number or code for what was achieved */
      add_particular (list, _ ("Code"), credential->code);
    }
  add_date (list, _ ("Valid until"), detail->record->valid_until);
  /* Translators: when the credential came into the wallet */
  add_date (list, _ ("Added"), detail->record->added);

  if (gtk_widget_get_first_child (list) != NULL)
    section = lapel_card_section_new (_ ("Particulars"), NULL, list);
  g_object_unref (list);
  return section;
}

/* Skills */

/* The same competence may be named once for each of its frameworks, and as a tag. */
static gboolean
has_text (gconstpointer chip,
          gconstpointer text)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (chip)), text);
}

static void
take_chip (GPtrArray *chips,
           GtkWidget *chip)
{
  g_autoptr (GtkWidget) own = g_object_ref_sink (chip);
  const char *text = gtk_label_get_text (GTK_LABEL (own));

  if (!g_ptr_array_find_with_equal_func (chips, text, has_text, NULL))
    g_ptr_array_add (chips, g_steal_pointer (&own));
}

/* Of a competence that is known, the name it has in its framework: "DigCompEdu 2.2". */
static GtkWidget *
new_alignment_chip (const LapelAlignment *alignment)
{
  const char *name = alignment->name != NULL ? alignment->name : alignment->code;
  LapelCompetence competence;
  g_autofree char *words = NULL;

  if (name == NULL || !lapel_alignment_is_competence (alignment))
    return NULL;
  if (!lapel_competence_recognise (alignment, &competence))
    return lapel_chip_new (name, alignment->framework);

  words = lapel_words_competence (&competence);
  return lapel_chip_new (words != NULL ? words : name, name);
}

GtkWidget *
lapel_detail_new_skills (const LapelCredential *credential)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *box;

  for (uint32_t i = 0; i < credential->n_alignments && chips->len < MAX_CHIPS; i++)
    {
      GtkWidget *chip = new_alignment_chip (&credential->alignments[i]);

      if (chip != NULL)
        take_chip (chips, chip);
    }
  for (unsigned int i = 0;
       credential->tags != NULL && credential->tags[i] != NULL && chips->len < MAX_CHIPS; i++)
    take_chip (chips, lapel_chip_new (credential->tags[i], NULL));
  if (chips->len == 0)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (box, lapel_wrap_layout_new ());
  gtk_widget_add_css_class (box, "chips");
  for (unsigned int i = 0; i < chips->len; i++)
    gtk_box_append (GTK_BOX (box), chips->pdata[i]);
  return lapel_card_section_new (_ ("Skills"), NULL, box);
}
