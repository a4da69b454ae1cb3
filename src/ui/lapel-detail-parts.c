/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-rows.h"
#include "lapel-shield.h"
#include "lapel-standing-row.h"
#include "lapel-words.h"
#include "lapel-wrap-layout.h"

#include <glib/gi18n.h>

/* A credential may name thousands; more than these nobody reads. */
#define MAX_CHIPS 48

static void
add_verdict (GtkListBox        *list,
             const LapelReport *report)
{
  LapelVerdict verdict = lapel_report_get_verdict (report);
  LapelStates states = lapel_report_get_states (report);
  g_autofree char *sentence = lapel_words_verdict_sentence (report);
  GtkWidget *row = lapel_row_new (lapel_words_verdict (verdict, states), sentence);
  GtkWidget *shield = lapel_shield_new ();

  lapel_shield_set_verdict (LAPEL_SHIELD (shield), verdict, states);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), shield);
  gtk_widget_add_css_class (row, "verdict");
  gtk_widget_add_css_class (row, lapel_shield_get_style (verdict));
  gtk_list_box_append (list, row);
}

/* The mark that stands on the card too: somebody else's badge is no worse a badge. */
static GtkWidget *
new_someone_else_mark (void)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("lapel-someone-else-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 20);
  gtk_widget_add_css_class (image, "warning");
  return image;
}

static GtkWidget *
new_outcome_mark (const LapelCheck *check)
{
  GtkWidget *shield;

  if (check->question == LAPEL_QUESTION_YOURS && check->outcome == LAPEL_OUTCOME_FAILED)
    return new_someone_else_mark ();

  shield = lapel_shield_new ();
  lapel_shield_set_outcome (LAPEL_SHIELD (shield), check->outcome);
  return shield;
}

static void
add_check (GtkListBox       *list,
           const LapelCheck *check)
{
  g_autofree char *title = lapel_words_check_title (check);
  g_autofree char *detail = lapel_words_check_detail (check);
  GtkWidget *row = lapel_row_new (title, detail);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_outcome_mark (check));
  /* What would tell is an address, and this is where they are. */
  if (check->question == LAPEL_QUESTION_YOURS && check->outcome == LAPEL_OUTCOME_UNCHECKED)
    lapel_row_set_action (row, "app.preferences", NULL);
  gtk_list_box_append (list, row);
}

static void
add_note (GtkListBox       *list,
          const LapelCheck *note)
{
  const char *words = lapel_words_code (note->code);
  GtkWidget *row;
  GtkWidget *image;

  if (words == NULL)
    return;

  /* Translators: heads a remark about a small flaw that does not make a credential invalid */
  row = lapel_row_new (_ ("Note"), words);
  image = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_append (list, row);
}

void
lapel_detail_add_checks (GtkListBox        *list,
                         const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  const GPtrArray *notes = lapel_report_get_notes (report);

  add_verdict (list, report);
  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = checks->pdata[i];

      /* Whose it is has a row whatever the answer. */
      if (check->outcome != LAPEL_OUTCOME_NOT_APPLICABLE || check->question == LAPEL_QUESTION_YOURS)
        add_check (list, check);
    }
  for (unsigned int i = 0; i < notes->len; i++)
    add_note (list, notes->pdata[i]);
}

static gboolean
counts_anywhere (const LapelProgress *progress,
                 gint64               entry)
{
  if (progress->entry == entry)
    return TRUE;

  for (unsigned int i = 0; progress->of != NULL && i < progress->of->len; i++)
    if (counts_anywhere (progress->of->pdata[i], entry))
      return TRUE;

  return FALSE;
}

