/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-did.h"

G_BEGIN_DECLS

/**
 * LapelMethodCache:
 *
 * Remembers the methods of identifiers that carry their own key, so that a thousand credentials of
 * one issuer cost one reading of its key. Bounded, and one per thread. Documents that were fetched
 * are not remembered: the loader decides how long those hold.
 */
typedef struct _LapelMethodCache LapelMethodCache;

LapelMethodCache *lapel_method_cache_new (void);
void lapel_method_cache_free (LapelMethodCache *self);

/** Answers as lapel_method_resolve () does. Returns: (transfer full) */
LapelMethod *lapel_method_cache_resolve (LapelMethodCache  *self,
                                         const char        *url,
                                         LapelLoader        loader,
                                         gpointer           loader_data,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelMethodCache, lapel_method_cache_free)

G_END_DECLS
