/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LapelTime: microseconds since 1970-01-01T00:00:00Z, UTC. */
typedef gint64 LapelTime;

/** "No date": no valid time has this value. */
#define LAPEL_TIME_NONE G_MININT64

/**
 * lapel_time_parse:
 * @out_zoned: (nullable): %FALSE where the text names no zone and was read as UTC
 *
 * An XML Schema dateTimeStamp, or dateTime without zone: years 0001 to 9999, fraction digits of any
 * number (cut to microseconds), second 60 read as the next minute's start, hour 24 refused.
 * Errors: LAPEL_ERROR_DATE_MALFORMED.
 */
gboolean
lapel_time_parse (const char  *text,
                  LapelTime   *out_time,
                  gboolean    *out_zoned,
                  GError     **error);

/** "2026-08-01T00:00:00Z", with a fraction only where there is one. Returns: (transfer full) */
char *lapel_time_format (LapelTime time);

G_END_DECLS
