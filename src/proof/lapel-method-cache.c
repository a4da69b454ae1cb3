/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-method-cache.h"

#include "lapel-did-private.h"

#include <string.h>

#define N_SLOTS 128

/* An RSA key of 8,192 bits in a did:jwk has 1,900; a longer one is not worth its memory. */
#define MAX_URL_LENGTH 2048

typedef struct
{
  char *url;           /* owned; %NULL where the slot is free */
  LapelMethod *method; /* owned */
} Slot;

/* Each URL has one slot, which the last of those that share it holds. */
struct _LapelMethodCache
{
  Slot slots[N_SLOTS];
};

static void
slot_clear (Slot *slot)
{
  g_clear_pointer (&slot->url, g_free);
  g_clear_pointer (&slot->method, lapel_method_free);
}

LapelMethodCache *
lapel_method_cache_new (void)
{
  return g_new0 (LapelMethodCache, 1);
}

void
lapel_method_cache_free (LapelMethodCache *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < N_SLOTS; i++)
    slot_clear (&self->slots[i]);
  g_free (self);
}

static gboolean
carries_key (const char *url)
{
  return g_str_has_prefix (url, "did:key:") || g_str_has_prefix (url, "did:jwk:");
}

/* Nothing of it but its id, controller, key and relations is set where the key is in the URL. */
static LapelMethod *
copy (const LapelMethod *method)
{
  return lapel_method_new (method->id, method->controller, lapel_key_ref (method->key),
                           method->relations);
}

LapelMethod *
lapel_method_cache_resolve (LapelMethodCache  *self,
                            const char        *url,
                            LapelLoader        loader,
                            gpointer           loader_data,
                            GError           **error)
{
  LapelMethod *method;
  Slot *slot;

  if (!carries_key (url) || strlen (url) > MAX_URL_LENGTH)
    return lapel_method_resolve (url, loader, loader_data, error);

  slot = &self->slots[g_str_hash (url) % N_SLOTS];
  if (g_strcmp0 (slot->url, url) == 0)
    return copy (slot->method);

  method = lapel_method_resolve (url, loader, loader_data, error);
  if (method == NULL)
    return NULL;
  slot_clear (slot);
  slot->url = g_strdup (url);
  slot->method = copy (method);
  return method;
}
