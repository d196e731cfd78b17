"""What every row needs: the programs, homes to run them in, and an end for everything that was started."""

import os
import shutil
import socket
import subprocess
import time

from measure.history import fill
from measure.table import Table

ENTRIES = 1_000_000
CONFIGURATION = """\
[day]
active = "00:00-23:59"
"""


class Bench:
    def __init__(self, scratch):
        self.scratch = scratch
        self.table = Table()
        self.processes = []
        self.homes = 0
        self._filled = None

    def program(self, name):
        return os.path.join(self.scratch, "bin", name)

    def floor(self, name):
        return self.program(f"floor-{name}")

    def home(self, configuration=CONFIGURATION):
        """A new home directory with everything XDG asks for."""
        self.homes += 1
        root = os.path.join(self.scratch, f"h{self.homes}")
        for name in ("run", "data", "config/habitd"):
            os.makedirs(os.path.join(root, name), mode=0o700)
        with open(os.path.join(root, "config/habitd/config.toml"), "w") as file:
            file.write(configuration)
        return Home(root)

    def filled_home(self):
        """A home with ten years of history. It is made once and copied."""
        if self._filled is None:
            self._filled = self.home()
            # The daemon makes the file and leaves it whole.
            self.end(self.daemon(self._filled))
            fill(os.path.join(self._filled.data, "habitd/history.sqlite"), ENTRIES)
        home = self.home()
        shutil.rmtree(home.data)
        shutil.copytree(self._filled.data, home.data)
        return home

    def start(self, command, home=None, **options):
        process = subprocess.Popen(
            command, env=home.environment if home else None, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
        )
        self.processes.append(process)
        return process

    def ready(self, command, home, variables=None):
        """Starts a program that tells READY, and returns it with the seconds that took."""
        path = os.path.join(home.root, "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(path)
            listener.settimeout(30)
            environment = dict(home.environment, NOTIFY_SOCKET=path, **(variables or {}))
            begin = time.perf_counter()
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            self.processes.append(process)
            while b"READY=1" not in listener.recv(65536):
                pass
            seconds = time.perf_counter() - begin
        os.unlink(path)
        return process, seconds

    def daemon(self, home):
        return self.ready([self.program("habitd")], home)[0]

    def run(self, command, home=None):
        """Runs a command to its end and returns what it printed."""
        finished = subprocess.run(
            command, env=home.environment if home else None, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600
        )
        if finished.returncode != 0:
            raise RuntimeError(f"{os.path.basename(command[0])}: exit {finished.returncode}: {finished.stderr.strip()}")
        return finished.stdout

    def end(self, process):
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)

    def end_all(self):
        for process in list(self.processes):
            self.end(process)


class Home:
    def __init__(self, root):
        self.root = root
        self.data = os.path.join(root, "data")
        self.socket = os.path.join(root, "run/habitd/control")
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "HOME": root,
            "XDG_RUNTIME_DIR": os.path.join(root, "run"),
            "XDG_DATA_HOME": self.data,
            "XDG_CONFIG_HOME": os.path.join(root, "config"),
        }

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.connect(self.socket)
        return client

    def call(self, client, method, parameters="{}"):
        """One call on an open connection; the raw reply."""
        client.sendall(b'{"method":"io.habitd.Control.%s","parameters":%s}\0' % (method.encode(), parameters.encode()))
        reply = b""
        while not reply.endswith(b"\0"):
            chunk = client.recv(1 << 20)
            if not chunk:
                raise RuntimeError(f"{method}: the connection was closed")
            reply += chunk
        if b'"error":"' in reply:
            raise RuntimeError(f"{method}: {reply[:200]!r}")
        return reply[:-1]
