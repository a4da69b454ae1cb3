/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-fold.h"
#include "lapel-json-text.h"

#include <glib/gi18n-lib.h>

/* tag, collection, bin */

#define WRONG_ID _ ("An ID is a number that “lapel-cli list” shows.")

static void
print_named (const LapelCli *cli,
             const char     *member,
             const char     *name,
             unsigned int    count)
{
  g_autoptr (GString) out = g_string_new ("{");

  if (!cli->json)
    {
      lapel_cli_print_line ("%5u  %s", count, name);
      return;
    }
  lapel_json_append_member (out, member, name);
  g_string_append_printf (out, ",\"entries\":%u}", count);
  lapel_cli_print_json (out->str);
}

/* The end of an operation that has no result of its own. */
static LapelExit
finish (LapelWallet   *wallet,
        GAsyncResult **result,
        const char    *subject)
{
  g_autoptr (GError) error = NULL;

  if (lapel_wallet_change_finish (wallet, lapel_cli_wait (result), &error))
    return LAPEL_EXIT_OK;
  return lapel_cli_fail (subject, error);
}

/* Tags */

static void
list_tags (const LapelCli *cli,
           LapelWallet    *wallet)
{
  g_autoptr (GArray) tags =
      lapel_entry_list_list_facets (lapel_wallet_get_entries (wallet), LAPEL_FACET_TAG);

  for (unsigned int i = 0; i < tags->len; i++)
    {
      const LapelFacet *tag = &g_array_index (tags, LapelFacet, i);

      print_named (cli, "tag", tag->name, tag->count);
    }
}

LAPEL_COMMAND (lapel_cli_tag)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LapelWallet) wallet = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  gboolean list = FALSE;
  gboolean add = FALSE;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;
  list = g_str_equal (argv[1], "list") && argc == 2;
  add = g_str_equal (argv[1], "add");
  if (!list && (argc < 4 || argv[2][0] == '\0' || (!add && !g_str_equal (argv[1], "remove"))))
    return lapel_cli_usage (command, _ ("It is “add TAG ID…”, “remove TAG ID…” or “list”."));
  if (!list && !lapel_cli_parse_ids (argv + 3, ids))
    return lapel_cli_usage (command, WRONG_ID);
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  if (!list)
    {
      lapel_wallet_tag_async (wallet, ids, argv[2], add, NULL, lapel_cli_result_cb, &result);
      status = finish (wallet, &result, NULL);
    }
  if (status == LAPEL_EXIT_OK)
    list_tags (cli, wallet);
  return status;
}

/* Collections */

gint64
lapel_cli_find_collection (LapelWallet *wallet,
                           const char  *name)
{
  GPtrArray *collections = lapel_wallet_get_collections (wallet);
  g_autofree char *wanted = lapel_fold (name);

  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);
      g_autofree char *folded = lapel_fold (collection->name);

      if (g_str_equal (folded, wanted))
        return collection->id;
    }
  return 0;
}

static unsigned int
count_in (GArray *facets,
          gint64  collection)
{
  for (unsigned int i = 0; i < facets->len; i++)
    if (g_array_index (facets, LapelFacet, i).number == collection)
      return g_array_index (facets, LapelFacet, i).count;
  return 0;
}

static void
list_collections (const LapelCli *cli,
                  LapelWallet    *wallet)
{
  GPtrArray *collections = lapel_wallet_get_collections (wallet);
  g_autoptr (GArray) facets =
      lapel_entry_list_list_facets (lapel_wallet_get_entries (wallet), LAPEL_FACET_COLLECTION);

  for (unsigned int i = 0; i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);

      print_named (cli, "collection", collection->name, count_in (facets, collection->id));
    }
}

/** What `collection` was asked to do. */
typedef struct
{
  const char *word;
  LapelCollectionChange change;
  int n_arguments; /* with the name */
} Verb;

static const Verb verbs[] = {
  { "create", LAPEL_COLLECTION_ADD, 1 },
  { "rename", LAPEL_COLLECTION_RENAME, 2 },
  { "delete", LAPEL_COLLECTION_REMOVE, 1 },
  { "move", LAPEL_COLLECTION_MOVE, 2 },
};

static const Verb *
find_verb (const char *word,
           int         n_arguments)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (word, verbs[i].word) && n_arguments == verbs[i].n_arguments)
      return &verbs[i];
  return NULL;
}

