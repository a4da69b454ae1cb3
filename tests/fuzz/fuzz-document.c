/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-document.h"
#include "lapel-json.h"

static void
check (const LapelDocument *document)
{
  g_assert_true ((document->text == NULL) == (document->error != NULL));
  g_assert_true (document->place == NULL || g_utf8_validate (document->place, -1, NULL));
  if (document->error != NULL)
    {
      g_assert_true (document->error->domain == LAPEL_ERROR);
      g_assert_true (g_utf8_validate (document->error->message, -1, NULL));
      return;
    }
  g_assert_nonnull (document->file);
  g_assert_nonnull (document->media_type);
  g_assert_cmpuint (g_bytes_get_size (document->text), <=, LAPEL_JSON_MAX_BYTES);
}

/* Whatever comes in, each thing in it is opened, or refused with a code of ours and a message that
 * can be printed. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GBytes) input = g_bytes_new (data, size);
  g_autoptr (GPtrArray) found = NULL;

  /* No helper is started here: what it does is no work of this process. */
  g_setenv ("LAPEL_LIBEXEC_DIR", "/nonexistent", TRUE);
  found = lapel_document_open (input, NULL);
  g_assert_cmpuint (found->len, >, 0);
  for (unsigned int i = 0; i < found->len; i++)
    check (g_ptr_array_index (found, i));
}
