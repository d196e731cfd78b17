internal import CSystemd
internal import Glibc

/// A mark on a program that everything it starts bears as well, however it forks, renames itself, clears its environment
/// or leaves its session.
///
/// It is the hard limit on resident memory, which every process inherits and which Linux has not looked at since 2.4: a
/// number that nobody else has. Whoever bears it can lower it, but has no reason to.
struct ProcessMark: Sendable, Equatable {
    /// What `ulimit -m` is given.
    let kibibytes: UInt64

    /// One of its own for each start.
    init() {
        // Never above what is allowed already, and so large that nobody would ask for it.
        let ceiling = min(habitd_hard_limit_on_resident_memory(getpid()), 1 << 60) >> 10
        kibibytes = ceiling > 4 ? UInt64.random(in: (ceiling / 2)..<ceiling) : 1
    }

    func isOn(_ processID: pid_t) -> Bool {
        habitd_hard_limit_on_resident_memory(processID) == kibibytes << 10
    }

    /// Ends everything that bears the mark, and reaps what has become ours by that. It waits for it, so call it where
    /// waiting is allowed; after two seconds it gives up.
    func endAll() {
        for round in 0..<100 {
            let bearers = ProcessTable.processIDs().filter(isOn).compactMap(hold)
            guard !bearers.isEmpty else { return }
            // All of them before the first is waited for: one that is left could start more.
            for bearer in bearers { _ = habitd_pidfd_send_signal(bearer.descriptor, SIGKILL) }
            for bearer in bearers { bury(bearer) }
            // What has ended may still be another's to reap, one that has yet to come to us.
            if round > 0 { usleep(20_000) }
        }
    }

    private struct Bearer {
        var processID: pid_t
        var descriptor: Int32
    }

    /// Takes hold of a process, so that its number cannot pass to another.
    private func hold(_ processID: pid_t) -> Bearer? {
        let descriptor = habitd_pidfd_open(processID)
        guard descriptor >= 0 else { return nil }
        guard isOn(processID) else {
            close(descriptor)
            return nil
        }
        return Bearer(processID: processID, descriptor: descriptor)
    }

    private func bury(_ bearer: Bearer) {
        var awaited = pollfd(fd: bearer.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&awaited, 1, 200)
        close(bearer.descriptor)
        waitpid(bearer.processID, nil, WNOHANG)
    }
}
