/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-pathway-page.h"

#include "lapel-columns.h"
#include "lapel-emblem.h"
#include "lapel-rows.h"
#include "lapel-standing-row.h"
#include "lapel-step-row.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelPathwayPage
{
  AdwBin parent_instance;

  /* template children */
  AdwWindowTitle *window_title;
  AdwButtonContent *back_content;
  GtkButton *share_button;
  GtkScrolledWindow *scroller;
  GtkWidget *certificate;
  LapelEmblem *emblem;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *open_button;
  GtkListBox *steps;
  LapelRing *ring;
  GtkLabel *ring_title;
  GtkLabel *ring_text;
  GtkListBox *rules;

  gboolean folded;

  /* owned */
  char *id;   /* of the pathway; (nullable) */
  char *back; /* what the back button leads to */
  LapelWallet *wallet;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelPathwayPage, lapel_pathway_page, ADW_TYPE_BIN)

static LapelStanding *
find_standing (LapelPathwayPage *self)
{
  GPtrArray *standings = lapel_wallet_get_standings (self->wallet);

  for (unsigned int i = 0; i < standings->len; i++)
    {
      LapelStanding *standing = standings->pdata[i];

      if (g_strcmp0 (lapel_pathway_get_id (standing->pathway), self->id) == 0)
        return standing;
    }

  return NULL;
}

/* The leaves of the tree in order: what can be earned. @leaves: (element-type LapelProgress) */
static void
collect_leaves (const LapelProgress *progress,
                GPtrArray           *leaves)
{
  if (progress->requirement->kind != LAPEL_REQUIREMENT_ALL)
    {
      g_ptr_array_add (leaves, (gpointer) progress);
      return;
    }

  for (unsigned int i = 0; i < progress->of->len; i++)
    collect_leaves (progress->of->pdata[i], leaves);
}

static void
show_certificate (LapelPathwayPage    *self,
                  const LapelStanding *standing)
{
  const LapelText *text = lapel_pathway_get_description (standing->pathway);
  const char *description = text != NULL ? lapel_text_pick (text, lapel_words_languages ()) : NULL;
  const char *owner = lapel_pathway_get_owner (standing->pathway);
  const char *title = lapel_standing_get_title (standing);
  LapelRecord *award = NULL;
  g_autofree char *subtitle = NULL;

  if (standing->award != -1)
    award = lapel_entry_list_find (lapel_wallet_get_entries (self->wallet), standing->award);
  if (award != NULL)
    lapel_emblem_set_record (self->emblem, self->wallet, award);
  else
    lapel_emblem_set_open (self->emblem, "★");

  if (owner != NULL && description != NULL)
    /* Translators: who awards a certificate, and what it is */
    subtitle = g_strdup_printf (_ ("%s · %s"), owner, description);
  else
    subtitle = g_strdup (owner != NULL ? owner : description);

  adw_window_title_set_title (self->window_title, self->folded ? "" : title);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);
  gtk_widget_set_visible (self->open_button, award != NULL);
  if (award != NULL)
    gtk_widget_add_css_class (self->certificate, "earned");
  else
    gtk_widget_remove_css_class (self->certificate, "earned");
}

static void
show_ring (LapelPathwayPage    *self,
           const LapelStanding *standing)
{
  const LapelProgress *progress = standing->progress;
  unsigned int left = progress->total - MIN (progress->done, progress->total);
  const char *owner = lapel_pathway_get_owner (standing->pathway);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (standing->award != -1)
    {
      title = g_strdup (_ ("Certificate earned"));
      text = g_strdup (_ ("It is in your wallet."));
    }
  else if (left == 0)
    {
      title = g_strdup (_ ("All steps done"));
      if (owner != NULL)
        /* Translators: %s is who awards the certificate */
        text = g_strdup_printf (_ ("Ready to ask %s for the certificate"), owner);
    }
  else if (lapel_progress_counts_credentials (standing->progress))
    {
      title = g_strdup_printf (ngettext ("%u badge to go", "%u badges to go", left), left);
    }
  else
    {
      title = g_strdup_printf (ngettext ("%u step to go", "%u steps to go", left), left);
    }

  lapel_standing_show_ring (standing, self->ring);
  gtk_label_set_text (self->ring_title, title);
  gtk_label_set_text (self->ring_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->ring_text), text != NULL);
}

static const char *
describe_accept (const LapelAccept *accept)
{
  if (accept->at_award)
    return _ ("each verified; one that expired later still counts");
  if (accept->expired)
    return _ ("each genuine; expired ones count too");
  if (accept->trusted)
    return _ ("each verified, not expired, and from an issuer you trust");
  return _ ("each verified and not expired");
}

static void
add_rule (LapelPathwayPage *self,
          const char       *title,
          const char       *subtitle)
{
  gtk_list_box_append (self->rules, lapel_row_new (title, subtitle));
}

