/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-checker.h"
#include "lapel-entry-list.h"
#include "lapel-progress.h"

G_BEGIN_DECLS

/**
 * LapelWallet:
 *
 * The one asynchronous door for the interfaces. One worker thread owns the database; everything
 * here returns at once, finishes on the main context that called, and can be cancelled. Signal
 * "changed": records or pathways are other than before.
 */
#define LAPEL_TYPE_WALLET (lapel_wallet_get_type ())
G_DECLARE_FINAL_TYPE (LapelWallet, lapel_wallet, LAPEL, WALLET, GObject)

/** @folder: (nullable): %NULL for `$XDG_DATA_HOME/lapel`. Opens nothing yet. */
LapelWallet *lapel_wallet_new (const char *folder);
const char *lapel_wallet_get_folder (LapelWallet *self);

/** Opens the database and loads the list and the pathways. Errors: LAPEL_ERROR_STORE_…. */
void lapel_wallet_open_async (LapelWallet         *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
gboolean lapel_wallet_open_finish (LapelWallet   *self,
                                   GAsyncResult  *result,
                                   GError       **error);

/** The list the window shows; owned by the wallet, kept up to date. */
LapelEntryList *lapel_wallet_get_entries (LapelWallet *self);

/** Something to import: a file, or bytes with a name for them. */
typedef struct
{
  GFile *file;   /* (nullable) */
  GBytes *bytes; /* where there is no file */
  char *name;    /* shown in messages */
} LapelSource;

LapelSource *lapel_source_new_file (GFile *file);
LapelSource *lapel_source_new_bytes (GBytes     *bytes,
                                     const char *name);
void lapel_source_free (LapelSource *self);

typedef enum
{
  LAPEL_IMPORT_NEW,
  LAPEL_IMPORT_ALREADY,
  LAPEL_IMPORT_REPLACED,
  LAPEL_IMPORT_REFUSED, /* error says why; the wallet is as it was */
} LapelImportOutcome;

typedef struct
{
  char *source; /* its name */
  LapelImportOutcome outcome;
  gint64 entry;        /* -1 where refused */
  LapelRecord *record; /* (nullable) */
  GError *error;       /* (nullable) */
} LapelImportResult;

/** Called on the main context after each batch is on disk: @results (element-type
 * LapelImportResult) are the new ones. */
typedef void (*LapelImportProgress) (GPtrArray *results,
                                     unsigned int done,
                                     unsigned int total,
                                     gpointer user_data);

/**
 * lapel_wallet_import_async:
 * @sources: (element-type LapelSource) (transfer full)
 *
 * Reads, verifies and stores, in batches of at most 64. A result says "imported" only after its
 * commit. An invalid credential is imported and shown as such; what cannot be read is refused.
 * Cancelling keeps what was committed. Finish returns (transfer full) (element-type
 * LapelImportResult), one for each source in order; or an error that stopped everything (disk full,
 * read-only).
 */
void lapel_wallet_import_async (LapelWallet         *self,
                                GPtrArray           *sources,
                                LapelImportProgress  progress,
                                gpointer             progress_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
GPtrArray *lapel_wallet_import_finish (LapelWallet   *self,
                                       GAsyncResult  *result,
                                       GError       **error);

/** One credential in full. Immutable. */
typedef struct
{
  LapelRecord *record;
  LapelCredential *credential; /* (nullable): stored, but this version cannot read it */
  LapelReport *report;
  GBytes *thumbnail; /* (nullable) */
  char *source_name;
} LapelDetail;

void lapel_detail_free (LapelDetail *self);
void lapel_wallet_get_detail_async (LapelWallet         *self,
                                    gint64               id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
LapelDetail *
lapel_wallet_get_detail_finish (LapelWallet   *self,
                                GAsyncResult  *result,
                                GError       **error);

/** Only the picture, for a card; %NULL without an error where there is none. */
void lapel_wallet_get_thumbnail_async (LapelWallet         *self,
                                       gint64               id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
GBytes *lapel_wallet_get_thumbnail_finish (LapelWallet   *self,
                                           GAsyncResult  *result,
                                           GError       **error);

/** The file the credential came in, byte for byte. */
void lapel_wallet_get_original_async (LapelWallet         *self,
                                      gint64               id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GBytes *lapel_wallet_get_original_finish (LapelWallet   *self,
                                          GAsyncResult  *result,
                                          char         **out_name,
                                          GError       **error);

/** Checks again, now; "changed" follows. */
void lapel_wallet_verify_async (LapelWallet         *self,
                                gint64               id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean lapel_wallet_verify_finish (LapelWallet   *self,
                                     GAsyncResult  *result,
                                     GError       **error);

/** To the bin (@restore %FALSE) or back (%TRUE). @ids: (element-type gint64), a reference is taken
 */
void lapel_wallet_remove_async (LapelWallet         *self,
                                GArray              *ids,
                                gboolean             restore,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean lapel_wallet_remove_finish (LapelWallet   *self,
                                     GAsyncResult  *result,
                                     GError       **error);

/** A pathway and how far the holder is on it. Immutable, reference counted (atomically). */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  LapelPathway *pathway;
  LapelProgress *progress;
  gint64 award; /* the entry that is the certificate itself, or -1 */
} LapelStanding;

LapelStanding *lapel_standing_ref (LapelStanding *self);
void lapel_standing_unref (LapelStanding *self);

/** (transfer none) (element-type LapelStanding): computed from the records when they or the
 * pathways changed */
GPtrArray *lapel_wallet_get_standings (LapelWallet *self);

/** Files that could not be used as pathways: (transfer none) (element-type GError) */
GPtrArray *lapel_wallet_get_pathway_errors (LapelWallet *self);

/** What is to be shared, with whom, into which folder. */
typedef struct
{
  GArray *entries; /* (element-type gint64) */
  GPtrArray
      *pathways;   /* (nullable) (element-type utf8): ids of the pathways whose progress is shown */
  char *name;      /* (nullable): the holder's, as she wants it to stand there */
  char *to;        /* (nullable) */
  char *purpose;   /* (nullable) */
  char *domain;    /* (nullable) */
  char *challenge; /* (nullable) */
  char *folder;    /* gets presentation.json and portfolio.html */
} LapelShare;

void lapel_share_free (LapelShare *self);

/**
 * lapel_wallet_share_async:
 * @share: (transfer full)
 *
 * Signs with the holder's key, which is made when first needed. Errors: LAPEL_ERROR_KEYRING_…,
 * _FILE_WRITE, _NOT_FOUND. Finish returns the path of the page. Returns: (transfer full)
 */
void lapel_wallet_share_async (LapelWallet         *self,
                               LapelShare          *share,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
char *lapel_wallet_share_finish (LapelWallet   *self,
                                 GAsyncResult  *result,
                                 GError       **error);

/**
 * The holder's identities. The list is the one after the change; @add or @remove may be %NULL, both
 * %NULL only list. After a change every credential is checked again, and "changed" follows.
 * (transfer full): %NULL-terminated
 */
void lapel_wallet_identities_async (LapelWallet         *self,
                                    const char          *add,
                                    const char          *remove,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
char **lapel_wallet_identities_finish (LapelWallet   *self,
                                       GAsyncResult  *result,
                                       GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSource, lapel_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelDetail, lapel_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStanding, lapel_standing_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelShare, lapel_share_free)

G_END_DECLS
