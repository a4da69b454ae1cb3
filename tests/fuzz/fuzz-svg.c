/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-svg-reader.h"

#include <string.h>

/* Whatever is found, the first of each kind has a text; what is refused is so with a code of ours.
 */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  LapelSvgElement elements[LAPEL_N_BAKED] = { 0 };
  g_autoptr (GBytes) svg = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  gboolean usable = lapel_svg_read (svg, elements, &error);

  g_assert_true (usable == (error == NULL));
  g_assert_true (error == NULL || error->domain == LAPEL_ERROR);
  for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
    {
      g_assert_true ((elements[kind].n > 0) == (elements[kind].body != NULL));
      if (elements[kind].body != NULL)
        g_assert_cmpuint (strlen (elements[kind].body->str), ==, elements[kind].body->len);
      lapel_svg_element_clear (&elements[kind]);
    }
}
