/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-fold.h"

char *
lapel_fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (composed == NULL ? "" : composed, -1);

  /* Folding can take a composed letter apart. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
}
