"""Memory at rest with ten years of history."""

import time

from measure.processes import memory_kib

SETTLE_SECONDS = 5


def measure(bench):
    # One daemon only: a second one would share its pages and halve the proportional size.
    floor, _ = bench.ready([bench.floor("timer"), "idle"], bench.home())
    time.sleep(1)
    floor_dirty, floor_size = memory_kib(floor.pid)
    bench.end(floor)
    home = bench.filled_home()
    daemon = bench.daemon(home)
    with home.connect() as client:
        home.call(client, "Status")
    time.sleep(SETTLE_SECONDS)
    dirty, size = memory_kib(daemon.pid)
    bench.table.at_most("private dirty at rest, ten years", dirty / 1024, 3, unit="MiB", floor=floor_dirty / 1024, digits=2)
    bench.table.at_most("PSS at rest, ten years", size / 1024, 24, unit="MiB", floor=floor_size / 1024, digits=2)