/* @arguments: its name, and what belongs to the verb */
static LapelExit
change_collection (const LapelCommand  *command,
                   LapelWallet         *wallet,
                   const Verb          *verb,
                   char               **arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *name = arguments[0];
  gint64 position = 1;
  gint64 id = 0;

  if (verb->change != LAPEL_COLLECTION_ADD)
    id = lapel_cli_find_collection (wallet, name);
  if (verb->change == LAPEL_COLLECTION_RENAME)
    name = arguments[1];
  if (verb->change == LAPEL_COLLECTION_MOVE && !lapel_cli_parse_id (arguments[1], &position))
    return lapel_cli_usage (command, _ ("A place is a number from 1."));
  if (name[0] == '\0')
    return lapel_cli_usage (command, _ ("A collection needs a name."));

  lapel_wallet_change_collection_async (wallet, verb->change, id, name,
                                        (unsigned int) MIN (position - 1, G_MAXINT), NULL,
                                        lapel_cli_result_cb, &result);
  if (lapel_wallet_change_collection_finish (wallet, lapel_cli_wait (&result), &error) >= 0)
    return LAPEL_EXIT_OK;
  return lapel_cli_fail (name, error);
}

static LapelExit
collect (LapelWallet *wallet,
         const char  *name,
         GArray      *ids,
         gboolean     add)
{
  g_autoptr (GAsyncResult) result = NULL;

  lapel_wallet_collect_async (wallet, ids, lapel_cli_find_collection (wallet, name), add, NULL,
                              lapel_cli_result_cb, &result);
  return finish (wallet, &result, name);
}

LAPEL_COMMAND (lapel_cli_collection)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  const Verb *verb = NULL;
  gboolean members = FALSE;
  gboolean add = FALSE;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;
  verb = find_verb (argv[1], argc - 2);
  add = g_str_equal (argv[1], "add");
  members = (add || g_str_equal (argv[1], "remove")) && argc > 3;
  if (verb == NULL && !members && !(g_str_equal (argv[1], "list") && argc == 2))
    return lapel_cli_usage (command,
                            _ ("It is “create NAME”, “rename NAME NEW-NAME”, “delete NAME”, “move "
                               "NAME PLACE”, “add NAME ID…”, “remove NAME ID…” or “list”."));
  if (members && !lapel_cli_parse_ids (argv + 3, ids))
    return lapel_cli_usage (command, WRONG_ID);
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  if (verb != NULL)
    status = change_collection (command, wallet, verb, argv + 2);
  else if (members)
    status = collect (wallet, argv[2], ids, add);
  if (status == LAPEL_EXIT_OK)
    list_collections (cli, wallet);
  return status;
}

/* The bin */

static LapelExit
list_bin (const LapelCli *cli,
          LapelWallet    *wallet)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  lapel_wallet_list_bin_async (wallet, NULL, lapel_cli_result_cb, &result);
  records = lapel_wallet_list_bin_finish (wallet, lapel_cli_wait (&result), &error);
  if (records == NULL)
    return lapel_cli_fail (NULL, error);
  for (unsigned int i = 0; i < records->len; i++)
    if (cli->json)
      lapel_cli_print_record_json (wallet, g_ptr_array_index (records, i));
    else
      lapel_cli_print_record (g_ptr_array_index (records, i));
  if (records->len == 0 && !cli->json)
    lapel_cli_print_line ("%s", _ ("The bin is empty."));
  return LAPEL_EXIT_OK;
}

static LapelExit
restore (const LapelCli *cli,
         LapelWallet    *wallet,
         GArray         *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lapel_wallet_remove_async (wallet, ids, TRUE, NULL, lapel_cli_result_cb, &result);
  if (!lapel_wallet_remove_finish (wallet, lapel_cli_wait (&result), &error))
    return lapel_cli_fail (NULL, error);
  /* Translators: %1$s is a number */
  lapel_cli_print_outcomes (cli, ids, "restored", _ ("%1$s is back in the wallet."));
  return LAPEL_EXIT_OK;
}

LAPEL_COMMAND (lapel_cli_bin)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LapelWallet) wallet = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  gboolean list = FALSE;
  gboolean put_back = FALSE;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, -1))
    return LAPEL_EXIT_USAGE;
  list = g_str_equal (argv[1], "list") && argc == 2;
  put_back = g_str_equal (argv[1], "restore") && argc > 2;
  if (!list && !put_back && !g_str_equal (argv[1], "empty"))
    return lapel_cli_usage (command, _ ("It is “list”, “restore ID…” or “empty [ID…]”."));
  if (!list && !lapel_cli_parse_ids (argv + 2, ids))
    return lapel_cli_usage (command, _ ("An ID is a number that “lapel-cli bin list” shows."));
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  if (list)
    return list_bin (cli, wallet);
  if (put_back)
    return restore (cli, wallet, ids);
  lapel_wallet_empty_bin_async (wallet, ids->len == 0 ? NULL : ids, NULL, lapel_cli_result_cb,
                                &result);
  return finish (wallet, &result, NULL);
}
