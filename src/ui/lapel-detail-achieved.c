/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-markdown.h"
#include "lapel-rows.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* More of a kind nobody reads. */
#define MAX_ROWS 100

/* What is a data: URI lies in the credential; it is named by what it is, not shown as an address.
 */
#define MAX_ADDRESS_LINES 3

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
is_web_address (const char *text)
{
  return text != NULL &&
         (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

static GtkWidget *
new_link (const char *url,
          gboolean    live)
{
  GtkWidget *label = lapel_label_new (NULL, NULL, MAX_ADDRESS_LINES);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  lapel_markdown_show_link (GTK_LABEL (label), url, live);
  return label;
}

GtkWidget *
lapel_detail_new_criteria (const LapelCredential *credential,
                           gboolean               links)
{
  gboolean has_url = is_web_address (credential->criteria_id);
  GtkWidget *box;

  if (!has_url && is_blank (credential->criteria))
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  if (!is_blank (credential->criteria))
    gtk_box_append (GTK_BOX (box), lapel_markdown_new (credential->criteria, links));
  if (has_url)
    gtk_box_append (GTK_BOX (box), new_link (credential->criteria_id, links));
  return lapel_section_new (_ ("How it was earned"), box);
}

GtkWidget *
lapel_detail_new_results (const LapelCredential *credential)
{
  GtkWidget *list;

  if (credential->n_results == 0)
    return NULL;

  list = lapel_list_new (_ ("Results"));
  for (uint32_t i = 0; i < MIN (credential->n_results, MAX_ROWS); i++)
    {
      const LapelResult *result = &credential->results[i];
      g_autofree char *value = lapel_words_result (result);
      g_autofree char *detail = lapel_words_result_detail (result);
      const char *name = !is_blank (result->name) ? result->name : result->type;
      GtkWidget *row = lapel_row_new (!is_blank (name) ? name : _ ("Result"), detail);

      if (!is_blank (value))
        lapel_row_add_value (row, value, "heading");
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return lapel_section_new (_ ("Results"), list);
}

/* What was done, in its own words; the address only where it is one. */
static GtkWidget *
new_evidence_row (const LapelEvidence *evidence,
                  gboolean             links)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  /* Translators: stands where a piece of evidence has no name */
  const char *name = !is_blank (evidence->name) ? evidence->name : _ ("Evidence");

  gtk_box_append (GTK_BOX (box), lapel_label_new (name, "heading", 3));
  if (!is_blank (evidence->genre))
    {
      GtkWidget *genre = lapel_label_new (evidence->genre, "caption", 1);

      gtk_widget_add_css_class (genre, "dim-label");
      gtk_box_append (GTK_BOX (box), genre);
    }
  if (!is_blank (evidence->description))
    gtk_box_append (GTK_BOX (box), lapel_label_new (evidence->description, NULL, 12));
  if (!is_blank (evidence->narrative))
    gtk_box_append (GTK_BOX (box), lapel_markdown_new (evidence->narrative, links));
  if (is_web_address (evidence->id))
    gtk_box_append (GTK_BOX (box), new_link (evidence->id, links));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "evidence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

GtkWidget *
lapel_detail_new_evidence (const LapelCredential *credential,
                           gboolean               links)
{
  GtkWidget *list;

  if (credential->n_evidence == 0)
    return NULL;

  list = lapel_list_new (_ ("Evidence"));
  for (uint32_t i = 0; i < MIN (credential->n_evidence, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_evidence_row (&credential->evidence[i], links));
  return lapel_section_new (_ ("Evidence"), list);
}
