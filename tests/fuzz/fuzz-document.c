/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-document.h"
#include "lapel-json.h"

/* Whatever comes in is opened or refused with a code of ours and a message that can be printed. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = g_bytes_new (data, size);
  g_auto (LapelDocument) document = { 0 };

  if (!lapel_document_open (input, &document, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == LAPEL_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (document.text);
      return;
    }

  g_assert_no_error (error);
  g_assert_nonnull (document.media_type);
  g_assert_cmpuint (g_bytes_get_size (document.text), <=, LAPEL_JSON_MAX_BYTES);
}
