/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

#include <string.h>

static gboolean
says_the_same (const LapelRecord *a,
               const LapelRecord *b)
{
  return a->verdict == b->verdict && a->states == b->states &&
         memcmp (a->outcomes, b->outcomes, sizeof a->outcomes) == 0;
}

gboolean
lapel_wallet_recheck (LapelWorker        *worker,
                      const LapelRecord  *record,
                      gboolean            only_if_changed,
                      LapelChanges       *changes,
                      GError            **error)
{
  LapelStore *store = lapel_worker_open (worker, error);
  LapelChecker *checker = store == NULL ? NULL : lapel_worker_get_checker (worker, error);
  g_autoptr (LapelRecord) updated = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *json = NULL;
  g_auto (LapelChecked) checked = { 0 };

  text = checker == NULL ? NULL : lapel_store_get_text (store, record->id, error);
  if (text == NULL)
    return FALSE;

  lapel_checker_check (checker, text, &checked);
  updated = lapel_wallet_update_record (record, checked.report, g_get_real_time ());
  if (only_if_changed && says_the_same (record, updated))
    return TRUE;

  json = lapel_report_to_json (checked.report, NULL);
  if (!lapel_store_add_check (store, record->id, updated, json, error))
    return FALSE;
  g_ptr_array_add (changes->records, g_steal_pointer (&updated));
  return TRUE;
}
