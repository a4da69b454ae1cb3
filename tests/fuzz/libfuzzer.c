/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <glib.h>
#include <time.h>

/* What libFuzzer calls. Its own limit counts a busy machine's time as well; this one the
 * processor's. */
#define MAX_SECONDS 1

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static double
get_seconds (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  double start = get_seconds ();

  lapel_fuzz_within_limits (data, size);
  if (get_seconds () - start > MAX_SECONDS)
    g_error ("%zu bytes of input took %.1f seconds", size, get_seconds () - start);
  return 0;
}
