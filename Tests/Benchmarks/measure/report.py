"""The report of ten years of one person's life, as a process: read, reckoned, drawn and written."""

import os
import subprocess
import sys
import time
from statistics import median

YEARS = 10
RUNS = 7
PROGRAMS = os.path.join(os.path.dirname(__file__), "../../Programs")


def lived_home(bench, years):
    """A home with the history of one person's life up to today."""
    home = bench.home()
    # The daemon makes the file and leaves it whole.
    bench.end(bench.daemon(home))
    today = time.strftime("%Y-%m-%d", time.gmtime())
    life = subprocess.run(
        [sys.executable, os.path.join(PROGRAMS, "life.py"), "--years", str(years), "--end", today],
        capture_output=True, check=True,
    ).stdout
    history = os.path.join(home.data, "habitd/history.sqlite")
    subprocess.run([sys.executable, os.path.join(PROGRAMS, "keep.py"), history], input=life, check=True)
    return home


def measure(bench):
    home = lived_home(bench, YEARS)
    bench.daemon(home)
    page = os.path.join(home.root, "report.html")
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        bench.run([bench.program("habitctl"), "report", "--html", page], home)
        times.append(time.perf_counter() - begin)
    if os.path.getsize(page) < 20_000:
        raise RuntimeError("the report is all but empty")
    bench.table.at_most("a report of ten years, as a process", median(times), 1, unit="s", digits=3)
