/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-page.h"

#include "lapel-columns.h"
#include "lapel-detail-parts.h"
#include "lapel-emblem.h"
#include "lapel-markdown.h"
#include "lapel-words.h"
#include "lapel-wrap-layout.h"

#include <glib/gi18n.h>

struct _LapelDetailPage
{
  AdwBin parent_instance;

  /* template children */
  AdwWindowTitle *window_title;
  AdwButtonContent *back_content;
  GtkScrolledWindow *scroller;
  GtkWidget *hero;
  LapelEmblem *emblem;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *description;
  GtkListBox *checks;
  GtkWidget *criteria_section;
  AdwBin *criteria;
  GtkLabel *criteria_link;
  GtkWidget *pathways_section;
  GtkListBox *pathways;
  GtkWidget *facts_section;
  GtkListBox *facts;
  GtkWidget *skills_section;
  AdwBin *skills_card;

  gboolean folded;
  gint64 entry; /* -1: none */

  /* owned */
  char *back; /* what the back button leads to */
  LapelWallet *wallet;
  GCancellable *loading; /* cancelled in dispose */
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelDetailPage, lapel_detail_page, ADW_TYPE_BIN)

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static void
show_record (LapelDetailPage *self,
             LapelRecord     *record)
{
  const char *kind = lapel_words_kind (record->kind);
  const char *issuer = is_blank (record->issuer_name) ? record->issuer_id : record->issuer_name;
  g_autofree char *date = lapel_words_date (record->awarded);
  g_autofree char *text = NULL;

  if (record->verdict == LAPEL_VERDICT_INVALID)
    /* Translators: first %s is the name of an issuer, second %s a kind such as badge */
    text = g_strdup_printf (_ ("Says it is from %s · %s"), issuer, kind);
  else if (record->awarded == LAPEL_TIME_NONE)
    /* Translators: first %s is the name of an issuer, second %s a kind such as badge */
    text = g_strdup_printf (_ ("%s · %s"), issuer, kind);
  else
    /* Translators: the name of an issuer, a kind such as badge, a date */
    text = g_strdup_printf (_ ("%s · %s · issued %s"), issuer, kind, date);

  adw_window_title_set_title (self->window_title, self->folded ? "" : record->title);
  gtk_label_set_text (self->title, record->title);
  gtk_label_set_text (self->subtitle, text);
  lapel_emblem_set_record (self->emblem, self->wallet, record);
}

static void
show_criteria (LapelDetailPage       *self,
               const LapelCredential *credential,
               gboolean               links)
{
  const char *url = credential->criteria_id;
  gboolean has_url = url != NULL && g_str_has_prefix (url, "https://");

  adw_bin_set_child (self->criteria, is_blank (credential->criteria)
                                         ? NULL
                                         : lapel_markdown_new (credential->criteria, links));
  gtk_widget_set_visible (GTK_WIDGET (self->criteria_link), has_url);
  gtk_widget_set_visible (self->criteria_section, has_url || !is_blank (credential->criteria));
  if (has_url)
    lapel_markdown_show_link (self->criteria_link, url, links);
}

static void
show_skills (LapelDetailPage       *self,
             const LapelCredential *credential)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gboolean any = FALSE;

  gtk_widget_set_layout_manager (box, lapel_wrap_layout_new ());
  if (credential != NULL)
    any = lapel_detail_add_skills (box, credential);
  adw_bin_set_child (self->skills_card, box);
  gtk_widget_set_visible (self->skills_section, any);
}

