/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-check-private.h"

G_BEGIN_DECLS

/** A kind of status entry, and what the list it points to must call itself. */
typedef struct
{
  const char *entry;     /* type of the entry */
  const char *list;      /* (nullable): type of the list credential; %NULL: no credential at all */
  const char *subject;   /* (nullable): type of its subject */
  gboolean wants_prefix; /* its bits should name their encoding */
} LapelStatusKind;

/** A list as it was read: either @code says what stands against it, or the rest is filled. */
typedef struct
{
  gatomicrefcount ref_count;

  const char *code; /* (nullable): a literal */
  char *message;    /* (nullable): for experts */

  char *issuer;    /* (nullable): whom it names */
  gboolean proven; /* signed, and by whom it names */
  char **purposes; /* what its bits say */
  GBytes *bits;    /* (nullable) */
  gboolean no_prefix;
  GHashTable *revoked; /* (nullable): of a 1EdTechRevocationList, credential id to reason ("" where
                          it gives none) */
} LapelStatusList;

void lapel_status_list_unref (LapelStatusList *self);

/**
 * lapel_status_list_get:
 * @document: what came for @url
 *
 * Reads and verifies it, or remembers having done so. Never fails: see the code of the list.
 * Returns: (transfer full)
 */
LapelStatusList *lapel_status_list_get (LapelRun              *run,
                                        const LapelStatusKind *kind,
                                        const char            *url,
                                        GBytes                *document);

/** The @size bits from @position on, the first being the highest; the caller keeps inside. */
guint64
lapel_status_list_read_bits (const LapelStatusList *self,
                             guint64                position,
                             unsigned int           size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStatusList, lapel_status_list_unref)

G_END_DECLS
