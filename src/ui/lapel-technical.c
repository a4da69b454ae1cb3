/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-technical.h"

#include "lapel-part.h"
#include "lapel-rows.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* A transcript may have thousands of proofs. Each of its credentials shows its own on its own page;
 * copying takes all of them. */
#define MAX_PROOFS 8

/* A text of more lines or characters than a few is shown in a box that scrolls. A picture in the
 * credential makes a line of it that nobody reads: such lines are cut in the middle, and what is to
 * be laid out is bounded. */
#define MAX_LABEL_CHARS 240
#define MAX_LINE_BYTES  600
#define MAX_SHOWN_BYTES (64 * 1024)

/* The height of such a box, in pixels; about as many lines and characters fit into it. */
#define LINE_HEIGHT 16
#define LINE_CHARS  60
#define MAX_LINES   12

struct _LapelTechnical
{
  AdwBin parent_instance;

  /* template children */
  AdwExpanderRow *row;
  GtkWidget *copy_all;

  gint64 entry; /* -1: none */

  /* owned */
  char *part; /* (nullable) */
  LapelWallet *wallet;
  GCancellable *loading; /* cancelled in dispose */
  GPtrArray *rows;       /* (element-type GtkWidget): what stands in the row; borrowed from it */
  GPtrArray *proofs;     /* (nullable) (element-type GArray): what is shown */
};

G_DEFINE_FINAL_TYPE (LapelTechnical, lapel_technical, ADW_TYPE_BIN)

static void
add_row (LapelTechnical *self,
         GtkWidget      *row)
{
  g_ptr_array_add (self->rows, row);
  adw_expander_row_add_row (self->row, row);
}

static void
clear_rows (LapelTechnical *self)
{
  for (unsigned int i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->row, self->rows->pdata[i]);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);
  gtk_widget_set_visible (self->copy_all, FALSE);
}

/* Both ends of a long line tell it from others; the middle is for the clipboard. */
static void
append_line (GString    *out,
             const char *line,
             size_t      length)
{
  const char *head_end;
  const char *tail;

  if (length <= MAX_LINE_BYTES)
    {
      g_string_append_len (out, line, (gssize) length);
      return;
    }

  head_end = g_utf8_find_prev_char (line, line + MAX_LINE_BYTES / 2);
  tail = g_utf8_find_next_char (line + length - MAX_LINE_BYTES / 4, NULL);
  g_string_append_len (out, line, head_end - line);
  /* Translators: stands in the middle of a long text; %u counts the bytes that are left out */
  g_string_append_printf (out, _ (" … %u bytes more … "), (unsigned int) (tail - head_end));
  g_string_append_len (out, tail, line + length - tail);
}

static char *
shorten (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *line = text; *line != '\0' && out->len < MAX_SHOWN_BYTES;)
    {
      size_t length = strcspn (line, "\n");

      append_line (out, line, length);
      line += length;
      if (*line == '\n')
        line++;
      if (*line != '\0')
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_long (const char *text)
{
  return strlen (text) > MAX_LABEL_CHARS || strchr (text, '\n') != NULL;
}

static GtkWidget *
new_short_text (const char *text)
{
  GtkWidget *label = lapel_label_new (text, "monospace", -1);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

/* A list gives its rows no more than they need at least. */
static int
estimate_height (const char *text)
{
  unsigned int lines = 1;

  for (const char *line = text; *line != '\0' && lines < MAX_LINES;)
    {
      size_t length = strcspn (line, "\n");

      lines += 1 + (unsigned int) (length / LINE_CHARS);
      line += length + (line[length] == '\n' ? 1 : 0);
    }
  return (int) MIN (lines, MAX_LINES) * LINE_HEIGHT;
}

static GtkWidget *
new_long_text (const char *text,
               const char *name)
{
  g_autofree char *shown = shorten (text);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), shown, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              estimate_height (shown));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "technical-text");
  return scroller;
}

static GtkWidget *
new_copy_button (const char *name,
                 const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: copies one text to the clipboard; %s says which */
  g_autofree char *words = g_strdup_printf (_ ("Copy “%s”"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "technical.copy");
  return button;
}

static GtkWidget *
new_step_row (const LapelParam *step)
{
  const char *words = lapel_words_step (step->name);
  const char *name = words != NULL ? words : step->name;
  const char *value = lapel_words_step_value (step->name, step->value);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = lapel_label_new (name, "caption", 2);

  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts),
                  is_long (value) ? new_long_text (value, name) : new_short_text (value));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), new_copy_button (name, step->value));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "technical");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  return row;
}

