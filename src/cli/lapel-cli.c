/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-input.h"
#include "lapel-words.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

static const LapelCommand commands[] = {
  { "verify", N_ ("SOURCE…"), N_ ("Check credentials, presentations and portfolios"),
    N_ ("SOURCE is a file, or - for what comes in. Exit status: 0 all verified, 1 one is invalid, "
        "revoked or not current, 2 one is undecided, 65 one cannot be read."),
    TRUE, lapel_cli_verify },
  { "import", N_ ("SOURCE…"), N_ ("Put credentials into the wallet"),
    N_ ("A line is printed for each once it is safely stored."), TRUE, lapel_cli_import },
  { "list", NULL, N_ ("List what the wallet holds"), NULL, TRUE, lapel_cli_list },
  { "show", N_ ("ID"), N_ ("Show one credential and what was checked"), NULL, TRUE,
    lapel_cli_show },
  { "remove", N_ ("ID…"), N_ ("Put credentials into the bin"), NULL, TRUE, lapel_cli_remove },
  { "bin", N_ ("list | restore ID… | empty [ID…]"),
    N_ ("Show what was removed, take it back, or remove it for good"), NULL, TRUE, lapel_cli_bin },
  { "tag", N_ ("add|remove TAG ID… | list"), N_ ("Mark credentials with words of your own"), NULL,
    TRUE, lapel_cli_tag },
  { "collection",
    N_ ("create|delete NAME | rename NAME NEW-NAME | move NAME PLACE | add|remove NAME ID… | list"),
    N_ ("Put credentials together"), NULL, TRUE, lapel_cli_collection },
  { "progress", NULL, N_ ("Show how far you are on each pathway"), NULL, TRUE, lapel_cli_progress },
  { "share", N_ ("[ID…]"), N_ ("Write a signed portfolio into a folder"),
    N_ ("Without an ID the portfolio holds every verified credential of the wallet."), TRUE,
    lapel_cli_share },
  { "identity", N_ ("add|remove IDENTITY | list"),
    N_ ("Say who you are, to compare with whom a credential was awarded to"),
    N_ ("IDENTITY is a mail address, a DID, a name or a URL."), TRUE, lapel_cli_identity },
  { "canonicalize", N_ ("FILE"), N_ ("Write the canonical form that is hashed and signed"), NULL,
    FALSE, lapel_cli_canonicalize },
  { "derive", N_ ("FILE"), N_ ("Write a copy that shows only a part of a credential"),
    N_ ("The credential must be signed so that parts of it stand by themselves (ecdsa-sd-2023). A "
        "POINTER is a JSON Pointer; what the issuer made mandatory is always shown."),
    FALSE, lapel_cli_derive },
  { "bake", N_ ("PICTURE CREDENTIAL OUTPUT"), N_ ("Put a credential into a PNG or SVG picture"),
    NULL, FALSE, lapel_cli_bake },
  { "unbake", N_ ("FILE [PLACE]"),
    N_ ("Write out the credential that a picture, a PDF or an archive carries"),
    N_ ("PLACE says which, where there are several."), FALSE, lapel_cli_unbake },
};

static char *
make_overview (void)
{
  GString *text = g_string_new (_ ("Commands:"));

  for (unsigned int i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-14s %s", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (text, "\n\n%s",
                          _ ("“lapel-cli COMMAND --help” tells more of each command."));
  return g_string_free (text, FALSE);
}

LapelExit
lapel_cli_usage (const LapelCommand *command,
                 const char         *message)
{
  g_printerr ("lapel-cli: %s\n", message);
  if (command != NULL)
    {
      /* Translators: %s is the name of a command */
      g_printerr (_ ("Try “lapel-cli %s --help”."), command->name);
      g_printerr ("\n");
    }
  return LAPEL_EXIT_USAGE;
}

