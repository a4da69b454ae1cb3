/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-time.h"

#include "lapel-error.h"

#include <string.h>

#define SECOND     G_GINT64_CONSTANT (1000000)
#define MINUTE     (60 * SECOND)
#define DAY        (24 * 60 * MINUTE)
#define MAX_OFFSET (14 * 60)

/* Days before the 1st of March of the year 0, counted from 1970-01-01; 400 years of the calendar.
 */
#define DAYS_TO_EPOCH 719468
#define DAYS_OF_ERA   146097

typedef struct
{
  int year;
  int month;
  int day;
} Date;

/* Days since 1970-01-01. The year starts in March here, so that the leap day is its last. */
static gint64
days_from_date (const Date *date)
{
  gint64 year = date->month > 2 ? date->year : date->year - 1;
  gint64 month = (date->month + 9) % 12;

  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date->day - 1 -
         DAYS_TO_EPOCH;
}

static void
date_from_days (gint64  days,
                Date   *out)
{
  gint64 shifted = days + DAYS_TO_EPOCH;
  gint64 era = (shifted >= 0 ? shifted : shifted - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
  gint64 day_of_era = shifted - era * DAYS_OF_ERA;
  gint64 year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (year * 365 + year / 4 - year / 100);
  gint64 month = (day_of_year * 5 + 2) / 153;

  out->day = (int) (day_of_year - (month * 153 + 2) / 5 + 1);
  out->month = (int) (month < 10 ? month + 3 : month - 9);
  out->year = (int) (year + era * 400 + (out->month <= 2));
}

static int
days_in_month (const Date *date)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;

  return date->month == 2 && leap ? 29 : days[date->month - 1];
}

/* Reads exactly @n digits, in @min to @max. */
static gboolean
read_field (const char **p,
            int          n,
            int          min,
            int          max,
            int         *out)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*p)[i]))
        return FALSE;
      value = value * 10 + ((*p)[i] - '0');
    }
  if (value < min || value > max)
    return FALSE;
  *p += n;
  *out = value;
  return TRUE;
}

static gboolean
read_char (const char **p,
           char         c)
{
  if (**p != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static gboolean
read_date (const char **p,
           gint64      *out_days)
{
  Date date;

  if (!read_field (p, 4, 1, 9999, &date.year) || !read_char (p, '-') ||
      !read_field (p, 2, 1, 12, &date.month) || !read_char (p, '-') ||
      !read_field (p, 2, 1, days_in_month (&date), &date.day))
    return FALSE;
  *out_days = days_from_date (&date);
  return TRUE;
}

/* After a point: one digit or more, of which six count. */
static gboolean
read_fraction (const char **p,
               gint64      *out)
{
  gint64 unit = SECOND / 10;

  if (!g_ascii_isdigit (**p))
    return FALSE;
  for (*out = 0; g_ascii_isdigit (**p); (*p)++, unit /= 10)
    *out += (**p - '0') * unit;
  return TRUE;
}

static gboolean
read_clock (const char **p,
            gint64      *out)
{
  int hour;
  int minute;
  int second;
  gint64 fraction = 0;

  if (!read_field (p, 2, 0, 23, &hour) || !read_char (p, ':') ||
      !read_field (p, 2, 0, 59, &minute) || !read_char (p, ':') ||
      !read_field (p, 2, 0, 60, &second))
    return FALSE;
  if (read_char (p, '.') && !read_fraction (p, &fraction))
    return FALSE;

  /* However far into the leap second it is, it stands for the start of the next minute. */
  if (second == 60)
    fraction = 0;
  *out = (hour * 60 + minute) * MINUTE + second * SECOND + fraction;
  return TRUE;
}

/* "Z", "+hh:mm", "-hh:mm" or nothing. */
static gboolean
read_zone (const char **p,
           gint64      *out_offset,
           gboolean    *out_zoned)
{
  gboolean east = **p == '+';
  int hours;
  int minutes;

  *out_offset = 0;
  *out_zoned = **p != '\0';
  if (!*out_zoned || read_char (p, 'Z'))
    return TRUE;

  if (!read_char (p, east ? '+' : '-') || !read_field (p, 2, 0, 14, &hours) ||
      !read_char (p, ':') || !read_field (p, 2, 0, 59, &minutes) ||
      hours * 60 + minutes > MAX_OFFSET)
    return FALSE;
  *out_offset = (hours * 60 + minutes) * (east ? MINUTE : -MINUTE);
  return TRUE;
}

gboolean
lapel_time_parse (const char  *text,
                  LapelTime   *out_time,
                  gboolean    *out_zoned,
                  GError     **error)
{
  const char *p = text;
  gint64 days;
  gint64 clock;
  gint64 offset;
  gboolean zoned;

  if (!read_date (&p, &days) || !read_char (&p, 'T') || !read_clock (&p, &clock) ||
      !read_zone (&p, &offset, &zoned) || *p != '\0')
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DATE_MALFORMED,
                   "not an XML Schema date and time at character %zu", (size_t) (p - text) + 1);
      return FALSE;
    }

  *out_time = days * DAY + clock - offset;
  if (out_zoned != NULL)
    *out_zoned = zoned;
  return TRUE;
}

char *
lapel_time_format (LapelTime time)
{
  gint64 clock = time % DAY;
  gint64 days = time / DAY;
  GString *out = g_string_sized_new (32);
  Date date;

  if (clock < 0)
    {
      clock += DAY;
      days--;
    }
  date_from_days (days, &date);
  g_string_printf (out, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day,
                   (int) (clock / (60 * MINUTE)), (int) (clock / MINUTE % 60),
                   (int) (clock / SECOND % 60));

  if (clock % SECOND != 0)
    {
      g_string_append_printf (out, ".%06d", (int) (clock % SECOND));
      while (out->str[out->len - 1] == '0')
        g_string_truncate (out, out->len - 1);
    }
  g_string_append_c (out, 'Z');
  return g_string_free (out, FALSE);
}
