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
#include <poll.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/* glibc shows both under _GNU_SOURCE only. */
int pipe2(int descriptors[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* glibc has pidfd_open since 2.36 only, and syscall is variadic: it does not import. */
static inline int habitd_pidfd_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

/* The same for a signal to a process that is held by a descriptor. */
static inline int habitd_pidfd_send_signal(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, (void *)0, 0u);
}

/* glibc shows prlimit under _GNU_SOURCE only. Returns the hard limit, or 0 where it may not be looked at. */
static inline unsigned long long habitd_hard_limit_on_resident_memory(pid_t process) {
    struct { unsigned long long soft, hard; } limit = {0, 0};
    return syscall(SYS_prlimit64, process, RLIMIT_RSS, (void *)0, &limit) == 0 ? limit.hard : 0;
}

/* prctl is variadic. Orphans of ours come to us instead of init. */
static inline int habitd_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L); }

/* No program that we start gains rights by being executed: setuid bits are void from here on. */
static inline int habitd_renounce_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L); }

/* glibc shows the flag under _GNU_SOURCE only. */
enum { habitd_spawn_setsid = 0x80 };

#endif
