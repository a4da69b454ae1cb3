/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-detail-page.h"

#include "lapel-columns.h"
#include "lapel-detail-parts.h"
#include "lapel-emblem.h"
#include "lapel-part.h"
#include "lapel-rows.h"
#include "lapel-technical.h"
#include "lapel-words.h"

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
  GtkBox *sections;
  LapelTechnical *technical;
  GtkBox *aside;
  GtkWidget *share_button;

  gboolean folded;
  gint64 entry; /* -1: none */

  /* owned */
  char *part; /* (nullable): of the entry, see lapel-part.h */
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
             LapelRecord     *record,
             const char      *what)
{
  const char *issuer = is_blank (record->issuer_name) ? record->issuer_id : record->issuer_name;
  g_autofree char *title = lapel_words_title (record->title);
  g_autofree char *text = NULL;

  if (record->verdict == LAPEL_VERDICT_INVALID && !is_blank (issuer))
    /* Translators: first %s is the name of an issuer, second %s a kind such as badge */
    text = g_strdup_printf (_ ("Says it is from %s · %s"), issuer, what);
  else
    text = lapel_words_origin (issuer, what, record->awarded);

  adw_window_title_set_title (self->window_title, self->folded ? "" : title);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, text);
  lapel_emblem_set_record (self->emblem, self->wallet, record);
}

static void
append (GtkBox    *box,
        GtkWidget *section)
{
  if (section != NULL)
    gtk_box_append (box, section);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* What the credential says of itself, below its checks. */
static void
show_contents (LapelDetailPage   *self,
               const LapelDetail *detail)
{
  const LapelCredential *credential = detail->credential;
  gboolean links = lapel_report_get_verdict (detail->report) != LAPEL_VERDICT_INVALID;

  append (self->sections, lapel_detail_new_children (detail, self->entry, self->part));
  append (self->sections, lapel_detail_new_achievements (credential));
  append (self->sections, lapel_detail_new_associations (credential));
  append (self->sections,
          lapel_detail_new_pages (self->wallet, credential, self->entry, self->part));
  append (self->sections, lapel_detail_new_criteria (credential, links));
  append (self->sections, lapel_detail_new_results (credential));
  append (self->sections, lapel_detail_new_evidence (credential, links));
  append (self->sections, lapel_detail_new_endorsements (detail, self->entry, self->part));
}

static void
show_detail (LapelDetailPage   *self,
             const LapelDetail *detail)
{
  const LapelCredential *credential = detail->credential;

  lapel_list_clear (self->checks);
  clear_box (self->sections);
  clear_box (self->aside);

  show_record (self, detail->record,
               credential != NULL ? lapel_words_what (credential)
                                  : lapel_words_kind (detail->record->kind));
  gtk_label_set_text (self->description, credential != NULL ? credential->description : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          credential != NULL && !is_blank (credential->description));
  lapel_detail_add_checks (self->checks, detail->report);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), TRUE);
  if (credential != NULL)
    show_contents (self, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->sections),
                          gtk_widget_get_first_child (GTK_WIDGET (self->sections)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->technical), credential != NULL);
  lapel_technical_set_entry (self->technical, self->wallet, self->entry, self->part);

  if (self->part == NULL)
    append (self->aside, lapel_detail_new_pathways (self->wallet, self->entry));
  if (credential != NULL)
    {
      append (self->aside, lapel_detail_new_facts (detail->credential));
      append (self->aside, lapel_detail_new_skills (credential));
    }
  append (self->aside, lapel_detail_new_particulars (detail));
  append (self->aside, lapel_detail_new_same (self->wallet, self->entry, self->part));
  append (self->aside, lapel_detail_new_sources (detail));
  append (self->aside, lapel_detail_new_versions (detail, self->part));
}

/* Of a part: where it lies stands above it, so that it does not pass for the whole. */
static void
show_place (LapelDetailPage   *self,
            const LapelDetail *detail)
{
  LapelRecord *whole = lapel_entry_list_find (lapel_wallet_get_entries (self->wallet), self->entry);
  g_autofree char *text = NULL;

  if (self->part == NULL || whole == NULL)
    return;

  if (detail->record->id != -1)
    text = g_strdup (_ ("An older version"));
  else
    /* Translators: stands above a credential that is a part of another; %s is the title of that */
    text = g_strdup_printf (_ ("From “%s”"), whole->title);
  adw_window_title_set_subtitle (self->window_title, text);
  if (detail->record->id == -1 && detail->credential->image != NULL)
    lapel_emblem_draw (self->emblem, self->wallet, detail->credential->image);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelDetail) detail = NULL;
  LapelDetailPage *self = user_data; /* gone if the load was cancelled */

  detail = lapel_wallet_get_part_finish (LAPEL_WALLET (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (detail != NULL)
    {
      show_detail (self, detail);
      show_place (self, detail);
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
  lapel_wallet_get_part_async (self->wallet, self->entry, self->part, self->loading, loaded_cb,
                               self);
}

/* Nothing of the credential shown before may stand beside the name of the next one. */
static void
clear (LapelDetailPage *self)
{
  lapel_list_clear (self->checks);
  clear_box (self->sections);
  clear_box (self->aside);
  adw_window_title_set_subtitle (self->window_title, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->technical), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->description), FALSE);
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
  g_clear_pointer (&self->part, g_free);
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
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, sections);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, technical);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, aside);
  gtk_widget_class_bind_template_child (widget_class, LapelDetailPage, share_button);
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
  g_type_ensure (LAPEL_TYPE_TECHNICAL);
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
                        const char      *part,
                        const char      *back)
{
  LapelRecord *record;

  g_return_if_fail (LAPEL_IS_DETAIL_PAGE (self));

  self->entry = entry;
  g_free (self->part);
  self->part = g_strdup (part);
  g_free (self->back);
  self->back = g_strdup (back);
  adw_button_content_set_label (self->back_content, self->folded ? "" : back);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  clear (self);
  lapel_technical_set_entry (self->technical, self->wallet, entry, part);

  /* What is done to an entry is done to all of it. */
  gtk_widget_set_visible (self->share_button, part == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.remove", part == NULL);

  record = lapel_entry_list_find (lapel_wallet_get_entries (self->wallet), entry);
  if (record != NULL && part == NULL)
    show_record (self, record, lapel_words_kind (record->kind));
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
