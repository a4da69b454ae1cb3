/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-data-integrity-private.h"

G_BEGIN_DECLS

/* ecdsa-sd-2023 (vc-di-ecdsa §3.5 and §3.6): the issuer signs, beside what is mandatory, every
 * N-Quad on its own; the holder passes on those that belong to what she chooses to show. Blank
 * nodes carry labels made with a secret of the credential, so that they tell nothing else. */

#define LAPEL_ECDSA_SD_SIGNATURE_SIZE 64
#define LAPEL_ECDSA_SD_KEY_SIZE       35 /* a Multikey of P-256, without its multibase letter */
#define LAPEL_ECDSA_SD_LABEL_SIZE     LAPEL_HMAC_SIZE

/* lapel-ecdsa-sd-value.c: what is in a proofValue */

/** The label of one blank node of a derived document. */
typedef struct
{
  guint64 number; /* of its canonical label "c14n…" */
  guint8 label[LAPEL_ECDSA_SD_LABEL_SIZE];
} LapelEcdsaSdLabel;

typedef struct
{
  gboolean derived; /* else a base proof, which only the holder sees */
  guint8 base_signature[LAPEL_ECDSA_SD_SIGNATURE_SIZE];
  guint8 public_key[LAPEL_ECDSA_SD_KEY_SIZE]; /* that the quads are signed with */
  GByteArray *signatures;                     /* owned; one behind the other */

  /* of a base proof */
  guint8 hmac_key[LAPEL_HMAC_SIZE];
  GPtrArray *pointers; /* owned (element-type utf8): to what is mandatory */

  /* of a derived proof */
  GArray *labels;  /* owned (element-type LapelEcdsaSdLabel): by ascending number */
  GArray *indexes; /* owned (element-type guint64): of the mandatory quads */
} LapelEcdsaSdValue;

/** An empty one, for the caller to fill. */
LapelEcdsaSdValue *lapel_ecdsa_sd_value_new (gboolean derived);

/** Reads a proofValue of either kind, which has one spelling only. Errors: LAPEL_ERROR_ENCODING,
 * also for the kinds of other suites. */
LapelEcdsaSdValue *lapel_ecdsa_sd_value_parse (const char  *text,
                                               GError     **error);

/** Returns: (transfer full): the proofValue */
char *lapel_ecdsa_sd_value_to_text (const LapelEcdsaSdValue *self);

void lapel_ecdsa_sd_value_free (LapelEcdsaSdValue *self);

/** The number of signatures. */
size_t lapel_ecdsa_sd_value_count (const LapelEcdsaSdValue *self);

/** A label as a blank node has it: "u" and base64url. Returns: (transfer full) */
char *lapel_ecdsa_sd_label_to_text (const guint8 *label);

/* lapel-ecdsa-sd-quads.c */

/**
 * lapel_ecdsa_sd_quads:
 * @labels: (element-type utf8 utf8): from each blank node in @dataset to its new label
 *
 * The N-Quads with other labels, sorted, each once. Errors: LAPEL_ERROR_SELECTION if a label is
 * missing. Returns: (transfer full) (element-type utf8)
 */
GPtrArray *
lapel_ecdsa_sd_quads (const LapelRdfDataset  *dataset,
                      GHashTable             *labels,
                      GError                **error);

/** SHA-256 of the quads whose number is marked in @marks, one behind the other. */
void lapel_ecdsa_sd_hash_marked (const GPtrArray *quads,
                                 const gboolean  *marks,
                                 guint8          *out);

/* lapel-ecdsa-sd-select.c */

/**
 * lapel_ecdsa_sd_pointer_parse:
 *
 * Cuts a JSON Pointer (RFC 6901) into its names. Errors: LAPEL_ERROR_SELECTION. Returns: (transfer
 * full): free with g_strfreev ()
 */
char **lapel_ecdsa_sd_pointer_parse (const char  *text,
                                     GError     **error);

