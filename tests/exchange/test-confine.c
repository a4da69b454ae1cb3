/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-confine.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

/* What a helper that was taken over may try. Each runs in a confined child, whose exit status says
 * whether it got anywhere. */

static gboolean
can_write_a_file (void)
{
  int fd = open ("/tmp/lapel-test-confined", O_WRONLY | O_CREAT, 0600);

  return fd >= 0 && write (fd, "x", 1) == 1;
}

static gboolean
can_open_for_writing (void)
{
  return open ("/dev/null", O_RDWR) >= 0;
}

static gboolean
can_connect (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
can_start_a_program (void)
{
  char *const arguments[] = { (char *) "true", NULL };

  execv ("/bin/true", arguments); /* whose exit status would be 0 as well */
  return FALSE;
}

static gboolean
can_remove_a_file (void)
{
  return unlink ("/tmp/lapel-test-no-such-file") == 0 || rename ("/tmp/a", "/tmp/b") == 0 ||
         mkdir ("/tmp/lapel-test-folder", 0700) == 0;
}

static gboolean
can_take_memory (void)
{
  void *memory = malloc (200 * LAPEL_MEBIBYTE);

  return memory != NULL && memset (memory, 1, 200 * LAPEL_MEBIBYTE) != NULL;
}

static gboolean
can_read_a_file (void)
{
  return open ("/dev/null", O_RDONLY) >= 0 && malloc (1000) != NULL;
}

static gboolean
child_says (gboolean (*attempt) (void))
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      lapel_confine (128 * LAPEL_MEBIBYTE, 5);
      _exit (attempt () ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status) == 0;
}

static void
test_gives_up (void)
{
  if (SANITIZED)
    {
      g_test_skip ("a sanitizer needs what is given up");
      return;
    }
  g_assert_false (child_says (can_write_a_file));
  g_assert_false (child_says (can_connect));
  g_assert_false (child_says (can_start_a_program));
  g_assert_false (child_says (can_remove_a_file));
  g_assert_false (child_says (can_open_for_writing));
  g_assert_false (child_says (can_take_memory));
}

static void
test_keeps (void)
{
  g_assert_true (child_says (can_read_a_file));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/confine/gives-up", test_gives_up);
  g_test_add_func ("/exchange/confine/keeps", test_keeps);
  return g_test_run ();
}
