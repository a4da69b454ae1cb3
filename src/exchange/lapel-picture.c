/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-picture.h"

#include "lapel-error.h"
#include "lapel-frames.h"
#include "lapel-helper.h"

/* A picture of 2048 x 2048 is 16 MiB before compression; more than this is no answer of our
 * helper. */
#define MAX_ANSWER (17 * 1024 * 1024)

static gboolean
fail (GError     **error,
      LapelError   code,
      const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "%s", message);
  return FALSE;
}

/* Whether the helper says that it is a picture. */
static gboolean
check_status (int      status,
              GError **error)
{
  switch (status)
    {
    case LAPEL_HELPER_OK:
      return TRUE;
    case LAPEL_HELPER_TOO_LARGE:
      return fail (error, LAPEL_ERROR_TOO_LARGE, "the picture has too many bytes or pixels");
    case LAPEL_HELPER_UNKNOWN:
      return fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "a kind of picture that is not drawn");
    default:
      return fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "the picture cannot be drawn");
    }
}

GBytes *
lapel_picture_draw (GBytes        *picture,
                    unsigned int   size,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autofree char *argument = g_strdup_printf ("%u", MIN (size, LAPEL_PICTURE_MAX_SIZE));
  const LapelHelperRun run = {
    .program = "lapel-picture-helper",
    .mode = argument,
    .max_answer = MAX_ANSWER,
    .stopped = LAPEL_ERROR_PICTURE_DAMAGED,
  };
  int status = LAPEL_HELPER_OK;
  g_autoptr (GBytes) answer = lapel_helper_run (&run, picture, &status, cancellable, error);

  if (answer == NULL || !check_status (status, error))
    return NULL;
  return g_steal_pointer (&answer);
}

GBytes *
lapel_picture_make_thumbnail (GBytes        *picture,
                              GCancellable  *cancellable,
                              GError       **error)
{
  return lapel_picture_draw (picture, LAPEL_THUMBNAIL_SIZE, cancellable, error);
}

GPtrArray *
lapel_picture_read_codes (GBytes        *picture,
                          GCancellable  *cancellable,
                          GError       **error)
{
  const LapelHelperRun run = {
    .program = "lapel-qr-helper",
    .max_answer = MAX_ANSWER,
    .stopped = LAPEL_ERROR_PICTURE_DAMAGED,
  };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  int status = LAPEL_HELPER_OK;
  g_autoptr (GBytes) answer = lapel_helper_run (&run, picture, &status, cancellable, error);
  g_autoptr (GPtrArray) frames = NULL;

  if (answer == NULL)
    return NULL;
  if (status == LAPEL_HELPER_UNKNOWN)
    return g_steal_pointer (&texts);
  if (!check_status (status, error))
    return NULL;

  frames = lapel_frames_read (answer);
  for (unsigned int i = 0; frames != NULL && i < frames->len; i++)
    {
      const LapelFrame *frame = g_ptr_array_index (frames, i);

      if (frame->data != NULL)
        g_ptr_array_add (texts, g_bytes_ref (frame->data));
    }
  if (frames == NULL)
    fail (error, LAPEL_ERROR_PICTURE_DAMAGED, "the QR helper did not come to its end");
  return frames != NULL ? g_steal_pointer (&texts) : NULL;
}

GBytes *
lapel_picture_from_data_uri (const char *uri)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = comma != NULL ? g_ascii_strdown (uri, comma - uri) : NULL;
  g_autofree char *text = NULL;
  guchar *data;
  size_t length;

  if (head == NULL || !g_str_has_prefix (head, "data:image/") ||
      !g_str_has_suffix (head, ";base64"))
    return NULL;
  text = g_uri_unescape_string (comma + 1, NULL);
  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &length);
  if (length == 0)
    {
      g_free (data);
      return NULL;
    }
  return g_bytes_new_take (data, length);
}