GtkWidget *
lapel_detail_new_pathways (LapelWallet *wallet,
                           gint64       entry)
{
  GPtrArray *standings = lapel_wallet_get_standings (wallet);
  GtkWidget *list = NULL;

  for (unsigned int i = 0; i < standings->len; i++)
    {
      LapelStanding *standing = standings->pdata[i];

      if (standing->award != entry && !counts_anywhere (standing->progress, entry))
        continue;

      if (list == NULL)
        list = lapel_list_new (_ ("Counts towards"));
      gtk_list_box_append (GTK_LIST_BOX (list), lapel_standing_row_new (standing, 52));
    }
  return list != NULL ? lapel_card_section_new (_ ("Counts towards"), NULL, list) : NULL;
}

static void
add_fact (GtkListBox *list,
          const char *name,
          const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = lapel_row_new (name, NULL);
  lapel_row_add_value (row, value, NULL);
  gtk_widget_add_css_class (row, "fact");
  gtk_list_box_append (list, row);
}

static void
add_result (GtkListBox        *list,
            const LapelResult *result)
{
  const char *value = result->value != NULL ? result->value : result->level;

  add_fact (list, result->name != NULL ? result->name : _ ("Result"),
            value != NULL ? value : result->status);
}

static void
add_stated (GtkListBox            *list,
            const LapelCredential *credential)
{
  if (credential->ects > 0)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *text = NULL;

      g_ascii_formatd (number, sizeof number, "%.4g", credential->ects);
      /* Translators: credit points of the European Credit Transfer System: "5 ECTS" */
      text = g_strdup_printf (_ ("%s ECTS"), number);
      add_fact (list, _ ("Workload"), text);
    }
  if (credential->eqf > 0)
    {
      /* Translators: level in the European Qualifications Framework: "EQF 6" */
      g_autofree char *text = g_strdup_printf (_ ("EQF %d"), credential->eqf);

      add_fact (list, _ ("Level"), text);
    }

  for (uint32_t i = 0; i < credential->n_results; i++)
    add_result (list, &credential->results[i]);
  add_fact (list, _ ("Type"), credential->achievement_type);
  /* Translators: the issuer's own number or code for what was achieved */
  add_fact (list, _ ("Code"), credential->code);
}

GtkWidget *
lapel_detail_new_facts (const LapelDetail *detail)
{
  const LapelRecord *record = detail->record;
  GtkWidget *own = lapel_list_new (_ ("Facts"));
  GtkListBox *list = GTK_LIST_BOX (own);

  if (detail->credential != NULL)
    add_stated (list, detail->credential);
  if (record->valid_until != LAPEL_TIME_NONE)
    {
      g_autofree char *date = lapel_words_date (record->valid_until);

      add_fact (list, _ ("Valid until"), date);
    }
  if (record->added != LAPEL_TIME_NONE)
    {
      g_autofree char *date = lapel_words_date (record->added);

      /* Translators: when the credential came into the wallet */
      add_fact (list, _ ("Added"), date);
    }
  if (gtk_list_box_get_row_at_index (list, 0) != NULL)
    return lapel_card_section_new (_ ("Facts"), NULL, own);

  g_object_ref_sink (own);
  g_object_unref (own);
  return NULL;
}

GtkWidget *
lapel_detail_new_skills (const LapelCredential *credential)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  unsigned int n = 0;

  gtk_widget_set_layout_manager (box, lapel_wrap_layout_new ());
  gtk_widget_add_css_class (box, "chips");
  for (uint32_t i = 0; i < credential->n_alignments && n < MAX_CHIPS; i++)
    {
      const LapelAlignment *alignment = &credential->alignments[i];
      const char *name = alignment->name != NULL ? alignment->name : alignment->code;

      if (name == NULL || !lapel_alignment_is_competence (alignment))
        continue;

      gtk_box_append (GTK_BOX (box), lapel_chip_new (name, alignment->framework));
      n++;
    }
  for (unsigned int i = 0; credential->tags != NULL && credential->tags[i] != NULL && n < MAX_CHIPS;
       i++, n++)
    gtk_box_append (GTK_BOX (box), lapel_chip_new (credential->tags[i], NULL));

  if (n > 0)
    return lapel_card_section_new (_ ("Skills"), NULL, box);

  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
}
