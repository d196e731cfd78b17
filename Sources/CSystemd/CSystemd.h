#ifndef HABITD_CSYSTEMD_H
#define HABITD_CSYSTEMD_H

/*
 * libsystemd's journal and daemon calls, and the headers that Swift's Glibc module leaves out.
 *
 * _GNU_SOURCE is not defined here: Glibc's own module was built without it, and two views of fd_set do not mix.
 * sd_journal_send and sd_notifyf are variadic and do not import into Swift: use sd_journal_sendv and sd_notify.
 */

/* A macro would record this header as the place of every message; records carry CODE_* fields of their own or none. */
#define SD_JOURNAL_SUPPRESS_LOCATION 1

#include <elf.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/* glibc shows it under _GNU_SOURCE only. */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* glibc has pidfd_open since 2.36 only, and syscall is variadic: it does not import. */
static inline int habitd_pidfd_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

#endif
