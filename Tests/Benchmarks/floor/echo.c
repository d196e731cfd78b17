/*
 * The floor of the control socket: a server that answers each NUL-ended message with one prepared reply.
 *
 *   echo PATH REPLY-FILE    serves until it is killed; prints a line when it listens.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char reply[1 << 20];
static size_t reply_length;

static int answer(int fd) {
    char chunk[65536];
    ssize_t count = read(fd, chunk, sizeof chunk);
    if (count <= 0) return 0;
    for (ssize_t i = 0; i < count; i++)
        if (chunk[i] == 0)
            for (size_t sent = 0; sent < reply_length;) {
                ssize_t n = send(fd, reply + sent, reply_length - sent, MSG_NOSIGNAL);
                if (n <= 0) return 0;
                sent += n;
            }
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    FILE *file = fopen(argv[2], "rb");
    if (!file) return 2;
    reply_length = fread(reply, 1, sizeof reply - 1, file);
    reply[reply_length++] = 0;

    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), loop = epoll_create1(EPOLL_CLOEXEC);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 64)) return 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[64];
    epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event);
    puts("listening");
    fflush(stdout);
    for (;;) {
        int ready = epoll_wait(loop, events, 64, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                event.data.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
                epoll_ctl(loop, EPOLL_CTL_ADD, event.data.fd, &event);
            } else if (!answer(fd)) {
                close(fd);
            }
        }
    }
}
