/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FILES 64

/* On other processors the limits alone hold; and a sanitizer looks for leaks with such calls. */
#if defined(__SANITIZE_ADDRESS__)
#elif defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static void
set_limit (int    resource,
           rlim_t most)
{
  struct rlimit limit = { most, most };

  setrlimit ((__rlimit_resource_t) resource, &limit);
}

#ifdef ARCHITECTURE

/* Calls that no decoder needs. A list of those it does need would be stronger, but differs between
 * versions of the libraries, and a decoder that is stopped for nothing helps nobody. */
static const unsigned int refused[] = {
  SYS_socket,
  SYS_connect,
  SYS_bind,
  SYS_listen,
  SYS_execve,
  SYS_execveat,
  SYS_ptrace,
  SYS_process_vm_readv,
  SYS_process_vm_writev,
  SYS_kill,
  SYS_unlinkat,
  SYS_renameat2,
  SYS_mkdirat,
  SYS_linkat,
  SYS_symlinkat,
  SYS_mknodat,
  SYS_truncate,
  SYS_fchmodat,
  SYS_fchownat,
  SYS_mount,
  SYS_umount2,
  SYS_bpf,
  SYS_keyctl,
  SYS_io_uring_setup,
  SYS_openat2,
  SYS_open_by_handle_at,
  SYS_setxattr,
  SYS_unshare,
  SYS_setns,
#ifdef __x86_64__
  SYS_unlink,
  SYS_rename,
  SYS_renameat,
  SYS_mkdir,
  SYS_rmdir,
  SYS_link,
  SYS_symlink,
  SYS_mknod,
  SYS_creat,
  SYS_chmod,
  SYS_chown,
  SYS_fork,
  SYS_vfork,
  SYS_open,
#endif
};

#define N_REFUSED G_N_ELEMENTS (refused)

/* The program of the filter: other architectures' calls and those above fail, and so does opening a
 * file for anything but reading. */
static void
refuse_calls (void)
{
  enum
  {
    HEAD = 3,
    TAIL = 6,
  };
  const guint32 writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  struct sock_filter code[HEAD + N_REFUSED + TAIL];
  struct sock_fprog program = { .len = G_N_ELEMENTS (code), .filter = code };
  unsigned int n = 0;

  code[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                             offsetof (struct seccomp_data, arch));
  code[n++] =
      (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 0, N_REFUSED + TAIL);
  code[n++] =
      (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  for (unsigned int i = 0; i < N_REFUSED; i++, n++)
    code[n] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, refused[i],
                                             (guint8) (N_REFUSED - i + TAIL - 2), 0);
  /* The numbers of x32 lie above all others. */
  code[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, 0x40000000, TAIL - 2, 0);
  code[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 2);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                             offsetof (struct seccomp_data, args[2]));
  code[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, writing, 1, 0);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#endif

void
lapel_confine (size_t       max_memory,
               unsigned int max_seconds)
{
  /* A heap for each thread would reserve more than the limit on a machine with many processors. */
  mallopt (M_ARENA_MAX, 1);
  g_setenv ("RAYON_NUM_THREADS", "1", TRUE);

  signal (SIGXFSZ, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow alone is larger */
  set_limit (RLIMIT_AS, max_memory);
#endif
  set_limit (RLIMIT_CPU, max_seconds);
  set_limit (RLIMIT_NOFILE, MAX_FILES);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_CORE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#ifdef ARCHITECTURE
  refuse_calls ();
#endif
}

GByteArray *
lapel_read_input (void)
{
  GByteArray *input = g_byte_array_new ();
  guint8 piece[65536];
  ssize_t n;

  while (input->len <= LAPEL_HELPER_MAX_BYTES && (n = read (STDIN_FILENO, piece, sizeof piece)) > 0)
    g_byte_array_append (input, piece, (guint) n);
  return input;
}
