/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelApplication: `lapel [--wallet DIR] [FILE…]`; files are imported. */
#define LAPEL_TYPE_APPLICATION (lapel_application_get_type ())
G_DECLARE_FINAL_TYPE (LapelApplication, lapel_application, LAPEL, APPLICATION, AdwApplication)

LapelApplication *lapel_application_new (void);

G_END_DECLS
