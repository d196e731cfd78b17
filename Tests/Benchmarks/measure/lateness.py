"""How late a prompt is: from the time its deadline was armed for to the moment its record was sent to the journal."""

import heapq
import subprocess
import time

from measure.journal import PATH, Journal
from measure.processes import armed_timer_seconds

DAEMONS = 24
SAMPLES = 100
PROMPT = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a101"
# Prompts of one habit, as often as is allowed. A snooze then brings each back within seconds.
CONFIGURATION = """\
[day]
active = "00:00-23:59"
[reminders]
announcements_per_hour = 60
minimum_gap = "0s"
snooze_limit = 20
[habits.posture]
every = "1min"
""" + "\n".join(f"[habits.{name}]\nenabled = false" for name in ("stretch", "walk", "water", "foam-roll"))


class Reminded:
    """A daemon, and the deadline it has armed."""

    def __init__(self, bench):
        self.home = bench.home(CONFIGURATION)
        self.process = bench.daemon(self.home)
        self.client = self.home.connect()
        self.due = None

    def look(self):
        """Reads the armed deadline off the kernel, to a few microseconds."""
        left = armed_timer_seconds(self.process.pid)
        self.due = None if left is None else time.time() + left

    def answer(self, seconds):
        """Has the prompt come back: by a snooze while those last, then by a new round."""
        try:
            self.home.call(self.client, "Snooze", f'{{"habit":"posture","seconds":{seconds}}}')
        except RuntimeError:
            self.home.call(self.client, "Record", '{"habit":"posture"}')


def collect(bench, journal, daemons, wanted, limit_seconds):
    """Lateness in milliseconds of that many prompts, and of as many deadlines of a bare timerfd in C in the same seconds:
    its records go to the same socket and are stamped by the same kernel."""
    by_process = {daemon.process.pid: daemon for daemon in daemons}
    command = ["env", f"JOURNAL={PATH}", bench.floor("timer"), "late", str(wanted), "400000"]
    timer = bench.start(command, stdout=subprocess.DEVNULL)
    ours, floor, looks, end = [], [], [], time.monotonic() + limit_seconds
    for number, daemon in enumerate(daemons):
        heapq.heappush(looks, (time.monotonic(), number, daemon))
    answered = 0
    while (len(ours) < wanted or len(floor) < wanted) and time.monotonic() < end:
        record = journal.next(looks[0][0] - time.monotonic() if looks else end - time.monotonic())
        while looks and looks[0][0] <= time.monotonic():
            heapq.heappop(looks)[2].look()
        if record is None:
            continue
        sender, at, fields = record
        if sender == timer.pid:
            floor.append(at * 1000 - int(fields["DUE"]) / 1000)
        if fields.get("MESSAGE_ID") != PROMPT or sender not in by_process:
            continue
        daemon = by_process[sender]
        # A deadline that was not this prompt's (armed anew since the look) says nothing.
        if daemon.due is not None and abs(at - daemon.due) < 1:
            ours.append((at - daemon.due) * 1000)
        # Spread, so that no two daemons are due at once.
        answered += 1
        daemon.answer(3 + answered * 7 % 11)
        daemon.due = None
        heapq.heappush(looks, (time.monotonic() + 1.5, sender, daemon))
    if len(ours) < wanted or len(floor) < wanted:
        raise RuntimeError(f"only {len(ours)} of {wanted} prompts came in {limit_seconds} s")
    return ours, floor


def p99(values):
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def measure(bench):
    journal = Journal()
    try:
        daemons = []
        for _ in range(DAEMONS):
            daemons.append(Reminded(bench))
            time.sleep(0.4)
        for condition, allowed in (("idle", 1), ("both cores busy", 5)):
            burners = [bench.start(["sh", "-c", "while :; do :; done"]) for _ in range(2)] if allowed == 5 else []
            ours, base = map(p99, collect(bench, journal, daemons, SAMPLES, 200))
            for burner in burners:
                bench.end(burner)
            bench.table.add(
                f"lateness of a prompt, p99, {condition}",
                f"{ours:.2f} ms",
                f"{base:.2f} ms",
                f"{ours / base:.2f}",
                f"≤ floor + {allowed} ms",
                ours <= base + allowed,
            )
    finally:
        bench.end_all()
        journal.close()
