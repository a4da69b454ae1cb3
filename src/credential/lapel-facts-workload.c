/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* How much work it was: credits, whose unit has to be known, and spans of time. */

/* At most nine digits, which always fit. */
static gboolean
read_digits (const char   **p,
             unsigned int  *out)
{
  size_t length = strspn (*p, "0123456789");

  if (length == 0 || length > 9)
    return FALSE;
  *out = (unsigned int) g_ascii_strtoull (*p, NULL, 10);
  *p += length;
  return TRUE;
}

/* A fraction may stand before the S, and only there; it is too small to be shown. */
static gboolean
skip_fraction (const char **p)
{
  size_t length;

  if (**p != '.')
    return FALSE;
  length = strspn (*p + 1, "0123456789");
  if (length == 0 || (*p)[1 + length] != 'S')
    return FALSE;
  *p += 1 + length;
  return TRUE;
}

/* Numbers with the letters of @letters after them, each at most once and in this order. */
static gboolean
read_parts (const char          **p,
            const char           *letters,
            unsigned int *const   fields[],
            unsigned int         *n_parts)
{
  while (g_ascii_isdigit (**p))
    {
      unsigned int value = 0;
      const char *letter;

      if (!read_digits (p, &value))
        return FALSE;
      skip_fraction (p);
      letter = **p != '\0' ? strchr (letters, **p) : NULL;
      if (letter == NULL)
        return FALSE;
      *fields[letter - letters] = value;
      fields += letter - letters + 1;
      letters = letter + 1;
      (*p)++;
      (*n_parts)++;
    }
  return TRUE;
}

static gboolean
read_weeks (const char    *p,
            LapelDuration *out)
{
  unsigned int weeks = 0;

  if (!read_digits (&p, &weeks) || strcmp (p, "W") != 0 || weeks > G_MAXINT / 7)
    return FALSE;
  *out = (LapelDuration){ .days = weeks * 7 };
  return TRUE;
}

gboolean
lapel_duration_parse (const char    *text,
                      LapelDuration *out)
{
  LapelDuration read = { 0 };
  unsigned int *const date[] = { &read.years, &read.months, &read.days };
  unsigned int *const clock[] = { &read.hours, &read.minutes, &read.seconds };
  const char *p = text;
  unsigned int n_date = 0;
  unsigned int n_clock = 0;

  if (*p != 'P')
    return FALSE;
  if (read_weeks (++p, out))
    return TRUE;
  if (!read_parts (&p, "YMD", date, &n_date))
    return FALSE;
  if (*p == 'T')
    {
      p++;
      if (!read_parts (&p, "HMS", clock, &n_clock) || n_clock == 0)
        return FALSE;
    }
  if (*p != '\0' || n_date + n_clock == 0)
    return FALSE;
  *out = read;
  return TRUE;
}

double
lapel_duration_get_hours (const LapelDuration *self)
{
  double days = self->years * 365.0 + self->months * 30.0 + self->days;

  return days * 24 + self->hours + self->minutes / 60.0 + self->seconds / 3600.0;
}

/* A number above 0 and nothing after it; a comma is not read, as it means two things in Europe. */
static gboolean
read_number (const char *text,
             double     *out)
{
  char *end = NULL;
  double number;

  if (!g_ascii_isdigit (*text) || strspn (text, "0123456789.") != strlen (text))
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !(number > 0 && number < 1e9))
    return FALSE;
  *out = number;
  return TRUE;
}

void
lapel_facts_add_credits (LapelFacts      *self,
                         const LapelJson *value,
                         LapelFactUnit    unit,
                         const char      *url)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_CREDITS,
                          .unit = unit,
                          .url = url,
                          .stated = lapel_facts_scalar (self, value),
                          .time = LAPEL_TIME_NONE };

  if (lapel_is_blank (fact.stated))
    return;
  if (!read_number (fact.stated, &fact.number))
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  lapel_facts_add (self, LAPEL_FACT_WORKLOAD, &fact);
}

void
lapel_facts_add_credits_text (LapelFacts    *self,
                              const char    *text,
                              LapelFactUnit  unit)
{
  LapelFactValue fact = {
    .type = LAPEL_FACT_TYPE_CREDITS, .unit = unit, .stated = text, .time = LAPEL_TIME_NONE
  };

  if (lapel_is_blank (text))
    return;
  fact.number = lapel_parse_credits (text);
  if (fact.number == 0)
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  lapel_facts_add (self, LAPEL_FACT_WORKLOAD, &fact);
}

void
lapel_facts_add_durations (LapelFacts      *self,
                           const LapelJson *value,
                           const char      *label)
{
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    {
      LapelFactValue fact = { .type = LAPEL_FACT_TYPE_DURATION,
                              .label = label,
                              .stated = lapel_facts_scalar (self, lapel_json_at (value, i)),
                              .time = LAPEL_TIME_NONE };

      if (lapel_is_blank (fact.stated))
        continue;
      if (!lapel_duration_parse (fact.stated, &fact.duration))
        fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
      lapel_facts_add (self, LAPEL_FACT_WORKLOAD, &fact);
    }
}

void
lapel_facts_add_span (LapelFacts      *self,
                      const LapelJson *value,
                      unsigned int     minutes_per_unit)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_DURATION,
                          .stated = lapel_facts_scalar (self, value),
                          .time = LAPEL_TIME_NONE };
  double number = 0;

  if (lapel_is_blank (fact.stated))
    return;
  if (minutes_per_unit == 0 || !read_number (fact.stated, &number))
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  else
    {
      unsigned int minutes = (unsigned int) MIN (number * minutes_per_unit, 1e8);

      fact.duration = (LapelDuration){ .hours = minutes / 60, .minutes = minutes % 60 };
    }
  lapel_facts_add (self, LAPEL_FACT_WORKLOAD, &fact);
}

/* What a number in an issuer's own field counts is known of two platforms (europe.md §1,
 * "Credits").
 */
static gboolean
is_host (const char *url,
         const char *domain)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || !g_str_has_suffix (host, domain))
    return FALSE;
  return strlen (host) == strlen (domain) || host[strlen (host) - strlen (domain) - 1] == '.';
}

unsigned int
lapel_facts_minutes_per_unit (const LapelFacts *self)
{
  const LapelProfile *issuer = &self->credential->issuer;
  const char *const urls[] = { issuer->id, issuer->url };

  for (unsigned int i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      if (is_host (urls[i], "edubadges.nl"))
        return 60;
      if (is_host (urls[i], "openbadges.education"))
        return 1;
    }
  return 0;
}
