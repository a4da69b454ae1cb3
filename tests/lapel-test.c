/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-test.h"

char *
lapel_test_conformance (const char *folder)
{
  const char *root = g_getenv ("LAPEL_CONFORMANCE");
  g_autofree char *path = NULL;

  g_assert_nonnull (root);
  path = g_build_filename (root, folder, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no data");
      return NULL;
    }
  return g_steal_pointer (&path);
}

char *
lapel_test_read (const char *folder,
                 const char *file,
                 size_t     *out_length)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, out_length, &error);
  g_assert_no_error (error);
  return text;
}

JsonNode *
lapel_test_read_json (const char *folder,
                      const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_ref (json_parser_get_root (parser));
}

void
lapel_test_count (const char   *folder,
                  unsigned int  passed,
                  unsigned int  total)
{
  g_test_message ("conformance %s: %u of %u", folder, passed, total);
}
