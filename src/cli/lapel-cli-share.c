/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"

#include <glib/gi18n-lib.h>

/* What is shared when nothing is named: all that is verified. */
static void
add_verified (LapelWallet *wallet,
              GArray      *ids)
{
  LapelEntryList *entries = lapel_wallet_get_entries (wallet);

  lapel_entry_list_set_filter (entries, LAPEL_FILTER_VERIFIED);
  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (entries)); i++)
    {
      g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (entries), i);
      gint64 id = lapel_slot_get_record (slot)->id;

      g_array_append_val (ids, id);
    }
}

/* Pathways on which at least one requirement is met. */
static GPtrArray *
list_begun_pathways (LapelWallet *wallet)
{
  GPtrArray *standings = lapel_wallet_get_standings (wallet);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < standings->len; i++)
    {
      const LapelStanding *standing = g_ptr_array_index (standings, i);

      if (standing->progress->done > 0)
        g_ptr_array_add (ids, g_strdup (lapel_pathway_get_id (standing->pathway)));
    }
  return ids;
}

static void
print_shared (const LapelCli *cli,
              const char     *page)
{
  g_autofree char *folder = g_path_get_dirname (page);
  g_autofree char *presentation = g_build_filename (folder, "presentation.json", NULL);

  if (cli->json)
    {
      g_autoptr (GString) out = g_string_new ("{");

      lapel_json_append_member (out, "page", page);
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "presentation", presentation);
      g_string_append_c (out, '}');
      lapel_cli_print_json (out->str);
      return;
    }
  /* Translators: %s is the name of a file */
  lapel_cli_print_line (_ ("To look at and to print: %s"), page);
  /* Translators: %s is the name of a file */
  lapel_cli_print_line (_ ("For other wallets and verifiers: %s"), presentation);
}

/* @share: (transfer full) */
static LapelExit
share_and_print (LapelWallet    *wallet,
                 const LapelCli *cli,
                 LapelShare     *share)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  lapel_wallet_share_async (wallet, share, NULL, lapel_cli_result_cb, &result);
  page = lapel_wallet_share_finish (wallet, lapel_cli_wait (&result), &error);
  if (page == NULL)
    return lapel_cli_fail (NULL, error);
  print_shared (cli, page);
  return LAPEL_EXIT_OK;
}

/* @take_share: (transfer full) */
static LapelExit
run (const LapelCommand  *command,
     LapelCli            *cli,
     LapelShare          *take_share,
     char               **ids)
{
  g_autoptr (LapelShare) share = take_share;
  LapelExit status = LAPEL_EXIT_OK;
  g_autoptr (LapelWallet) wallet = NULL;

  if (share->folder == NULL)
    return lapel_cli_usage (command, _ ("Into which folder? Say it with --out DIR."));
  if (!lapel_cli_parse_ids (ids, share->entries))
    return lapel_cli_usage (command, _ ("An ID is a number that “lapel-cli list” shows."));
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  if (share->entries->len == 0)
    add_verified (wallet, share->entries);
  if (share->entries->len == 0)
    return lapel_cli_usage (command, _ ("There is nothing verified to share."));
  share->pathways = list_begun_pathways (wallet);
  return share_and_print (wallet, cli, g_steal_pointer (&share));
}

LAPEL_COMMAND (lapel_cli_share)
{
  g_autoptr (LapelShare) share = g_new0 (LapelShare, 1);
  const GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &share->to, N_ ("For whom it is"), N_ ("TEXT") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &share->purpose, N_ ("What it is for"), N_ ("TEXT") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &share->name,
      N_ ("Your name as it is to stand there; kept for the next time"), N_ ("TEXT") },
    { "domain", 0, 0, G_OPTION_ARG_STRING, &share->domain,
      N_ ("The recipient's address, which is signed"), N_ ("TEXT") },
    { "challenge", 0, 0, G_OPTION_ARG_STRING, &share->challenge,
      N_ ("What the recipient asked to be answered"), N_ ("TEXT") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &share->folder, N_ ("The folder to write into"),
      N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };

  share->entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 0, -1))
    return LAPEL_EXIT_USAGE;
  return run (command, cli, g_steal_pointer (&share), argv + 1);
}
