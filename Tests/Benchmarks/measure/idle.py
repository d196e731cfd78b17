"""Wakeups while nothing is due: context switches of every thread over minutes."""

import time

from measure.processes import armed_timer_seconds, context_switches, wakeups_between

MINUTES = 2
# After READY the day's first plan is made and its catch-up told, and worker threads retire: let that pass.
SETTLE_SECONDS = 20


def settle(daemons):
    """Waits until nothing is due for as long as is measured."""
    time.sleep(SETTLE_SECONDS)
    for _ in range(20):
        due = [armed_timer_seconds(daemon.pid) for daemon in daemons]
        soonest = min((seconds for seconds in due if seconds is not None), default=None)
        if soonest is None or soonest > MINUTES * 60 + 5:
            return
        time.sleep(soonest + 1)
    raise RuntimeError("something is due all the time")


def measure(bench):
    alone, watched = bench.home(), bench.home()
    alone_daemon, watched_daemon = bench.daemon(alone), bench.daemon(watched)
    floor, _ = bench.ready([bench.floor("timer"), "idle"], bench.home())
    # One client that has asked once and stays, and one that follows the day.
    with watched.connect() as idle_client, watched.connect() as watcher:
        watched.call(idle_client, "Status")
        watcher.sendall(b'{"method":"io.habitd.Control.Watch","more":true}\0')
        watcher.recv(1 << 20)
        settle((alone_daemon, watched_daemon))
        before = [context_switches(process.pid) for process in (alone_daemon, watched_daemon, floor)]
        time.sleep(MINUTES * 60)
        after = [context_switches(process.pid) for process in (alone_daemon, watched_daemon, floor)]
    rates = [wakeups_between(early, late) / MINUTES for early, late in zip(before, after)]
    bench.table.at_most("wakeups idle", rates[0], 0, unit="/min", floor=rates[2])
    bench.table.at_most("wakeups, two clients connected", rates[1], 0, unit="/min", floor=rates[2])
