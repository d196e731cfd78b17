"""What the kernel knows of a process."""

import os


def context_switches(process_id):
    """Of every thread, asked for or not: each is a wakeup."""
    counts = {}
    for thread in os.listdir(f"/proc/{process_id}/task"):
        with open(f"/proc/{process_id}/task/{thread}/status") as status:
            counts[thread] = sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)
    return counts


def wakeups_between(before, after):
    """A thread that came brings its own; one that ended ran at least once to do so."""
    ended = sum(1 for thread in before if thread not in after)
    return ended + sum(count - before.get(thread, 0) for thread, count in after.items())


def memory_kib(process_id):
    """(private dirty, proportional set size)"""
    sizes = {}
    with open(f"/proc/{process_id}/smaps_rollup") as rollup:
        for line in rollup:
            parts = line.split()
            if len(parts) >= 3 and parts[2] == "kB":
                sizes[parts[0].rstrip(":")] = int(parts[1])
    return sizes["Private_Dirty"], sizes["Pss"]


def armed_timer_seconds(process_id):
    """The time left on the armed wall-clock timerfd of a process; None where none is armed.

    A timer of the monotonic clock is the event loop's own, and one far away only tells of clock changes.
    """
    left = []
    for descriptor in os.listdir(f"/proc/{process_id}/fdinfo"):
        with open(f"/proc/{process_id}/fdinfo/{descriptor}") as information:
            text = information.read()
        if "\nclockid: 0\n" in text:
            seconds, nanoseconds = text.split("it_value: (")[1].split(")")[0].split(",")
            left.append(int(seconds) + int(nanoseconds) / 1e9)
    left = [seconds for seconds in left if 0 < seconds < 86_400 * 30]
    return min(left) if left else None
