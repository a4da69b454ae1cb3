/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-did.h"

G_BEGIN_DECLS

/** @key: (transfer full) */
LapelMethod *
lapel_method_new (const char    *id,
                  const char    *controller,
                  LapelKey      *key,
                  LapelRelation  relations);

/**
 * lapel_method_find:
 * @document: a DID document or controller document as it was fetched
 * @controller: the identifier it was fetched for
 * @url: the absolute id of the method
 *
 * Retrieves a verification method (Controlled Identifiers §3.3): the document must say that it is
 * @controller's, and so must the method.
 *
 * Errors: LAPEL_ERROR_DID_MALFORMED, _METHOD_NOT_FOUND, _KEY_….
 */
LapelMethod *lapel_method_find (const LapelJson  *document,
                                const char       *controller,
                                const char       *url,
                                GError          **error);

G_END_DECLS
