/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli-lines.h"

#include "lapel-cli-print.h"
#include "lapel-json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)

/* Handing lines over one by one costs two threads a tenth of their time. */
#define MAX_LINES 8

struct _LapelCliLines
{
  int fd;
  GByteArray *text;
  size_t start;  /* of what was not handed out */
  size_t looked; /* before this there is no line's end after @start */
  guint64 n_taken;
  gboolean ended;
  gboolean failed;
  int waiting; /* atomic */
};

LapelCliLines *
lapel_cli_lines_new (int fd)
{
  LapelCliLines *self = g_new0 (LapelCliLines, 1);

  self->fd = fd;
  self->text = g_byte_array_new ();
  return self;
}

void
lapel_cli_lines_free (LapelCliLines *self)
{
  g_byte_array_unref (self->text);
  g_free (self);
}

static ssize_t
wait_and_read (LapelCliLines *self,
               void          *out)
{
  ssize_t n = 0;

  /* In this order, so that whoever prints after the flush knows that it has to flush. */
  g_atomic_int_set (&self->waiting, 1);
  lapel_cli_flush ();
  do
    n = read (self->fd, out, CHUNK_BYTES);
  while (n < 0 && errno == EINTR);
  g_atomic_int_set (&self->waiting, 0);
  return n;
}

static gboolean
fill (LapelCliLines *self)
{
  unsigned int kept = 0;
  ssize_t n = 0;

  if (self->ended)
    return FALSE;

  g_byte_array_remove_range (self->text, 0, (unsigned int) self->start);
  kept = MIN (self->text->len, LAPEL_JSON_MAX_BYTES + 1);
  self->looked = kept;
  self->start = 0;
  g_byte_array_set_size (self->text, kept + CHUNK_BYTES);
  n = wait_and_read (self, self->text->data + kept);
  g_byte_array_set_size (self->text, kept + (n > 0 ? (unsigned int) n : 0));

  self->failed = n < 0;
  self->ended = n <= 0;
  return n > 0;
}

/* The length of the whole lines that are there, but of no more than MAX_LINES. */
static size_t
measure_lines (LapelCliLines *self,
               unsigned int  *out_n)
{
  const guint8 *end = self->text->data + self->text->len;
  const guint8 *at = self->text->data + self->looked;
  unsigned int n = 0;

  while (n < MAX_LINES && at < end)
    {
      const guint8 *newline = memchr (at, '\n', (size_t) (end - at));

      if (newline == NULL)
        break;
      at = newline + 1;
      n++;
    }
  *out_n = n;
  return n == 0 ? 0 : (size_t) (at - self->text->data) - self->start;
}

GBytes *
lapel_cli_lines_take (LapelCliLines *self,
                      guint64       *out_first)
{
  GBytes *lines = NULL;
  unsigned int n = 0;
  size_t length = 0;

  do
    length = measure_lines (self, &n);
  while (n == 0 && fill (self));
  if (n == 0)
    {
      /* The last line need not have an end. */
      length = self->text->len - self->start;
      n = 1;
    }
  if (length == 0)
    return NULL;

  lines = g_bytes_new (self->text->data + self->start, length);
  *out_first = self->n_taken + 1;
  self->n_taken += n;
  self->start += length;
  self->looked = self->start;
  return lines;
}

gboolean
lapel_cli_lines_is_waiting (const LapelCliLines *self)
{
  return g_atomic_int_get (&self->waiting) != 0;
}

gboolean
lapel_cli_lines_failed (const LapelCliLines *self)
{
  return self->failed;
}
