/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"
#include "lapel-identity.h"
#include "lapel-report.h"

G_BEGIN_DECLS

/**
 * LapelStore:
 *
 * The wallet's database, `wallet.db` in a folder of its own (design.md, "On disk"). Every call
 * belongs on the thread that opened it, and says so if it is not. Errors: LAPEL_ERROR_STORE_READ,
 * _STORE_WRITE, _STORE_FULL, _STORE_NEWER (written by a newer Lapel), _STORE_DAMAGED, _NOT_FOUND.
 */
typedef struct _LapelStore LapelStore;

/** At most this many credentials go into one transaction. */
#define LAPEL_STORE_BATCH 64

/** lapel_store_open: makes @folder (0700) and the database (0600) where they are missing, and
 * brings an older schema up to date. */
LapelStore *lapel_store_open (const char  *folder,
                              GError     **error);
void lapel_store_close (LapelStore *self);

/** What the list shows of one credential, at most about 1 KiB; documents and pictures stay in the
 * database. Immutable, reference counted (atomically). */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  gint64 id; /* of the entry in this wallet; never used again for another */
  const char *title;
  const char *issuer_id;        /* (nullable); equal ones are one pointer, as of the next three */
  const char *issuer_name;      /* (nullable) */
  const char *achievement_type; /* (nullable) */
  const char *language;         /* (nullable): BCP 47 */
  const char *achievement_id;   /* (nullable) */
  LapelKind kind;
  LapelFormat format;
  LapelTime awarded;
  LapelTime valid_until;
  LapelTime added;
  LapelTime binned;     /* LAPEL_TIME_NONE: it is not in the bin */
  LapelVerdict verdict; /* of the last check */
  LapelStates states;
  LapelTime checked;
  LapelOutcome outcomes[LAPEL_N_QUESTIONS];
  gboolean pictured; /* there is a thumbnail to be asked for */
  unsigned int n_collections;
  const gint64 *collections; /* ids of those it lies in, ascending */
  const char *const *tags;   /* (nullable): the holder's, in the order of their folded names; ends
                                with %NULL; equal ones are one pointer */
  const char *search;        /* what search looks through: title, issuer, description, tags …, as
                                lapel_fold () makes it */
} LapelRecord;

/** A record of nothing yet. */
#define LAPEL_RECORD_INIT                                                                          \
  {                                                                                                \
    .format = LAPEL_FORMAT_UNKNOWN, .awarded = LAPEL_TIME_NONE, .valid_until = LAPEL_TIME_NONE,    \
    .added = LAPEL_TIME_NONE, .binned = LAPEL_TIME_NONE, .checked = LAPEL_TIME_NONE,               \
    .verdict = LAPEL_VERDICT_UNDECIDED,                                                            \
    .outcomes = { LAPEL_OUTCOME_UNCHECKED, LAPEL_OUTCOME_UNCHECKED, LAPEL_OUTCOME_UNCHECKED,       \
                  LAPEL_OUTCOME_UNCHECKED, LAPEL_OUTCOME_UNCHECKED },                              \
  }

/** @fields: filled from %LAPEL_RECORD_INIT or a copy of another record; what it points to is
 * copied. Returns: (transfer full) */
LapelRecord *lapel_record_new (const LapelRecord *fields);
LapelRecord *lapel_record_ref (LapelRecord *self);
void lapel_record_unref (LapelRecord *self);

gboolean lapel_record_has_tag (const LapelRecord *self,
                               const char        *tag);
gboolean lapel_record_is_in (const LapelRecord *self,
                             gint64             collection);

/** Whether two are the same achievement of the same issuer, earned again. Anybody can write an
 * issuer and an achievement into a file: only what was found authentic counts. */
gboolean lapel_record_same_achievement (const LapelRecord *a,
                                        const LapelRecord *b);

/** One credential to be put in; all members belong to the caller. */
typedef struct
{
  LapelRecord *record; /* its id and added are set once it is stored; nobody else may hold it yet */
  const char *key;     /* lapel_credential_dup_key () */
  LapelTime valid_from;
  GBytes *text;            /* the credential itself: JSON or token, byte for byte */
  GBytes *original;        /* the file it came in; the same GBytes as @text for plain text */
  const char *source_name; /* file name, "pasted text", … */
  const char *media_type;  /* of @original */
  GBytes *thumbnail;       /* (nullable): PNG made by our own helper */
  const char *report;      /* the report as JSON */
} LapelStoreItem;

