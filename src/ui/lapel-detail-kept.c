/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-rows.h"
#include "lapel-shield.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* More of the same nobody reads. */
#define MAX_ROWS 50

static GtkWidget *
new_source_row (const LapelStoredSource *source)
{
  g_autofree char *size = g_format_size_full (source->size, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *date = lapel_words_date (source->added);
  /* Translators: when a file came into the wallet, and its size: "12 March 2026 · 5.2 KiB" */
  g_autofree char *text = g_strdup_printf (_ ("%1$s · %2$s"), date, size);
  GtkWidget *row = lapel_row_new (source->name, text);
  GtkWidget *image = gtk_image_new_from_icon_name ("document-save-symbolic");

  /* The row does what a button in it would do, and is larger. */
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_widget_set_tooltip_text (row, _ ("Save this file"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", source->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.save-source");
  return row;
}

GtkWidget *
lapel_detail_new_sources (const LapelDetail *detail)
{
  unsigned int n = detail->sources != NULL ? detail->sources->len : 0;
  g_autofree char *title = NULL;
  GtkWidget *list;

  if (n == 0)
    return NULL;

  /* Translators: a heading; the same credential may have come as a picture and as a text */
  title = g_strdup_printf (ngettext ("Kept from %u file", "Kept from %u files", n), n);
  list = lapel_list_new (title);
  for (unsigned int i = 0; i < MIN (n, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_source_row (detail->sources->pdata[i]));
  return lapel_card_section_new (title, NULL, list);
}

static GtkWidget *
new_version_row (const LapelStoredVersion *version,
                 gboolean                  open)
{
  g_autofree char *date = lapel_words_date (
      version->valid_from != LAPEL_TIME_NONE ? version->valid_from : version->added);
  g_autofree char *title = NULL;
  g_autofree char *part = g_strdup_printf ("v%" G_GINT64_FORMAT, version->id);
  const char *text;
  GtkWidget *row;

  if (version->valid_from != LAPEL_TIME_NONE)
    /* Translators: %s is a date */
    title = g_strdup_printf (_ ("Valid from %s"), date);
  else
    /* Translators: %s is the date on which a credential came into the wallet */
    title = g_strdup_printf (_ ("Added on %s"), date);

  if (open)
    text = _ ("This page");
  else
    text = version->shown ? _ ("The newest") : _ ("Older, and kept");
  row = lapel_row_new (title, text);
  if (!open && version->shown)
    lapel_row_set_action (row, "win.open-entry", g_variant_new_int64 (version->entry));
  else if (!open)
    lapel_row_set_action (row, "win.open-part", g_variant_new ("(xs)", version->entry, part));
  return row;
}

GtkWidget *
lapel_detail_new_versions (const LapelDetail *detail,
                           const char        *part)
{
  GtkWidget *list;

  if (detail->versions == NULL || detail->versions->len < 2)
    return NULL;

  list = lapel_list_new (_ ("Versions"));
  for (unsigned int i = 0; i < MIN (detail->versions->len, MAX_ROWS); i++)
    {
      const LapelStoredVersion *version = detail->versions->pdata[i];
      g_autofree char *own = g_strdup_printf ("v%" G_GINT64_FORMAT, version->id);
      gboolean open = part == NULL ? version->shown : g_str_equal (part, own);

      gtk_list_box_append (GTK_LIST_BOX (list), new_version_row (version, open));
    }
  return lapel_card_section_new (_ ("Versions"), NULL, list);
}

GtkWidget *
lapel_detail_new_same (LapelWallet *wallet,
                       gint64       entry,
                       const char  *part)
{
  g_autoptr (GPtrArray) same =
      part == NULL ? lapel_entry_list_list_same (lapel_wallet_get_entries (wallet), entry) : NULL;
  GtkWidget *list;

  if (same == NULL || same->len < 2)
    return NULL;

  list = lapel_list_new (_ ("Earned more than once"));
  for (unsigned int i = 0; i < MIN (same->len, MAX_ROWS); i++)
    {
      const LapelRecord *record = same->pdata[i];
      g_autofree char *date = lapel_words_date (record->awarded);
      GtkWidget *row;
      GtkWidget *shield;

      if (record->id == entry)
        continue;

      row = lapel_row_new (date, lapel_words_verdict (record->verdict, record->states));
      shield = lapel_shield_new ();
      lapel_shield_set_verdict (LAPEL_SHIELD (shield), record->verdict, record->states);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), shield);
      lapel_row_set_action (row, "win.open-entry", g_variant_new_int64 (record->id));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return lapel_card_section_new (_ ("Earned more than once"), NULL, list);
}
