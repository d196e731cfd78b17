/*
 * The smallest plugin there can be: it answers every call on descriptor 3 with one canned reply, and ends with its socket.
 */
#include <string.h>
#include <unistd.h>

int main(void) {
    static const char reply[] = "{\"parameters\":{\"manifest\":{\"id\":\"plugin\",\"title\":\"Floor\",\"summary\":\"Floor\"}}}";
    char buffer[65536];
    for (;;) {
        ssize_t count = read(3, buffer, sizeof buffer);
        if (count <= 0) return 0;
        if (memchr(buffer, 0, count) && write(3, reply, sizeof reply) < 0) return 1;
    }
}