static void
show_detail (LapelDetailPage   *self,
             const LapelDetail *detail)
{
  const LapelCredential *credential = detail->credential;
  gboolean links = lapel_report_get_verdict (detail->report) != LAPEL_VERDICT_INVALID;

  lapel_detail_clear_list (self->checks);
  lapel_detail_clear_list (self->facts);
  lapel_detail_clear_list (self->pathways);

  show_record (self, detail->record);
  gtk_label_set_text (self->description, credential != NULL ? credential->description : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          credential != NULL && !is_blank (credential->description));
  lapel_detail_add_checks (self->checks, detail->report);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), TRUE);
  gtk_widget_set_visible (self->pathways_section,
                          lapel_detail_add_pathways (self->pathways, self->wallet,
                                                     detail->record->id));
  gtk_widget_set_visible (self->facts_section, lapel_detail_add_facts (self->facts, detail));
  show_skills (self, credential);
  if (credential != NULL)
    show_criteria (self, credential, links);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelDetail) detail = NULL;
  LapelDetailPage *self = user_data; /* gone if the load was cancelled */

  detail = lapel_wallet_get_detail_finish (LAPEL_WALLET (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (detail != NULL)
    {
      show_detail (self, detail);
    }
  else
    {
      g_autofree char *words = lapel_words_error (error);

      gtk_label_set_text (self->description, words);
      gtk_widget_set_visible (GTK_WIDGET (self->description), TRUE);
    }
}

static void
load (LapelDetailPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  lapel_wallet_get_detail_async (self->wallet, self->entry, self->loading, loaded_cb, self);
}

/* Nothing of the credential shown before may stand beside the name of the next one. */
static void
clear (LapelDetailPage *self)
{
  lapel_detail_clear_list (self->checks);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->description), FALSE);
  gtk_widget_set_visible (self->criteria_section, FALSE);
  gtk_widget_set_visible (self->pathways_section, FALSE);
  gtk_widget_set_visible (self->facts_section, FALSE);
  gtk_widget_set_visible (self->skills_section, FALSE);
}

static GVariant *
own_entries (LapelDetailPage *self)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &self->entry, 1, sizeof (gint64));
}

static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.verify", "x", LAPEL_DETAIL_PAGE (widget)->entry);
}

static void
save_original_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.save-original", "x", LAPEL_DETAIL_PAGE (widget)->entry);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.remove", "@ax",
                              own_entries (LAPEL_DETAIL_PAGE (widget)));
}

static void
share_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.share", "(@axas)",
                              own_entries (LAPEL_DETAIL_PAGE (widget)), NULL);
}

static void
set_folded (LapelDetailPage *self,
            gboolean         folded)
{
  float xalign = folded ? 0.5f : 0;
  GtkJustification justify = folded ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT;
  GtkLabel *labels[] = { self->title, self->subtitle, self->description };

  self->folded = folded;
  adw_button_content_set_label (self->back_content, folded || self->back == NULL ? "" : self->back);
  adw_window_title_set_title (self->window_title, folded ? "" : gtk_label_get_text (self->title));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->hero),
                                  folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (labels[i], xalign);
      gtk_label_set_justify (labels[i], justify);
    }
}

static void
lapel_detail_page_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_DETAIL_PAGE (object)->folded);
}

static void
lapel_detail_page_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LapelDetailPage *self = LAPEL_DETAIL_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;

  set_folded (self, g_value_get_boolean (value));
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_detail_page_dispose (GObject *object)
{
  LapelDetailPage *self = LAPEL_DETAIL_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->back, g_free);
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_detail_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, back_content);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, hero);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, emblem);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, title);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, description);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, checks);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, criteria_section);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, criteria);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, criteria_link);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, pathways_section);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, pathways);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, facts_section);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, facts);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, skills_section);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, skills_card);
}

static void
lapel_detail_page_class_init (LapelDetailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_detail_page_get_property;
  object_class->set_property = lapel_detail_page_set_property;
  object_class->dispose = lapel_detail_page_dispose;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAPEL_TYPE_COLUMNS);
  g_type_ensure (LAPEL_TYPE_EMBLEM);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "detail.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "detail.save-original", NULL,
                                   save_original_action);
  gtk_widget_class_install_action (widget_class, "detail.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "detail.share", NULL, share_action);
}

static void
lapel_detail_page_init (LapelDetailPage *self)
{
  self->entry = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lapel_detail_page_set_wallet (LapelDetailPage *self,
                              LapelWallet     *wallet)
{
  g_return_if_fail (LAPEL_IS_DETAIL_PAGE (self));

  g_set_object (&self->wallet, wallet);
}

void
lapel_detail_page_show (LapelDetailPage *self,
                        gint64           entry,
                        const char      *back)
{
  LapelRecord *record;

  g_return_if_fail (LAPEL_IS_DETAIL_PAGE (self));

  self->entry = entry;
  g_free (self->back);
  self->back = g_strdup (back);
  adw_button_content_set_label (self->back_content, self->folded ? "" : back);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  clear (self);

  record = lapel_entry_list_find (lapel_wallet_get_entries (self->wallet), entry);
  if (record != NULL)
    show_record (self, record);
  load (self);
}

void
lapel_detail_page_update (LapelDetailPage *self)
{
  g_return_if_fail (LAPEL_IS_DETAIL_PAGE (self));

  if (self->entry != -1 &&
      lapel_entry_list_find (lapel_wallet_get_entries (self->wallet), self->entry) != NULL)
    load (self);
}
