/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-checker.h"
#include "lapel-entry-list.h"
#include "lapel-progress.h"
#include "lapel-source.h"

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

typedef enum
{
  LAPEL_IMPORT_NEW,
  LAPEL_IMPORT_ALREADY,
  LAPEL_IMPORT_REPLACED,
  LAPEL_IMPORT_REFUSED, /* error says why; the wallet is as it was */
} LapelImportOutcome;

/** What became of one credential, or of a file that holds none. */
typedef struct
{
  char *source; /* the name of the file it came in; "Badges/2025/a.png" in the folder Badges */
  char *place;  /* (nullable): where in that file, see LapelDocument: "inner/badge.png", "#/2" */
  GFile *file;  /* (nullable): that file, for opening it; of pasted bytes there is none */
  LapelImportOutcome outcome;
  gint64 entry;        /* -1 where refused */
  LapelRecord *record; /* (nullable) */
  GError *error;       /* (nullable) */
} LapelImportResult;

/** Called on the main context after each batch is on disk: @results (element-type
 * LapelImportResult) are the new ones; @done of @total files have been taken in, those of folders
 * counted one by one. */
typedef void (*LapelImportProgress) (GPtrArray *results,
                                     unsigned int done,
                                     unsigned int total,
                                     gpointer user_data);

/**
 * lapel_wallet_import_async:
 * @sources: (element-type LapelSource) (transfer full)
 *
 * Reads, verifies and stores, in batches of at most 64. Folders are gone through, and a file may
 * hold any number of credentials. A result says "imported" only after its commit. An invalid
 * credential is imported and shown as such; what cannot be read is refused. Cancelling keeps what
 * was committed, which progress has then told. Finish returns (transfer full) (element-type
 * LapelImportResult), one for each credential found and each file without any, in order; or an
 * error that stopped everything (disk full, read-only).
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
  GPtrArray *sources;  /* (element-type LapelStoredSource): where the entry came from */
  GPtrArray *versions; /* (element-type LapelStoredVersion): newest first; more than one after a
                          renewal, or where other bytes were the same credential */
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

/** An older version of an entry: the record is the entry's, what it says of the verdict the
 * version's. @version: LapelStoredVersion.id */
void lapel_wallet_get_version_async (LapelWallet         *self,
                                     gint64               version,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
LapelDetail *
lapel_wallet_get_version_finish (LapelWallet   *self,
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

/** The same for any of its sources. @source: LapelStoredSource.id */
void lapel_wallet_get_source_async (LapelWallet         *self,
                                    gint64               source,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GBytes *lapel_wallet_get_source_finish (LapelWallet   *self,
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

/** What lies in the bin, last thrown away first. Returns: (transfer full) (element-type
 * LapelRecord)
 */
void lapel_wallet_list_bin_async (LapelWallet         *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
GPtrArray *lapel_wallet_list_bin_finish (LapelWallet   *self,
                                         GAsyncResult  *result,
                                         GError       **error);

/** Removes for good. @ids: (nullable) (element-type gint64): of what lies in the bin; %NULL for all
 * of it. Ends with lapel_wallet_change_finish (). */
void lapel_wallet_empty_bin_async (LapelWallet         *self,
                                   GArray              *ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);

/** Gives a tag to entries or takes it off them (@add %FALSE); "changed" follows. Ends with
 * lapel_wallet_change_finish (). @ids: (element-type gint64), a reference is taken */
void lapel_wallet_tag_async (LapelWallet         *self,
                             GArray              *ids,
                             const char          *tag,
                             gboolean             add,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);

/** The collections in the holder's order: (transfer none) (element-type LapelCollection): another
 * array after "changed" */
GPtrArray *lapel_wallet_get_collections (LapelWallet *self);

/** How a collection is changed. */
typedef enum
{
  LAPEL_COLLECTION_ADD, /* a new one, of that name, at the end */
  LAPEL_COLLECTION_RENAME,
  LAPEL_COLLECTION_REMOVE, /* its entries stay in the wallet */
  LAPEL_COLLECTION_MOVE,   /* to a place among the others */
} LapelCollectionChange;

/**
 * lapel_wallet_change_collection_async:
 * @collection: its id; ignored for %LAPEL_COLLECTION_ADD
 * @name: (nullable): for %LAPEL_COLLECTION_ADD and %LAPEL_COLLECTION_RENAME
 * @position: from 0, for %LAPEL_COLLECTION_MOVE
 *
 * "changed" follows. Errors: LAPEL_ERROR_NAME_TAKEN, _NOT_FOUND. Finish returns the id, or -1.
 */
void lapel_wallet_change_collection_async (LapelWallet           *self,
                                           LapelCollectionChange  change,
                                           gint64                 collection,
                                           const char            *name,
                                           unsigned int           position,
                                           GCancellable          *cancellable,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
gint64
lapel_wallet_change_collection_finish (LapelWallet   *self,
                                       GAsyncResult  *result,
                                       GError       **error);

/** Puts entries into a collection or takes them out of it (@add %FALSE); "changed" follows. Ends
 * with lapel_wallet_change_finish (). @ids: (element-type gint64), a reference is taken */
void lapel_wallet_collect_async (LapelWallet         *self,
                                 GArray              *ids,
                                 gint64               collection,
                                 gboolean             add,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);

/** The end of every change that has nothing more to say than whether it was made. */
gboolean lapel_wallet_change_finish (LapelWallet   *self,
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

/** How the holder is known to issuers, in the order added: (transfer none) (element-type
 * LapelIdentity): another array after "changed" */
GPtrArray *lapel_wallet_get_identities (LapelWallet *self);

/**
 * lapel_wallet_add_identity_async:
 * @text: as typed
 * @kind: %LAPEL_N_IDENTITY_KINDS for what it looks like
 *
 * Keeps it, says "changed", and asks of every credential anew whose it is: in slices, between which
 * other work of the wallet goes on, each with a "changed" of its own where answers are other than
 * before. It ends with lapel_wallet_change_finish () once all are asked; cancelled before that, the
 * rest is asked when the wallet is opened again.
 */
void lapel_wallet_add_identity_async (LapelWallet         *self,
                                      const char          *text,
                                      LapelIdentityKind    kind,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);

/** The same for one that she no longer has. Errors: LAPEL_ERROR_NOT_FOUND. */
void lapel_wallet_remove_identity_async (LapelWallet         *self,
                                         const char          *text,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelDetail, lapel_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelStanding, lapel_standing_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelShare, lapel_share_free)

G_END_DECLS
