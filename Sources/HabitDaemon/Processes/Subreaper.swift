internal import CSystemd
internal import Glibc
internal import Synchronization

/// The children that we started ourselves, apart from those that came to us.
enum Family {
    private static let known = Mutex<Set<pid_t>>([])

    /// Starts a program. Nobody looks for orphans meanwhile, so that none is taken for one.
    static func add(_ launch: ProcessLaunch) throws(ProcessLaunch.Failure) -> pid_t {
        try known.withLock { known throws(ProcessLaunch.Failure) in
            let processID = try launch.spawn()
            known.insert(processID)
            return processID
        }
    }

    static func remove(_ processID: pid_t) {
        known.withLock { _ = $0.remove(processID) }
    }

    /// Reaps the dead among our children that we did not start.
    static func reapStrangers(among processIDs: [pid_t] = ProcessTable.processIDs()) {
        known.withLock { known in
            for processID in processIDs where !known.contains(processID) {
                guard ProcessTable.entry(processID) == ProcessTable.Entry(parent: getpid(), isZombie: true) else {
                    continue
                }
                waitpid(processID, nil, WNOHANG)
            }
        }
    }
}

/// Makes us the parent of whatever our programs leave behind.
enum Subreaper {
    private static let isPrepared = Atomic(false)

    /// At the start of the program, before any other is started: orphans come to us, and nothing that we start gains
    /// rights by being executed.
    static func prepare() {
        _ = habitd_renounce_new_privileges()
        adoptOrphans()
        isPrepared.store(true, ordering: .relaxed)
    }

    /// From here on, a process that loses its parent and descends from us is our child.
    static func adoptOrphans() {
        _ = habitd_become_subreaper()
    }

    /// Reaps the orphans that have ended: what the user's own commands left running stays until it ends by itself. There
    /// is no hurry, and so nothing wakes for it: it is done whenever a child of ours ends.
    static func buryOrphans() {
        guard isPrepared.load(ordering: .relaxed), hasDeadChild() else { return }
        Family.reapStrangers()
    }

    private static func hasDeadChild() -> Bool {
        var information = siginfo_t()
        guard waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return false }
        return information.si_signo == SIGCHLD
    }
}
