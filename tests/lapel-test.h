/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * lapel_test_conformance:
 *
 * The path of @folder in the conformance data (LAPEL_CONFORMANCE). Where the folder is absent the
 * running test is skipped with "no data" and %NULL comes back: return at once.
 * Returns: (transfer full) (nullable)
 */
char *lapel_test_conformance (const char *folder);

/** Reads a whole file that must be there. Returns: (transfer full) */
char *lapel_test_read (const char *folder,
                       const char *file,
                       size_t     *out_length);

/** Parses a manifest (our own test data, hence json-glib). Returns: (transfer full) */
JsonNode *lapel_test_read_json (const char *folder,
                                const char *file);

/** Prints the line that tests/run collects: "conformance FOLDER: PASSED of TOTAL". */
void lapel_test_count (const char   *folder,
                       unsigned int  passed,
                       unsigned int  total);

G_END_DECLS
