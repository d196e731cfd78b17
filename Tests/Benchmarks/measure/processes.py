"""What the kernel knows of a process."""

import os


def context_switches(process_id):
    """Of every thread, asked for or not: each is a wakeup."""
    total = 0
    for thread in os.listdir(f"/proc/{process_id}/task"):
        with open(f"/proc/{process_id}/task/{thread}/status") as status:
            total += sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)
    return total


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
    """The time left on the one armed timerfd of a process; None where none is armed.

    The far-away timer that only tells of clock changes does not count.
    """
    left = []
    for descriptor in os.listdir(f"/proc/{process_id}/fdinfo"):
        with open(f"/proc/{process_id}/fdinfo/{descriptor}") as information:
            for line in information:
                if line.startswith("it_value:"):
                    seconds, nanoseconds = line.split("(")[1].rstrip(")\n").split(",")
                    left.append(int(seconds) + int(nanoseconds) / 1e9)
    left = [seconds for seconds in left if 0 < seconds < 86_400 * 30]
    return min(left) if left else None
