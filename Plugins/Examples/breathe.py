#!/usr/bin/env python3
"""A breathing break after a long stretch at the desk: a habitd plugin that needs Python 3.8 and nothing else.

Try it:      habitctl plugin check ./breathe.py
Install it:  install -D -m 0755 breathe.py ~/.local/share/habitd/plugins/breathe.py
Set it:      [habits.breathe] in ~/.config/habitd/config.toml, with  every = "1h"  and  breaths = 8
"""

import json
import os
import socket
import sys
from datetime import datetime, timedelta, timezone

MANIFEST = {
    "id": "breathe",
    "title": "Breathing",
    "summary": "A few slow breaths after a long stretch at the desk.",
    "unit": "times",
    "maximumAmount": 10,
    "goal": "count",
    "needs": {"presence": True},
    "settings": [
        {"key": "every", "summary": "Time at the desk between two breaks", "kind": "duration",
         "default": "90min", "minimum": 600, "maximum": 14400},
        {"key": "breaths", "summary": "Breaths in one break", "kind": "integer",
         "default": "6", "minimum": 3, "maximum": 20},
    ],
    "attributes": [
        {"key": "after", "summary": "How it felt afterwards", "kind": "choice", "words": ["calmer", "same", "tense"]},
    ],
}

# An absence or a walk of this length is a break already. A convention: no study gives a number.
BREAK = timedelta(minutes=5)


def assess(moment, settings):
    """What the habit is at `moment`. The same moment always gets the same answer: no clock, no file, no memory."""
    now = time(moment["now"])
    done = sum(entry["kind"] in ("done", "gentle") for entry in moment["entries"])
    answer = {"state": "upcoming", "progress": {"done": done, "unit": "times"}}
    if moment["mode"] == "rest":
        return {**answer, "state": "resting", "reason": "a day of rest: breathe as you like"}
    every = timedelta(seconds=settings["every"]) * (2 if moment["mode"] == "gentle" else 1)
    hours = next((hours for hours in spans(moment["day"]["active"]) if hours[1] > now), None)
    if hours is None:
        return {**answer, "reason": "today's active hours are over"}
    start = last_break(moment, hours[0], now)
    due = after(every, start, now, spans(moment["activity"]["present"]))
    rule = f"{minutes(every)} min at the desk since {clock(start, moment['zone'])}"
    if due > now and moment["activity"]["state"] in ("away", "asleep"):
        return {**answer, "reason": f"{rule}, waiting while you are away"}
    if due >= hours[1]:
        return {**answer, "reason": f"{rule} would end after the active hours"}
    answer["prompt"] = {
        "due": due.isoformat(),
        "message": f"{settings['breaths']} slow breaths: in through the nose, out for longer than in",
        "naturalBreakSeconds": BREAK.total_seconds(),
    }
    if due <= now:
        return {**answer, "state": "due", "reason": rule}
    return {**answer, "reason": f"next at {clock(due, moment['zone'])}: {rule}"}


def last_break(moment, opening, now):
    """When the present stretch began: after the last time, the last prompt, an absence or a walk."""
    ends = [opening] + [time(entry["at"]) for entry in moment["entries"]]
    if moment.get("lastPrompt"):
        ends.append(time(moment["lastPrompt"]["announcedAt"]))
    present = spans(moment["activity"]["present"])
    ends += [there for (_, left), (there, _) in zip(present, present[1:]) if there - left >= BREAK]
    ends += [end for start, end in spans(moment["activity"]["movement"]) if end - start >= BREAK]
    return max(end for end in ends if end == opening or end <= now)


def after(length, start, now, present):
    """The instant at which `length` of presence has passed since `start`, the user staying from now on."""
    for begin, end in present:
        begin = max(begin, start)
        if end - begin >= length:
            return begin + length
        length -= max(end - begin, timedelta(0))
    return max(now, start) + length


def time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def spans(pairs):
    return [(time(pair["from"]), time(pair["until"])) for pair in pairs]


def minutes(length):
    return round(length.total_seconds() / 60)


def clock(instant, zone):
    """What the user's clock shows: the moment brings the zone along, so that nothing here asks the system."""
    offset = zone["earlierOffset"]
    for change in zone["changes"]:
        if time(change["at"]) <= instant:
            offset = change["offset"]
    return instant.astimezone(timezone(timedelta(seconds=offset))).strftime("%H:%M")


def reply(call):
    """One Varlink call's reply."""
    method, parameters = call["method"], call.get("parameters") or {}
    if method == "io.habitd.Plugin.Describe":
        return {"parameters": {"manifest": MANIFEST}}
    if method == "io.habitd.Plugin.Assess":
        return {"parameters": {"assessment": assess(parameters["moment"], parameters["settings"])}}
    return {"error": "org.varlink.service.MethodNotFound", "parameters": {"method": method}}


def serve(connection):
    """Answers call after call, each ended by a NUL byte, until habitd closes the connection."""
    rest = b""
    while data := connection.recv(65536):
        *calls, rest = (rest + data).split(b"\0")
        for call in calls:
            connection.sendall(json.dumps(reply(json.loads(call))).encode() + b"\0")


if __name__ == "__main__":
    if "LISTEN_FDS" not in os.environ:
        sys.exit("habitd starts this program. To try it:  habitctl plugin check " + sys.argv[0])
    serve(socket.socket(fileno=3))
