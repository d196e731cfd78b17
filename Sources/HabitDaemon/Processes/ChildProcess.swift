internal import CSystemd
internal import Glibc
internal import Synchronization

/// A program that we started, reaped the moment it ends.
final class ChildProcess: Sendable {
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    let processID: pid_t
    /// False once reaped: the number may then be anyone's.
    private let isRunning = Mutex(true)
    private let source: WakeSource
    private let takesItsGroupAlong: Bool

    /// - Parameters:
    ///   - takesItsGroupAlong: whether what it started and left in its group is ended with it.
    ///   - ended: called once, on a private queue.
    init(
        _ launch: ProcessLaunch, takesItsGroupAlong: Bool = false, ended: @escaping @Sendable (Ending) -> Void
    ) throws(ProcessLaunch.Failure) {
        let processID = try Family.add(launch)
        let descriptor = habitd_pidfd_open(processID)
        guard descriptor >= 0 else {
            let failure = ProcessLaunch.Failure(errno: errno)
            kill(-processID, SIGKILL)
            waitpid(processID, nil, 0)
            Family.remove(processID)
            throw failure
        }
        self.processID = processID
        self.takesItsGroupAlong = takesItsGroupAlong
        self.source = WakeSource(descriptor: descriptor, label: "habitd.child")
        // It holds itself until its child has ended: nobody else has to.
        source.start { [self] in
            guard let ending = reap() else { return }
            source.cancel()
            ended(ending)
            Subreaper.buryOrphans()
        }
    }

    /// Sends a signal to the program and what it started.
    func signalGroup(_ signal: Int32) {
        isRunning.withLock { if $0 { kill(-processID, signal) } }
    }

    private func reap() -> Ending? {
        isRunning.withLock { isRunning in
            guard isRunning else { return nil }
            // Only now: once it is reaped, another group may have its number.
            if takesItsGroupAlong { kill(-processID, SIGKILL) }
            var status: Int32 = 0
            guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
            isRunning = false
            Family.remove(processID)
            let signal = status & 0x7f
            return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
        }
    }
}
