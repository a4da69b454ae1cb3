/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-share-page.h"

#include "lapel-portfolio.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>

struct _LapelSharePage
{
  LapelTime now;
  GPtrArray *texts;    /* (element-type GBytes) */
  GArray *credentials; /* of LapelPageCredential */
  GArray *progress;    /* of LapelPageProgress */

  /* what the two above point to */
  GPtrArray *strings;
  GPtrArray *rows;     /* (element-type GArray), of LapelPageRow */
  GPtrArray *pictures; /* (element-type GBytes) */
};

LapelSharePage *
lapel_share_page_new (LapelTime now)
{
  LapelSharePage *self = g_new0 (LapelSharePage, 1);

  self->now = now;
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->credentials = g_array_new (FALSE, TRUE, sizeof (LapelPageCredential));
  self->progress = g_array_new (FALSE, TRUE, sizeof (LapelPageProgress));
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
lapel_share_page_free (LapelSharePage *self)
{
  g_ptr_array_unref (self->texts);
  g_array_unref (self->credentials);
  g_array_unref (self->progress);
  g_ptr_array_unref (self->strings);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

/* @text: (transfer full) (nullable). Returns: (transfer none) */
static const char *
keep (LapelSharePage *self,
      char           *text)
{
  if (text != NULL)
    g_ptr_array_add (self->strings, text);
  return text;
}

static char *
make_facts (const LapelCredential *credential)
{
  if (credential->ects > 0 && credential->eqf > 0)
    /* Translators: credit points, and a level of the European Qualifications Framework */
    return g_strdup_printf (_ ("%1$g ECTS · EQF %2$d"), credential->ects, credential->eqf);
  if (credential->ects > 0)
    /* Translators: credit points */
    return g_strdup_printf (_ ("%g ECTS"), credential->ects);
  if (credential->eqf > 0)
    /* Translators: a level of the European Qualifications Framework */
    return g_strdup_printf (_ ("EQF %d"), credential->eqf);
  return NULL;
}

static char *
make_subtitle (const LapelRecord *record)
{
  g_autofree char *date = lapel_words_date (record->awarded);

  /* Translators: issuer, kind of credential ("badge") and date of award */
  return g_strdup_printf (_ ("%1$s · %2$s · issued %3$s"), record->issuer_name,
                          lapel_words_kind (record->kind), date);
}

/* The page is read by somebody else, to whom "yours" means nothing. */
static const char *
recipient_title (LapelOutcome outcome)
{
  switch (outcome)
    {
    case LAPEL_OUTCOME_PASSED:
      return _ ("Awarded to the person who shares it");
    case LAPEL_OUTCOME_FAILED:
      return _ ("Awarded to somebody else");
    case LAPEL_OUTCOME_NOT_APPLICABLE:
      return _ ("Does not say to whom it was awarded");
    case LAPEL_OUTCOME_UNCHECKED:
    default:
      return _ ("Does not say openly to whom it was awarded");
    }
}

static LapelPageRow
make_row (LapelSharePage   *self,
          const LapelCheck *check)
{
  LapelPageRow row = { .outcome = check->outcome,
                       .outcome_word = lapel_words_outcome (check->outcome) };

  if (check->question == LAPEL_QUESTION_YOURS)
    {
      row.title = recipient_title (check->outcome);
      if (check->outcome == LAPEL_OUTCOME_PASSED)
        row.subtitle = _ ("It names an identity that this person entered as her or his own.");
      return row;
    }
  row.title = keep (self, lapel_words_check_title (check));
  row.subtitle = keep (self, lapel_words_check_detail (check));
  return row;
}

static GArray *
make_rows (LapelSharePage    *self,
           const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (LapelPageRow));

  for (unsigned int i = 0; i < checks->len; i++)
    {
      LapelPageRow row = make_row (self, g_ptr_array_index (checks, i));

      g_array_append_val (rows, row);
    }
  g_ptr_array_add (self->rows, rows);
  return rows;
}

void
lapel_share_page_add_credential (LapelSharePage     *self,
                                 const LapelRecord  *record,
                                 GBytes             *text,
                                 const LapelChecked *checked,
                                 GBytes             *thumbnail)
{
  const GArray *rows = make_rows (self, checked->report);
  LapelPageCredential credential = {
    .title = keep (self, g_strdup (record->title)),
    .subtitle = keep (self, make_subtitle (record)),
    .picture = thumbnail,
    .verdict = lapel_report_get_verdict (checked->report),
    .verdict_word = lapel_words_report_verdict (checked->report),
    .rows = (const LapelPageRow *) (void *) rows->data,
    .n_rows = rows->len,
  };

  if (checked->credential != NULL)
    credential.facts = keep (self, make_facts (checked->credential));
  if (thumbnail != NULL)
    g_ptr_array_add (self->pictures, g_bytes_ref (thumbnail));
  g_ptr_array_add (self->texts, g_bytes_ref (text));
  g_array_append_val (self->credentials, credential);
}

void
lapel_share_page_add_progress (LapelSharePage      *self,
                               const LapelStanding *standing)
{
  const LapelText *title = lapel_pathway_get_title (standing->pathway);
  const char *text = title == NULL ? NULL : lapel_text_pick (title, lapel_words_languages ());
  LapelPageProgress progress = {
    .title = keep (self, g_strdup (text == NULL ? lapel_pathway_get_id (standing->pathway) : text)),
    .summary = keep (self, lapel_words_progress (standing->progress)),
    .done = standing->progress->done,
    .total = standing->progress->total,
  };

  g_array_append_val (self->progress, progress);
}

GPtrArray *
lapel_share_page_get_texts (const LapelSharePage *self)
{
  return self->texts;
}

LapelTime
lapel_share_page_get_time (const LapelSharePage *self)
{
  return self->now;
}

char *
lapel_share_page_dup_title (const char *name)
{
  if (name == NULL || name[0] == '\0')
    return g_strdup (_ ("Portfolio of credentials"));
  /* Translators: %s is the name of a person */
  return g_strdup_printf (_ ("Portfolio of %s"), name);
}

char *
lapel_share_page_dup_description (const char *to,
                                  const char *purpose)
{
  if (to != NULL && purpose != NULL)
    /* Translators: %1$s is whom a portfolio is for, %2$s what for */
    return g_strdup_printf (_ ("For %1$s: %2$s"), to, purpose);
  if (to != NULL)
    /* Translators: %s is whom a portfolio is for */
    return g_strdup_printf (_ ("For %s"), to);
  return g_strdup (purpose);
}

static char *
make_prepared (const LapelShare *share,
               LapelTime         now)
{
  g_autofree char *date = lapel_words_date (now);

  if (share->to != NULL && share->purpose != NULL)
    /* Translators: %1$s is a date, %2$s whom a portfolio is for, %3$s what for */
    return g_strdup_printf (_ ("Prepared %1$s for %2$s: %3$s"), date, share->to, share->purpose);
  if (share->to != NULL)
    /* Translators: %1$s is a date, %2$s whom a portfolio is for */
    return g_strdup_printf (_ ("Prepared %1$s for %2$s"), date, share->to);
  if (share->purpose != NULL)
    /* Translators: %1$s is a date, %2$s what a portfolio is for */
    return g_strdup_printf (_ ("Prepared %1$s: %2$s"), date, share->purpose);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("Prepared %s"), date);
}

