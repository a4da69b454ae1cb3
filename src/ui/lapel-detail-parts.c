/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-rows.h"
#include "lapel-shield.h"
#include "lapel-standing-row.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

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
