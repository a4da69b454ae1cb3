/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Where the European authority table keeps its countries; the last segment is ISO 3166 alpha-3. */
#define LAPEL_COUNTRY_AUTHORITY "http://publications.europa.eu/resource/authority/country/"

/**
 * lapel_country_find:
 * @text: an authority URI, two or three letters of ISO 3166-1, or the country's English name
 *
 * Returns: (nullable) (transfer none): the two letters of ISO 3166-1, upper case
 */
const char *lapel_country_find (const char *text);

/** The country's English name, which the message catalogues of iso-codes translate. (nullable) for
 * letters that are no country */
const char *lapel_country_get_name (const char *alpha2);

G_END_DECLS
