/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-progress-page.h"

#include "lapel-rows.h"
#include "lapel-stack.h"
#include "lapel-standing-row.h"
#include "lapel-words.h"

struct _LapelProgressPage
{
  AdwBin parent_instance;

  /* template children */
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *errors_section;
  GtkListBox *errors;

  gboolean folded;

  /* owned */
  LapelWallet *wallet;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelProgressPage, lapel_progress_page, ADW_TYPE_BIN)

static void
lapel_progress_page_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_boolean (value, LAPEL_PROGRESS_PAGE (object)->folded);
}

static void
lapel_progress_page_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  LapelProgressPage *self = LAPEL_PROGRESS_PAGE (object);

  if (self->folded == g_value_get_boolean (value))
    return;

  self->folded = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
lapel_progress_page_dispose (GObject *object)
{
  g_clear_object (&LAPEL_PROGRESS_PAGE (object)->wallet);

  G_OBJECT_CLASS (lapel_progress_page_parent_class)->dispose (object);
}

static void
lapel_progress_page_class_init (LapelProgressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lapel_progress_page_get_property;
  object_class->set_property = lapel_progress_page_set_property;
  object_class->dispose = lapel_progress_page_dispose;

  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelProgressPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LapelProgressPage, list);
  gtk_widget_class_bind_template_child (widget_class, LapelProgressPage, errors_section);
  gtk_widget_class_bind_template_child (widget_class, LapelProgressPage, errors);
}

static void
lapel_progress_page_init (LapelProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lapel_progress_page_set_wallet (LapelProgressPage *self,
                                LapelWallet       *wallet)
{
  g_return_if_fail (LAPEL_IS_PROGRESS_PAGE (self));

  g_set_object (&self->wallet, wallet);
}

void
lapel_progress_page_update (LapelProgressPage *self)
{
  GPtrArray *standings;
  GPtrArray *errors;

  g_return_if_fail (LAPEL_IS_PROGRESS_PAGE (self));

  standings = lapel_wallet_get_standings (self->wallet);
  errors = lapel_wallet_get_pathway_errors (self->wallet);
  lapel_list_clear (self->list);
  lapel_list_clear (self->errors);

  for (unsigned int i = 0; i < standings->len; i++)
    gtk_list_box_append (self->list, lapel_standing_row_new (standings->pdata[i], 64));
  for (unsigned int i = 0; i < errors->len; i++)
    {
      g_autofree char *words = lapel_words_error (errors->pdata[i]);

      gtk_list_box_append (self->errors, lapel_row_new (words, NULL));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->list), standings->len > 0);
  gtk_widget_set_visible (self->errors_section, errors->len > 0);
  lapel_stack_show (self->stack, standings->len + errors->len > 0 ? "list" : "empty",
                    GTK_STACK_TRANSITION_TYPE_NONE);
}
