/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-step-row.h"

#include "lapel-emblem.h"
#include "lapel-rows.h"
#include "lapel-shield.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* So many credentials that do not count are named; the rest would only say the same. */
#define MAX_NAMED 3

const char *
lapel_step_get_title (const LapelRequirement *requirement)
{
  const char *title = requirement->title != NULL
                          ? lapel_text_pick (requirement->title, lapel_words_languages ())
                          : NULL;

  if (title != NULL)
    return title;
  if (requirement->names != NULL && requirement->names[0] != NULL)
    return requirement->names[0];
  return requirement->id;
}

static LapelRecord *
find (LapelWallet *wallet,
      gint64       entry)
{
  return entry != -1 ? lapel_entry_list_find (lapel_wallet_get_entries (wallet), entry) : NULL;
}

/* Why the step is open, where no credential explains it. */
static const char *
describe_open (const LapelProgress *progress)
{
  switch (progress->requirement->kind)
    {
    case LAPEL_REQUIREMENT_STATEMENT:
      return _ ("Your own word counts here. Lapel cannot check it.");
    case LAPEL_REQUIREMENT_UNKNOWN:
      return _ ("This version of Lapel does not know how to check this step.");
    case LAPEL_REQUIREMENT_CREDENTIAL:
    case LAPEL_REQUIREMENT_ALL:
    default:
      break;
    }

  if (progress->state == LAPEL_PROGRESS_BLOCKED)
    return _ ("Opens when the steps before it are done");
  return progress->requirement->optional ? _ ("Not earned yet · optional") : _ ("Not earned yet");
}

static char *
describe_met (const LapelRecord *record,
              const char        *title)
{
  g_autofree char *date = lapel_words_date (record->awarded);

  if (title != NULL && g_str_equal (record->title, title))
    /* Translators: an issuer's name and a date */
    return g_strdup_printf (_ ("%s · %s"), record->issuer_name, date);

  /* Translators: a credential's title, its issuer's name and a date */
  return g_strdup_printf (_ ("“%s” · %s · %s"), record->title, record->issuer_name, date);
}

/* One line for a credential that matches and does not count. */
static GtkWidget *
new_reason (const LapelRecord *record,
            LapelReason        reason)
{
  g_autofree char *why = lapel_words_reason (reason, record);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (reason == LAPEL_REASON_SUGGESTED)
    /* Translators: %1$s is a credential's title; %2$s says that it was found by name only */
    text = g_strdup_printf (_ ("Could be “%1$s”: %2$s"), record->title, why);
  else
    /* Translators: %1$s is a credential's title; %2$s a reason such as "expired on 3 May 2025" */
    text = g_strdup_printf (_ ("“%1$s” does not count: %2$s"), record->title, why);

  label = lapel_label_new (text, "caption", 3);
  gtk_widget_add_css_class (label, reason == LAPEL_REASON_SUGGESTED ? "accent" : "warning");
  return label;
}

/* Lines for what does not count. Returns: the first such entry, or -1 */
static gint64
append_reasons (GtkBox              *box,
                LapelWallet         *wallet,
                const LapelProgress *progress)
{
  gint64 first = -1;
  unsigned int n = 0;

  for (unsigned int i = 0; progress->matches != NULL && i < progress->matches->len; i++)
    {
      const LapelMatch *match = &g_array_index (progress->matches, LapelMatch, i);
      LapelRecord *record = find (wallet, match->entry);

      if (match->reason == LAPEL_REASON_NONE || record == NULL || n == MAX_NAMED)
        continue;

      if (n++ == 0)
        first = match->entry;
      gtk_box_append (box, new_reason (record, match->reason));
    }

  return first;
}

static void
make_activatable (GtkWidget *row,
                  gint64     entry)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), entry != -1);
  if (entry == -1)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", entry);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-entry");
}

static GtkWidget *
new_emblem (LapelWallet  *wallet,
            LapelRecord  *counts,
            unsigned int  number)
{
  GtkWidget *emblem = lapel_emblem_new (46);
  g_autofree char *text = NULL;

  if (counts != NULL)
    {
      lapel_emblem_set_record (LAPEL_EMBLEM (emblem), wallet, counts);
      return emblem;
    }

  text = g_strdup_printf ("%u", number);
  lapel_emblem_set_open (LAPEL_EMBLEM (emblem), text);
  return emblem;
}

static GtkWidget *
new_texts (const char *title)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), lapel_label_new (title, "heading", 2));
  return texts;
}

static void
append_text (GtkWidget  *texts,
             const char *text)
{
  GtkWidget *label = lapel_label_new (text, "caption", 2);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (texts), label);
}

GtkWidget *
lapel_step_row_new (LapelWallet         *wallet,
                    const LapelProgress *progress,
                    unsigned int         number)
{
  LapelRecord *counts = find (wallet, progress->entry);
  /* Translators: stands for the title of a step of a pathway that has none */
  g_autofree char *nameless = g_strdup_printf (_ ("Step %u"), number);
  const char *own_title = lapel_step_get_title (progress->requirement);
  const char *title = own_title != NULL ? own_title : counts != NULL ? counts->title : nameless;
  g_autofree char *text =
      counts != NULL ? describe_met (counts, title) : g_strdup (describe_open (progress));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = new_texts (title);
  gint64 entry = counts != NULL ? counts->id : -1;

  gtk_box_append (GTK_BOX (box), new_emblem (wallet, counts, number));
  gtk_box_append (GTK_BOX (box), texts);
  if (counts != NULL)
    {
      GtkWidget *shield = lapel_shield_new ();

      append_text (texts, text);
      lapel_shield_set_verdict (LAPEL_SHIELD (shield), counts->verdict, counts->states);
      gtk_box_append (GTK_BOX (box), shield);
    }
  else
    {
      entry = append_reasons (GTK_BOX (texts), wallet, progress);
      if (entry == -1)
        append_text (texts, text);
    }

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "step");
  gtk_widget_add_css_class (row, counts != NULL ? "earned" : "open");
  make_activatable (row, entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return row;
}
