/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"
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

/** What the list shows of one credential, about 1 KiB; documents and pictures stay in the database.
 * Immutable, reference counted (atomically). */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  gint64 id; /* of the entry in this wallet; never used again for another */
  char *title;
  char *issuer_id;
  char *issuer_name;
  char *achievement_id;   /* (nullable) */
  char *achievement_type; /* (nullable) */
  LapelKind kind;
  LapelTime awarded;
  LapelTime valid_until;
  LapelTime added;
  LapelVerdict verdict; /* of the last check */
  LapelStates states;
  LapelTime checked;
  LapelOutcome outcomes[LAPEL_N_QUESTIONS];
  char *search; /* what search looks through: title, issuer, description, tags …, case-folded
                   (g_utf8_casefold) and NFKC */
} LapelRecord;

LapelRecord *lapel_record_new (void);
LapelRecord *lapel_record_ref (LapelRecord *self);
void lapel_record_unref (LapelRecord *self);

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
  LAPEL_STORED_ALREADY, /* nothing changed (a new source of the same credential may have been noted)
                         */
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

/** Notes a new check run; the earlier ones are kept. @record: its verdict, states, outcomes and
 * checked are stored. */
gboolean lapel_store_add_check (LapelStore         *self,
                                gint64              id,
                                const LapelRecord  *record,
                                const char         *report,
                                GError            **error);

/** To the bin, and back. */
gboolean lapel_store_remove (LapelStore    *self,
                             const gint64  *ids,
                             size_t         n_ids,
                             LapelTime      now,
                             GError       **error);
gboolean lapel_store_restore (LapelStore    *self,
                              const gint64  *ids,
                              size_t         n_ids,
                              GError       **error);

/** The holder's identities: addresses, DIDs, URLs, as typed, in the order added. (transfer full):
 * %NULL-terminated */
char **lapel_store_list_identities (LapelStore  *self,
                                    GError     **error);
gboolean lapel_store_add_identity (LapelStore  *self,
                                   const char  *identity,
                                   GError     **error);
gboolean lapel_store_remove_identity (LapelStore  *self,
                                      const char  *identity,
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStore, lapel_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelRecord, lapel_record_unref)

G_END_DECLS
