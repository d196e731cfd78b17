#!/usr/bin/env python3
"""{{title}}: a habitd plugin. It needs Python 3.8 and nothing else.

habitd starts it with a connected socket as descriptor 3, asks it who it is (Describe), and then what the habit is at a
moment (Assess). It ends when the socket does. What it prints goes to habitd's log.
"""

import json
import os
import socket
import sys
from datetime import datetime, timedelta

# Who the plugin is. The id is the file's name up to the first dot.
MANIFEST = {
    "id": "{{id}}",
    "title": "{{title}}",
    "summary": "A small thing, now and then.",
    "unit": "times",
    "maximumAmount": 20,
    "goal": "count",
    "settings": [
        {"key": "every", "summary": "Time between two reminders", "kind": "duration",
         "default": "2h", "minimum": 60, "maximum": 43200},
    ],
    "attributes": [
        {"key": "felt", "summary": "How it was", "kind": "choice", "words": ["easy", "fine", "hard"]},
    ],
}


def assess(moment, settings):
    """What the habit is at `moment`. The same moment always gets the same answer: no clock, no file, no memory."""
    now = time(moment["now"])
    done = sum(entry["kind"] in ("done", "gentle") for entry in moment["entries"])
    answer = {"state": "upcoming", "progress": {"done": done, "unit": "times"}}
    if moment["mode"] == "rest":
        return {**answer, "state": "resting", "reason": "a day of rest"}
    hours = next((hours for hours in moment["day"]["active"] if time(hours["until"]) > now), None)
    if hours is None:
        return {**answer, "reason": "today's active hours are over"}
    # Counted from the latest of these: the start of the active hours, the last time, the last reminder.
    since = [hours["from"]] + [entry["at"] for entry in moment["entries"]]
    if moment.get("lastPrompt"):
        since.append(moment["lastPrompt"]["announcedAt"])
    due = max(map(time, since)) + timedelta(seconds=settings["every"])
    if due >= time(hours["until"]):
        return {**answer, "reason": "nothing more in these active hours"}
    answer["prompt"] = {"due": due.isoformat(), "message": "Time for {{title}}"}
    if due <= now:
        return {**answer, "state": "due", "reason": "it has been a while"}
    return {**answer, "reason": "a while after the last time"}


def time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


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
