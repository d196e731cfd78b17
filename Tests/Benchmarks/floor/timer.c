/*
 * The floor of a program that waits for a time: one timerfd in one epoll loop, as the daemon has, and nothing else.
 *
 *   timer idle                 arms a deadline a day away and waits: for wakeups, memory and start-up.
 *                              Tells READY=1 to $NOTIFY_SOCKET first.
 *   timer late N INTERVAL_US   N deadlines; prints each one's lateness in microseconds, sent as a datagram
 *                              to the socket named by $JOURNAL and stamped when it has been written.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void send_to(const char *path, const char *text) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!path || strlen(path) >= sizeof address.sun_path) return;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sendto(fd, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address, sizeof address);
    close(fd);
}

static void arm(int timer, int64_t at_us) {
    struct itimerspec when = {.it_value = {at_us / 1000000, (at_us % 1000000) * 1000}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}

int main(int argc, char **argv) {
    int loop = epoll_create1(EPOLL_CLOEXEC), timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(loop, EPOLL_CTL_ADD, timer, &event);
    int late = argc == 4 && !strcmp(argv[1], "late");
    int count = late ? atoi(argv[2]) : 1;
    int64_t interval = late ? atoll(argv[3]) : 86400LL * 1000000;
    if (!late) send_to(getenv("NOTIFY_SOCKET"), "READY=1");
    for (int i = 0; i < count; i++) {
        int64_t due = now_us() + interval;
        uint64_t expirations;
        arm(timer, due);
        do {
            if (epoll_wait(loop, &event, 1, -1) < 0 && errno != EINTR) return 1;
        } while (read(timer, &expirations, sizeof expirations) < 0 && errno == EAGAIN);
        if (late) {
            char record[256];
            snprintf(record, sizeof record, "MESSAGE=Stand up\nHABIT_ID=posture\nDUE=%lld\n", (long long)due);
            send_to(getenv("JOURNAL"), record);
            printf("%lld\n", (long long)(now_us() - due));
        }
    }
    return 0;
}
