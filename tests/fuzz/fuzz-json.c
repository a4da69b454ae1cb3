/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-jcs.h"

#include <string.h>

/* The strict reader and JCS: what is refused says where; what is read has a canonical form that
 * reads as the same value and is its own canonical form. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse ((const char *) data, size, &error);
  g_autoptr (LapelJsonDoc) again = NULL;
  g_autoptr (GString) first = NULL;
  g_autoptr (GString) second = NULL;

  g_assert_true ((doc == NULL) == (error != NULL));
  if (doc == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "line "));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  first = g_string_new (NULL);
  lapel_jcs_append (first, lapel_json_doc_get_root (doc));
  g_assert_cmpuint (strlen (first->str), ==, first->len);
  /* "1e20" grows. */
  if (first->len > LAPEL_JSON_MAX_BYTES)
    return;

  again = lapel_json_parse (first->str, first->len, &error);
  g_assert_no_error (error);
  g_assert_true (lapel_json_equal (lapel_json_doc_get_root (doc), lapel_json_doc_get_root (again)));

  second = g_string_new (NULL);
  lapel_jcs_append (second, lapel_json_doc_get_root (again));
  g_assert_cmpstr (first->str, ==, second->str);
}