typedef enum
{
  LAPEL_STORED_NEW,
  LAPEL_STORED_ALREADY,  /* the same credential; where it came from was noted if that was new */
  LAPEL_STORED_REPLACED, /* newer validFrom of the same credential; the old one is kept */
  LAPEL_STORED_RESTORED, /* it was in the bin */
} LapelStored;

typedef struct
{
  LapelStored stored;
  gint64 id;
} LapelStoreResult;

/**
 * lapel_store_import:
 * @n_items: at most %LAPEL_STORE_BATCH
 * @out_results: (array length=n_items): written only on success
 *
 * One transaction: when this returns %TRUE all of them are on disk. Same bytes: already there. Same
 * key: merged or replaced only where both are authentic (outcome of `authentic` passed); otherwise
 * an entry of its own.
 */
gboolean lapel_store_import (LapelStore            *self,
                             const LapelStoreItem  *items,
                             size_t                 n_items,
                             LapelTime              now,
                             LapelStoreResult      *out_results,
                             GError               **error);

/** Everything not in the bin, newest award first. Returns: (transfer full) (element-type
 * LapelRecord) */
GPtrArray *lapel_store_list (LapelStore  *self,
                             GError     **error);
LapelRecord *lapel_store_get_record (LapelStore  *self,
                                     gint64       id,
                                     GError     **error);

/** The credential's text; the first source's original; the last report as JSON; the thumbnail.
 * Returns: (transfer full) */
GBytes *lapel_store_get_text (LapelStore  *self,
                              gint64       id,
                              GError     **error);
GBytes *lapel_store_get_original (LapelStore  *self,
                                  gint64       id,
                                  char       **out_source_name,
                                  char       **out_media_type,
                                  GError     **error);
char *lapel_store_get_report (LapelStore  *self,
                              gint64       id,
                              GError     **error);

/** (nullable) without an error: there is none. */
GBytes *lapel_store_get_thumbnail (LapelStore  *self,
                                   gint64       id,
                                   GError     **error);

/** A check of an entry: its record as it is after it, and the report as JSON. */
typedef struct
{
  const LapelRecord *record;
  const char *report;
} LapelStoreCheck;

/** Notes new check runs in one transaction; the earlier ones are kept. Of the records verdict,
 * states, outcomes and checked are stored. Errors: LAPEL_ERROR_NOT_FOUND. */
gboolean lapel_store_add_checks (LapelStore             *self,
                                 const LapelStoreCheck  *checks,
                                 size_t                  n_checks,
                                 GError                **error);

/** The ids above @after, lowest first and at most @most, in the bin or not: for going through all
 * of them piece by piece. Returns: (transfer full) (element-type gint64) */
GArray *lapel_store_list_after (LapelStore    *self,
                                gint64         after,
                                unsigned int   most,
                                GError       **error);

/** To the bin, and back. Errors: LAPEL_ERROR_NOT_FOUND. */
gboolean lapel_store_remove (LapelStore    *self,
                             const gint64  *ids,
                             size_t         n_ids,
                             LapelTime      now,
                             GError       **error);
gboolean lapel_store_restore (LapelStore    *self,
                              const gint64  *ids,
                              size_t         n_ids,
                              GError       **error);

/** What lies in the bin, last thrown away first. Returns: (transfer full) (element-type
 * LapelRecord) */
GPtrArray *lapel_store_list_bin (LapelStore  *self,
                                 GError     **error);

/** Removes for good, with every version, source and check: @ids, or all that lies in the bin.
 * Errors: LAPEL_ERROR_NOT_FOUND for what is not in the bin; then nothing was removed. */
gboolean lapel_store_delete (LapelStore    *self,
                             const gint64  *ids,
                             size_t         n_ids,
                             GError       **error);
gboolean lapel_store_empty_bin (LapelStore  *self,
                                GError     **error);

/** One place an entry came from: the same credential as picture, as JSON and from a URL is one
 * entry with three sources. */
typedef struct
{
  gint64 id;
  gint64 version; /* of the entry, see below */
  char *name;
  char *media_type;
  LapelTime added;
  guint64 size; /* bytes */
} LapelStoredSource;

void lapel_stored_source_free (LapelStoredSource *self);

/** In the order in which they came. Returns: (transfer full) (element-type LapelStoredSource) */
GPtrArray *lapel_store_list_sources (LapelStore  *self,
                                     gint64       entry,
                                     GError     **error);

