/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-check-private.h"
#include "lapel-open-badge-2-private.h"

G_BEGIN_DECLS

/** Whether @part can be built upon: it is what its address answers, or lies in something as good.
 * Otherwise adds a row of `authentic` that says why not. @embedded: a copy embedded elsewhere does
 * where its address belongs to @authority (nullable: nowhere). */
gboolean lapel_ob2_check_part (LapelRun           *run,
                               const LapelOb2Part *part,
                               LapelCheckName      check,
                               const char         *authority);

/** Adds a row for a page that is no document one can use. */
void lapel_ob2_add_page_error (LapelRun           *run,
                               LapelQuestion       question,
                               LapelCheckName      check,
                               const LapelOb2Page *page,
                               const char         *url);

/** Adds the row of `authentic` that all was proven, unless nobody here can say what it means. */
void
lapel_ob2_add_proven (LapelRun       *run,
                      LapelCheckName  check,
                      const char     *name,
                      const char     *value);

/* One step each. */
void lapel_ob2_check_contexts (LapelRun *run);
void lapel_ob2_check_data (LapelRun *run);
void lapel_ob2_check_extensions (LapelRun        *run,
                                 const LapelJson *object);
void lapel_ob2_check_hosted (LapelRun *run);
void lapel_ob2_check_signed (LapelRun *run);

/** Whether the type of @object is of @type, and every type is a word of the vocabulary or an IRI;
 * @path: what it is called in a row. */
void lapel_ob2_check_types (LapelRun          *run,
                            const LapelJson   *object,
                            const char        *path,
                            const char *const *types);

G_END_DECLS
