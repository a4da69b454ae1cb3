/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"

#include <glib/gi18n-lib.h>

static void
print_identities (const LapelCli  *cli,
                  char           **identities)
{
  for (; *identities != NULL; identities++)
    {
      g_autoptr (GString) out = g_string_new ("{");

      if (!cli->json)
        {
          lapel_cli_print_line ("%s", *identities);
          continue;
        }
      lapel_json_append_member (out, "identity", *identities);
      g_string_append_c (out, '}');
      lapel_cli_print_json (out->str);
    }
}

static LapelExit
change_and_print (const LapelCli *cli,
                  const char     *add,
                  const char     *remove)
{
  LapelExit status = LAPEL_EXIT_OK;
  g_autoptr (LapelWallet) wallet = lapel_cli_open_wallet (cli, &status);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) identities = NULL;

  if (wallet == NULL)
    return status;
  lapel_wallet_identities_async (wallet, add, remove, NULL, lapel_cli_result_cb, &result);
  identities = lapel_wallet_identities_finish (wallet, lapel_cli_wait (&result), &error);
  if (identities == NULL)
    return lapel_cli_fail (add == NULL ? remove : add, error);
  print_identities (cli, identities);
  return LAPEL_EXIT_OK;
}

LAPEL_COMMAND (lapel_cli_identity)
{
  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, 2))
    return LAPEL_EXIT_USAGE;

  if (g_str_equal (argv[1], "list") && argc == 2)
    return change_and_print (cli, NULL, NULL);
  if (g_str_equal (argv[1], "add") && argc == 3 && argv[2][0] != '\0')
    return change_and_print (cli, argv[2], NULL);
  if (g_str_equal (argv[1], "remove") && argc == 3)
    return change_and_print (cli, NULL, argv[2]);
  return lapel_cli_usage (command, _ ("It is “add IDENTITY”, “remove IDENTITY” or “list”."));
}
