/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-archive-reader.h"

#define MAX_ENTRIES 20
#define MAX_BYTES   (1024 * 1024)

typedef struct
{
  unsigned int entries;
  size_t bytes;
} Count;

static void
count_cb (const char   *name,
          GBytes       *file,
          const GError *error,
          gpointer      data)
{
  Count *count = data;

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true ((file == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == LAPEL_ERROR);
  count->entries++;
  count->bytes += file != NULL ? g_bytes_get_size (file) : 0;
}

/* No more than is allowed comes out, however much an archive says or holds. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  Count count = { 0 };
  gboolean whole = lapel_archive_read (file, MAX_ENTRIES, MAX_BYTES, count_cb, &count, &error);

  g_assert_true (whole == (error == NULL));
  g_assert_true (error == NULL || error->domain == LAPEL_ERROR);
  g_assert_cmpuint (count.entries, <=, MAX_ENTRIES);
  g_assert_cmpuint (count.bytes, <=, MAX_BYTES);
}
