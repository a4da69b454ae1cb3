/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-filter-button.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelFilterButton
{
  AdwBin parent_instance;

  /* template children */
  GtkMenuButton *button;
  GtkDropDown *state;
  GtkDropDown *kind;
  GtkDropDown *issuer;
  GtkDropDown *year;
  GtkDropDown *yours;
  GtkDropDown *tag;
  GtkCheckButton *expiring;
  GtkWidget *clear;

  gboolean updating; /* the values change, not the choice */

  /* owned */
  GPtrArray *issuers; /* (element-type utf8): keys, in the order shown */
  GPtrArray *tags;
  GArray *years; /* of int */
  GArray *kinds; /* of LapelKind */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelFilterButton, lapel_filter_button, ADW_TYPE_BIN)

/* What a choice of state means. */
typedef struct
{
  const char *name;
  unsigned int verdicts;
} State;

/* Translators: states of a credential, in a list to choose one from */
static const State states[] = {
  { N_ ("Any"), 0 },
  { N_ ("Verified"), 1u << LAPEL_VERDICT_VERIFIED },
  { N_ ("Revoked or suspended"), 1u << LAPEL_VERDICT_REVOKED },
  { N_ ("Expired or not valid yet"), 1u << LAPEL_VERDICT_NOT_CURRENT },
  { N_ ("Not genuine"), 1u << LAPEL_VERDICT_INVALID },
  { N_ ("Could not be checked"), 1u << LAPEL_VERDICT_UNDECIDED },
};

typedef struct
{
  const char *name;
  unsigned int outcomes;
} Owner;

/* Translators: whose a credential is, in a list to choose one from */
static const Owner owners[] = {
  { N_ ("Any"), 0 },
  { N_ ("Yours"), 1u << LAPEL_OUTCOME_PASSED },
  { N_ ("Someone else’s"), 1u << LAPEL_OUTCOME_FAILED },
  { N_ ("Cannot tell"), 1u << LAPEL_OUTCOME_UNCHECKED },
  { N_ ("Nobody named"), 1u << LAPEL_OUTCOME_NOT_APPLICABLE },
};

#define N_CHOICES 6

static void
list_choices (LapelFilterButton *self,
              GtkDropDown       *choices[N_CHOICES])
{
  choices[0] = self->state;
  choices[1] = self->kind;
  choices[2] = self->issuer;
  choices[3] = self->year;
  choices[4] = self->yours;
  choices[5] = self->tag;
}

static void
show_active (LapelFilterButton *self)
{
  gboolean active = lapel_filter_button_is_active (self);

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               active ? _ ("Filter: not all are shown") : _ ("Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  active ? _ ("Filter: not all are shown") : _ ("Filter"), -1);
  gtk_widget_set_sensitive (self->clear, active);
}

static void
chosen_cb (LapelFilterButton *self)
{
  if (self->updating)
    return;
  show_active (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Long names of issuers are cut in the list of values. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
lapel_filter_button_dispose (GObject *object)
{
  LapelFilterButton *self = LAPEL_FILTER_BUTTON (object);

  self->updating = TRUE;
  g_clear_pointer (&self->issuers, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->kinds, g_array_unref);

  G_OBJECT_CLASS (lapel_filter_button_parent_class)->dispose (object);
}

static void
lapel_filter_button_class_init (LapelFilterButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_filter_button_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-filter-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, button);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, state);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, kind);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, issuer);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, year);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, yours);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, tag);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, expiring);
  gtk_widget_class_bind_template_child (widget_class, LapelFilterButton, clear);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, lapel_filter_button_clear);
}

/* Shows @names after "Any" in @choice, and the one at @selected. */
static void
set_values (GtkDropDown       *choice,
            const char *const *names,
            unsigned int       selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, selected);
}

static void
lapel_filter_button_init (LapelFilterButton *self)
{
  GtkDropDown *choices[N_CHOICES];
  const char *any[] = { _ ("Any"), NULL };
  const char *state_names[G_N_ELEMENTS (states) + 1] = { NULL };
  const char *owner_names[G_N_ELEMENTS (owners) + 1] = { NULL };
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->issuers = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  self->kinds = g_array_new (FALSE, FALSE, sizeof (LapelKind));
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list_choices (self, choices);
  for (unsigned int i = 0; i < N_CHOICES; i++)
    {
      gtk_drop_down_set_factory (choices[i], factory);
      set_values (choices[i], any, 0);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (states); i++)
    state_names[i] = _ (states[i].name);
  for (unsigned int i = 0; i < G_N_ELEMENTS (owners); i++)
    owner_names[i] = _ (owners[i].name);
  set_values (self->state, state_names, 0);
  set_values (self->yours, owner_names, 0);
  self->updating = FALSE;
}

