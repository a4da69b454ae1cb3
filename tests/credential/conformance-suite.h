/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-test.h"
#include "lapel-verify.h"

G_BEGIN_DECLS

/** A folder of the conformance data whose documents are served, and nothing else. */
typedef struct
{
  char *folder;
  JsonNode *manifest;
  GHashTable *documents; /* URL to path */
  LapelWorkspace *workspace;
} Suite;

/** Returns: (transfer full) (nullable): %NULL where there is no data, and the test is skipped */
Suite *suite_open (const char *name);
void suite_close (Suite *suite);

/** Serves what the issuers in another folder would. */
void suite_serve_issuers_of (Suite      *suite,
                             const char *name);

/** (transfer none) */
JsonArray *suite_cases (Suite *suite);

/** Verify bytes, or the file of a case, at the time the manifests name; with the documents of the
 * suite, where @options bring no loader. Returns: (transfer full) */
LapelReport *suite_verify_bytes (Suite              *suite,
                                 GBytes             *bytes,
                                 LapelVerifyOptions *options);
LapelReport *suite_verify (Suite      *suite,
                           JsonObject *item);
LapelReport *
suite_verify_for (Suite      *suite,
                  JsonObject *item,
                  const char *domain,
                  const char *challenge);

/** Prints every row. */
void suite_explain (const LapelReport *report);

/** The first row of this name, which must be there. */
const LapelCheck *suite_find_row (const LapelReport *report,
                                  const char        *name);
gboolean suite_has_note (const LapelReport *report,
                         const char        *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Suite, suite_close)

G_END_DECLS
