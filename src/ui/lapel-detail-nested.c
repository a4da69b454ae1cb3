/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-parts.h"

#include "lapel-part.h"
#include "lapel-rows.h"
#include "lapel-sheet.h"
#include "lapel-shield.h"
#include "lapel-viewer-page.h"
#include "lapel-words.h"
#include "lapel-wrap-layout.h"

#include <glib/gi18n.h>

/* So many rows at once; a transcript may have thousands, and the next ones are a click away. */
#define ROWS_AT_ONCE 50

#define MAX_ASSOCIATIONS 100
#define MAX_ACHIEVEMENTS 100

/* More pages than these are turned in the viewer. */
#define MAX_PAGES  8
#define PAGE_WIDTH 112
#define PAGE_SIZE  512

/* What a list that is filled in portions needs. */
typedef struct
{
  LapelCredential *credential;
  LapelReport *report;
  gint64 entry;
  char *part; /* (nullable) */
  gboolean endorsements;
} Nested;

static void
nested_free (gpointer data)
{
  Nested *nested = data;

  lapel_credential_unref (nested->credential);
  lapel_report_unref (nested->report);
  g_free (nested->part);
  g_free (nested);
}

static const GPtrArray *
get_array (const Nested *nested)
{
  return nested->endorsements ? nested->credential->endorsements : nested->credential->children;
}

static const char *
get_issuer (const LapelCredential *credential)
{
  const char *name = credential->issuer.name;

  return name != NULL && *name != '\0' ? name : credential->issuer.id;
}

static GtkWidget *
new_shield (const LapelReport *report)
{
  GtkWidget *shield = lapel_shield_new ();

  if (report != NULL)
    lapel_shield_set_verdict (LAPEL_SHIELD (shield), lapel_report_get_verdict (report),
                              lapel_report_get_states (report));
  else
    lapel_shield_set_outcome (LAPEL_SHIELD (shield), LAPEL_OUTCOME_UNCHECKED);
  return shield;
}

static GtkWidget *
new_nested_row (const Nested *nested,
                unsigned int  index)
{
  const LapelCredential *own = g_ptr_array_index (get_array (nested), index);
  const LapelReport *report =
      nested->endorsements
          ? lapel_part_get_endorsement_report (nested->credential, nested->report, index)
          : lapel_part_get_child_report (nested->credential, nested->report, index);
  g_autofree char *part =
      g_strdup_printf ("%s%s%c%u", nested->part != NULL ? nested->part : "",
                       nested->part != NULL ? "/" : "", nested->endorsements ? 'e' : 'c', index);
  g_autofree char *text =
      nested->endorsements
          ? g_strdup (own->description)
          : lapel_words_origin (get_issuer (own), lapel_words_what (own), own->awarded);
  const char *issuer = get_issuer (own);
  GtkWidget *row =
      lapel_row_new (nested->endorsements && issuer != NULL ? issuer : own->title, text);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_shield (report));
  lapel_row_set_action (row, "win.open-part", g_variant_new ("(xs)", nested->entry, part));
  return row;
}

/* What lies in it and cannot be read has a report, and nothing that could be opened. */
static void
append_unreadable (GtkListBox   *list,
                   const Nested *nested)
{
  const GPtrArray *reports = lapel_report_get_children (nested->report);
  unsigned int n = get_array (nested)->len;
  unsigned int most = MIN (reports->len, n + ROWS_AT_ONCE);

  for (unsigned int i = n; !nested->endorsements && i < most; i++)
    {
      const LapelReport *report = reports->pdata[i];
      g_autofree char *words = NULL;
      GtkWidget *row;

      if ((lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE) == 0)
        continue;

      words = lapel_words_verdict_sentence (report);
      row = lapel_row_new (lapel_words_report_verdict (report), words);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_shield (report));
      gtk_list_box_append (list, row);
    }
}

static void append_portion (GtkListBox   *list,
                            const Nested *nested,
                            unsigned int  from);

static void
more_activated_cb (GtkListBoxRow *row)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));
  const Nested *nested = g_object_get_data (G_OBJECT (list), "nested");
  int from = gtk_list_box_row_get_index (row);

  gtk_list_box_remove (list, GTK_WIDGET (row));
  append_portion (list, nested, (unsigned int) from);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list, from)));
}

static void
append_portion (GtkListBox   *list,
                const Nested *nested,
                unsigned int  from)
{
  const GPtrArray *array = get_array (nested);
  unsigned int end = MIN (from + ROWS_AT_ONCE, array->len);
  unsigned int left = array->len - end;
  GtkWidget *more;
  g_autofree char *text = NULL;

  for (unsigned int i = from; i < end; i++)
    gtk_list_box_append (list, new_nested_row (nested, i));
  if (left == 0)
    {
      append_unreadable (list, nested);
      return;
    }

  text = g_strdup_printf (ngettext ("Show more · %u left", "Show more · %u left", left), left);
  more = lapel_row_new (text, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (more), TRUE);
  gtk_widget_add_css_class (more, "more");
  g_signal_connect (more, "activated", G_CALLBACK (more_activated_cb), NULL);
  gtk_list_box_append (list, more);
}

