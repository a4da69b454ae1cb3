/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-fold.h"

#include <glib/gi18n-lib.h>

/** What the options of `list` say. */
typedef struct
{
  char *search;
  char **states;
  char **kinds;
  char **yours;
  char *issuer;
  char *tag;
  char *collection;
  char *sort;
  int year;
  gboolean expiring;
  gboolean once;
} ListOptions;

static void
list_options_clear (ListOptions *self)
{
  g_free (self->search);
  g_strfreev (self->states);
  g_strfreev (self->kinds);
  g_strfreev (self->yours);
  g_free (self->issuer);
  g_free (self->tag);
  g_free (self->collection);
  g_free (self->sort);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

/* A verdict, or a word that a report lists among its states. */
static gboolean
add_state (LapelCriteria *criteria,
           const char    *word)
{
  for (unsigned int i = 0; i < LAPEL_N_VERDICTS; i++)
    if (g_str_equal (word, lapel_verdict_to_string ((LapelVerdict) i)))
      {
        criteria->verdicts |= 1u << i;
        return TRUE;
      }
  for (unsigned int bit = 1; bit <= LAPEL_STATE_WARNING; bit <<= 1)
    if (g_str_equal (word, lapel_state_to_string ((LapelStates) bit)))
      {
        criteria->states |= bit;
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_kind (LapelCriteria *criteria,
          const char    *word)
{
  for (unsigned int i = 0; i <= LAPEL_KIND_TRANSCRIPT; i++)
    if (g_str_equal (word, lapel_kind_to_string ((LapelKind) i)))
      {
        criteria->kinds |= 1u << i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_yours (LapelCriteria *criteria,
           const char    *word)
{
  static const char *const words[] = {
    [LAPEL_OUTCOME_PASSED] = "yes",
    [LAPEL_OUTCOME_FAILED] = "someone-else",
    [LAPEL_OUTCOME_UNCHECKED] = "unknown",
    [LAPEL_OUTCOME_NOT_APPLICABLE] = "nobody",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        criteria->yours |= 1u << i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_sort (const char *word,
            LapelSort  *out_sort)
{
  static const char *const words[] = {
    [LAPEL_SORT_NEWEST] = "newest",
    [LAPEL_SORT_NAME] = "name",
    [LAPEL_SORT_ISSUER] = "issuer",
    [LAPEL_SORT_EXPIRY] = "expiry",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *out_sort = (LapelSort) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_words (LapelCriteria  *criteria,
           char          **words,
           gboolean (*add) (LapelCriteria *criteria, const char *word))
{
  for (; words != NULL && *words != NULL; words++)
    if (!add (criteria, *words))
      return FALSE;
  return TRUE;
}

/* Everything that can be said without the wallet. Returns: what is wrong, or %NULL */
static const char *
read_options (const ListOptions *options,
              LapelCriteria     *out_criteria,
              LapelSort         *out_sort)
{
  if (!add_words (out_criteria, options->states, add_state))
    return _ ("A state is one that a report lists, such as verified, expired or revoked.");
  if (!add_words (out_criteria, options->kinds, add_kind))
    return _ ("A kind is one of badge, micro-credential, certificate and transcript.");
  if (!add_words (out_criteria, options->yours, add_yours))
    return _ ("Whose it is can be yes, someone-else, unknown or nobody.");
  if (options->sort != NULL && !parse_sort (options->sort, out_sort))
    return _ ("The order is one of newest, name, issuer and expiry.");
  out_criteria->year = options->year;
  out_criteria->expiring = options->expiring;
  out_criteria->now = g_get_real_time ();
  return NULL;
}

/* The key of the issuer that @text names, by id or else by name; without one in the wallet @text
 * itself, which none has. (nullable): two have that name */
static const char *
find_issuer (GArray     *issuers,
             const char *text)
{
  g_autofree char *wanted = lapel_fold (text);
  const char *found = NULL;

  for (unsigned int i = 0; i < issuers->len; i++)
    if (g_str_equal (g_array_index (issuers, LapelFacet, i).key, text))
      return text;
  for (unsigned int i = 0; i < issuers->len; i++)
    {
      const LapelFacet *issuer = &g_array_index (issuers, LapelFacet, i);
      g_autofree char *name = lapel_fold (issuer->name);

      if (!g_str_equal (name, wanted))
        continue;
      if (found != NULL)
        return NULL;
      found = issuer->key;
    }
  return found == NULL ? text : found;
}

/* The tag as it was first typed; @text itself where there is none. */
static const char *
find_tag (GArray     *tags,
          const char *text)
{
  g_autofree char *wanted = lapel_fold (text);

  for (unsigned int i = 0; i < tags->len; i++)
    {
      const char *tag = g_array_index (tags, LapelFacet, i).key;
      g_autofree char *folded = lapel_fold (tag);

      if (g_str_equal (folded, wanted))
        return tag;
    }
  return text;
}

/* What has to be looked up in the wallet. Returns: what is wrong, or %NULL */
static const char *
apply (LapelWallet       *wallet,
       const ListOptions *options,
       LapelCriteria     *criteria,
       LapelSort          sort)
{
  LapelEntryList *entries = lapel_wallet_get_entries (wallet);
  g_autoptr (GArray) issuers = lapel_entry_list_list_facets (entries, LAPEL_FACET_ISSUER);
  g_autoptr (GArray) tags = lapel_entry_list_list_facets (entries, LAPEL_FACET_TAG);

  if (options->issuer != NULL)
    {
      criteria->issuer = find_issuer (issuers, options->issuer);
      if (criteria->issuer == NULL)
        return _ ("Several issuers have that name. Name one by its identifier.");
    }
  if (options->tag != NULL)
    criteria->tag = find_tag (tags, options->tag);
  if (options->collection != NULL)
    {
      criteria->collection = lapel_cli_find_collection (wallet, options->collection);
      if (criteria->collection == 0)
        return _ ("There is no such collection. “lapel-cli collection list” shows them.");
    }

  lapel_entry_list_set_sort (entries, sort);
  lapel_entry_list_set_stacked (entries, options->once);
  lapel_entry_list_set_criteria (entries, criteria);
  if (options->search != NULL)
    lapel_entry_list_set_search (entries, options->search);
  return NULL;
}

static void
print_list (LapelWallet    *wallet,
            const LapelCli *cli)
{
  LapelEntryList *entries = lapel_wallet_get_entries (wallet);
  unsigned int n = g_list_model_get_n_items (G_LIST_MODEL (entries));

  for (unsigned int i = 0; i < n; i++)
    {
      g_autoptr (LapelSlot) slot = g_list_model_get_item (G_LIST_MODEL (entries), i);

      if (cli->json)
        lapel_cli_print_record_json (wallet, lapel_slot_get_record (slot));
      else
        lapel_cli_print_record (lapel_slot_get_record (slot));
    }
  if (n > 0 || cli->json)
    return;
  if (lapel_entry_list_count (entries, LAPEL_FILTER_ALL) == 0)
    lapel_cli_print_line ("%s", _ ("The wallet is empty. “lapel-cli import FILE” puts something "
                                   "in."));
  else
    lapel_cli_print_line ("%s", _ ("Nothing found."));
}

LAPEL_COMMAND (lapel_cli_list)
{
  g_auto (ListOptions) list = { 0 };
  LapelCriteria criteria = { 0 };
  LapelSort sort = LAPEL_SORT_NEWEST;
  g_autoptr (LapelWallet) wallet = NULL;
  LapelExit status = LAPEL_EXIT_OK;
  const char *wrong = NULL;
  const GOptionEntry options[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &list.search,
      N_ ("Only those in which these words occur"), N_ ("WORDS") },
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &list.states,
      N_ ("Only those in this state; may be given again"), N_ ("STATE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &list.kinds,
      N_ ("Only those of this kind; may be given again"), N_ ("KIND") },
    { "issuer", 0, 0, G_OPTION_ARG_STRING, &list.issuer, N_ ("Only those of this issuer"),
      N_ ("ISSUER") },
    { "year", 0, 0, G_OPTION_ARG_INT, &list.year, N_ ("Only those awarded in this year"),
      N_ ("YEAR") },
    { "expiring", 0, 0, G_OPTION_ARG_NONE, &list.expiring,
      N_ ("Only those that end within 30 days"), NULL },
    { "yours", 0, 0, G_OPTION_ARG_STRING_ARRAY, &list.yours,
      N_ ("Only those that are yours, someone-else’s, …; may be given again"), N_ ("WHOSE") },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &list.tag, N_ ("Only those with this tag"), N_ ("TAG") },
    { "collection", 0, 0, G_OPTION_ARG_STRING, &list.collection,
      N_ ("Only those in this collection"), N_ ("NAME") },
    { "once", 0, 0, G_OPTION_ARG_NONE, &list.once, N_ ("What was earned several times only once"),
      NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &list.sort,
      N_ ("In this order: newest, name, issuer or expiry"), N_ ("ORDER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 0, 0))
    return LAPEL_EXIT_USAGE;
  wrong = read_options (&list, &criteria, &sort);
  if (wrong != NULL)
    return lapel_cli_usage (command, wrong);
  wallet = lapel_cli_open_wallet (cli, &status);
  if (wallet == NULL)
    return status;

  wrong = apply (wallet, &list, &criteria, sort);
  if (wrong != NULL)
    return lapel_cli_usage (command, wrong);
  print_list (wallet, cli);
  return status;
}
