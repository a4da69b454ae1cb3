/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet-private.h"

gboolean
lapel_wallet_recheck (LapelWorker        *worker,
                      const LapelRecord  *record,
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
  json = lapel_report_to_json (checked.report, NULL);
  if (!lapel_store_add_checks (store, &(LapelStoreCheck){ updated, json }, 1, error))
    return FALSE;
  g_ptr_array_add (changes->records, g_steal_pointer (&updated));
  return TRUE;
}