static GtkWidget *
new_nested (const LapelDetail *detail,
            gint64             entry,
            const char        *part,
            gboolean           endorsements,
            const char        *title)
{
  Nested *nested = g_new0 (Nested, 1);
  GtkWidget *list = lapel_list_new (title);

  nested->credential = lapel_credential_ref (detail->credential);
  nested->report = lapel_report_ref (detail->report);
  nested->entry = entry;
  nested->part = g_strdup (part);
  nested->endorsements = endorsements;
  g_object_set_data_full (G_OBJECT (list), "nested", nested, nested_free);
  append_portion (GTK_LIST_BOX (list), nested, 0);
  return lapel_section_new (title, list);
}

GtkWidget *
lapel_detail_new_children (const LapelDetail *detail,
                           gint64             entry,
                           const char        *part)
{
  const GPtrArray *children = detail->credential->children;
  g_autofree char *title = NULL;

  if (children == NULL || children->len == 0)
    return NULL;

  title = g_strdup_printf (ngettext ("%u credential in it", "%u credentials in it", children->len),
                           children->len);
  return new_nested (detail, entry, part, FALSE, title);
}

/* What a transcript lists without a credential for it: nothing but its own word. */
GtkWidget *
lapel_detail_new_achievements (const LapelCredential *credential)
{
  GtkWidget *list;

  if (credential->n_achievements == 0 && !credential->partial)
    return NULL;

  list = lapel_list_new (_ ("Achievements without a credential"));
  for (uint32_t i = 0; i < MIN (credential->n_achievements, MAX_ACHIEVEMENTS); i++)
    {
      const LapelAchievement *achievement = &credential->achievements[i];
      const char *name = achievement->name != NULL ? achievement->name : achievement->id;

      if (name != NULL)
        gtk_list_box_append (GTK_LIST_BOX (list), lapel_row_new (name, achievement->description));
    }
  if (credential->partial)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         lapel_row_new (_ ("There is more"),
                                        _ ("The transcript says of itself that it is only a part "
                                           "of all there is.")));
  return lapel_section_new (credential->n_achievements > 0 ? _ ("Achievements without a credential")
                                                           : _ ("Completeness"),
                            list);
}

GtkWidget *
lapel_detail_new_endorsements (const LapelDetail *detail,
                               gint64             entry,
                               const char        *part)
{
  const GPtrArray *endorsements = detail->credential->endorsements;

  if (endorsements == NULL || endorsements->len == 0)
    return NULL;

  /* Translators: a heading; below it the organisations that vouch for a badge */
  return new_nested (detail, entry, part, TRUE, _ ("Endorsed by"));
}

GtkWidget *
lapel_detail_new_pages (LapelWallet           *wallet,
                        const LapelCredential *credential,
                        gint64                 entry,
                        const char            *part)
{
  unsigned int n = credential->pages != NULL ? g_strv_length ((char **) credential->pages) : 0;
  GtkWidget *box;

  if (n == 0)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (box, lapel_wrap_layout_new ());
  for (unsigned int i = 0; i < MIN (n, MAX_PAGES); i++)
    {
      g_autofree char *name = lapel_viewer_page_name (i, n);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *sheet = lapel_sheet_new (PAGE_WIDTH);

      lapel_sheet_set_width (LAPEL_SHEET (sheet), PAGE_WIDTH, TRUE);
      lapel_sheet_draw (LAPEL_SHEET (sheet), wallet, credential->pages[i], PAGE_SIZE, name);
      gtk_button_set_child (GTK_BUTTON (button), sheet);
      gtk_widget_add_css_class (button, "sheet");
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xsu)", entry,
                                        part != NULL ? part : "", i);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-page");
      gtk_box_append (GTK_BOX (box), button);
    }
  return lapel_section_new (_ ("As the issuer drew it"), box);
}

/* The title of the achievement or the credential with @id. @id, returns: (nullable) */
static const char *
find_title (const LapelCredential *credential,
            const char            *id)
{
  if (id == NULL)
    return NULL;

  for (unsigned int i = 0; i < credential->children->len; i++)
    {
      const LapelCredential *child = credential->children->pdata[i];

      if (g_strcmp0 (child->achievement_id, id) == 0 || g_strcmp0 (child->id, id) == 0)
        return child->title;
    }

  for (uint32_t i = 0; i < credential->n_achievements; i++)
    if (g_strcmp0 (credential->achievements[i].id, id) == 0 &&
        credential->achievements[i].name != NULL)
      return credential->achievements[i].name;

  return NULL;
}

static void
append_association (GtkWidget  **list,
                    const char  *text)
{
  if (*list == NULL)
    *list = lapel_list_new (_ ("How they belong together"));
  gtk_list_box_append (GTK_LIST_BOX (*list), lapel_row_new (text, NULL));
}

GtkWidget *
lapel_detail_new_associations (const LapelCredential *credential)
{
  GtkWidget *list = NULL;
  unsigned int n_outside = 0;

  for (uint32_t i = 0; i < MIN (credential->n_associations, MAX_ASSOCIATIONS); i++)
    {
      const LapelAssociation *association = &credential->associations[i];
      const char *source = find_title (credential, association->source);
      const char *target = find_title (credential, association->target);
      g_autofree char *text = NULL;

      if (association->type == NULL || source == NULL || target == NULL)
        {
          n_outside++;
          continue;
        }
      text = lapel_words_association (association->type, source, target);
      append_association (&list, text);
    }
  if (n_outside > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u link leads to something that is not in this document",
                                     "%u links lead to something that is not in this document",
                                     n_outside),
                           n_outside);

      append_association (&list, text);
    }
  return list != NULL ? lapel_section_new (_ ("How they belong together"), list) : NULL;
}
