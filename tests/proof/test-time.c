/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-time.h"

#define SECOND G_GINT64_CONSTANT (1000000)

typedef struct
{
  const char *name;
  const char *text;
  const char *utc; /* %NULL: refused */
} Case;

static const Case cases[] = {
  { "utc", "2026-08-01T12:34:56Z", "2026-08-01T12:34:56Z" },
  { "no-zone", "2026-08-01T12:34:56", "2026-08-01T12:34:56Z" },
  { "east", "2026-08-01T00:00:00+02:00", "2026-07-31T22:00:00Z" },
  { "west", "2025-12-31T23:30:00-05:30", "2026-01-01T05:00:00Z" },
  { "farthest-east", "2026-08-01T00:00:00+14:00", "2026-07-31T10:00:00Z" },
  { "farthest-west", "2026-08-01T00:00:00-14:00", "2026-08-01T14:00:00Z" },
  { "zero-offsets", "2026-08-01T00:00:00-00:00", "2026-08-01T00:00:00Z" },
  { "first-year", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
  { "last-moment", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z" },
  { "before-1970", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z" },
  { "leap-day", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z" },
  { "leap-day-of-400", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z" },
  { "leap-second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z" },
  { "leap-second-fraction", "2016-12-31T23:59:60.75Z", "2017-01-01T00:00:00Z" },
  { "fraction", "2026-08-01T00:00:00.120Z", "2026-08-01T00:00:00.12Z" },
  { "fraction-zero", "2026-08-01T00:00:00.000Z", "2026-08-01T00:00:00Z" },
  { "fraction-cut", "2026-08-01T00:00:00.9999999999999999999999999999Z",
    "2026-08-01T00:00:00.999999Z" },
  { "fraction-no-zone", "2026-08-01T00:00:00.000001", "2026-08-01T00:00:00.000001Z" },
  { "empty", "", NULL },
  { "date-only", "2026-08-01", NULL },
  { "words", "yesterday", NULL },
  { "blank-before", " 2026-08-01T00:00:00Z", NULL },
  { "blank-behind", "2026-08-01T00:00:00Z ", NULL },
  { "blank-between", "2026-08-01 00:00:00Z", NULL },
  { "lower-case", "2026-08-01t00:00:00z", NULL },
  { "month-0", "2026-00-01T00:00:00Z", NULL },
  { "month-13", "2026-13-01T00:00:00Z", NULL },
  { "day-0", "2026-08-00T00:00:00Z", NULL },
  { "day-31", "2026-06-31T00:00:00Z", NULL },
  { "day-32", "2026-08-32T00:00:00Z", NULL },
  { "no-leap-day", "2026-02-29T00:00:00Z", NULL },
  { "no-leap-day-of-100", "1900-02-29T00:00:00Z", NULL },
  { "hour-24", "2026-08-01T24:00:00Z", NULL },
  { "minute-60", "2026-08-01T00:60:00Z", NULL },
  { "second-61", "2026-08-01T00:00:61Z", NULL },
  { "no-seconds", "2026-08-01T00:00Z", NULL },
  { "fraction-empty", "2026-08-01T00:00:00.Z", NULL },
  { "fraction-comma", "2026-08-01T00:00:00,5Z", NULL },
  { "one-digit", "2026-8-1T0:0:0Z", NULL },
  { "basic-format", "20260801T000000Z", NULL },
  { "year-0", "0000-01-01T00:00:00Z", NULL },
  { "year-minus", "-0001-01-01T00:00:00Z", NULL },
  { "year-5-digits", "10000-01-01T00:00:00Z", NULL },
  { "year-3-digits", "999-01-01T00:00:00Z", NULL },
  { "offset-beyond", "2026-08-01T00:00:00+14:01", NULL },
  { "offset-15", "2026-08-01T00:00:00-15:00", NULL },
  { "offset-minutes", "2026-08-01T00:00:00+01:60", NULL },
  { "offset-no-colon", "2026-08-01T00:00:00+0100", NULL },
  { "offset-no-minutes", "2026-08-01T00:00:00+01", NULL },
  { "offset-space", "2026-08-01T00:00:00 01:00", NULL },
  { "offset-and-z", "2026-08-01T00:00:00+01:00Z", NULL },
  { "other-digits", "２０２６-08-01T00:00:00Z", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *utc = NULL;
  LapelTime time = LAPEL_TIME_NONE;
  gboolean ok = lapel_time_parse (test->text, &time, NULL, &error);

  if (test->utc == NULL)
    {
      g_assert_false (ok);
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_DATE_MALFORMED);
      g_assert_true (time == LAPEL_TIME_NONE);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (ok);
  utc = lapel_time_format (time);
  g_assert_cmpstr (utc, ==, test->utc);
}

static void
test_epoch (void)
{
  LapelTime time;

  g_assert_true (lapel_time_parse ("1970-01-01T00:00:00Z", &time, NULL, NULL));
  g_assert_cmpint (time, ==, 0);
  g_assert_true (lapel_time_parse ("2001-09-09T01:46:40.000001Z", &time, NULL, NULL));
  g_assert_cmpint (time, ==, 1000000000 * SECOND + 1);
  g_assert_true (lapel_time_parse ("1969-12-31T23:59:59Z", &time, NULL, NULL));
  g_assert_cmpint (time, ==, -SECOND);
}

static void
test_zoned (void)
{
  LapelTime time;
  gboolean zoned = FALSE;

  g_assert_true (lapel_time_parse ("2026-08-01T00:00:00Z", &time, &zoned, NULL));
  g_assert_true (zoned);
  g_assert_true (lapel_time_parse ("2026-08-01T00:00:00", &time, &zoned, NULL));
  g_assert_false (zoned);
  g_assert_true (lapel_time_parse ("2026-08-01T00:00:00+00:00", &time, &zoned, NULL));
  g_assert_true (zoned);
}

/* Every day of four centuries, against GLib's calendar. */
static void
test_calendar (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1800);
  for (int i = 0; i < 146097; i++, g_date_add_days (&date, 1))
    {
      gint64 days = (gint64) g_date_get_julian (&date) - 719163;
      g_autofree char *text = lapel_time_format (days * 86400 * SECOND);
      char expected[32];
      LapelTime time;

      g_snprintf (expected, sizeof expected, "%04u-%02d-%02uT00:00:00Z", g_date_get_year (&date),
                  (int) g_date_get_month (&date), g_date_get_day (&date));
      g_assert_cmpstr (text, ==, expected);
      g_assert_true (lapel_time_parse (expected, &time, NULL, NULL));
      g_assert_cmpint (time, ==, days * 86400 * SECOND);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strconcat (cases[i].utc != NULL ? "/time/good/" : "/time/bad/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/time/epoch", test_epoch);
  g_test_add_func ("/time/zoned", test_zoned);
  g_test_add_func ("/time/calendar", test_calendar);
  return g_test_run ();
}
