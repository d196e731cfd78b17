/*
 * A client of a socket that speaks NUL-ended JSON; its only knowledge of JSON is that an error reply says "error".
 *
 *   client PATH                              one Status call, printed: the floor of a client as a process.
 *   client PATH CONNECTIONS SECONDS MESSAGE  as many round trips as fit, one at a time on each connection, from one
 *                                            thread; prints replies a second. %d in the message counts up.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static const char status_call[] = "{\"method\":\"io.habitd.Control.Status\"}";

static int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) {
        perror(path);
        exit(4);
    }
    return fd;
}

static int once(const char *path) {
    static char buffer[1 << 20];
    size_t length = 0;
    int fd = connect_to(path);
    if (write(fd, status_call, sizeof status_call) != sizeof status_call) return 1;
    while (length == 0 || buffer[length - 1] != 0) {
        ssize_t count = read(fd, buffer + length, sizeof buffer - length);
        if (count <= 0) return 1;
        length += count;
    }
    buffer[length - 1] = '\n';
    return write(1, buffer, length) != (ssize_t)length;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void ask(int fd, const char *message) {
    static long number;
    char text[4096];
    int length = snprintf(text, sizeof text, message, number++);
    if (write(fd, text, length + 1) != length + 1) exit(1);
}

int main(int argc, char **argv) {
    if (argc == 2) return once(argv[1]);
    if (argc != 5) return 2;
    int connections = atoi(argv[2]), loop = epoll_create1(EPOLL_CLOEXEC);
    double begin = now(), end = begin + atof(argv[3]);
    for (int i = 0; i < connections; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = connect_to(argv[1])};
        epoll_ctl(loop, EPOLL_CTL_ADD, event.data.fd, &event);
        ask(event.data.fd, argv[4]);
    }
    long replies = 0;
    static char chunk[1 << 20];
    struct epoll_event events[64];
    while (now() < end) {
        int ready = epoll_wait(loop, events, 64, 1000);
        if (ready == 0) {
            fputs("no reply for a second\n", stderr);
            return 1;
        }
        for (int i = 0; i < ready; i++) {
            ssize_t count = read(events[i].data.fd, chunk, sizeof chunk - 1);
            if (count <= 0) {
                fputs("the connection was closed\n", stderr);
                return 1;
            }
            /* An error reply is no round trip worth counting. It is short, so it comes in one piece. */
            if (memmem(chunk, count, "\"error\":\"", 9)) {
                fprintf(stderr, "%.*s\n", (int)count, chunk);
                return 1;
            }
            if (chunk[count - 1] != 0) continue;
            replies++;
            ask(events[i].data.fd, argv[4]);
        }
    }
    printf("%.0f\n", replies / (now() - begin));
    return 0;
}
