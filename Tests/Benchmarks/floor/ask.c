/*
 * Starts a plugin again and again as habitd does, with a connected socket on descriptor 3, and asks it who it is. Prints the
 * microseconds from before its start to its answer, and its proportional set size in KiB then.
 *
 *   ask COUNT PROGRAM
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static long pss_kib(pid_t child) {
    char path[64], line[256];
    long size = -1;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)child);
    FILE *file = fopen(path, "r");
    if (!file) return -1;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld kB", &size) == 1) break;
    fclose(file);
    return size;
}

int main(int argc, char **argv) {
    static const char call[] = "{\"method\":\"io.habitd.Plugin.Describe\"}";
    static char reply[1 << 20];
    if (argc != 3) return 2;
    signal(SIGPIPE, SIG_IGN);
    for (volatile int i = atoi(argv[1]); i > 0; i--) {
        int pair[2], status;
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) return 1;
        double begin = now_us();
        pid_t child = vfork();
        if (child < 0) return 1;
        if (child == 0) {
            /* A duplicate has no close-on-exec flag; a descriptor that is 3 already keeps its own. */
            if (pair[1] == 3) fcntl(3, F_SETFD, 0);
            else dup2(pair[1], 3);
            char listen_pid[32];
            snprintf(listen_pid, sizeof listen_pid, "LISTEN_PID=%d", (int)getpid());
            char *environment[] = {listen_pid, "LISTEN_FDS=1", "LISTEN_FDNAMES=varlink", NULL};
            char *arguments[] = {argv[2], NULL};
            execve(argv[2], arguments, environment);
            _exit(127);
        }
        close(pair[1]);
        if (write(pair[0], call, sizeof call) < 0) return 1;
        size_t got = 0;
        while (got == 0 || reply[got - 1] != 0) {
            ssize_t count = read(pair[0], reply + got, sizeof reply - got);
            if (count <= 0) return 1;
            got += count;
        }
        double took = now_us() - begin;
        if (!strstr(reply, "\"manifest\"")) return 1;
        printf("%.1f %ld\n", took, pss_kib(child));
        close(pair[0]);
        if (waitpid(child, &status, 0) < 0 || status) return 1;
    }
    return 0;
}
