#!/usr/bin/env python3
"""A plugin with one fault. The end-to-end tests write the fault's name into the next line; mended, there is none."""
FAULT = "none"

import array
import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta

PLACE = sys.argv[0]
ID = os.path.basename(PLACE).split(".")[0]
MANIFEST = {"id": ID, "title": ID.capitalize(), "summary": "Looks up from the screen."}
MEGABYTE = 1_000_000
link = socket.socket(fileno=3)
rest = b""


def receive():
    """The next call; None at the end."""
    global rest
    while b"\0" not in rest:
        data = link.recv(65536)
        if not data:
            return None
        rest += data
    message, rest = rest.split(b"\0", 1)
    return json.loads(message)


def encoded(parameters, **more):
    return json.dumps({"parameters": parameters, **more}).encode() + b"\0"


def assessment(moment, **changes):
    """Wants one prompt, at once."""
    if moment.get("lastPrompt"):
        return {"state": "upcoming", "reason": "looked up a while ago", **changes}
    return {"state": "due", "reason": "not looked up today", "prompt": prompt(moment), **changes}


def prompt(moment, **changes):
    return {"due": moment["day"]["from"], "message": "Look up", **changes}


def moved(moment, **distance):
    return (datetime.fromisoformat(moment["now"].replace("Z", "+00:00")) + timedelta(**distance)).isoformat()


def reply(call):
    if call["method"].endswith(".Describe"):
        return encoded({"manifest": MANIFEST})
    return encoded({"assessment": assessment(call["parameters"]["moment"])})


def serve(answer=reply):
    while call := receive():
        link.sendall(answer(call))


def introduce():
    """Answers Describe, and returns the call to Assess."""
    link.sendall(reply(receive()))
    return receive()


def answering(change):
    """Answers Describe, and every Assess with what `change` makes of the moment."""
    def answer(call):
        if call["method"].endswith(".Describe"):
            return reply(call)
        return encoded({"assessment": change(call["parameters"]["moment"])})
    serve(answer)


def sleep():
    time.sleep(600)


def last_words(words, status=3):
    print(words, file=sys.stderr, flush=True)
    os._exit(status)


# One function a fault, called after the program has started.

def none():
    serve()


def exits_at_once():
    os._exit(0)


def fails_once():
    try:
        os.mkdir(os.path.dirname(PLACE) + "/../tried")
    except FileExistsError:
        serve()
    else:
        last_words("try again")


def exits_with_words():
    last_words("\x1b[31mno\u202e luck\x07")


def exits_mid_call():
    introduce()
    os._exit(0)


def is_killed():
    introduce()
    os.kill(os.getpid(), signal.SIGKILL)


def is_killed_at_rest():
    link.sendall(reply(introduce()))
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)


def leaves_at_rest():
    link.sendall(reply(introduce()))
    os._exit(0)


def hangs():
    introduce()
    sleep()


def hangs_at_start():
    receive()
    sleep()


def never_reads():
    sleep()


def answers_late():
    call = introduce()
    time.sleep(3)
    link.sendall(reply(call))
    serve()


def answers_twice():
    link.sendall(reply(introduce()) * 2)
    serve()


def answers_another_method():
    introduce()
    link.sendall(encoded({"manifest": MANIFEST}))
    serve()


def answers_with_an_error():
    introduce()
    link.sendall(json.dumps({
        "error": "io.habitd.Plugin.Failed", "parameters": {"message": "the \x1b[31mweather\x1b[0m is unknown"},
    }).encode() + b"\0")
    serve()


def answers_with_a_long_error():
    introduce()
    message = "e" + "\u0301" * (MEGABYTE // 7)
    link.sendall(json.dumps({"error": "io.habitd.Plugin.Failed", "parameters": {"message": message}}).encode() + b"\0")
    serve()


def sends_garbage():
    introduce()
    link.sendall(os.urandom(999).replace(b"\0", b"") + b"\0")
    serve()


def sends_half_a_message():
    link.sendall(reply(introduce())[:40])
    os._exit(0)


def sends_no_end():
    link.sendall(reply(introduce())[:-1])
    sleep()


def sends_a_byte_at_a_time():
    for byte in reply(introduce()):
        link.sendall(bytes([byte]))
        time.sleep(0.05)
    serve()


def sends_an_empty_message():
    introduce()
    link.sendall(b"\0")
    serve()


def sends_no_text():
    link.sendall(reply(introduce()).replace(b"Look up", b"Look \xff\xfe"))
    serve()


def sends_descriptors():
    """One with each byte: they are to be neither kept nor to be in anyone's way."""
    def answer(call):
        for byte in reply(call):
            link.sendmsg([bytes([byte])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [2]))])
        return b""
    serve(answer)