/* The values of a facet that has names, and their keys beside them. */
static void
update_named (GtkDropDown    *choice,
              GPtrArray      *keys,
              LapelEntryList *entries,
              LapelFacetOf    what)
{
  g_autoptr (GArray) facets = lapel_entry_list_list_facets (entries, what);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  unsigned int place = gtk_drop_down_get_selected (choice);
  g_autofree char *chosen =
      place > 0 && place <= keys->len ? g_strdup (keys->pdata[place - 1]) : NULL;
  unsigned int selected = 0;

  g_ptr_array_set_size (keys, 0);
  g_ptr_array_add (names, (gpointer) _ ("Any"));
  for (unsigned int i = 0; i < facets->len; i++)
    {
      const LapelFacet *facet = &g_array_index (facets, LapelFacet, i);

      g_ptr_array_add (keys, g_strdup (facet->key));
      g_ptr_array_add (names, (gpointer) facet->name);
      if (g_strcmp0 (facet->key, chosen) == 0)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  set_values (choice, (const char *const *) names->pdata, selected);
}

static void
update_years (LapelFilterButton *self,
              LapelEntryList    *entries)
{
  g_autoptr (GArray) facets = lapel_entry_list_list_facets (entries, LAPEL_FACET_YEAR);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  unsigned int place = gtk_drop_down_get_selected (self->year);
  int chosen =
      place > 0 && place <= self->years->len ? g_array_index (self->years, int, place - 1) : 0;
  unsigned int selected = 0;

  g_array_set_size (self->years, 0);
  g_ptr_array_add (names, g_strdup (_ ("Any")));
  for (unsigned int i = 0; i < facets->len; i++)
    {
      int year = (int) g_array_index (facets, LapelFacet, i).number;

      /* What has no date has no year to choose. */
      if (year == 0)
        continue;
      g_array_append_val (self->years, year);
      g_ptr_array_add (names, g_strdup_printf ("%d", year));
      if (year == chosen)
        selected = self->years->len;
    }
  g_ptr_array_add (names, NULL);
  set_values (self->year, (const char *const *) names->pdata, selected);
}

static void
update_kinds (LapelFilterButton *self,
              LapelEntryList    *entries)
{
  g_autoptr (GArray) facets = lapel_entry_list_list_facets (entries, LAPEL_FACET_KIND);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  unsigned int place = gtk_drop_down_get_selected (self->kind);
  int chosen = place > 0 && place <= self->kinds->len
                   ? (int) g_array_index (self->kinds, LapelKind, place - 1)
                   : -1;
  unsigned int selected = 0;

  g_array_set_size (self->kinds, 0);
  g_ptr_array_add (names, (gpointer) _ ("Any"));
  for (unsigned int i = 0; i < facets->len; i++)
    {
      LapelKind kind = (LapelKind) g_array_index (facets, LapelFacet, i).number;

      g_array_append_val (self->kinds, kind);
      g_ptr_array_add (names, (gpointer) lapel_words_kind (kind));
      if ((int) kind == chosen)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  set_values (self->kind, (const char *const *) names->pdata, selected);
}

void
lapel_filter_button_update (LapelFilterButton *self,
                            LapelEntryList    *entries)
{
  g_return_if_fail (LAPEL_IS_FILTER_BUTTON (self));

  self->updating = TRUE;
  update_named (self->issuer, self->issuers, entries, LAPEL_FACET_ISSUER);
  update_named (self->tag, self->tags, entries, LAPEL_FACET_TAG);
  update_years (self, entries);
  update_kinds (self, entries);
  self->updating = FALSE;
  show_active (self);
}

/* The key that is chosen; (nullable) */
static const char *
get_key (GtkDropDown *choice,
         GPtrArray   *keys)
{
  unsigned int place = gtk_drop_down_get_selected (choice);

  return place > 0 && place <= keys->len ? keys->pdata[place - 1] : NULL;
}

void
lapel_filter_button_get_criteria (LapelFilterButton *self,
                                  LapelCriteria     *criteria)
{
  unsigned int year;
  unsigned int kind;
  unsigned int state;
  unsigned int owner;

  g_return_if_fail (LAPEL_IS_FILTER_BUTTON (self));

  year = gtk_drop_down_get_selected (self->year);
  kind = gtk_drop_down_get_selected (self->kind);
  state = gtk_drop_down_get_selected (self->state);
  owner = gtk_drop_down_get_selected (self->yours);

  if (state < G_N_ELEMENTS (states))
    criteria->verdicts = states[state].verdicts;
  if (owner < G_N_ELEMENTS (owners))
    criteria->yours = owners[owner].outcomes;
  if (year > 0 && year <= self->years->len)
    criteria->year = g_array_index (self->years, int, year - 1);
  if (kind > 0 && kind <= self->kinds->len)
    criteria->kinds = 1u << g_array_index (self->kinds, LapelKind, kind - 1);
  criteria->issuer = get_key (self->issuer, self->issuers);
  criteria->tag = get_key (self->tag, self->tags);
  if (gtk_check_button_get_active (self->expiring))
    criteria->expiring = TRUE;
}

gboolean
lapel_filter_button_is_active (LapelFilterButton *self)
{
  GtkDropDown *choices[N_CHOICES];

  g_return_val_if_fail (LAPEL_IS_FILTER_BUTTON (self), FALSE);

  list_choices (self, choices);
  for (unsigned int i = 0; i < N_CHOICES; i++)
    if (gtk_drop_down_get_selected (choices[i]) > 0)
      return TRUE;
  return gtk_check_button_get_active (self->expiring);
}

void
lapel_filter_button_clear (LapelFilterButton *self)
{
  GtkDropDown *choices[N_CHOICES];

  g_return_if_fail (LAPEL_IS_FILTER_BUTTON (self));

  list_choices (self, choices);
  self->updating = TRUE;
  for (unsigned int i = 0; i < N_CHOICES; i++)
    gtk_drop_down_set_selected (choices[i], 0);
  gtk_check_button_set_active (self->expiring, FALSE);
  self->updating = FALSE;
  chosen_cb (self);
}
