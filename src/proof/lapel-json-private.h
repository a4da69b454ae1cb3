/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

/**
 * lapel_json_sort_members:
 *
 * The members of @object ordered by name, and those of one name by where they stand. Sorting, not
 * hashing: what strangers wrote cannot make it slow.
 *
 * Returns: (transfer full) (array): free with g_free ()
 */
const LapelJsonMember **lapel_json_sort_members (const LapelJson *object);

G_END_DECLS