/** The bytes of a source as they came. Errors: LAPEL_ERROR_NOT_FOUND. Returns: (transfer full) */
GBytes *lapel_store_get_source (LapelStore  *self,
                                gint64       source,
                                char       **out_name,
                                char       **out_media_type,
                                GError     **error);

/** One text of an entry's credential. The newest (by validFrom) is what the entry shows; a renewal
 * leaves the one before it here. */
typedef struct
{
  gint64 id;
  gint64 entry;
  LapelTime valid_from;
  LapelTime added;
  LapelTime checked; /* last */
  gboolean shown;
} LapelStoredVersion;

/** Newest first. Returns: (transfer full) (element-type LapelStoredVersion) */
GPtrArray *lapel_store_list_versions (LapelStore  *self,
                                      gint64       entry,
                                      GError     **error);

/** A version's text and its last report as JSON. Errors: LAPEL_ERROR_NOT_FOUND. Returns: (transfer
 * full) */
GBytes *lapel_store_get_version_text (LapelStore          *self,
                                      gint64               version,
                                      LapelStoredVersion  *out_version,
                                      GError             **error);
char *lapel_store_get_version_report (LapelStore  *self,
                                      gint64       version,
                                      GError     **error);

/**
 * lapel_store_tag:
 * @tag: as typed; where one is there that differs only in case, that one is meant
 * @add: %FALSE: take it off
 *
 * Gives the tag to all of @ids, or takes it off them. A tag that nothing carries any more is gone.
 * Errors: LAPEL_ERROR_NOT_FOUND.
 */
gboolean lapel_store_tag (LapelStore    *self,
                          const char    *tag,
                          gboolean       add,
                          const gint64  *ids,
                          size_t         n_ids,
                          GError       **error);

/** A collection: entries that the holder put together, in none or many of which an entry lies. */
typedef struct
{
  gint64 id;
  char *name;
} LapelCollection;

void lapel_collection_free (LapelCollection *self);

/** In the holder's order. Returns: (transfer full) (element-type LapelCollection) */
GPtrArray *lapel_store_list_collections (LapelStore  *self,
                                         GError     **error);

/** What lies in a collection. Returns: (transfer full) (element-type gint64) */
GArray *lapel_store_list_collected (LapelStore  *self,
                                    gint64       collection,
                                    GError     **error);

/** Names differ in more than case. Errors: LAPEL_ERROR_NAME_TAKEN, _NOT_FOUND. */
gboolean
lapel_store_add_collection (LapelStore  *self,
                            const char  *name,
                            gint64      *out_id,
                            GError     **error);
gboolean lapel_store_rename_collection (LapelStore  *self,
                                        gint64       collection,
                                        const char  *name,
                                        GError     **error);

/** The entries stay in the wallet. */
gboolean lapel_store_remove_collection (LapelStore  *self,
                                        gint64       collection,
                                        GError     **error);

/** @position: among all, from 0; beyond the end is the end */
gboolean lapel_store_move_collection (LapelStore    *self,
                                      gint64         collection,
                                      unsigned int   position,
                                      GError       **error);

/** Puts @ids into a collection, or (@add %FALSE) takes them out of it. */
gboolean lapel_store_collect (LapelStore    *self,
                              gint64         collection,
                              gboolean       add,
                              const gint64  *ids,
                              size_t         n_ids,
                              GError       **error);

/** How the holder is known to issuers. */
typedef struct
{
  char *text; /* as typed */
  LapelIdentityKind kind;
} LapelIdentity;

void lapel_identity_free (LapelIdentity *self);

/** In the order added. Returns: (transfer full) (element-type LapelIdentity) */
GPtrArray *lapel_store_list_identities (LapelStore  *self,
                                        GError     **error);

/** One that is there already becomes of this kind. */
gboolean lapel_store_add_identity (LapelStore         *self,
                                   const char         *text,
                                   LapelIdentityKind   kind,
                                   GError            **error);
gboolean lapel_store_remove_identity (LapelStore  *self,
                                      const char  *text,
                                      GError     **error); /* LAPEL_ERROR_NOT_FOUND */

/** A small value by name: the holder's name, the id of her key item … (nullable) without an error:
 * not set. */
char *lapel_store_get_setting (LapelStore  *self,
                               const char  *name,
                               GError     **error);
gboolean
lapel_store_set_setting (LapelStore  *self,
                         const char  *name,
                         const char  *value,
                         GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelCollection, lapel_collection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelIdentity, lapel_identity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStore, lapel_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelRecord, lapel_record_unref)

G_END_DECLS