gboolean
lapel_cli_parse (const LapelCommand   *command,
                 LapelCli             *cli,
                 const GOptionEntry   *entries,
                 int                  *argc,
                 char               ***argv,
                 int                   least,
                 int                   most)
{
  g_autoptr (GOptionContext) context =
      g_option_context_new (command->arguments == NULL ? NULL : _ (command->arguments));
  g_autofree char *name = g_strdup_printf ("lapel-cli %s", command->name);
  g_autoptr (GError) error = NULL;
  const GOptionEntry common[] = {
    { "wallet", 0, 0, G_OPTION_ARG_FILENAME, &cli->wallet, N_ ("Use the wallet in this folder"),
      N_ ("DIR") },
    { "json", 0, command->has_json ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &cli->json,
      N_ ("Print one JSON object a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, command->description);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      lapel_cli_usage (command, error->message);
      return FALSE;
    }
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 < least || (most >= 0 && *argc - 1 > most))
    {
      lapel_cli_usage (command, *argc - 1 < least ? _ ("Something is missing.")
                                                  : _ ("That is more than this command takes."));
      return FALSE;
    }
  return TRUE;
}

LapelExit
lapel_cli_exit_for_error (const GError *error)
{
  if (error->domain != LAPEL_ERROR)
    return LAPEL_EXIT_CANNOT_READ;

  switch ((LapelError) error->code)
    {
    case LAPEL_ERROR_STORE_WRITE:
    case LAPEL_ERROR_STORE_FULL:
    case LAPEL_ERROR_NAME_TAKEN:
    case LAPEL_ERROR_FILE_WRITE:
    case LAPEL_ERROR_KEYRING_ABSENT:
    case LAPEL_ERROR_KEYRING_LOCKED:
    case LAPEL_ERROR_KEYRING:
      return LAPEL_EXIT_CANNOT_WRITE;
    case LAPEL_ERROR_STORE_READ:
    case LAPEL_ERROR_STORE_NEWER:
    case LAPEL_ERROR_STORE_DAMAGED:
    case LAPEL_ERROR_FILE_READ:
    case LAPEL_ERROR_NOT_FOUND:
    case LAPEL_ERROR_NETWORK_OFF:
    case LAPEL_ERROR_UNREACHABLE:
    case LAPEL_ERROR_ADDRESS:
      return LAPEL_EXIT_CANNOT_READ;
    default:
      return LAPEL_EXIT_UNREADABLE;
    }
}

LapelExit
lapel_cli_fail (const char   *subject,
                const GError *error)
{
  g_autofree char *words = lapel_words_error (error);
  g_autofree char *message = lapel_cli_clean (error->message);

  if (subject != NULL)
    {
      g_autofree char *clean = lapel_cli_clean (subject);

      g_printerr ("lapel-cli: %s: %s\n", clean, words);
    }
  else
    g_printerr ("lapel-cli: %s\n", words);
  g_printerr ("  (%s: %s)\n", lapel_error_nick_of (error), message);
  return lapel_cli_exit_for_error (error);
}

LapelExit
lapel_cli_worse (LapelExit a,
                 LapelExit b)
{
  static const LapelExit order[] = {
    LAPEL_EXIT_CANNOT_READ, LAPEL_EXIT_CANNOT_WRITE, LAPEL_EXIT_USAGE,
    LAPEL_EXIT_UNREADABLE,  LAPEL_EXIT_BAD,          LAPEL_EXIT_UNDECIDED,
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return LAPEL_EXIT_OK;
}

void
lapel_cli_result_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

GAsyncResult *
lapel_cli_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *place;
}

LapelWallet *
lapel_cli_open_wallet (const LapelCli *cli,
                       LapelExit      *out_exit)
{
  g_autoptr (LapelWallet) wallet = lapel_wallet_new (cli->wallet);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lapel_wallet_open_async (wallet, NULL, lapel_cli_result_cb, &result);
  if (lapel_wallet_open_finish (wallet, lapel_cli_wait (&result), &error))
    return g_steal_pointer (&wallet);

  *out_exit = lapel_cli_fail (lapel_wallet_get_folder (wallet), error);
  return NULL;
}

gboolean
lapel_cli_parse_id (const char *text,
                    gint64     *out_id)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    return FALSE;
  *out_id = (gint64) id;
  return TRUE;
}

gboolean
lapel_cli_parse_ids (char   **texts,
                     GArray  *ids)
{
  for (; *texts != NULL; texts++)
    {
      gint64 id = 0;

      if (!lapel_cli_parse_id (*texts, &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

GBytes *
lapel_cli_read (const char  *path,
                GError     **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (path, "-"))
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      return lapel_input_read_stream (stream, "-", NULL, error);
    }
  if (g_str_has_prefix (path, "https://"))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked for", path);
      return NULL;
    }
  /* A path needs none of GIO's modules, which take longer to look for than a badge to check. */
  file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  return lapel_input_read_file (file, NULL, error);
}

LapelSource *
lapel_cli_make_source (const char *path)
{
  gboolean address = g_str_has_prefix (path, "https://") || g_str_has_prefix (path, "http://");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;
  GError *error = NULL;
  LapelSource *source = NULL;

  if (!address && !g_str_equal (path, "-"))
    {
      file = g_file_new_for_path (path);
      return lapel_source_new_file (file);
    }
  bytes = address ? g_bytes_new (path, strlen (path)) : lapel_cli_read (path, &error);
  source = g_new0 (LapelSource, 1);
  source->name = g_strdup (path);
  source->bytes = g_steal_pointer (&bytes);
  source->error = error;
  return source;
}

static const LapelCommand *
find_command (const char *name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* The options before the command; what stays begins with the command. */
static gboolean
parse_global (LapelCli   *cli,
              gboolean   *out_version,
              int        *argc,
              char     ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autofree char *overview = make_overview ();
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "wallet", 0, 0, G_OPTION_ARG_FILENAME, &cli->wallet, N_ ("Use the wallet in this folder"),
      N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, out_version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                N_ ("A wallet for badges, micro-credentials and certificates"));
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_description (context, overview);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  lapel_cli_usage (NULL, error->message);
  return FALSE;
}

static LapelExit
run (LapelCli  *cli,
     int        argc,
     char     **argv)
{
  const LapelCommand *command = NULL;
  gboolean version = FALSE;

  if (!parse_global (cli, &version, &argc, &argv))
    return LAPEL_EXIT_USAGE;
  if (version)
    {
      g_print ("lapel-cli %s\n", LAPEL_VERSION);
      return LAPEL_EXIT_OK;
    }
  if (argc < 2)
    return lapel_cli_usage (NULL, _ ("Which command? “lapel-cli --help” lists them."));

  command = find_command (argv[1]);
  if (command == NULL)
    return lapel_cli_usage (NULL, _ ("There is no such command. “lapel-cli --help” lists them."));
  return command->run (command, cli, argc - 1, argv + 1);
}

int
main (int    argc,
      char **argv)
{
  LapelCli cli = { 0 };
  LapelExit status = LAPEL_EXIT_OK;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LAPEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("lapel-cli");

  status = run (&cli, argc, argv);
  g_free (cli.wallet);
  if (!lapel_cli_flush ())
    status = lapel_cli_worse (status, LAPEL_EXIT_CANNOT_WRITE);
  return (int) status;
}
