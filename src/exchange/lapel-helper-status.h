/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the exit status of a helper program says. */
enum
{
  LAPEL_HELPER_OK = 0,
  LAPEL_HELPER_DAMAGED = 1,
  LAPEL_HELPER_TOO_LARGE = 2,
  LAPEL_HELPER_UNKNOWN = 3, /* none of the kinds of file it reads */
};
