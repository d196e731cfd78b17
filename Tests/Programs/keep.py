#!/usr/bin/env python3
"""Writes what life.py prints straight into a history that habitd made and that nobody has open: the entries, what each day
asked for, and the days' sums.

    life.py | keep.py history.sqlite
"""

import datetime
import json
import sqlite3
import sys

EPOCH = datetime.date(1970, 1, 1)
# The base units that the days' sums are kept in.
SCALES = {"min": 60, "h": 3600, "l": 1000}
SUMS = ("done", "count", "gentle", "rested", "skipped", "target", "period", "mode")


class Keeper:
    def __init__(self, file):
        self.file = file
        self.days = {}

    def keep(self, line):
        if "plan" in line:
            plan = line["plan"]
            day = self.day(plan["habit"], datetime.date.fromisoformat(plan["day"]))
            day |= {key: plan.get(key) for key in ("target", "period", "mode")}
        else:
            self.entry(line)

    def day(self, habit, date):
        empty = dict(zip(SUMS, (0, 0, 0, 0, 0, None, None, None)))
        return self.days.setdefault((habit, (date - EPOCH).days), empty)

    def entry(self, entry):
        at = datetime.datetime.fromisoformat(entry["at"])
        # A day starts at four.
        date = (at - datetime.timedelta(hours=4)).date()
        attributes = json.dumps(entry["attributes"]) if entry["attributes"] else None
        self.file.execute(
            "INSERT INTO entries(id, habit, kind, at, day, offset, amount, unit, attributes, note)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry["id"], entry["habit"], entry["kind"], int(at.timestamp()) * 1_000_000, (date - EPOCH).days,
                int(at.utcoffset().total_seconds()), entry["amount"], entry["unit"], attributes, entry["note"],
            ),
        )
        day = self.day(entry["habit"], date)
        if entry["kind"] in ("done", "gentle"):
            day["done"] += entry["amount"] * SCALES.get(entry["unit"], 1)
            day["count"] += 1
            day["gentle"] += entry["kind"] == "gentle"
        elif entry["kind"] in ("rested", "skipped"):
            day[entry["kind"]] += 1

    def finish(self):
        self.file.executemany(
            f"INSERT OR REPLACE INTO days(habit, day, {', '.join(SUMS)}) VALUES(?, ?{', ?' * len(SUMS)})",
            ((habit, day, *sums.values()) for (habit, day), sums in self.days.items()),
        )


def main():
    file = sqlite3.connect(sys.argv[1], isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    file.execute("BEGIN")
    keeper = Keeper(file)
    for line in sys.stdin:
        keeper.keep(json.loads(line))
    keeper.finish()
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


if __name__ == "__main__":
    main()
