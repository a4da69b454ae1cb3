/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"
#include "lapel-key.h"
#include "lapel-test.h"

G_BEGIN_DECLS

/** Reads a file of the conformance data that must be strict JSON. Returns: (transfer full) */
LapelJsonDoc *proof_test_read (const char *folder,
                               const char *file);

/** Reads JSON written in a test. Returns: (transfer full) */
LapelJsonDoc *proof_test_parse (const char *text);

/** Writes the bytes of an even number of hex digits. Returns their number. */
size_t proof_test_from_hex (const char *hex,
                            guint8     *out,
                            size_t      size);

/** Asserts that @data is @hex. */
void proof_test_assert_hex (const guint8 *data,
                            size_t        length,
                            const char   *hex);

/** One key of each type that never signed anything in the conformance data. Returns: (transfer full) */
GPtrArray *proof_test_stranger_keys (void);

G_END_DECLS
