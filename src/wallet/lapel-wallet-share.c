/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-keyring.h"
#include "lapel-portfolio.h"
#include "lapel-share-page.h"
#include "lapel-wallet-private.h"
#include "lapel-words.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define SETTING_KEY  "signing-key"
#define SETTING_NAME "holder-name"

typedef struct
{
  LapelShare *share;
  GPtrArray *standings; /* (element-type LapelStanding): the progress to be shown */
} ShareData;

void
lapel_share_free (LapelShare *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->pathways, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->to);
  g_free (self->purpose);
  g_free (self->domain);
  g_free (self->challenge);
  g_free (self->folder);
  g_free (self);
}

static void
share_data_free (ShareData *data)
{
  lapel_share_free (data->share);
  g_ptr_array_unref (data->standings);
  g_free (data);
}

/* Shows each credential as it is found today, not as it was when last looked at. */
static gboolean
add_credential (LapelSharePage  *page,
                LapelStore      *store,
                LapelChecker    *checker,
                gint64           id,
                GError         **error)
{
  g_autoptr (LapelRecord) record = lapel_store_get_record (store, id, error);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_auto (LapelChecked) checked = { 0 };

  if (record == NULL)
    return FALSE;
  text = lapel_store_get_text (store, id, error);
  if (text == NULL)
    return FALSE;

  thumbnail = lapel_store_get_thumbnail (store, id, NULL);
  lapel_checker_check (checker, text, &checked);
  lapel_share_page_add_credential (page, record, text, &checked, thumbnail);
  return TRUE;
}

/* The name she gave this time is the one offered next time. */
static gboolean
settle_name (LapelStore  *store,
             LapelShare  *share,
             GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (share->name != NULL && share->name[0] != '\0')
    return lapel_store_set_setting (store, SETTING_NAME, share->name, error);

  g_free (share->name);
  share->name = lapel_store_get_setting (store, SETTING_NAME, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static LapelSigner *
get_signer (LapelStore    *store,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *item = lapel_store_get_setting (store, SETTING_KEY, &local_error);
  g_autoptr (LapelSigner) signer = NULL;
  gboolean is_new = item == NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  signer = lapel_keyring_get_signer (&item, cancellable, error);
  if (signer == NULL || (is_new && !lapel_store_set_setting (store, SETTING_KEY, item, error)))
    return NULL;
  return g_steal_pointer (&signer);
}

static char *
sign (const LapelShare      *share,
      const LapelSharePage  *page,
      LapelWorkspace        *workspace,
      const LapelSigner     *signer,
      GError               **error)
{
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *created = lapel_time_format (lapel_share_page_get_time (page));
  g_autofree char *name = lapel_share_page_dup_title (share->name);
  g_autofree char *description = lapel_share_page_dup_description (share->to, share->purpose);
  LapelPresentationOptions options = {
    .name = name,
    .description = description,
    .created = created,
    .domain = share->domain,
    .challenge = share->challenge == NULL ? random : share->challenge,
  };

  return lapel_portfolio_sign (lapel_share_page_get_texts (page), &options, signer, workspace,
                               error);
}

/* Returns: (transfer full): the path */
static char *
write_file (const char  *folder,
            const char  *name,
            const char  *text,
            GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &local_error))
    return g_steal_pointer (&path);

  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_FILE_WRITE, local_error->message);
  return NULL;
}

static char *
write_files (const char  *folder,
             const char  *presentation,
             const char  *html,
             GError     **error)
{
  g_autofree char *presentation_path = NULL;

  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_FILE_WRITE, "%s: %s", folder,
                   g_strerror (errno));
      return NULL;
    }
  presentation_path = write_file (folder, "presentation.json", presentation, error);
  if (presentation_path == NULL)
    return NULL;
  return write_file (folder, "portfolio.html", html, error);
}

static gpointer
share_run (LapelWorker  *worker,
           GTask        *task,
           GError      **error)
{
  const ShareData *data = g_task_get_task_data (task);
  LapelShare *share = data->share;
  LapelStore *store = lapel_worker_open (worker, error);
  LapelChecker *checker = store == NULL ? NULL : lapel_worker_get_checker (worker, error);
  g_autoptr (LapelSharePage) page = lapel_share_page_new (g_get_real_time ());
  g_autoptr (LapelSigner) signer = NULL;
  g_autofree char *presentation = NULL;
  g_autofree char *html = NULL;

  if (checker == NULL || !settle_name (store, share, error))
    return NULL;
  for (unsigned int i = 0; i < share->entries->len; i++)
    if (!add_credential (page, store, checker, g_array_index (share->entries, gint64, i), error))
      return NULL;
  for (unsigned int i = 0; i < data->standings->len; i++)
    lapel_share_page_add_progress (page, g_ptr_array_index (data->standings, i));

  signer = get_signer (store, g_task_get_cancellable (task), error);
  if (signer == NULL)
    return NULL;
  presentation = sign (share, page, lapel_checker_get_workspace (checker), signer, error);
  if (presentation == NULL)
    return NULL;

  html = lapel_share_page_render (page, share, presentation);
  return write_files (share->folder, presentation, html, error);
}

static GPtrArray *
pick_standings (LapelWallet      *self,
                const LapelShare *share)
{
  GPtrArray *all = lapel_wallet_get_standings (self);
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_standing_unref);

  for (unsigned int i = 0; share->pathways != NULL && i < share->pathways->len; i++)
    for (unsigned int j = 0; j < all->len; j++)
      {
        LapelStanding *standing = g_ptr_array_index (all, j);

        if (g_strcmp0 (lapel_pathway_get_id (standing->pathway),
                       g_ptr_array_index (share->pathways, i)) == 0)
          g_ptr_array_add (picked, lapel_standing_ref (standing));
      }
  return picked;
}

void
lapel_wallet_share_async (LapelWallet         *self,
                          LapelShare          *share,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  ShareData *data = NULL;

  g_return_if_fail (LAPEL_IS_WALLET (self));

  data = g_new0 (ShareData, 1);
  data->share = share;
  data->standings = pick_standings (self, share);
  lapel_wallet_push (self, cancellable, callback, user_data, lapel_wallet_share_async, data,
                     (GDestroyNotify) share_data_free, share_run, g_free, NULL);
}

char *
lapel_wallet_share_finish (LapelWallet   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
