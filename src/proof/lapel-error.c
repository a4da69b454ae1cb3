/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"

G_DEFINE_QUARK (lapel - error - quark, lapel_error)

static const char *const nicks[LAPEL_N_ERRORS] = {
#define X(name, nick) [LAPEL_ERROR_##name] = nick,
  LAPEL_ERROR_CODES (X)
#undef X
};

const char *
lapel_error_get_nick (LapelError code)
{
  g_return_val_if_fail ((unsigned int) code < LAPEL_N_ERRORS, "internal");
  return nicks[code];
}

const char *
lapel_error_nick_of (const GError *error)
{
  if (error == NULL || error->domain != LAPEL_ERROR)
    return "internal";
  return lapel_error_get_nick ((LapelError) error->code);
}
