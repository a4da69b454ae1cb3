/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-fold.h"
#include "lapel-wallet-private.h"

#include <string.h>

/* Enough for title, issuer, tags and the beginning of a description; a list of 10,000 stays small.
 */
#define MAX_SEARCH_BYTES 1024

static void
append_line (GString    *out,
             const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

/* What matters most goes first, as the end may be cut. */
static char *
make_search (const LapelCredential *credential)
{
  g_autoptr (GString) text = g_string_sized_new (MAX_SEARCH_BYTES);
  g_autofree char *folded = NULL;
  const char *end = NULL;

  append_line (text, credential->title);
  append_line (text, credential->issuer.name);
  append_line (text, credential->code);
  for (uint32_t i = 0; credential->tags != NULL && credential->tags[i] != NULL; i++)
    append_line (text, credential->tags[i]);
  for (uint32_t i = 0; i < credential->n_alignments; i++)
    {
      append_line (text, credential->alignments[i].name);
      append_line (text, credential->alignments[i].code);
    }
  append_line (text, credential->achievement_type);
  append_line (text, credential->description);

  folded = lapel_fold (text->str);
  if (strlen (folded) <= MAX_SEARCH_BYTES)
    return g_steal_pointer (&folded);
  end = g_utf8_find_prev_char (folded, folded + MAX_SEARCH_BYTES);
  return g_strndup (folded, (gsize) (end - folded));
}

static void
set_report (LapelRecord       *fields,
            const LapelReport *report,
            LapelTime          checked)
{
  fields->verdict = lapel_report_get_verdict (report);
  fields->states = lapel_report_get_states (report);
  fields->checked = checked;
  for (unsigned int i = 0; i < LAPEL_N_QUESTIONS; i++)
    fields->outcomes[i] = lapel_report_get_outcome (report, (LapelQuestion) i);
}

LapelRecord *
lapel_wallet_make_record (const LapelCredential *credential,
                          const LapelReport     *report,
                          LapelTime              checked)
{
  g_autofree char *search = make_search (credential);
  LapelRecord fields = LAPEL_RECORD_INIT;
  const char *issuer = credential->issuer.name;

  if (issuer == NULL || issuer[0] == '\0')
    issuer = credential->issuer.id;

  fields.title = credential->title;
  fields.issuer_id = credential->issuer.id == NULL ? "" : credential->issuer.id;
  fields.issuer_name = issuer == NULL ? "" : issuer;
  fields.achievement_id = credential->achievement_id;
  fields.achievement_type = credential->achievement_type;
  fields.language = credential->language;
  fields.kind = credential->kind;
  fields.format = credential->format;
  fields.awarded = credential->awarded;
  fields.valid_until = credential->valid_until;
  fields.search = search;
  set_report (&fields, report, checked);
  return lapel_record_new (&fields);
}

LapelRecord *
lapel_wallet_update_record (const LapelRecord *record,
                            const LapelReport *report,
                            LapelTime          checked)
{
  LapelRecord fields = *record;

  set_report (&fields, report, checked);
  return lapel_record_new (&fields);
}
