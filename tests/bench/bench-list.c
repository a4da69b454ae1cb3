/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-list WALLET: opens a wallet and prints one line: how many credentials, KiB resident, and
 * the milliseconds (median, 99th of a hundred, longest) that the list takes to follow a key that
 * narrows a search, one that widens it, a change of the filter, and one of the order; each by the
 * clock and, as "…Cpu", by processor time, which says more where others use the machine. */

#include "config.h"

#include "lapel-wallet.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 20

/* Long and short, frequent, rare and absent, of several words, beyond ASCII. */
static const char *const searches[] = {
  "first aid at work",
  "école",
  "data",
  "the learner was able",
  "e",
  "trois rivières",
  "xyzzy",
  "academy ai",
  "micro-credential",
  "criteria of robotics",
  "plan supervise",
  "badge",
  "é",
  "work work",
  "assessment",
};

enum
{
  NARROWER,
  WIDER,
  FILTER,
  SORT,
  N_KINDS
};

static const char *const kind_names[N_KINDS] = { "narrower", "wider", "filter", "sort" };

/* Milliseconds, of each kind: by the clock, and of this thread's processor time. */
typedef struct
{
  GArray *clock[N_KINDS]; /* of double */
  GArray *cpu[N_KINDS];   /* of double */
} Times;

/* A moment by both. */
typedef struct
{
  double clock;
  double cpu;
} Moment;

static double
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", 3);
  return g_ascii_strtod (fields[1], NULL) * (double) sysconf (_SC_PAGESIZE) / 1024;
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static Moment
begin (void)
{
  return (Moment){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_THREAD_CPUTIME_ID) };
}

static void
note (Times  *times,
      int     kind,
      Moment  from)
{
  Moment now = begin ();
  Moment took = { now.clock - from.clock, now.cpu - from.cpu };

  g_array_append_val (times->clock[kind], took.clock);
  g_array_append_val (times->cpu[kind], took.cpu);
}

static void
search (LapelEntryList *list,
        const char     *text,
        Times          *times,
        int             kind)
{
  Moment from = begin ();

  lapel_entry_list_set_search (list, text);
  note (times, kind, from);
}

/* Types letter by letter, and takes it back. */
static void
type (LapelEntryList *list,
      const char     *text,
      Times          *times)
{
  for (const char *end = text; *end != '\0';)
    {
      g_autofree char *typed = NULL;

      end = g_utf8_next_char (end);
      typed = g_strndup (text, (size_t) (end - text));
      search (list, typed, times, NARROWER);
    }
  for (const char *end = text + strlen (text); end > text;)
    {
      g_autofree char *typed = NULL;

      end = g_utf8_prev_char (end);
      typed = g_strndup (text, (size_t) (end - text));
      search (list, typed, times, WIDER);
    }
}

static void
filter (LapelEntryList *list,
        Times          *times)
{
  const LapelCriteria criteria[] = {
    { .verdicts = 1u << LAPEL_VERDICT_VERIFIED },
    { .kinds = 1u << LAPEL_KIND_BADGE },
    { .yours = 1u << LAPEL_OUTCOME_UNCHECKED },
    { .year = 2024 },
    { .expiring = TRUE, .now = g_get_real_time () },
    { .tag = "none" },
    { 0 },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (criteria); i++)
    {
      Moment from = begin ();

      lapel_entry_list_set_criteria (list, &criteria[i]);
      note (times, FILTER, from);
    }
}

static void
sort (LapelEntryList *list,
      Times          *times)
{
  const LapelSort sorts[] = { LAPEL_SORT_NAME, LAPEL_SORT_ISSUER, LAPEL_SORT_EXPIRY,
                              LAPEL_SORT_NEWEST };

  for (unsigned int i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      Moment from = begin ();

      lapel_entry_list_set_sort (list, sorts[i]);
      note (times, SORT, from);
    }
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print_times (const char *name,
             const char *suffix,
             GArray     *times)
{
  g_array_sort (times, compare_doubles);
  g_print (",\"%s%s\":[%.3f,%.3f,%.3f]", name, suffix,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 99 / 100),
           g_array_index (times, double, times->len - 1));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!lapel_wallet_open_finish (LAPEL_WALLET (source), result, &error))
    g_error ("open: %s", error->message);
  *(gboolean *) data = TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (LapelWallet) wallet = NULL;
  LapelEntryList *list = NULL;
  gboolean opened = FALSE;
  Times times;

  if (argc != 2)
    return 64;
  for (int i = 0; i < N_KINDS; i++)
    {
      times.clock[i] = g_array_new (FALSE, FALSE, sizeof (double));
      times.cpu[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  wallet = lapel_wallet_new (argv[1]);
  lapel_wallet_open_async (wallet, NULL, opened_cb, &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  list = lapel_wallet_get_entries (wallet);
  g_print ("{\"entries\":%u,\"resident\":%.0f", lapel_entry_list_count (list, LAPEL_FILTER_ALL),
           get_resident ());

  for (unsigned int round = 0; round < ROUNDS; round++)
    {
      for (unsigned int i = 0; i < G_N_ELEMENTS (searches); i++)
        type (list, searches[i], &times);
      filter (list, &times);
      sort (list, &times);
    }
  for (int i = 0; i < N_KINDS; i++)
    {
      print_times (kind_names[i], "", times.clock[i]);
      print_times (kind_names[i], "Cpu", times.cpu[i]);
    }
  g_print ("}\n");
  return 0;
}