static void
add_note (LapelTechnical *self,
          const char     *text)
{
  GtkWidget *row = lapel_row_new (text, NULL);

  gtk_widget_add_css_class (row, "technical-note");
  add_row (self, row);
}

static void
show_proofs (LapelTechnical *self)
{
  unsigned int n = MIN (self->proofs->len, MAX_PROOFS);

  if (n == 0)
    add_note (self, _ ("Nothing in it is signed, so there is nothing to take apart."));

  for (unsigned int i = 0; i < n; i++)
    {
      const GArray *steps = self->proofs->pdata[i];

      if (self->proofs->len > 1)
        {
          /* Translators: a heading; the numbers say which proof of how many */
          g_autofree char *title =
              g_strdup_printf (_ ("Proof %1$u of %2$u"), i + 1, self->proofs->len);
          GtkWidget *row = lapel_row_new (title, NULL);

          gtk_widget_add_css_class (row, "technical-heading");
          add_row (self, row);
        }
      for (unsigned int j = 0; j < steps->len; j++)
        add_row (self, new_step_row (&g_array_index (steps, LapelParam, j)));
    }

  if (self->proofs->len > n)
    add_note (self, _ ("The rest is on the pages of the credentials in it. “Copy All” takes "
                       "everything."));
  gtk_widget_set_visible (self->copy_all, n > 0);
}

static void
explained_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proofs = NULL;
  LapelTechnical *self = user_data; /* gone if it was cancelled */

  proofs = lapel_wallet_explain_finish (LAPEL_WALLET (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  clear_rows (self);
  if (proofs != NULL)
    {
      self->proofs = g_steal_pointer (&proofs);
      show_proofs (self);
    }
  else
    {
      g_autofree char *words = lapel_words_error (error);

      add_note (self, words);
    }
}

static void
load (LapelTechnical *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->entry == -1 || !adw_expander_row_get_expanded (self->row))
    return;

  self->loading = g_cancellable_new ();
  lapel_wallet_explain_async (self->wallet, self->entry, self->part, self->loading, explained_cb,
                              self);
}

static void
expanded_cb (LapelTechnical *self)
{
  if (self->proofs == NULL)
    load (self);
  gtk_widget_set_visible (self->copy_all, adw_expander_row_get_expanded (self->row) &&
                                              self->proofs != NULL && self->proofs->len > 0);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lapel_copy (widget, g_variant_get_string (parameter, NULL));
}

/* As lapel-cli verify --explain names them, so that both can be laid side by side. */
static void
copy_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LapelTechnical *self = LAPEL_TECHNICAL (widget);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned int i = 0; self->proofs != NULL && i < self->proofs->len; i++)
    {
      const GArray *steps = self->proofs->pdata[i];

      if (i > 0)
        g_string_append_c (text, '\n');
      for (unsigned int j = 0; j < steps->len; j++)
        {
          const LapelParam *step = &g_array_index (steps, LapelParam, j);

          g_string_append_printf (text, "%s:%s%s\n", step->name,
                                  strchr (step->value, '\n') != NULL ? "\n" : " ", step->value);
        }
    }
  lapel_copy (widget, text->str);
}

static void
lapel_technical_dispose (GObject *object)
{
  LapelTechnical *self = LAPEL_TECHNICAL (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->wallet);
  g_clear_pointer (&self->part, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_technical_parent_class)->dispose (object);
}

static void
lapel_technical_class_init (LapelTechnicalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_technical_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/lapel/Lapel/lapel-technical.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelTechnical, row);
  gtk_widget_class_bind_template_child (widget_class, LapelTechnical, copy_all);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_install_action (widget_class, "technical.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "technical.copy-all", NULL, copy_all_action);
}

static void
lapel_technical_init (LapelTechnical *self)
{
  self->entry = -1;
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lapel_technical_set_entry (LapelTechnical *self,
                           LapelWallet    *wallet,
                           gint64          entry,
                           const char     *part)
{
  g_return_if_fail (LAPEL_IS_TECHNICAL (self));

  g_set_object (&self->wallet, wallet);
  if (entry != self->entry || g_strcmp0 (part, self->part) != 0)
    {
      self->entry = entry;
      g_free (self->part);
      self->part = g_strdup (part);
      clear_rows (self);
      adw_expander_row_set_expanded (self->row, FALSE);
    }
  load (self);
}
