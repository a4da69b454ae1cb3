/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-shield.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelShield
{
  GtkWidget parent_instance;

  GtkWidget *image;
  const char *style; /* a literal */
  const char *words; /* static */
};

G_DEFINE_FINAL_TYPE (LapelShield, lapel_shield, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
} looks[LAPEL_N_VERDICTS] = {
  [LAPEL_VERDICT_VERIFIED] = { "lapel-shield-verified-symbolic", "success" },
  [LAPEL_VERDICT_UNDECIDED] = { "lapel-shield-undecided-symbolic", "neutral" },
  [LAPEL_VERDICT_NOT_CURRENT] = { "lapel-shield-attention-symbolic", "warning" },
  [LAPEL_VERDICT_REVOKED] = { "lapel-shield-revoked-symbolic", "error" },
  [LAPEL_VERDICT_INVALID] = { "lapel-shield-invalid-symbolic", "error" },
};

static void
show (LapelShield  *self,
      LapelVerdict  look,
      const char   *words)
{
  if (self->words == words && self->style == looks[look].style)
    return;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = looks[look].style;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style);

  self->words = words;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), looks[look].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* Asked when it is shown: to set a tooltip's text asks the display server where the pointer is. */
static gboolean
lapel_shield_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  LapelShield *self = LAPEL_SHIELD (widget);

  gtk_tooltip_set_text (tooltip, self->words);
  return self->words != NULL;
}

static void
lapel_shield_dispose (GObject *object)
{
  LapelShield *self = LAPEL_SHIELD (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);

  G_OBJECT_CLASS (lapel_shield_parent_class)->dispose (object);
}

static void
lapel_shield_class_init (LapelShieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_shield_dispose;
  widget_class->query_tooltip = lapel_shield_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "shield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lapel_shield_init (LapelShield *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE, "pixel-size", 20, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
lapel_shield_new (void)
{
  return g_object_new (LAPEL_TYPE_SHIELD, NULL);
}

void
lapel_shield_set_verdict (LapelShield  *self,
                          LapelVerdict  verdict,
                          LapelStates   states)
{
  g_return_if_fail (LAPEL_IS_SHIELD (self));
  g_return_if_fail (verdict < LAPEL_N_VERDICTS);

  show (self, verdict, lapel_words_verdict (verdict, states));
}

void
lapel_shield_set_outcome (LapelShield  *self,
                          LapelOutcome  outcome)
{
  g_return_if_fail (LAPEL_IS_SHIELD (self));

  switch (outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      show (self, LAPEL_VERDICT_VERIFIED, _ ("Passed"));
      break;
    case LAPEL_OUTCOME_FAILED:
      show (self, LAPEL_VERDICT_INVALID, _ ("Failed"));
      break;
    case LAPEL_OUTCOME_UNCHECKED:
      show (self, LAPEL_VERDICT_UNDECIDED, _ ("Could not be checked"));
      break;
    case LAPEL_OUTCOME_NOT_APPLICABLE:
    default:
      show (self, LAPEL_VERDICT_UNDECIDED, _ ("Does not apply"));
      break;
    }
}

const char *
lapel_shield_get_style (LapelVerdict verdict)
{
  g_return_val_if_fail (verdict < LAPEL_N_VERDICTS, "neutral");

  return looks[verdict].style;
}
