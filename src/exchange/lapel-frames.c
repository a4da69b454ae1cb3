/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-frames.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* In front of each frame. Both ends are of one build on one machine, so the numbers stand in its
 * own byte order. */
typedef struct
{
  guint32 kind;
  guint32 name_length;
  guint32 data_length;
} Head;

/* A kind below these is the code of an error. */
#define KIND_DATA 0x10000
#define KIND_END  0x10001

#define MAX_NAME 1024

static gboolean
write_all (int         fd,
           const void *data,
           size_t      length)
{
  const char *at = data;

  while (length > 0)
    {
      ssize_t n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      length -= (size_t) n;
    }
  return TRUE;
}

gboolean
lapel_frames_write (int           fd,
                    const char   *name,
                    GBytes       *data,
                    const GError *error)
{
  const char *message = error != NULL ? error->message : "";
  gsize length = strlen (message);
  const void *content = data != NULL ? g_bytes_get_data (data, &length) : message;
  const Head head = {
    .kind = data != NULL || error == NULL ? KIND_DATA : (guint32) error->code,
    .name_length = (guint32) strnlen (name, MAX_NAME),
    .data_length = (guint32) length,
  };

  return write_all (fd, &head, sizeof head) && write_all (fd, name, head.name_length) &&
         write_all (fd, content, length);
}

gboolean
lapel_frames_write_end (int fd)
{
  const Head head = { .kind = KIND_END };

  return write_all (fd, &head, sizeof head);
}

/* Returns: (transfer full): @length bytes as text that can be shown */
static char *
make_text (const char *bytes,
           size_t      length)
{
  char *text = g_utf8_make_valid (bytes, (gssize) strnlen (bytes, length));

  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return text;
}

/* The frame behind @head at @offset; the whole is known to hold it. */
static LapelFrame *
make_frame (GBytes     *answer,
            const Head *head,
            gsize       offset)
{
  const char *name = (const char *) g_bytes_get_data (answer, NULL) + offset;
  LapelFrame *frame = g_new0 (LapelFrame, 1);
  g_autofree char *message = NULL;

  frame->name = make_text (name, head->name_length);
  if (head->kind == KIND_DATA)
    {
      frame->data = g_bytes_new_from_bytes (answer, offset + head->name_length, head->data_length);
      return frame;
    }
  message = make_text (name + head->name_length, head->data_length);
  frame->error = g_error_new_literal (LAPEL_ERROR, (int) head->kind, message);
  return frame;
}

void
lapel_frame_free (LapelFrame *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

GPtrArray *
lapel_frames_read (GBytes *answer)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_frame_free);
  gsize size;
  const char *data = g_bytes_get_data (answer, &size);
  gsize at = 0;
  Head head;

  while (size - at >= sizeof head)
    {
      memcpy (&head, data + at, sizeof head);
      at += sizeof head;
      if (head.kind == KIND_END)
        return at == size ? g_steal_pointer (&frames) : NULL;
      if (head.name_length > MAX_NAME || head.name_length > size - at ||
          head.data_length > size - at - head.name_length ||
          (head.kind >= LAPEL_N_ERRORS && head.kind != KIND_DATA))
        return NULL;
      g_ptr_array_add (frames, make_frame (answer, &head, at));
      at += (gsize) head.name_length + head.data_length;
    }
  return NULL;
}
