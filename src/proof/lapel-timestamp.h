/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-time.h"

G_BEGIN_DECLS

/**
 * lapel_timestamp_check:
 * @token: a time-stamp token (RFC 3161), DER
 * @data: what it must be the time-stamp of
 * @out_authority: (transfer full) (nullable): who says so, by its certificate
 *
 * Whether the token is over @data (by SHA-2) and signed by the certificate in it, which was valid
 * at that time and is one for time-stamps. Whether that authority is to be believed is not asked.
 *
 * Errors: LAPEL_ERROR_TIMESTAMP_MALFORMED, _TIMESTAMP_MISMATCH (over something else),
 * _TIMESTAMP_SIGNATURE.
 */
gboolean lapel_timestamp_check (GBytes      *token,
                                const void  *data,
                                size_t       length,
                                LapelTime   *out_time,
                                char       **out_authority,
                                GError     **error);

G_END_DECLS
