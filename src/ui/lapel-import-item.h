/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

G_BEGIN_DECLS

/** LapelImportItem: one row of the summary of an import: the heading of a group, or one result of
 * it. */
#define LAPEL_TYPE_IMPORT_ITEM (lapel_import_item_get_type ())
G_DECLARE_FINAL_TYPE (LapelImportItem, lapel_import_item, LAPEL, IMPORT_ITEM, GObject)

/** (nullable): of a heading. (transfer none) */
const LapelImportResult *lapel_import_item_get_result (LapelImportItem *self);

/** (nullable): of a result. */
const char *lapel_import_item_get_heading (LapelImportItem *self);

/** A set of LapelImportOutcome: the bit 1 << value of each. */
#define LAPEL_IMPORT_ANY ((1u << (LAPEL_IMPORT_REFUSED + 1)) - 1)

/**
 * lapel_import_items_new:
 * @batches: (element-type GPtrArray) of results as the import told of them; references are taken
 * @outcomes: a set: those that are listed
 *
 * What was added first, then what was replaced and what was there, then what was refused, in one
 * group for each reason, the most frequent first. Returns: (transfer full) (element-type
 * LapelImportItem)
 */
GListStore *lapel_import_items_new (GPtrArray    *batches,
                                    unsigned int  outcomes);

G_END_DECLS
