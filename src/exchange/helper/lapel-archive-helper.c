/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the files out of a stranger's archive: it comes in on standard input, they go out on
 * standard output, as frames. See lapel-helper.h. */

#include "config.h"

#include "lapel-archive-reader.h"
#include "lapel-confine.h"
#include "lapel-frames.h"
#include "lapel-helper-status.h"

#include <stdlib.h>
#include <unistd.h>

/* Room for the largest archive, which is mapped, and what is unpacked of it at a time. */
#define MAX_MEMORY  (768 * LAPEL_MEBIBYTE)
#define MAX_SECONDS 10

static void
write_cb (const char   *name,
          GBytes       *file,
          const GError *error,
          gpointer      data)
{
  if (!lapel_frames_write (STDOUT_FILENO, name, file, error))
    exit (LAPEL_HELPER_DAMAGED);
}

/* An error of the whole is a frame without a name. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (GMappedFile) input = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  guint64 entries = 0;
  guint64 bytes = 0;

  lapel_confine (MAX_MEMORY, MAX_SECONDS);
  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 0, G_MAXUINT, &entries, NULL) ||
      !g_ascii_string_to_unsigned (argv[2], 10, 0, G_MAXUINT, &bytes, NULL))
    return LAPEL_HELPER_DAMAGED;

  input = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);
  if (input == NULL)
    return LAPEL_HELPER_DAMAGED;
  file = g_mapped_file_get_bytes (input);
  if (!lapel_archive_read (file, (unsigned int) entries, bytes, write_cb, NULL, &error) &&
      !lapel_frames_write (STDOUT_FILENO, "", NULL, error))
    return LAPEL_HELPER_DAMAGED;
  return lapel_frames_write_end (STDOUT_FILENO) ? LAPEL_HELPER_OK : LAPEL_HELPER_DAMAGED;
}
