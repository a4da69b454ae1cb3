/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

G_BEGIN_DECLS

/** Exit statuses (design.md, "lapel-cli"), as in sysexits.h where there is one. */
typedef enum
{
  LAPEL_EXIT_OK = 0,
  LAPEL_EXIT_BAD = 1,       /* something is invalid, revoked or not current */
  LAPEL_EXIT_UNDECIDED = 2, /* something is undecided, none worse */
  LAPEL_EXIT_USAGE = 64,
  LAPEL_EXIT_UNREADABLE = 65, /* an input that cannot be read as a credential */
  LAPEL_EXIT_CANNOT_WRITE = 73,
  LAPEL_EXIT_CANNOT_READ = 74,
} LapelExit;

/** What every command is given. */
typedef struct
{
  char *wallet;  /* (nullable): --wallet */
  gboolean json; /* --json */
} LapelCli;

typedef struct _LapelCommand LapelCommand;
struct _LapelCommand
{
  const char *name;
  const char *arguments; /* (nullable): marked for translation, as the rest */
  const char *summary;
  const char *description; /* (nullable): below the options */
  gboolean has_json;

  LapelExit (*run) (const LapelCommand *command, LapelCli *cli, int argc, char **argv);
};

/* One for each command, in the file of its group. argv[0] is the command's name. */
#define LAPEL_COMMAND(name)                                                                        \
  LapelExit name (const LapelCommand *command, LapelCli *cli, int argc, char **argv)

LAPEL_COMMAND (lapel_cli_verify);
LAPEL_COMMAND (lapel_cli_import);
LAPEL_COMMAND (lapel_cli_list);
LAPEL_COMMAND (lapel_cli_show);
LAPEL_COMMAND (lapel_cli_remove);
LAPEL_COMMAND (lapel_cli_tag);
LAPEL_COMMAND (lapel_cli_collection);
LAPEL_COMMAND (lapel_cli_bin);
LAPEL_COMMAND (lapel_cli_progress);
LAPEL_COMMAND (lapel_cli_share);
LAPEL_COMMAND (lapel_cli_identity);
LAPEL_COMMAND (lapel_cli_canonicalize);
LAPEL_COMMAND (lapel_cli_derive);
LAPEL_COMMAND (lapel_cli_bake);
LAPEL_COMMAND (lapel_cli_unbake);

/**
 * lapel_cli_parse:
 * @entries: (nullable): of the command; --wallet, --json and --help are added
 *
 * Takes the options out of @argv; what stays, from argv[1] on, are the arguments, of which there
 * must be from @least to
 * @most (-1: any number). Says what is wrong; the command then returns %LAPEL_EXIT_USAGE.
 */
gboolean lapel_cli_parse (const LapelCommand   *command,
                          LapelCli             *cli,
                          const GOptionEntry   *entries,
                          int                  *argc,
                          char               ***argv,
                          int                   least,
                          int                   most);

/** Says on stderr what is wrong with how the command was called. Returns: %LAPEL_EXIT_USAGE */
LapelExit lapel_cli_usage (const LapelCommand *command,
                           const char         *message);

/** Says on stderr what went wrong, for @subject (nullable) such as a file. Returns: the exit status
 * for it */
LapelExit lapel_cli_fail (const char   *subject,
                          const GError *error);
LapelExit lapel_cli_exit_for_error (const GError *error);

/** The worse of two exit statuses: cannot read, cannot write, unreadable, bad, undecided, all well.
 */
LapelExit lapel_cli_worse (LapelExit a,
                           LapelExit b);

/** Opens the wallet; where it cannot be, says why and sets @out_exit. Returns: (transfer full)
 * (nullable) */
LapelWallet *lapel_cli_open_wallet (const LapelCli *cli,
                                    LapelExit      *out_exit);

/** A callback for the wallet's functions, and what waits for it: the address of one GAsyncResult
 * pointer, %NULL at first. */
void lapel_cli_result_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      place);
GAsyncResult *lapel_cli_wait (GAsyncResult **place);

/** Reads an entry's number, or (NULL-terminated) several, which are added to @ids (element-type
 * gint64). */
gboolean lapel_cli_parse_id (const char *text,
                             gint64     *out_id);
gboolean lapel_cli_parse_ids (char   **texts,
                              GArray  *ids);

/** What is at @path: a file, a folder, an address, or for "-" what comes in on stdin, which is read
 * here. Never fails: the source then has an error. Returns: (transfer full) */
LapelSource *lapel_cli_make_source (const char *path);

/** The id of the collection of that name, in whatever case; 0 where there is none. */
gint64 lapel_cli_find_collection (LapelWallet *wallet,
                                  const char  *name);

/** The bytes of a file, or of stdin for "-". Returns: (transfer full) */
GBytes *lapel_cli_read (const char  *path,
                        GError     **error);

G_END_DECLS
