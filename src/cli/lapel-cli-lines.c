/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-lines.h"

#include "lapel-cli-print.h"
#include "lapel-json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)

struct _LapelCliLines
{
  int fd;
  char chunk[CHUNK_BYTES];
  size_t start; /* of what has not been looked at */
  size_t end;
  GByteArray *line;
  gboolean too_long; /* the rest of the line is skipped */
  gboolean failed;
  int waiting; /* atomic */
  guint64 number;
};

LapelCliLines *
lapel_cli_lines_new (int fd)
{
  LapelCliLines *self = g_new0 (LapelCliLines, 1);

  self->fd = fd;
  self->line = g_byte_array_new ();
  return self;
}

void
lapel_cli_lines_free (LapelCliLines *self)
{
  g_byte_array_unref (self->line);
  g_free (self);
}

static gboolean
fill (LapelCliLines *self)
{
  ssize_t n = 0;

  /* In this order, so that whoever prints after the flush knows that it has to flush. */
  g_atomic_int_set (&self->waiting, 1);
  lapel_cli_flush ();
  do
    n = read (self->fd, self->chunk, CHUNK_BYTES);
  while (n < 0 && errno == EINTR);
  g_atomic_int_set (&self->waiting, 0);

  self->failed = n < 0;
  self->start = 0;
  self->end = n > 0 ? (size_t) n : 0;
  return n > 0;
}

/* Appends as long as the line stays within what the strict reader takes. */
static void
append (LapelCliLines *self,
        size_t         length)
{
  if (self->line->len + length > LAPEL_JSON_MAX_BYTES)
    self->too_long = TRUE;
  if (!self->too_long)
    g_byte_array_append (self->line, (const guint8 *) self->chunk + self->start,
                         (unsigned int) length);
}

gboolean
lapel_cli_lines_next (LapelCliLines *self)
{
  gboolean begun = FALSE;

  g_byte_array_set_size (self->line, 0);
  self->too_long = FALSE;

  while (self->start < self->end || fill (self))
    {
      const char *rest = self->chunk + self->start;
      const char *newline = memchr (rest, '\n', self->end - self->start);
      size_t length = newline == NULL ? self->end - self->start : (size_t) (newline - rest);

      append (self, length);
      begun = TRUE;
      self->start += length + (newline == NULL ? 0 : 1);
      if (newline != NULL)
        break;
    }
  if (begun)
    self->number++;
  return begun;
}

GBytes *
lapel_cli_lines_take (LapelCliLines  *self,
                      GError        **error)
{
  if (self->too_long)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE,
                   "line %" G_GUINT64_FORMAT ": more than %d bytes", self->number,
                   LAPEL_JSON_MAX_BYTES);
      return NULL;
    }
  return g_bytes_new (self->line->data, self->line->len);
}

guint64
lapel_cli_lines_get_number (const LapelCliLines *self)
{
  return self->number;
}

gboolean
lapel_cli_lines_failed (const LapelCliLines *self)
{
  return self->failed;
}

gboolean
lapel_cli_lines_is_waiting (const LapelCliLines *self)
{
  return g_atomic_int_get (&self->waiting) != 0;
}
