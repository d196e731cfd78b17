#!/usr/bin/env python3
"""Tests {{id}}.py: the rule by itself, and the program over a socket. Run it with  python3 {{test}}"""

import json
import os
import runpy
import socket
import subprocess
import unittest

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "{{id}}.py")
PLUGIN = runpy.run_path(PROGRAM)

DAY = {
    "date": "2026-11-24", "starts": "04:00",
    "from": "2026-11-24T04:00:00+01:00", "until": "2026-11-25T04:00:00+01:00",
    "active": [{"from": "2026-11-24T08:30:00+01:00", "until": "2026-11-24T22:00:00+01:00"}],
}


def moment(now, mode="normal", done_at=(), prompted_at=None):
    """A moment of the 24th of November, as habitd sends one."""
    entries = [
        {"id": str(number), "habit": "{{id}}", "kind": "done", "at": f"2026-11-24T{at}:00+01:00", "amount": 1,
         "unit": "times", "attributes": {}}
        for number, at in enumerate(done_at)
    ]
    told = {
        "now": f"2026-11-24T{now}:00+01:00", "day": DAY, "mode": mode, "entries": entries,
        "zone": {"name": "Europe/Berlin", "offset": 3600, "earlierOffset": 3600, "changes": []},
        "activity": {"state": "present", "present": [], "movement": [], "suspends": []},
    }
    if prompted_at:
        at = f"2026-11-24T{prompted_at}:00+01:00"
        told["lastPrompt"] = {"due": at, "announcedAt": at, "outcome": "announced"}
    return told


class Rule(unittest.TestCase):
    def assess(self, *arguments, **named):
        return PLUGIN["assess"](moment(*arguments, **named), {"every": 7200})

    def test_asks_a_while_after_the_day_begins(self):
        self.assertEqual(self.assess("09:00")["prompt"]["due"], "2026-11-24T10:30:00+01:00")
        self.assertEqual(self.assess("10:30")["state"], "due")

    def test_what_is_done_or_told_is_not_asked_for_again(self):
        self.assertEqual(self.assess("10:30", done_at=["10:00"])["prompt"]["due"], "2026-11-24T12:00:00+01:00")
        self.assertEqual(self.assess("10:30", prompted_at="10:30")["state"], "upcoming")

    def test_is_silent_on_a_day_of_rest_and_in_the_evening(self):
        self.assertNotIn("prompt", self.assess("12:00", mode="rest"))
        self.assertNotIn("prompt", self.assess("22:30"))


class Wire(unittest.TestCase):
    def test_answers_calls_however_they_arrive_and_ends_with_the_connection(self):
        ours, theirs = socket.socketpair()
        program = subprocess.Popen(
            [PROGRAM], pass_fds=[3], env={**os.environ, "LISTEN_FDS": "1"},
            preexec_fn=lambda: os.dup2(theirs.fileno(), 3))
        theirs.close()
        calls = b"".join(
            json.dumps({"method": method}).encode() + b"\0"
            for method in ("io.habitd.Plugin.Describe", "io.habitd.Plugin.Sing"))
        ours.sendall(calls[:20])
        ours.sendall(calls[20:])
        received = b""
        while received.count(b"\0") < 2:
            received += ours.recv(65536)
        described, refused = (json.loads(text) for text in received.split(b"\0")[:2])
        self.assertEqual(described["parameters"]["manifest"]["id"], "{{id}}")
        self.assertEqual(refused["error"], "org.varlink.service.MethodNotFound")
        ours.close()
        self.assertEqual(program.wait(timeout=10), 0)


if __name__ == "__main__":
    unittest.main()
