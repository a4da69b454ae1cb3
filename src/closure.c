/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked with the whole of one layer and nothing but what that layer may use: a call upward is an
 * undefined symbol, and the build ends here. */

#include "config.h"

int
main (void)
{
  return 0;
}
