/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-key.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lapel_keyring_get_signer:
 * @item_id: (inout) (nullable): the random id of the key's item, the only attribute of ours on it;
 * %NULL in: none has been made yet
 *
 * The holder's Ed25519 key from the Secret Service; where *@item_id is %NULL a new key is made and
 * stored, and *@item_id set (to be kept in the wallet). Blocks, so call it on a worker thread;
 * unlocking may prompt the user.
 *
 * Errors: LAPEL_ERROR_KEYRING_ABSENT (no Secret Service on this session), _KEYRING_LOCKED (locked,
 * and the user or the session did not unlock it), _NOT_FOUND (the item is gone: the wallet came
 * from elsewhere), _KEYRING, G_IO_ERROR_CANCELLED.
 */
LapelSigner *lapel_keyring_get_signer (char         **item_id,
                                       GCancellable  *cancellable,
                                       GError       **error);

G_END_DECLS
