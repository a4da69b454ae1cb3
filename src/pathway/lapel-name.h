/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lapel_name_normalise:
 *
 * The form in which two names of an achievement or an issuer are compared: NFKC, case folded
 * (whatever the locale), runs of spaces and dashes as one space, without a trailing version such as
 * "v2" or "(2024)". Not a fuzzy comparison: "Module 1" and "Module 2" stay different.
 *
 * Returns: (transfer full)
 */
char *lapel_name_normalise (const char *name);

G_END_DECLS