def sends_too_much():
    introduce()
    for _ in range(100):
        link.sendall(b"x" * MEGABYTE)
    serve()


def floods_stderr():
    call = introduce()
    for _ in range(3):
        os.write(2, (b"x" * 99 + b"\n") * (MEGABYTE // 100))
    link.sendall(reply(call))
    serve()


def forks():
    """Children in its group, in a session of their own, and one that only its place in /proc could tell."""
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)", PLACE]
    subprocess.Popen(sleeper)
    subprocess.Popen(sleeper, start_new_session=True)
    subprocess.Popen(sleeper, start_new_session=True, env={}, pass_fds=[3])
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            subprocess.Popen(sleeper, start_new_session=True, env={}, close_fds=False)
        os._exit(0)
    os.wait()


def leaves_children():
    forks()
    serve()


def forks_and_exits():
    introduce()
    forks()
    os._exit(0)


def eats_memory():
    introduce()
    hoard = [b"x" * MEGABYTE for _ in range(4000)]
    last_words(f"still here with {len(hoard)} MB")


def fills_the_disk():
    introduce()
    try:
        with open(os.path.dirname(PLACE) + "/.big", "wb") as big:
            big.truncate(1 << 40)
    except OSError as error:
        last_words(error.strerror)


def opens_too_many_files():
    introduce()
    try:
        hoard = [os.open(PLACE, os.O_RDONLY) for _ in range(100_000)]
    except OSError as error:
        last_words(error.strerror)


def stops():
    introduce()
    os.kill(os.getpid(), signal.SIGSTOP)


def stays_after_its_end():
    serve()
    sleep()


def spins():
    introduce()
    while True:
        pass


def closes_its_socket():
    introduce()
    link.close()
    sleep()


def changes_its_manifest():
    MANIFEST["title"] = f"Number {os.getpid()}"
    link.sendall(reply(receive()))
    os._exit(0)


def prompt_in_the_past():
    answering(lambda moment: assessment(moment) if moment.get("lastPrompt") else assessment(
        moment, prompt=prompt(moment, due=moved(moment, days=-3))))


def prompt_a_year_ahead():
    answering(lambda moment: assessment(
        moment, state="upcoming", reason="next year", prompt=prompt(moment, due=moved(moment, days=365))))


def prompt_two_years_ahead():
    answering(lambda moment: assessment(moment, prompt=prompt(moment, due=moved(moment, days=730))))


def prompt_at_every_question():
    answering(lambda moment: assessment(moment, state="due", prompt=prompt(moment, due=moment["now"])))


def many_prompts():
    answering(lambda moment: assessment(moment, prompt=[prompt(moment)] * 10_000))


def a_million_prompts():
    call = introduce()
    one = json.dumps(prompt(call["parameters"]["moment"])).encode()
    link.sendall(b'{"parameters":{"assessment":{"prompt":[' + one)
    for _ in range(1000):
        link.sendall((b"," + one) * 1000)
    serve()


def no_number():
    answering(lambda moment: assessment(moment, progress={"done": float("nan"), "unit": "times"}))


def no_end_of_numbers():
    def answer(call):
        if call["method"].endswith(".Describe"):
            return reply(call)
        progress = {"done": 77, "unit": "times"}
        whole = encoded({"assessment": assessment(call["parameters"]["moment"], progress=progress)})
        return whole.replace(b"77", b"1e999")
    serve(answer)


def a_long_title():
    MANIFEST["title"] = "x" * MEGABYTE
    serve()


def a_title_of_one_letter():
    """One for the eye, and half a megabyte of accents on it."""
    MANIFEST["title"] = "e" + "\u0301" * (MEGABYTE // 7)
    serve()


def another_title():
    MANIFEST["title"] = "Far sight"
    serve()


def escapes_in_its_title():
    MANIFEST["title"] = "\x1b[2J\x1b]0;mine\x07Eyes"
    serve()


def escapes_in_its_message():
    answering(lambda moment: assessment(moment, prompt=prompt(moment, message="\x1b[2JLook\u202e up")))


def another_id():
    MANIFEST["id"] = "ears"
    serve()


if __name__ == "__main__":
    globals()[FAULT.replace("-", "_")]()
