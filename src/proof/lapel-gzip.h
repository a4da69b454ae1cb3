/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lapel_gunzip:
 * @limit: the most bytes that may come out; work stops there
 *
 * Undoes gzip (RFC 1952), memory to memory: one member, and nothing after it. Errors:
 * LAPEL_ERROR_ENCODING, _TOO_LARGE. Returns: (transfer full)
 */
GBytes *lapel_gunzip (const void  *data,
                      size_t       length,
                      size_t       limit,
                      GError     **error);

G_END_DECLS
