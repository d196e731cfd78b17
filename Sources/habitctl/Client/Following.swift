internal import Glibc
internal import Varlink

/// Stays with habitd over its restarts. Between them it sleeps until a socket appears: nothing is polled.
struct Following {
    let client: ControlClient

    /// Listens again and again; `lost` is called each time habitd is gone.
    func repeating(_ listen: () throws -> Void, lost: () throws -> Void) throws {
        while true {
            // Armed before the attempt, so that no socket appears unseen in between.
            let folder = SocketFolder(of: client.path)
            var wasThere = true
            do {
                try listen()
            } catch TransportError.unreachable {
                wasThere = false
            } catch TransportError.closed {
                // It ended in the middle of a stream.
            }
            client.disconnect()
            try lost()
            // A socket that systemd holds stays while its service restarts, so the first attempt needs no new one.
            if wasThere { sleep(1) } else { try folder.wait() }
        }
    }
}

/// The directory the socket lies in, or the one that will hold it, watched for what appears there.
private struct SocketFolder: ~Copyable {
    private let descriptor: Int32

    init(of socket: String) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        let folder = Self.parent(socket)
        let mask = UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)
        for path in [folder, Self.parent(folder)] { inotify_add_watch(descriptor, path, mask) }
    }

    deinit {
        close(descriptor)
    }

    /// Returns when something has appeared.
    ///
    /// - Throws: `Output.ReaderGone` when nobody reads standard output any more.
    func wait() throws {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        if entries[1].revents & Int16(POLLERR) != 0 { throw Output.ReaderGone() }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
