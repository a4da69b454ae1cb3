/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-crypto.h"
#include "lapel-error.h"
#include "lapel-json.h"

G_BEGIN_DECLS

/* The names that belong to the format itself (RFC 9901 §4). */
#define LAPEL_SD_JWT_DIGESTS "_sd"
#define LAPEL_SD_JWT_HASH    "_sd_alg"
#define LAPEL_SD_JWT_ELEMENT "..."

/** Sets the error. Always %FALSE. */
gboolean lapel_sd_jwt_refuse (GError     **error,
                              LapelError   code,
                              const char  *message);

/** The digest of a text as it stands in a payload. Returns: (transfer full) */
char *lapel_sd_jwt_dup_digest (LapelHash   hash,
                               const char *text,
                               size_t      length);

/**
 * lapel_sd_jwt_build:
 * @text: the disclosures, each with a "~" behind it, and more up to @end
 * @arena: what the result lives in, but for texts of @payload and @docs
 * @docs: (element-type LapelJsonDoc): gets the disclosures
 * @out_rest: what follows the last "~"
 *
 * Puts @payload together from the disclosures. Errors: see lapel_sd_jwt_parse ().
 */
const LapelJson *lapel_sd_jwt_build (const LapelJson  *payload,
                                     LapelHash         hash,
                                     const char       *text,
                                     const char       *end,
                                     LapelArena       *arena,
                                     GPtrArray        *docs,
                                     const char      **out_rest,
                                     GError          **error);

G_END_DECLS
