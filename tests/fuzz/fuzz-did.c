/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-did.h"
#include "lapel-error.h"

#include <string.h>

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  g_assert_true (g_str_has_prefix (url, "https://"));
  return g_bytes_ref (user_data);
}

/* The first line is the URL of a verification method, the rest is the document that its controller
 * serves. What comes out is the method that was asked for, of the controller it names. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  size_t line = end != NULL ? (size_t) (end - data) : size;
  g_autofree char *url = g_strndup (size > 0 ? (const char *) data : "", line);
  g_autoptr (GBytes) document =
      g_bytes_new (end != NULL ? end + 1 : NULL, end != NULL ? size - line - 1 : 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_method_resolve (url, load_cb, document, &error);
  g_autoptr (LapelKey) fragment = lapel_method_key_from_fragment (url);

  g_assert_true ((method == NULL) == (error != NULL));
  if (method == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      return;
    }
  g_assert_nonnull (method->key);
  g_assert_true (g_str_has_prefix (method->id, method->controller));
  g_assert_true (g_str_has_prefix (url, method->controller));
  if (strchr (url, '#') != NULL)
    g_assert_cmpstr (method->id, ==, url);
}
