/*
 * Starts a command again and again and prints the microseconds that each run took, from before the start to after the
 * end; nothing is printed by the command itself. A C program, since what starts processes in Python takes longer than they do.
 *
 *   spawn COUNT COMMAND [ARGUMENT...]
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (int i = atoi(argv[1]); i > 0; i--) {
        pid_t child;
        int status;
        double begin = now_us();
        if (posix_spawn(&child, argv[2], &quiet, NULL, argv + 2, environ)) return 1;
        if (waitpid(child, &status, 0) < 0) return 1;
        printf("%.1f\n", now_us() - begin);
        if (status) {
            fprintf(stderr, "%s failed: status %d\n", argv[2], status);
            return 1;
        }
    }
    return 0;
}
