/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-shield.h"
#include "lapel-standing-row.h"
#include "lapel-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A credential may name thousands; more than these nobody reads. */
#define MAX_CHIPS 48

/* Rows of plain text: no title of a stranger is ever read as markup. */
static GtkWidget *
new_row (const char *title,
         const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle != NULL ? subtitle : "", NULL);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  return row;
}

static void
add_verdict (GtkListBox        *list,
             const LapelReport *report)
{
  LapelVerdict verdict = lapel_report_get_verdict (report);
  LapelStates states = lapel_report_get_states (report);
  g_autofree char *sentence = lapel_words_verdict_sentence (report);
  GtkWidget *row = new_row (lapel_words_verdict (verdict, states), sentence);
  GtkWidget *shield = lapel_shield_new ();

  lapel_shield_set_verdict (LAPEL_SHIELD (shield), verdict, states);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), shield);
  gtk_widget_add_css_class (row, "verdict");
  gtk_widget_add_css_class (row, lapel_shield_get_style (verdict));
  gtk_list_box_append (list, row);
}

static void
add_check (GtkListBox       *list,
           const LapelCheck *check)
{
  g_autofree char *title = lapel_words_check_title (check);
  g_autofree char *detail = lapel_words_check_detail (check);
  GtkWidget *row = new_row (title, detail);
  GtkWidget *shield = lapel_shield_new ();

  lapel_shield_set_outcome (LAPEL_SHIELD (shield), check->outcome);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), shield);
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
  row = new_row (_ ("Note"), words);
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

      if (check->outcome != LAPEL_OUTCOME_NOT_APPLICABLE)
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

gboolean
lapel_detail_add_pathways (GtkListBox  *list,
                           LapelWallet *wallet,
                           gint64       entry)
{
  GPtrArray *standings = lapel_wallet_get_standings (wallet);
  gboolean any = FALSE;

  for (unsigned int i = 0; i < standings->len; i++)
    {
      LapelStanding *standing = standings->pdata[i];

      if (standing->award != entry && !counts_anywhere (standing->progress, entry))
        continue;

      gtk_list_box_append (list, lapel_standing_row_new (standing, 52));
      any = TRUE;
    }

  return any;
}

static void
add_fact (GtkListBox *list,
          const char *name,
          const char *value)
{
  GtkWidget *row;
  GtkWidget *label;

  if (value == NULL || *value == '\0')
    return;

  row = new_row (name, NULL);
  label = gtk_label_new (value);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_tooltip_text (label, value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
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

gboolean
lapel_detail_add_facts (GtkListBox        *list,
                        const LapelDetail *detail)
{
  const LapelRecord *record = detail->record;

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
  /* Translators: the file a credential came in */
  add_fact (list, _ ("File"), detail->source_name);

  return gtk_list_box_get_row_at_index (list, 0) != NULL;
}

/* @tooltip: (nullable) */
static void
add_chip (GtkWidget  *box,
          const char *text,
          const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_tooltip_text (label, tooltip != NULL ? tooltip : text);
  gtk_widget_add_css_class (label, "chip");
  gtk_widget_set_parent (label, box);
}

gboolean
lapel_detail_add_skills (GtkWidget             *box,
                         const LapelCredential *credential)
{
  unsigned int n = 0;

  for (uint32_t i = 0; i < credential->n_alignments && n < MAX_CHIPS; i++)
    {
      const LapelAlignment *alignment = &credential->alignments[i];
      const char *name = alignment->name != NULL ? alignment->name : alignment->code;

      if (name == NULL || !lapel_alignment_is_competence (alignment))
        continue;

      add_chip (box, name, alignment->framework);
      n++;
    }
  for (unsigned int i = 0; credential->tags != NULL && credential->tags[i] != NULL && n < MAX_CHIPS;
       i++, n++)
    add_chip (box, credential->tags[i], NULL);

  return n > 0;
}

void
lapel_detail_clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}
