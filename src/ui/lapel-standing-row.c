/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-standing-row.h"

#include "lapel-rows.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

const char *
lapel_standing_get_title (const LapelStanding *standing)
{
  const char *title =
      lapel_text_pick (lapel_pathway_get_title (standing->pathway), lapel_words_languages ());

  return title != NULL ? title : lapel_pathway_get_id (standing->pathway);
}

void
lapel_standing_show_ring (const LapelStanding *standing,
                          LapelRing           *ring)
{
  unsigned int total = standing->progress->total;
  g_autofree char *words = lapel_words_progress (standing->progress);
  const char *unit = lapel_progress_counts_credentials (standing->progress)
                         ? ngettext ("badge", "badges", total)
                         : ngettext ("step", "steps", total);

  lapel_ring_set (ring, standing->progress->done, total, words, unit);
}

char *
lapel_standing_dup_summary (const LapelStanding *standing)
{
  const LapelProgress *progress = standing->progress;
  unsigned int left = progress->total - MIN (progress->done, progress->total);
  g_autofree char *done = NULL;

  if (standing->award != -1)
    return g_strdup (_ ("Certificate earned"));

  done = lapel_words_progress (standing->progress);
  if (left == 0)
    return g_steal_pointer (&done);

  /* Translators: %s is "4 of 6 badges", %u how many are missing */
  return g_strdup_printf (ngettext ("%s · %u to go", "%s · %u to go", left), done, left);
}

GtkWidget *
lapel_standing_row_new (const LapelStanding *standing,
                        int                  ring_size)
{
  g_autofree char *summary = lapel_standing_dup_summary (standing);
  GtkWidget *ring = lapel_ring_new (ring_size);
  GtkWidget *row = lapel_row_new (lapel_standing_get_title (standing), summary);

  lapel_standing_show_ring (standing, LAPEL_RING (ring));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), ring);
  lapel_row_set_action (row, "win.open-pathway",
                        g_variant_new_string (lapel_pathway_get_id (standing->pathway)));
  gtk_widget_add_css_class (row, "standing");
  return row;
}
