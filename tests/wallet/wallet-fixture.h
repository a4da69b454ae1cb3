/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

G_BEGIN_DECLS

/** A wallet in a folder of its own, open. */
typedef struct
{
  char *folder;
  LapelWallet *wallet;
  unsigned int changes; /* "changed" */
} Fixture;

/** Keeps the result at the place that @user_data is, for wait_for (). */
void result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data);
GAsyncResult *wait_for (GAsyncResult **result);

/** Opens the wallet of the fixture once more. */
void open_wallet (Fixture *fixture);
void fixture_set_up (Fixture       *fixture,
                     gconstpointer  data);
void fixture_tear_down (Fixture       *fixture,
                        gconstpointer  data);

/** (element-type LapelSource) */
GPtrArray *new_sources (void);

/** A file of the samples; a text that was pasted; one of many credentials that nothing proves. */
LapelSource *sample (const char *name);
LapelSource *text (const char *contents);
LapelSource *numbered (unsigned int number);

/** Imports @sources, which must not fail. (element-type LapelImportResult) */
GPtrArray *
import (Fixture             *fixture,
        GPtrArray           *sources,
        LapelImportProgress  progress,
        gpointer             progress_data);

/** Imports one sample. Returns: its entry */
gint64 import_sample (Fixture    *fixture,
                      const char *name);
unsigned int count_entries (Fixture *fixture);

G_END_DECLS
