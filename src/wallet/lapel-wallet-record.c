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
set_report (LapelRecord       *record,
            const LapelReport *report,
            LapelTime          checked)
{
  record->verdict = lapel_report_get_verdict (report);
  record->states = lapel_report_get_states (report);
  record->checked = checked;
  for (unsigned int i = 0; i < LAPEL_N_QUESTIONS; i++)
    record->outcomes[i] = lapel_report_get_outcome (report, (LapelQuestion) i);
}

LapelRecord *
lapel_wallet_make_record (const LapelCredential *credential,
                          const LapelReport     *report,
                          LapelTime              checked)
{
  LapelRecord *record = lapel_record_new ();
  const char *issuer = credential->issuer.name;

  if (issuer == NULL || issuer[0] == '\0')
    issuer = credential->issuer.id;

  record->title = g_strdup (credential->title);
  record->issuer_id = g_strdup (credential->issuer.id == NULL ? "" : credential->issuer.id);
  record->issuer_name = g_strdup (issuer == NULL ? "" : issuer);
  record->achievement_id = g_strdup (credential->achievement_id);
  record->achievement_type = g_strdup (credential->achievement_type);
  record->kind = credential->kind;
  record->awarded = credential->awarded;
  record->valid_until = credential->valid_until;
  record->search = make_search (credential);
  set_report (record, report, checked);
  return record;
}

LapelRecord *
lapel_wallet_update_record (const LapelRecord *record,
                            const LapelReport *report,
                            LapelTime          checked)
{
  LapelRecord *copy = lapel_record_new ();

  copy->id = record->id;
  copy->title = g_strdup (record->title);
  copy->issuer_id = g_strdup (record->issuer_id);
  copy->issuer_name = g_strdup (record->issuer_name);
  copy->achievement_id = g_strdup (record->achievement_id);
  copy->achievement_type = g_strdup (record->achievement_type);
  copy->kind = record->kind;
  copy->awarded = record->awarded;
  copy->valid_until = record->valid_until;
  copy->added = record->added;
  copy->search = g_strdup (record->search);
  set_report (copy, report, checked);
  return copy;
}
