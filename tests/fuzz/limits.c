/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <glib.h>
#include <stdatomic.h>

/* What one input may take, beyond what was taken before it came. */
#define MAX_BYTES ((gint64) 64 * 1024 * 1024)

/* The sanitizers' own bookkeeping; absent where nothing is sanitized, and then nothing is counted.
 */
extern size_t __sanitizer_get_allocated_size (const volatile void *memory) __attribute__ ((weak));
extern int __sanitizer_install_malloc_and_free_hooks (void (*allocated) (const volatile void *,
                                                                         size_t),
                                                      void (*freed) (const volatile void *))
    __attribute__ ((weak));

static atomic_llong taken = 0;
static atomic_llong most = 0;

static void
count_allocated (const volatile void *memory,
                 size_t               size)
{
  long long now = atomic_fetch_add (&taken, (long long) size) + (long long) size;

  if (now > atomic_load (&most))
    atomic_store (&most, now);
}

static void
count_freed (const volatile void *memory)
{
  if (memory != NULL)
    atomic_fetch_sub (&taken, (long long) __sanitizer_get_allocated_size (memory));
}

void
lapel_fuzz_within_limits (const uint8_t *data,
                          size_t         size)
{
  static gsize counting = 0;
  long long before;

  if (g_once_init_enter (&counting))
    {
      if (__sanitizer_install_malloc_and_free_hooks != NULL)
        __sanitizer_install_malloc_and_free_hooks (count_allocated, count_freed);
      g_once_init_leave (&counting, 1);
    }

  before = atomic_load (&taken);
  atomic_store (&most, before);
  lapel_fuzz (data, size);
  if (atomic_load (&most) - before > MAX_BYTES)
    g_error ("%zu bytes of input took %lld bytes of memory", size, atomic_load (&most) - before);
}
