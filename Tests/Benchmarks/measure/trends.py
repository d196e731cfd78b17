"""What became of a life, as processes: one habit over ten years, and what goes together in two."""

import json
import time
from statistics import median

from measure.report import lived_home

RUNS = 15


def measure(bench):
    home = lived_home(bench, 10)
    daemon = bench.daemon(home)
    ours = timed(bench, home, ["trends", "walk", "--since", "2000-01-01"])
    days = json.loads(bench.run([bench.program("habitctl"), "trends", "walk", "--since", "2000-01-01", "--json"], home))
    if len(days["habits"][0]["days"]["states"]) < 3650:
        raise RuntimeError("the series is not ten years long")
    bench.table.at_most("trends of one habit over ten years, as a process", ours, 50, unit="ms")
    bench.end(daemon)
    home = lived_home(bench, 2)
    bench.daemon(home)
    told = json.loads(bench.run([bench.program("habitctl"), "trends", "--associations", "--json"], home))
    if not any(each.get("difference") for each in told["associations"]):
        raise RuntimeError("nothing was asked of the data")
    seconds = timed(bench, home, ["trends", "--associations"]) / 1000
    bench.table.at_most("associations in two years, as a process", seconds, 2, unit="s", digits=2)


def timed(bench, home, arguments):
    """The usual time of a call of habitctl, in milliseconds."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        bench.run([bench.program("habitctl"), *arguments], home)
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)
