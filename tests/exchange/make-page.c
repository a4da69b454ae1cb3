/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the pages that page-in-browser.sh opens: make-page FOLDER. */

#include "config.h"

#include "page-fixture.h"

#include <stdio.h>

static gboolean
write_page (const char *folder,
            const char *file,
            const char *page)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, page, -1, &error))
    fprintf (stderr, "%s\n", error->message);
  return error == NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *sample = NULL;
  g_autofree char *hostile = NULL;

  if (argc != 2)
    return 64;
  sample = fixture_page (NULL);
  hostile = fixture_page_with (
      "</script></style></title></svg><script>document.title='broken out'</script>"
      "\"><img src=x onerror=\"document.title='broken out'\"> \xe2\x80\xae reversed");
  return write_page (argv[1], "sample.html", sample) &&
                 write_page (argv[1], "hostile.html", hostile)
             ? 0
             : 73;
}
