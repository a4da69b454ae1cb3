/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the credentials in a stranger's SVG: it comes in on standard input, the elements for
 * credentials go out on standard output, as frames. See lapel-helper.h, and for their names
 * lapel-svg.c. */

#include "config.h"

#include "lapel-confine.h"
#include "lapel-frames.h"
#include "lapel-helper-status.h"
#include "lapel-svg-reader.h"

#include <string.h>
#include <unistd.h>

#define MAX_MEMORY  (512 * LAPEL_MEBIBYTE)
#define MAX_SECONDS 5

static gboolean
write_text (int           kind,
            unsigned int  n,
            const char   *what,
            const char   *text)
{
  g_autofree char *name = g_strdup_printf ("%d %u %s", kind, n, what);
  g_autoptr (GBytes) data = g_bytes_new (text, strlen (text));

  return lapel_frames_write (STDOUT_FILENO, name, data, NULL);
}

/* Elements there are none of are not written. */
static gboolean
write_elements (LapelSvgElement *elements)
{
  for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
    {
      const LapelSvgElement *element = &elements[kind];

      if (element->n > 0 && !write_text (kind, element->n, "body", element->body->str))
        return FALSE;
      if (element->verify != NULL && !write_text (kind, element->n, "verify", element->verify))
        return FALSE;
    }
  return TRUE;
}

/* An error of the whole is a frame without a name. */
int
main (void)
{
  LapelSvgElement elements[LAPEL_N_BAKED] = { 0 };
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written;

  lapel_confine (MAX_MEMORY, MAX_SECONDS);
  svg = g_byte_array_free_to_bytes (lapel_read_input ());
  if (lapel_svg_read (svg, elements, &error))
    written = write_elements (elements);
  else
    written = lapel_frames_write (STDOUT_FILENO, "", NULL, error);
  for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
    lapel_svg_element_clear (&elements[kind]);
  return written && lapel_frames_write_end (STDOUT_FILENO) ? LAPEL_HELPER_OK : LAPEL_HELPER_DAMAGED;
}
