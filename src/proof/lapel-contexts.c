/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-contexts.h"

#include "lapel-contexts-private.h"
#include "lapel-jsonld-private.h"

#include <string.h>

/* Documents can name the contexts of the set in any order and number, and each order is a context
 * of its own. Honest documents use a few dozen; beyond this many no more are kept. */
#define MAX_DERIVED 1024

typedef struct
{
  const LapelContext *parent; /* NULL: the slot is free */
  const LapelJson *local;
  LapelProcessFlags flags;
  const LapelContext *context;
} Derived;

typedef struct
{
  LapelContextSource source;
  LapelJson root;
  LapelJsonDoc *doc; /* (owned) (nullable): absent for bundled contexts */
  char *url;         /* (owned) */
} Entry;

struct _LapelContexts
{
  GHashTable *entries; /* of Entry by URL, owned */
  GPtrArray *retired;  /* replaced documents: what was compiled may still point into them */
  LapelArena *arena;   /* owned */
  Derived *derived;    /* open addressing, owned */
  uint32_t n_derived;
  LapelContext initial;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->doc, lapel_json_doc_unref);
  g_free (entry->url);
  g_free (entry);
}

static void
forget_derived (LapelContexts *self)
{
  memset (self->derived, 0, 2 * MAX_DERIVED * sizeof (Derived));
  self->n_derived = 0;
}

LapelContexts *
lapel_contexts_new_empty (void)
{
  LapelContexts *self = g_new0 (LapelContexts, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->retired = g_ptr_array_new_with_free_func (entry_free);
  self->arena = lapel_arena_new (64 * 1024);
  self->derived = g_new0 (Derived, 2 * MAX_DERIVED);
  self->initial.in_set = TRUE;
  self->initial.type_lengths = 1 << (sizeof "@type" - 1);
  return self;
}

void
lapel_contexts_free (LapelContexts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->retired);
  lapel_arena_free (self->arena);
  g_free (self->derived);
  g_free (self);
}

static void
add_entry (LapelContexts   *self,
           const char      *url,
           const LapelJson *root,
           LapelJsonDoc    *doc,
           gboolean         checked)
{
  Entry *entry = g_new0 (Entry, 1);
  gpointer old = NULL;

  entry->url = g_strdup (url);
  entry->root = *root;
  entry->doc = doc;
  entry->source = (LapelContextSource){ .url = entry->url,
                                        .context = lapel_json_get (&entry->root, "@context"),
                                        .in_set = TRUE,
                                        .checked = checked };
  if (g_hash_table_steal_extended (self->entries, url, NULL, &old))
    {
      g_ptr_array_add (self->retired, old);
      forget_derived (self);
    }
  g_hash_table_insert (self->entries, entry->url, entry);
}

LapelContexts *
lapel_contexts_new (void)
{
  LapelContexts *self = lapel_contexts_new_empty ();

  /* Of several states of one place the first counts: the others are variants. */
  for (gsize i = 0; i < lapel_bundled_count; i++)
    {
      if (lapel_contexts_lookup (self, lapel_bundled_info[i].url) == NULL)
        add_entry (self, lapel_bundled_info[i].url, lapel_bundled_roots[i], NULL, TRUE);
    }
  return self;
}

void
lapel_contexts_add (LapelContexts *self,
                    const char    *url,
                    LapelJsonDoc  *doc)
{
  add_entry (self, url, lapel_json_doc_get_root (doc), lapel_json_doc_ref (doc), FALSE);
}

const LapelJson *
lapel_contexts_lookup (LapelContexts *self,
                       const char    *url)
{
  const Entry *entry = g_hash_table_lookup (self->entries, url);

  return entry != NULL ? &entry->root : NULL;
}

const LapelContextSource *
lapel_contexts_find_source (LapelContexts *self,
                            const char    *url)
{
  const Entry *entry = g_hash_table_lookup (self->entries, url);

  return entry != NULL ? &entry->source : NULL;
}

LapelArena *
lapel_contexts_get_arena (LapelContexts *self)
{
  return self->arena;
}

const LapelContext *
lapel_contexts_get_initial (LapelContexts *self)
{
  return &self->initial;
}

static Derived *
find_slot (const LapelContexts *self,
           const LapelContext  *parent,
           const LapelJson     *local,
           LapelProcessFlags    flags)
{
  guint64 key = ((guint64) (gsize) parent >> 4) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
                (gsize) local + flags;
  uint32_t i = (uint32_t) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 40);

  for (;; i++)
    {
      Derived *slot = &self->derived[i % (2 * MAX_DERIVED)];

      if (slot->parent == NULL ||
          (slot->parent == parent && slot->local == local && slot->flags == flags))
        return slot;
    }
}

const LapelContext *
lapel_contexts_find_derived (const LapelContexts *self,
                             const LapelContext  *parent,
                             const LapelJson     *local,
                             LapelProcessFlags    flags)
{
  return find_slot (self, parent, local, flags)->context;
}

gboolean
lapel_contexts_has_room (const LapelContexts *self)
{
  return self->n_derived < MAX_DERIVED;
}

void
lapel_contexts_keep_derived (LapelContexts      *self,
                             const LapelContext *parent,
                             const LapelJson    *local,
                             LapelProcessFlags   flags,
                             const LapelContext *derived)
{
  if (self->n_derived >= MAX_DERIVED)
    return;
  *find_slot (self, parent, local, flags) = (Derived){ parent, local, flags, derived };
  self->n_derived++;
}
