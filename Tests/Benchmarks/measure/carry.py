"""A long life brought in at once: a hundred thousand entries, read, checked, and on the disk."""

import json
import os
import subprocess
import sys
import time
from statistics import median

from measure.report import PROGRAMS

ENTRIES = 100_000
# What one person writes down, and how long it takes to so many entries.
YEARS = 23.5
RUNS = 3


def measure(bench):
    life = os.path.join(bench.scratch, "life.jsonl")
    with open(life, "wb") as file:
        lines = subprocess.run(
            [sys.executable, os.path.join(PROGRAMS, "life.py"), "--years", str(YEARS)],
            capture_output=True, check=True,
        ).stdout.splitlines(keepends=True)
        entries = [line for line in lines if not line.startswith(b'{"plan"')][-ENTRIES:]
        if len(entries) < ENTRIES:
            raise RuntimeError(f"{len(entries)} entries are too few")
        file.writelines(entries)
    times = []
    for _ in range(RUNS):
        home = bench.home()
        daemon = bench.daemon(home)
        begin = time.perf_counter()
        bench.run([bench.program("habitctl"), "import", "habitd", life], home)
        times.append(time.perf_counter() - begin)
        kept = json.loads(bench.run([bench.program("habitctl"), "history", "--json"], home))["entries"]
        if len(kept) != ENTRIES:
            raise RuntimeError(f"{len(kept)} entries were kept")
        bench.end(daemon)
    bench.table.at_most("import of 100,000 entries, as a process", median(times), 5, unit="s", digits=2)
