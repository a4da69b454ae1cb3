/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** What the holder can put on credentials. */
typedef enum
{
  LAPEL_MARKS_TAGS,
  LAPEL_MARKS_COLLECTIONS,
} LapelMarks;

/** LapelMarksDialog: the tags of some credentials, or the collections they lie in, each with a
 * check mark that is half set where it holds for some of them alone. What is changed is changed at
 * once. */
#define LAPEL_TYPE_MARKS_DIALOG (lapel_marks_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LapelMarksDialog, lapel_marks_dialog, LAPEL, MARKS_DIALOG, AdwWindow)

/** @ids: (element-type gint64): a reference is taken */
GtkWidget *
lapel_marks_dialog_new (GtkWindow   *parent,
                        LapelWallet *wallet,
                        LapelMarks   marks,
                        GArray      *ids);

G_END_DECLS
