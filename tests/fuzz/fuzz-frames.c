/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-frames.h"

/* A helper that was taken over may answer anything. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GBytes) answer = g_bytes_new (data, size);
  g_autoptr (GPtrArray) frames = lapel_frames_read (answer);

  for (unsigned int i = 0; frames != NULL && i < frames->len; i++)
    {
      const LapelFrame *frame = g_ptr_array_index (frames, i);

      g_assert_true (g_utf8_validate (frame->name, -1, NULL));
      g_assert_true ((frame->data == NULL) == (frame->error != NULL));
      g_assert_true (frame->error == NULL || frame->error->domain == LAPEL_ERROR);
      g_assert_true (frame->error == NULL || g_utf8_validate (frame->error->message, -1, NULL));
      g_assert_true (frame->data == NULL || g_bytes_get_size (frame->data) <= size);
    }
}
