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


def collect(journal, daemons, wanted, limit_seconds):
    """Lateness in milliseconds of that many prompts."""
    by_process = {daemon.process.pid: daemon for daemon in daemons}
    lateness, looks, end = [], [], time.monotonic() + limit_seconds
    for number, daemon in enumerate(daemons):
        heapq.heappush(looks, (time.monotonic(), number, daemon))
    answered = 0
    while len(lateness) < wanted and time.monotonic() < end:
        record = journal.next(looks[0][0] - time.monotonic() if looks else end - time.monotonic())
        while looks and looks[0][0] <= time.monotonic():
            heapq.heappop(looks)[2].look()
        if record is None or record[2].get("MESSAGE_ID") != PROMPT or record[0] not in by_process:
            continue
        daemon, at = by_process[record[0]], record[1]
        # A deadline that was not this prompt's (armed anew since the look) says nothing.
        if daemon.due is not None and abs(at - daemon.due) < 1:
            lateness.append((at - daemon.due) * 1000)
        # Spread, so that no two daemons are due at once.
        answered += 1
        daemon.answer(3 + answered * 7 % 11)
        daemon.due = None
        heapq.heappush(looks, (time.monotonic() + 1.5, daemon.process.pid, daemon))
    if len(lateness) < wanted:
        raise RuntimeError(f"only {len(lateness)} of {wanted} prompts came in {limit_seconds} s")
    return lateness


def floor(bench, journal, samples):
    """The same of a bare timerfd in C, sent to the same socket and stamped by the same kernel."""
    command = ["env", f"JOURNAL={PATH}", bench.floor("timer"), "late", str(samples), "50000"]
    timer = bench.start(command, stdout=subprocess.DEVNULL)
    lateness = []
    while len(lateness) < samples:
        record = journal.next(10)
        if record is None:
            raise RuntimeError("the floor's records did not come")
        if record[0] == timer.pid:
            lateness.append(record[1] * 1000 - int(record[2]["DUE"]) / 1000)
    return lateness


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
            base = p99(floor(bench, journal, SAMPLES))
            ours = p99(collect(journal, daemons, SAMPLES, 200))
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
