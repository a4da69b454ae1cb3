/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-json-text.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>

static void
print_identities (const LapelCli *cli,
                  LapelWallet    *wallet)
{
  GPtrArray *identities = lapel_wallet_get_identities (wallet);

  for (unsigned int i = 0; i < identities->len; i++)
    {
      const LapelIdentity *identity = g_ptr_array_index (identities, i);
      g_autoptr (GString) out = g_string_new ("{");

      if (!cli->json)
        {
          g_autofree char *kind = lapel_cli_pad (lapel_words_identity_kind (identity->kind), 16);

          lapel_cli_print_line ("%s  %s", kind, identity->text);
          continue;
        }
      lapel_json_append_member (out, "identity", identity->text);
      g_string_append_c (out, ',');
      lapel_json_append_member (out, "kind", lapel_identity_kind_to_string (identity->kind));
      g_string_append_c (out, '}');
      lapel_cli_print_json (out->str);
    }
}

/* @text: (nullable): only list */
static LapelExit
change_and_print (const LapelCli    *cli,
                  const char        *text,
                  gboolean           add,
                  LapelIdentityKind  kind)
{
  LapelExit status = LAPEL_EXIT_OK;
  g_autoptr (LapelWallet) wallet = lapel_cli_open_wallet (cli, &status);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (wallet == NULL)
    return status;
  if (text != NULL && add)
    lapel_wallet_add_identity_async (wallet, text, kind, NULL, lapel_cli_result_cb, &result);
  else if (text != NULL)
    lapel_wallet_remove_identity_async (wallet, text, NULL, lapel_cli_result_cb, &result);
  if (text != NULL && !lapel_wallet_change_finish (wallet, lapel_cli_wait (&result), &error))
    return lapel_cli_fail (text, error);
  print_identities (cli, wallet);
  return LAPEL_EXIT_OK;
}

LAPEL_COMMAND (lapel_cli_identity)
{
  LapelIdentityKind kind = LAPEL_N_IDENTITY_KINDS;
  g_autofree char *word = NULL;
  const GOptionEntry options[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &word,
      N_ ("What it is: email, did, name or url; otherwise what it looks like"), N_ ("KIND") },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 1, 2))
    return LAPEL_EXIT_USAGE;
  if (word != NULL && !lapel_identity_kind_from_string (word, &kind))
    return lapel_cli_usage (command, _ ("A kind is one of email, did, name and url."));

  if (g_str_equal (argv[1], "list") && argc == 2)
    return change_and_print (cli, NULL, FALSE, kind);
  if (g_str_equal (argv[1], "add") && argc == 3 && argv[2][0] != '\0')
    return change_and_print (cli, argv[2], TRUE, kind);
  if (g_str_equal (argv[1], "remove") && argc == 3)
    return change_and_print (cli, argv[2], FALSE, kind);
  return lapel_cli_usage (command, _ ("It is “add IDENTITY”, “remove IDENTITY” or “list”."));
}
