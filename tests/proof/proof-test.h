/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-data-integrity.h"
#include "lapel-json.h"
#include "lapel-key.h"
#include "lapel-test.h"

G_BEGIN_DECLS

/** Reads a file of the conformance data that must be strict JSON. Returns: (transfer full) */
LapelJsonDoc *proof_test_read (const char *folder,
                               const char *file);

/** Reads JSON written in a test. Returns: (transfer full) */
LapelJsonDoc *proof_test_parse (const char *text);

/** A workspace for the published vectors, which use contexts that the bundle leaves out on purpose.
 * Returns: (transfer full) (nullable): %NULL where there is no data, and the test is skipped */
LapelWorkspace *proof_test_workspace (void);

/** The key in "publicKeyMultibase". Returns: (transfer full) */
LapelKey *proof_test_multikey (const LapelJson *object);

/** Writes the bytes of an even number of hex digits. Returns their number. */
size_t proof_test_from_hex (const char *hex,
                            guint8     *out,
                            size_t      size);

/** Asserts that @data is @hex. */
void proof_test_assert_hex (const guint8 *data,
                            size_t        length,
                            const char   *hex);

/** One key of each type that never signed anything in the conformance data. Returns: (transfer
 * full) */
GPtrArray *proof_test_stranger_keys (void);

/* The outcome of a proof that is as it should be; any other is a code of LAPEL_ERROR. */
#define PROOF_TEST_GOOD -1

/** Asserts that lapel_proof_verify () comes to @code. */
void proof_test_assert_verdict (LapelWorkspace  *workspace,
                                const LapelJson *document,
                                const LapelJson *proof,
                                const LapelKey  *key,
                                int              code);

/** @proof with another signature. */
const LapelJson *proof_test_with_value (const LapelJson *proof,
                                        const guint8    *bytes,
                                        size_t           length,
                                        LapelArena      *arena);

/** Asserts that a good proof fails with a shorter, longer or changed signature, options or
 * document. */
void proof_test_assert_changes_fail (LapelWorkspace  *workspace,
                                     const LapelJson *document,
                                     const LapelJson *proof,
                                     const LapelKey  *key);

/** Asserts that a good proof over RDF fails once the date @member of @document is written so that
 * the quads are the same and who looks for the member does not find it. */
void proof_test_assert_hiding_fails (LapelWorkspace  *workspace,
                                     const LapelJson *document,
                                     const LapelJson *proof,
                                     const LapelKey  *key,
                                     const char      *member);

G_END_DECLS