static gboolean
is_right_to_left (void)
{
  /* Translators: write "rtl" here if your language is written from right to left, else "ltr" */
  return g_str_equal (C_ ("direction of writing", "ltr"), "rtl");
}

char *
lapel_share_page_render (LapelSharePage   *self,
                         const LapelShare *share,
                         const char       *presentation)
{
  g_autofree char *date = lapel_words_date (self->now);
  g_autofree char *prepared = make_prepared (share, self->now);
  /* Translators: %s is a date */
  g_autofree char *checked =
      g_strdup_printf (_ ("Checked by Lapel on %s. The marks say what was found on that day."),
                       date);
  LapelPage page = {
    /* Translators: the tag (BCP 47) of the language you translate into, such as "pt-BR" */
    .language = C_ ("language tag", "en"),
    .right_to_left = is_right_to_left (),
    .heading = _ ("Portfolio of credentials"),
    .name = share->name,
    .prepared = prepared,
    .checked = checked,
    .progress_heading = _ ("Progress towards certificates"),
    .how_to_check = _ (
        "This page carries the signed data of every credential it shows. To check them yourself, "
        "open the file in Lapel, or give presentation.json to any program that verifies W3C "
        "presentations: a changed letter would show."),
    .credentials = (const LapelPageCredential *) (void *) self->credentials->data,
    .n_credentials = self->credentials->len,
    .progress = (const LapelPageProgress *) (void *) self->progress->data,
    .n_progress = self->progress->len,
  };

  return lapel_portfolio_page (&page, presentation);
}
