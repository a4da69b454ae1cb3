/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lapel_input_read_file:
 *
 * The whole of @file. Never reads more than lapel_document_get_limit () and one byte, however large
 * it says or turns out to be. Errors: LAPEL_ERROR_FILE_READ, LAPEL_ERROR_TOO_LARGE,
 * G_IO_ERROR_CANCELLED. Returns: (transfer full)
 */
GBytes *lapel_input_read_file (GFile         *file,
                               GCancellable  *cancellable,
                               GError       **error);

/** The same for a stream, read to its end; @name stands in the message. */
GBytes *lapel_input_read_stream (GInputStream  *stream,
                                 const char    *name,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
