"""Requests over open connections, and acknowledged entries."""

import os
import subprocess
from statistics import median

SECONDS = "2"
ROUNDS = 3
ENTRY_SECONDS = "0.5"
ENTRY_ROUNDS = 7
STATUS = '{"method":"io.habitd.Control.Status"}'
RECORD = '{"method":"io.habitd.Control.Record","parameters":{"habit":"water","amount":"1ml","note":"%ld"}}'


def rate(bench, path, connections, message, seconds=SECONDS):
    return float(bench.run([bench.floor("client"), path, str(connections), seconds, message]))


def medians(bench, *measurements):
    """The median of each, taken in turns."""
    rates = [[] for _ in measurements]
    for _ in range(ROUNDS):
        for values, (path, connections, message) in zip(rates, measurements):
            values.append(rate(bench, path, connections, message))
    return [median(values) for values in rates]


def start_echo(bench, home):
    """The floor answers with a reply of the same length."""
    with home.connect() as client:
        reply = home.call(client, "Status")
    file, path = os.path.join(home.root, "reply"), os.path.join(home.root, "echo")
    with open(file, "wb") as out:
        out.write(reply)
    echo = bench.start([bench.floor("echo"), path, file], stdout=subprocess.PIPE)
    echo.stdout.readline()
    return path


def measure_status(bench):
    empty, filled = bench.home(), bench.filled_home()
    bench.daemon(empty)
    bench.daemon(filled)
    echo = start_echo(bench, empty)
    floor, ours, with_history, floor_many, many = medians(
        bench, (echo, 1, STATUS), (empty.socket, 1, STATUS), (filled.socket, 1, STATUS), (echo, 16, STATUS), (empty.socket, 16, STATUS)
    )
    bench.table.at_least_times("status, one connection", ours, floor, 0.6, unit="/s")
    bench.table.at_least("status, sixteen connections", many, 50_000, unit="/s", floor=floor_many)
    bench.table.at_least_times("status, one, a million entries", with_history, floor, 0.6, unit="/s")


def measure_entries(bench):
    """Each round on a new history: nobody records thousands of entries on one day, and a day is looked at whole."""
    floors, one, sixteen = [], [], []
    for number in range(ENTRY_ROUNDS):
        file = os.path.join(bench.scratch, f"floor{number}.sqlite")
        floors.append(float(bench.run([bench.floor("inserts"), file, ENTRY_SECONDS])))
        for connections, rates in ((1, one), (16, sixteen)):
            home = bench.home()
            bench.daemon(home)
            rates.append(rate(bench, home.socket, connections, RECORD, ENTRY_SECONDS))
            bench.end_all()
    floor = median(floors)
    bench.table.at_least_times("acknowledged entries, one client", median(one), floor, 0.5, unit="/s")
    bench.table.at_least_times("acknowledged entries, sixteen", median(sixteen), floor, 1.2, unit="/s")
