/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is dropped or pasted, byte for byte: files, a picture's own PNG bytes (never a decoded
 * texture, which would have lost the credential), or text. */

/** The formats that can be read, best first. Returns: (transfer full) */
GdkContentFormats *lapel_incoming_get_formats (void);

/**
 * lapel_incoming_read_clipboard_async, lapel_incoming_read_drop_async:
 *
 * Finish returns (transfer full) (element-type LapelSource), or an error: G_IO_ERROR_NOT_SUPPORTED
 * where nothing in it can be read.
 */
void lapel_incoming_read_clipboard_async (GdkClipboard        *clipboard,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void lapel_incoming_read_drop_async (GdkDrop             *drop,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GPtrArray *lapel_incoming_read_finish (GAsyncResult  *result,
                                       GError       **error);

/** Sources for a list of files. @files: (element-type GFile). Returns: (transfer full) */
GPtrArray *lapel_incoming_from_files (GListModel *files);

G_END_DECLS
