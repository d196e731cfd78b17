#!/usr/bin/env python3
"""One person's life with a sore back, as habitd exports it: JSON lines on standard output.

It follows the story habitd began with: massage every week for three months, every other week, then monthly; stretching,
short walks, water, posture, a foam roller, and a journal of pain, sleep and mood. There are weeks of rest, gaps in which
nothing was written down, and a target that changes. The same arguments always give the same lines.

    life.py [--end 2026-10-31] [--years 2] [--seed 1]
"""

import argparse
import datetime
import json
import random

DAY = datetime.timedelta(days=1)
VICTORIES = [
    "Slept through the night",
    "Reached the top shelf without wincing",
    "Enjoyed a walk with a friend",
    "Tied my shoes without sitting down",
    "Carried the groceries up the stairs",
    "Stood through a whole concert",
    "Lifted my nephew to the tree branch",
]
QUESTIONS = [
    "New medication since Monday: ask whether massage is still fine",
    "Tingling in the left foot after long drives",
    "Is swimming a good idea?",
    "Lighter pressure on the lower back last time was better",
]


class Life:
    def __init__(self, end, years, seed):
        self.random = random.Random(seed)
        self.end = end
        self.start = end - datetime.timedelta(days=round(365.25 * years) - 1)
        self.count = 0

    # --- lines -------------------------------------------------------------------------------------------------

    def entry(self, habit, day, hour, amount, unit, kind="done", note=None, **attributes):
        """An entry as `habitctl export json` prints it; its id is a UUIDv7 of its time."""
        at = datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(hours=hour)
        at = at.replace(microsecond=0) + datetime.timedelta(seconds=self.random.randrange(60))
        zone = datetime.timezone(datetime.timedelta(hours=2 if 4 <= day.month <= 9 else 1))
        at = at.replace(tzinfo=zone)
        self.count += 1
        milliseconds = int(at.timestamp() * 1000)
        text = f"{milliseconds:012x}7{self.count & 0xFFF:03x}8{self.random.getrandbits(60):015x}"
        identity = f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        line = {
            "id": identity,
            "habit": habit,
            "kind": kind,
            "at": at.isoformat(),
            "amount": amount,
            "unit": unit,
            "attributes": {key.replace("_", "-"): str(value) for key, value in attributes.items()},
            "note": note,
        }
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))

    def plan(self, habit, day, target, period, mode):
        """What a day asked of a habit; a period is day, week, or days as in 14d."""
        plan = {"habit": habit, "day": day.isoformat(), "target": target, "period": period}
        if mode != "normal":
            plan["mode"] = mode
        print(json.dumps({"plan": plan}, separators=(",", ":")))

    # --- the life ----------------------------------------------------------------------------------------------

    def phase(self, day):
        weeks = (day - self.start).days // 7
        return 7 if weeks < 13 else 14 if weeks < 26 else 28

    def run(self):
        chance = self.random
        resting, silent = self.calendar()
        pain, sleep, moved = 6.5, 4.5, 0.4
        last_massage, due_massage = None, self.start + 2 * DAY
        for number in range((self.end - self.start).days + 1):
            day = self.start + number * DAY
            mode = "rest" if day in resting else "gentle" if day - DAY in resting or pain >= 5 else "normal"
            written = day not in silent
            self.plans(day, mode, written)
            active = chance.betavariate(4, 2) * (0.25 if mode == "rest" else 0.7 if mode == "gentle" else 1)
            if written:
                self.movement(day, mode, active)
            if day >= due_massage and chance.random() < 0.85:
                if written:
                    self.massage(day, pain, number)
                last_massage, due_massage = day, day + datetime.timedelta(days=self.phase(day))
            days_since = (day - last_massage).days if last_massage else 10
            sleep = 0.6 * sleep + 0.4 * (7.2 - 0.35 * pain) + chance.gauss(0, 0.9)
            floor = 2.4 + 3.6 * 0.992**number
            pull = 0.25 * (floor - pain) - 0.9 * (moved - 0.5) + 0.03 * min(days_since, 21) - 0.08 * (sleep - 5.5)
            pain = min(9.5, max(0.3, pain + pull + chance.gauss(0, 0.75)))
            moved = active
            if written and chance.random() < 0.93:
                self.check_in(day, pain, sleep, active, number)

    def calendar(self):
        """Days of rest, and days on which nothing was written down."""
        resting, silent = set(), set()
        day = self.start + 60 * DAY
        while day < self.end:
            resting |= {day + offset * DAY for offset in range(self.random.randrange(3, 8))}
            day += datetime.timedelta(days=self.random.randrange(70, 130))
        day = self.start + 100 * DAY
        while day < self.end:
            silent |= {day + offset * DAY for offset in range(self.random.randrange(4, 15))}
            day += datetime.timedelta(days=self.random.randrange(90, 180))
        return resting, silent

    def plans(self, day, mode, written):
        if not written:
            return
        water = 1500 if (day - self.start).days < 200 else 2000
        for habit, target, period in [
            ("water", water, "day"),
            ("stretch", 2, "day"),
            ("walk", 30, "day"),
            ("posture", None, "day"),
            ("foam-roll", 3, "week"),
            ("massage", 1, f"{self.phase(day)}d"),
        ]:
            self.plan(habit, day, target, period, mode)

    def movement(self, day, mode, active):
        chance = self.random
        kind = "gentle" if mode == "gentle" else "done"
        for hour in range(9, 21, 2):
            if chance.random() < 0.75:
                self.entry("water", day, hour + chance.random(), chance.choice([200, 250, 250, 300]), "ml")
        if mode == "rest":
            self.entry("stretch", day, 10, 0, "times", kind="rested")
            return
        for area in chance.sample(["neck", "lower-back", "hips", "hamstrings", "wrists"], 3)[: round(active * 3)]:
            self.entry("stretch", day, 10 + 9 * chance.random(), 1, "times", kind=kind, area=area)
        for _ in range(round(active * 5)):
            self.entry("walk", day, 9 + 11 * chance.random(), chance.choice([5, 8, 10, 12, 20]), "min", kind=kind)
        for _ in range(round(active * 4)):
            self.entry("posture", day, 9 + 9 * chance.random(), 1, "times", kind=kind)
        if day.weekday() in (0, 2, 5) and chance.random() < 0.8:
            area = chance.choice(["thighs", "back", "calves"])
            self.entry("foam-roll", day, 18.5, 1, "times", kind=kind, area=area, pressure=chance.randrange(3, 8))

    def massage(self, day, pain, number):
        note = "Lower back is still tight on the left" if pain > 5 else None
        pressure = self.random.randrange(4, 8)
        self.entry(
            "massage", day, 17, 60, "min", note=note, areas="lower back, hips", pressure=pressure,
            next="lighter" if pressure > 6 else "same",
        )
        if number % 5 == 0:
            self.entry("tell", day, 12, 1, "times", note=self.random.choice(QUESTIONS))

    def check_in(self, day, pain, sleep, active, number):
        chance = self.random

        def rated(value):
            return max(0, min(10, round(value)))

        ratings = {
            "pain": rated(pain),
            "sleep": rated(sleep),
            "mood": rated(7.5 - 0.45 * pain + chance.gauss(0, 1)),
            "energy": rated(3 + 4 * active + 0.2 * (sleep - 5) + chance.gauss(0, 1)),
        }
        if day.weekday() == 6:
            ratings |= {
                "peg_pain": rated(pain + chance.gauss(0, 0.5)),
                "peg_enjoyment": rated(pain - 0.5 + chance.gauss(0, 0.7)),
                "peg_activity": rated(pain - 0.8 + chance.gauss(0, 0.7)),
            }
        self.entry("check-in", day, 20.5 + chance.random(), 1, "times", **ratings)
        if chance.random() < 0.03:
            self.entry("check-in", day, 8 + chance.random(), 1, "times", pain=rated(pain + 1))
        if number % 23 == 7:
            self.entry("victory", day, 21.6, 1, "times", note=chance.choice(VICTORIES))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--end", type=datetime.date.fromisoformat, default=datetime.date(2026, 10, 31))
    parser.add_argument("--years", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    Life(arguments.end, arguments.years, arguments.seed).run()


if __name__ == "__main__":
    main()
