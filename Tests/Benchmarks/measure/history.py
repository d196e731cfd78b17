"""Ten years of history, written straight into the file that the daemon itself made: its schema, its per-day sums."""

import sqlite3
import time

DAY = 86_400
YEARS = 10
# What a diligent user does in a day: (habit, entries, amount, unit, the amount in the sum's base unit).
HABITS = (
    ("water", 120, 20.0, "ml", 20.0),
    ("posture", 80, 1.0, "times", 1.0),
    ("stretch", 30, 180.0, "s", 180.0),
    ("walk", 30, 300.0, "s", 300.0),
    ("foam-roll", 14, 60.0, "s", 60.0),
)


def fill(path, entries):
    """Adds about that many entries, oldest first, up to yesterday."""
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    today = int(time.time()) // DAY
    days = entries // sum(habit[1] for habit in HABITS)
    file.execute("BEGIN")
    file.executemany(
        "INSERT INTO entries(id, habit, kind, at, day, offset, amount, unit) VALUES(?,?,'done',?,?,0,?,?)",
        rows(today - days, days),
    )
    file.executemany(
        "INSERT INTO days(habit, day, done, count, target, period) VALUES(?,?,?,?,NULL,NULL)",
        ((name, today - days + day, each * base, each) for day in range(days) for name, each, _, _, base in HABITS),
    )
    file.execute("COMMIT")
    (count,) = file.execute("SELECT count(*) FROM entries").fetchone()
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    if count < entries * 0.99:
        raise RuntimeError(f"only {count} of {entries} entries were written")


def rows(first, days):
    number = 0
    for day in range(first, first + days):
        # Between 08:00 and 22:00, each habit spread over the day.
        moments = sorted(
            (day * DAY + 8 * 3600 + (index * 50_000) // each, name, amount, unit)
            for name, each, amount, unit, _ in HABITS
            for index in range(each)
        )
        for second, name, amount, unit in moments:
            number += 1
            milliseconds = second * 1000 + number % 1000
            identity = f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7000-8000-{number:012x}"
            yield identity, name, second * 1_000_000, day, amount, unit
