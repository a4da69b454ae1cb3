/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What every helper program does first: it gives up all it does not need. */

#define LAPEL_MEBIBYTE ((size_t) 1024 * 1024)

/** The largest file a helper takes (design.md, "Limits against hostile input"). */
#define LAPEL_HELPER_MAX_BYTES (32 * LAPEL_MEBIBYTE)

/**
 * lapel_confine:
 * @max_memory: in bytes, addresses counted
 * @max_seconds: of the processor
 *
 * Before the first byte of a stranger's file is read: from here on this process opens no file for
 * writing, starts no program, makes no connection, gains no right, and is stopped at its limits.
 */
void lapel_confine (size_t       max_memory,
                    unsigned int max_seconds);

/** All of standard input, or one byte more than the limit. Returns: (transfer full) */
GByteArray *lapel_read_input (void);

G_END_DECLS
