#!/usr/bin/env python3
"""Writes what life.py prints (standard input) into the history at the path given, as habitd itself would have kept it.

The file must be habitd's own, and no habitd may run on it.
"""

import datetime
import json
import sqlite3
import sys

EPOCH = datetime.date(1970, 1, 1)
DAY_STARTS = datetime.timedelta(hours=4)
BASE = {"ml": 1, "min": 60, "s": 1, "times": 1}
COUNTED = {"done": "count", "gentle": "count", "rested": "rested", "skipped": "skipped"}


def main():
    file = sqlite3.connect(sys.argv[1], isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    file.execute("BEGIN")
    days = {}
    for line in sys.stdin:
        told = json.loads(line)
        if "plan" in told:
            plan = told["plan"]
            date = (datetime.date.fromisoformat(plan["day"]) - EPOCH).days
            day = days.setdefault((plan["habit"], date), blank())
            day.update(target=plan["target"], period=plan["period"], mode=plan.get("mode"))
        else:
            add(told, days, file)
    file.executemany(
        "INSERT OR REPLACE INTO days(habit, day, done, count, gentle, rested, skipped, target, period, mode)"
        " VALUES(?,?,?,?,?,?,?,?,?,?)",
        ((habit, date, *day.values()) for (habit, date), day in days.items()),
    )
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def blank():
    return {"done": 0, "count": 0, "gentle": 0, "rested": 0, "skipped": 0, "target": None, "period": None, "mode": None}


def add(entry, days, file):
    at = datetime.datetime.fromisoformat(entry["at"])
    date = ((at - DAY_STARTS).date() - EPOCH).days
    file.execute(
        "INSERT INTO entries(id, habit, kind, at, day, offset, amount, unit, attributes, note) VALUES(?,?,?,?,?,?,?,?,?,?)",
        (
            entry["id"], entry["habit"], entry["kind"], int(at.timestamp()) * 1_000_000, date,
            int(at.utcoffset().total_seconds()), entry["amount"], entry["unit"],
            json.dumps(entry["attributes"]) if entry["attributes"] else None, entry["note"],
        ),
    )
    day = days.setdefault((entry["habit"], date), blank())
    counted = COUNTED.get(entry["kind"])
    if counted:
        day[counted] += 1
    if counted == "count":
        day["done"] += entry["amount"] * BASE[entry["unit"]]
        day["gentle"] += entry["kind"] == "gentle"


main()
