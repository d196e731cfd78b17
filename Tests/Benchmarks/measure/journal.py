"""A stand-in for the journal's socket, in the bench's own mount namespace: it tells when each record was sent, and by whom."""

import os
import select
import socket
import struct
import subprocess

PATH = "/run/systemd/journal/socket"
SO_TIMESTAMPNS = 35


class Journal:
    def __init__(self):
        # The namespace is this bench's (see ../run); a fresh /run hides the machine's journal from everything started here.
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run"], check=True)
        os.makedirs(os.path.dirname(PATH))
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        # The kernel stamps a datagram when it is sent: how late this program reads it does not matter.
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.socket.bind(PATH)

    def close(self):
        self.socket.close()
        subprocess.run(["umount", "/run"], check=True)

    def next(self, timeout):
        """(sender's process id, seconds since the epoch, fields), or None when nothing came in time."""
        if not select.select([self.socket], [], [], max(timeout, 0))[0]:
            return None
        data, ancillary, _, _ = self.socket.recvmsg(262_144, 1024)
        sender, at = 0, 0.0
        for level, kind, value in ancillary:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                seconds, nanoseconds = struct.unpack("qq", value)
                at = seconds + nanoseconds / 1e9
            elif level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
                sender = struct.unpack("iii", value)[0]
        fields = dict(line.split("=", 1) for line in data.decode("utf-8", "replace").split("\n") if "=" in line)
        return sender, at, fields
