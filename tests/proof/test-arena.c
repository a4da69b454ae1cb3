/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-arena.h"

#include <string.h>

static void
test_grows (void)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (256);
  char *first = lapel_arena_strndup (arena, "first", 5);

  for (int i = 0; i < 1000; i++)
    memset (lapel_arena_alloc (arena, 100), i, 100);
  g_assert_cmpstr (first, ==, "first");
}

static void
test_aligned (void)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (0);

  for (size_t size = 0; size < 70; size++)
    g_assert_cmpuint ((gsize) lapel_arena_alloc (arena, size) % _Alignof(double), ==, 0);
}

static void
test_reset (void)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (256);

  lapel_arena_alloc (arena, 100000);
  lapel_arena_reset (arena);
  g_assert_cmpstr (lapel_arena_strndup (arena, "abcdef", 3), ==, "abc");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arena/grows", test_grows);
  g_test_add_func ("/arena/aligned", test_aligned);
  g_test_add_func ("/arena/reset", test_reset);
  return g_test_run ();
}