static void
show_rules (LapelPathwayPage    *self,
            const LapelStanding *standing,
            GPtrArray           *leaves)
{
  unsigned int total = standing->progress->total;
  unsigned int optional = leaves->len - MIN (total, leaves->len);
  g_autofree char *all = NULL;
  const LapelProgress *first = leaves->len > 0 ? leaves->pdata[0] : NULL;

  if (first == NULL)
    return;

  if (lapel_progress_counts_credentials (standing->progress))
    all = g_strdup_printf (ngettext ("%u badge", "All %u badges", total), total);
  else
    all = g_strdup_printf (ngettext ("%u step", "All %u steps", total), total);
  add_rule (self, all, describe_accept (&first->requirement->accept));
  if (optional > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u step is optional", "%u steps are optional", optional),
                           optional);

      add_rule (self, text, NULL);
    }
  add_rule (self, _ ("Each badge fills one step"), NULL);
}

static void
show_standing (LapelPathwayPage    *self,
               const LapelStanding *standing)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

  collect_leaves (standing->progress, leaves);
  lapel_list_clear (self->steps);
  lapel_list_clear (self->rules);

  /* A stack grows from its first step at the bottom to the certificate on top. */
  for (unsigned int i = leaves->len; i > 0; i--)
    gtk_list_box_append (self->steps, lapel_step_row_new (self->wallet, leaves->pdata[i - 1], i));
  show_certificate (self, standing);
  show_ring (self, standing);
  show_rules (self, standing, leaves);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pathway.share",
                                 standing->progress->done > 0 || standing->award != -1);
}

static void
share_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LapelPathwayPage *self = LAPEL_PATHWAY_PAGE (widget);
  LapelStanding *standing = find_standing (self);
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();
  g_auto (GVariantBuilder) entries;
  const char *const pathways[] = { self->id, NULL };

  g_variant_builder_init (&entries, G_VARIANT_TYPE ("ax"));
  if (standing == NULL)
    return;

  collect_leaves (standing->progress, leaves);
  if (standing->award != -1)
    g_variant_builder_add (&entries, "x", standing->award);
  for (unsigned int i = 0; i < leaves->len; i++)
    {
      const LapelProgress *leaf = leaves->pdata[i];

      if (leaf->entry != -1)
        g_variant_builder_add (&entries, "x", leaf->entry);
    }

  gtk_widget_activate_action (widget, "win.share", "(ax^as)", &entries, pathways);
}

static void
open_award_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LapelStanding *standing = find_standing (LAPEL_PATHWAY_PAGE (widget));

  if (standing != NULL && standing->award != -1)
    gtk_widget_activate_action (widget, "win.open-entry", "x", standing->award);
}

/* The narrow header bar has no room for words that stand on the page as well. */
static void
set_folded (LapelPathwayPage *self,
            gboolean          folded)
{
  self->folded = folded;
  gtk_button_set_label (self->share_button, folded ? _ ("Share…") : _ ("Share progress…"));
  if (self->id != NULL)
    lapel_pathway_page_show (self, self->id, self->back);
}

static void
lapel_pathway_page_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_PATHWAY_PAGE (object)->folded);
}

static void
lapel_pathway_page_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  LapelPathwayPage *self = LAPEL_PATHWAY_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;

  set_folded (self, g_value_get_boolean (value));
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_pathway_page_dispose (GObject *object)
{
  LapelPathwayPage *self = LAPEL_PATHWAY_PAGE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->back, g_free);
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_pathway_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-pathway-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, back_content);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, share_button);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, certificate);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, emblem);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, title);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, steps);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, ring);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, ring_title);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, ring_text);
  gtk_widget_class_bind_template_child (widget_class, LapelPathwayPage, rules);
}

static void
lapel_pathway_page_class_init (LapelPathwayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_pathway_page_get_property;
  object_class->set_property = lapel_pathway_page_set_property;
  object_class->dispose = lapel_pathway_page_dispose;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAPEL_TYPE_COLUMNS);
  g_type_ensure (LAPEL_TYPE_EMBLEM);
  g_type_ensure (LAPEL_TYPE_RING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "pathway.share", NULL, share_action);
  gtk_widget_class_install_action (widget_class, "pathway.open-award", NULL, open_award_action);
}

static void
lapel_pathway_page_init (LapelPathwayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lapel_pathway_page_set_wallet (LapelPathwayPage *self,
                               LapelWallet      *wallet)
{
  g_return_if_fail (LAPEL_IS_PATHWAY_PAGE (self));

  g_set_object (&self->wallet, wallet);
}

void
lapel_pathway_page_show (LapelPathwayPage *self,
                         const char       *id,
                         const char       *back)
{
  /* Copied first: either may be our own. */
  g_autofree char *own_id = g_strdup (id);
  g_autofree char *own_back = g_strdup (back);

  g_return_if_fail (LAPEL_IS_PATHWAY_PAGE (self));

  g_free (self->id);
  g_free (self->back);
  self->id = g_steal_pointer (&own_id);
  self->back = g_steal_pointer (&own_back);
  adw_button_content_set_label (self->back_content, self->folded ? "" : self->back);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  lapel_pathway_page_update (self);
}

void
lapel_pathway_page_update (LapelPathwayPage *self)
{
  LapelStanding *standing;

  g_return_if_fail (LAPEL_IS_PATHWAY_PAGE (self));

  standing = self->id != NULL ? find_standing (self) : NULL;
  if (standing != NULL)
    show_standing (self, standing);
}
