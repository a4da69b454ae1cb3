/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-grid WALLET: opens the real window on a wallet, scrolls its grid frame by frame, types into
 * its search and takes that back, and prints one line of milliseconds (median, 95th and 99th of a
 * hundred, longest): the work of a scrolled frame, and from a key to the frame that shows what it
 * found, narrowing and widening; by the clock and, as "…Cpu", of the main thread's processor time,
 * which says more where others use the machine. On a display of its own, see
 * tests/with-display.sh. */

#include "config.h"

#include "lapel-application.h"

#include <gtk/gtk.h>
#include <time.h>

#define N_FRAMES 300
#define PIXELS   97

static const char *const searches[] = { "data", "first aid", "robotics", "portfolio", "école" };

typedef enum
{
  WAITING, /* for the grid to have been drawn */
  SCROLLING,
  TYPING,
  DONE,
} Phase;

/* A moment by the clock and by the main thread's processor time, in milliseconds. */
typedef struct
{
  double clock;
  double cpu;
} Moment;

typedef struct
{
  GArray *clock; /* of double */
  GArray *cpu;
} Times;

typedef struct
{
  GtkApplication *application;
  GtkAdjustment *adjustment;
  GtkEditable *entry;
  Phase phase;
  unsigned int frames;
  unsigned int word;   /* of searches */
  unsigned int letter; /* typed so far; counted twice where they are taken back */
  Moment frame_begin;
  Moment key;       /* when the last key came */
  gboolean waiting; /* for the frame that shows what it found */
  gboolean narrower;
  Times frame_times;
  Times narrower_times;
  Times wider_times;
} Bench;

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static Moment
get_now (void)
{
  return (Moment){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_THREAD_CPUTIME_ID) };
}

static Times
new_times (void)
{
  return (Times){ g_array_new (FALSE, FALSE, sizeof (double)),
                  g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
note (Times  *times,
      Moment  from)
{
  Moment now = get_now ();
  Moment took = { now.clock - from.clock, now.cpu - from.cpu };

  g_array_append_val (times->clock, took.clock);
  g_array_append_val (times->cpu, took.cpu);
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
print_one (const char *name,
           const char *suffix,
           GArray     *times)
{
  unsigned int n = times->len;

  g_array_sort (times, compare_doubles);
  g_print ("\"%s%s\":[%.2f,%.2f,%.2f,%.2f]", name, suffix, g_array_index (times, double, n / 2),
           g_array_index (times, double, n * 95 / 100), g_array_index (times, double, n * 99 / 100),
           g_array_index (times, double, n - 1));
}

static void
print_times (const char *name,
             Times      *times)
{
  print_one (name, "", times->clock);
  g_print (",");
  print_one (name, "Cpu", times->cpu);
}

static void
report (Bench *bench)
{
  g_print ("{");
  print_times ("scroll", &bench->frame_times);
  g_print (",");
  print_times ("narrower", &bench->narrower_times);
  g_print (",");
  print_times ("wider", &bench->wider_times);
  g_print ("}\n");
  bench->phase = DONE;
  g_application_quit (G_APPLICATION (bench->application));
}

static void
scroll (Bench *bench)
{
  double end = gtk_adjustment_get_upper (bench->adjustment) -
               gtk_adjustment_get_page_size (bench->adjustment);
  double value = gtk_adjustment_get_value (bench->adjustment) + PIXELS;

  gtk_adjustment_set_value (bench->adjustment, value > end ? 0 : value);
  if (++bench->frames == N_FRAMES)
    bench->phase = TYPING;
}

/* The next key: another letter, or one less. */
static void
type (Bench *bench)
{
  const char *word = searches[bench->word];
  unsigned int length = (unsigned int) g_utf8_strlen (word, -1);
  g_autofree char *typed = NULL;

  bench->letter++;
  bench->narrower = bench->letter <= length;
  typed = g_utf8_substring (word, 0, bench->narrower ? bench->letter : 2 * length - bench->letter);
  if (bench->letter == 2 * length)
    {
      bench->letter = 0;
      bench->word++;
    }
  bench->waiting = TRUE;
  bench->key = get_now ();
  gtk_editable_set_text (bench->entry, typed);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Bench *bench = data;

  if (bench->phase == WAITING && gtk_adjustment_get_upper (bench->adjustment) >
                                     2 * gtk_adjustment_get_page_size (bench->adjustment))
    bench->phase = SCROLLING;
  if (bench->phase == SCROLLING)
    scroll (bench);
  else if (bench->phase == TYPING && !bench->waiting)
    {
      if (bench->word == G_N_ELEMENTS (searches))
        report (bench);
      else
        type (bench);
    }
  gtk_widget_queue_draw (widget);
  return bench->phase == DONE ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
before_cb (GdkFrameClock *clock,
           gpointer       data)
{
  ((Bench *) data)->frame_begin = get_now ();
}

static void
after_cb (GdkFrameClock *clock,
          gpointer       data)
{
  Bench *bench = data;

  if (bench->phase == SCROLLING)
    note (&bench->frame_times, bench->frame_begin);
  if (!bench->waiting)
    return;
  note (bench->narrower ? &bench->narrower_times : &bench->wider_times, bench->key);
  bench->waiting = FALSE;
}

static void
mapped_cb (GtkWidget *window,
           gpointer   data)
{
  Bench *bench = data;
  GtkWidget *grid = find (window, GTK_TYPE_GRID_VIEW);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  /* Lists to choose from have search entries of their own. */
  bench->entry = GTK_EDITABLE (find (find (window, GTK_TYPE_SEARCH_BAR), GTK_TYPE_SEARCH_ENTRY));
  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  /* The time until an entry says that it changed is no work. */
  g_object_set (bench->entry, "search-delay", 0, NULL);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_cb), bench);
  gtk_widget_add_tick_callback (window, tick_cb, bench, NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        data)
{
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), data);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (LapelApplication) application = NULL;
  char *arguments[] = { argv[0], (char *) "--wallet", argc == 2 ? argv[1] : NULL, NULL };
  Bench bench = { 0 };

  if (argc != 2)
    return 64;
  bench.frame_times = new_times ();
  bench.narrower_times = new_times ();
  bench.wider_times = new_times ();
  application = lapel_application_new ();
  bench.application = GTK_APPLICATION (application);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &bench);
  return g_application_run (G_APPLICATION (application), 3, arguments);
}
