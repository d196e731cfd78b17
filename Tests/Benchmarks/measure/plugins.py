"""Plugins: what a question takes, how a program of its own starts, and that none is there at rest."""

import json
import os
import shutil
import time
from statistics import median

from measure.idle import MINUTES, settle
from measure.processes import context_switches, wakeups_between

RUNS = 30
DECLARATIVE = 1000


def measure_questions(bench):
    """Of a built-in, and of the same type as a program of its own through the daemon's host."""
    program = bench.program("walk-plugin")
    own, size = asked(bench, program)
    floor, floor_size = asked(bench, bench.floor("plugin"))
    built_in, warm, cold = map(float, bench.run([bench.program("ask-plugins"), program]).split())
    bench.table.at_most("assess, a built-in", built_in, 50, unit="µs")
    bench.table.at_most("assess, a program that runs", warm, 1000, unit="µs")
    bench.table.at_most("assess, started for it, above its own start", cold - own, 5, unit="ms")
    bench.table.at_most("a Swift plugin, start to first answer", own, 5, unit="ms", floor=floor)
    bench.table.at_most("a Swift plugin, PSS", size, 8, unit="MiB", floor=floor_size)


def asked(bench, program):
    """(milliseconds from its start to its first answer, MiB) as a C program sees it."""
    lines = [line.split() for line in bench.run([bench.floor("ask"), str(RUNS), program]).splitlines()]
    return median(float(line[0]) for line in lines) / 1000, median(int(line[1]) for line in lines) / 1024


def measure_declarative(bench):
    """A thousand habits of a file each, and a plugin of its own: start, and the peace afterwards."""
    home = bench.home()
    folder = os.path.join(home.root, "config/habitd/habits.d")
    os.makedirs(folder, mode=0o700)
    for number in range(DECLARATIVE):
        with open(os.path.join(folder, f"habit-{number}.toml"), "w") as file:
            file.write(f'title = "Habit {number}"\nmessage = "A moment for number {number}"\nat = ["03:{number % 60:02}"]\n')
    plugins = os.path.join(home.data, "habitd/plugins")
    os.makedirs(plugins, mode=0o700)
    shutil.copy(bench.program("walk-plugin"), os.path.join(plugins, "stroll"))
    times = []
    for _ in range(7):
        process, seconds = bench.ready([bench.program("habitd")], home)
        times.append(seconds * 1000)
        bench.end(process)
    bench.table.at_most("start to READY, 1,000 declarative habits", median(times[1:]), 200, unit="ms")
    daemon = bench.daemon(home)
    with home.connect() as client:
        known = len(json.loads(home.call(client, "Habits"))["parameters"]["habits"])
    if known < DECLARATIVE:
        raise RuntimeError(f"only {known} habits are known")
    settle((daemon,))
    before = context_switches(daemon.pid)
    time.sleep(MINUTES * 60)
    rate = wakeups_between(before, context_switches(daemon.pid)) / MINUTES
    bench.table.at_most("wakeups idle, with them", rate, 0, unit="/min")
    bench.table.at_most("plugin processes at rest", len(children(daemon.pid)), 0, unit="", digits=0)


def children(process_id):
    found = []
    for thread in os.listdir(f"/proc/{process_id}/task"):
        with open(f"/proc/{process_id}/task/{thread}/children") as file:
            found += file.read().split()
    return found