/**
 * lapel_ecdsa_sd_label_objects:
 *
 * A blank node identifier for every object of @document, as #LapelJsonldOptions takes them, so that
 * a node has the same in a part of the document. Returns: (transfer full)
 */
GHashTable *lapel_ecdsa_sd_label_objects (const LapelJson *document,
                                          LapelArena      *arena);

/**
 * lapel_ecdsa_sd_select:
 * @pointers: (element-type GStrv): from lapel_ecdsa_sd_pointer_parse ()
 * @objects: from lapel_ecdsa_sd_label_objects (); objects made here are added
 *
 * The part of @document that @pointers show: what they point to, and of everything on the way there
 * the id, the type and the context (vc-di-ecdsa §3.4.13). Errors: LAPEL_ERROR_SELECTION.
 */
const LapelJson *lapel_ecdsa_sd_select (const LapelJson  *document,
                                        const GPtrArray  *pointers,
                                        GHashTable       *objects,
                                        LapelArena       *arena,
                                        GError          **error);

/* lapel-ecdsa-sd-derive.c */

/** A document with all of its quads, ready to be taken apart. */
typedef struct
{
  LapelWorkspace *workspace; /* borrowed */
  const LapelJson *document; /* borrowed */
  GHashTable *objects;       /* owned */
  GHashTable *labels;        /* owned (element-type utf8 utf8): of the blank nodes */
  GPtrArray *quads;          /* owned (element-type utf8): with those labels */
} LapelEcdsaSdParts;

/** @document: without its proof. Leaves its canonical form in the workspace. */
LapelEcdsaSdParts *lapel_ecdsa_sd_parts_new (LapelWorkspace   *workspace,
                                             const LapelJson  *document,
                                             const guint8     *hmac_key,
                                             GError          **error);
void lapel_ecdsa_sd_parts_free (LapelEcdsaSdParts *self);

/**
 * lapel_ecdsa_sd_parts_mark:
 * @out_part: (nullable): what the pointers select
 *
 * Which of the quads belong to what @pointers select; none for no pointers. Leaves the quads of the
 * selection in the workspace's dataset. Returns: (transfer full)
 */
gboolean *lapel_ecdsa_sd_parts_mark (LapelEcdsaSdParts  *self,
                                     const GPtrArray    *pointers,
                                     const LapelJson   **out_part,
                                     GError            **error);

/* lapel-ecdsa-sd-verify.c */

/**
 * lapel_ecdsa_sd_verify:
 * @options: the proof without its @value
 * @key: (nullable): %NULL to check no signature
 *
 * Checks a derived proof. Leaves its quads as the canonical document, and the hashes of options and
 * mandatory quads, in the workspace. Errors: LAPEL_ERROR_PROOF_NOT_DERIVED for a base proof, and as
 * lapel_proof_verify ().
 */
gboolean lapel_ecdsa_sd_verify (LapelWorkspace    *workspace,
                                const LapelSuite  *suite,
                                const LapelJson   *document,
                                const LapelJson   *options,
                                const char        *value,
                                const LapelKey    *key,
                                GError           **error);

/**
 * lapel_ecdsa_sd_check_signatures:
 * @quads: those that @value, of either kind, speaks of
 * @mandatory: which of them are mandatory
 *
 * The issuer's signature over the mandatory ones, and the others' own; the canonical form of the
 * proof's options is in the workspace. There are as many signatures as quads that are not
 * mandatory. Leaves all in the workspace.
 */
gboolean lapel_ecdsa_sd_check_signatures (LapelWorkspace           *workspace,
                                          const LapelSuite         *suite,
                                          const LapelEcdsaSdValue  *value,
                                          const GPtrArray          *quads,
                                          const gboolean           *mandatory,
                                          const LapelKey           *key,
                                          GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelEcdsaSdValue, lapel_ecdsa_sd_value_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelEcdsaSdParts, lapel_ecdsa_sd_parts_free)

G_END_DECLS
