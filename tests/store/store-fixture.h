/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-store.h"

G_BEGIN_DECLS

/** The time that the tests hand in as now. */
#define FIXTURE_NOW G_GINT64_CONSTANT (1790000000000000)

/** Fixture: a folder of its own for a wallet, removed with all that lies in it. */
typedef struct
{
  char *root;   /* exists */
  char *folder; /* in @root, does not exist yet */
  char *file;   /* the database in @folder */
} Fixture;

Fixture *fixture_new (void);
void fixture_free (Fixture *self);

/** Opens the wallet in @self; must succeed. */
LapelStore *fixture_open (const Fixture *self);

/** Sample: a credential to be put in, with everything that its item points to. */
typedef struct
{
  LapelStoreItem item;
  char *key;
} Sample;

/** An item that came as plain text, named "badge.json", found authentic and verified, without a
 * picture. */
Sample *sample_new (const char *key,
                    const char *text,
                    LapelTime   valid_from);
void sample_free (Sample *self);

/** Gives it other fields, which may be a changed copy of its own. */
void sample_change (Sample            *self,
                    const LapelRecord *fields);

/** Says that it came in the file @name with the bytes @original. */
void sample_set_source (Sample     *self,
                        const char *name,
                        const char *original);
void sample_set_authentic (Sample       *self,
                           LapelOutcome  outcome);

/** Imports one; must succeed. */
LapelStoreResult fixture_import (LapelStore *store,
                                 Sample     *sample);

/** Fails the test unless @bytes are @expected. */
void assert_bytes (GBytes     *bytes,
                   const void *expected,
                   size_t      length);

/** Fails the test unless the list is these entries in this order. */
void assert_listed (LapelStore   *store,
                    const gint64 *ids,
                    size_t        n_ids);

/** Fails the test unless the text of the entry @id is @expected. */
void assert_text (LapelStore *store,
                  gint64      id,
                  const char *expected);

/** Fails the test unless the identities are @expected, each "text=kind " with the kind's number. */
void assert_identities (LapelStore *store,
                        const char *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

G_END_DECLS
