/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-stack.h"

void
lapel_stack_show (GtkStack               *stack,
                  const char             *name,
                  GtkStackTransitionType  transition)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  gtk_stack_set_visible_child_full (stack, name, transition);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != gtk_stack_get_visible_child (stack), -1);
}
