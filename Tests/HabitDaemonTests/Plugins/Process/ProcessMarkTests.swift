import Foundation
import Glibc
import Synchronization
import Testing

@testable import HabitDaemon

/// Real processes, and what becomes of those that nobody waits for.
@Suite(.timeLimit(.minutes(1))) struct ProcessMarkTests {
    @Test func `a mark is one of its own, and within what is allowed`() {
        let marks = (0..<100).map { _ in ProcessMark() }
        #expect(Set(marks.map(\.kibibytes)).count == 100)
        #expect(!marks[0].isOn(getpid()))
    }

    @Test func `whoever inherited the mark is ended, and nobody else`() async throws {
        Subreaper.adoptOrphans()
        let (own, other) = (ProcessMark(), ProcessMark())
        let script = """
            ulimit -m "$1"
            setsid env -i sleep 600 & env -i sh -c 'ulimit -d 100000; exec sleep 601' &
            wait
            """
        for mark in [own, other] {
            _ = try ChildProcess(
                ProcessLaunch(
                    arguments: ["sh", "-c", script, "sh", "\(mark.kibibytes)"], environment: ["PATH": "/usr/bin:/bin"])
            ) { _ in }
        }
        try await PluginWorkshop.until { own.bearers.count == 3 && other.bearers.count == 3 }
        own.endAll()
        #expect(own.bearers == [])
        #expect(other.bearers.count == 3)
        other.endAll()
        #expect(other.bearers == [])
    }

    @Test func `the table of processes knows us, our parent, and who has ended`() throws {
        #expect(ProcessTable.processIDs().contains(getpid()))
        #expect(ProcessTable.entry(getpid()) == .init(parent: getppid(), isZombie: false))
        #expect(ProcessTable.entry(-1) == nil)
        let processID = try ProcessLaunch(arguments: ["true"], environment: ["PATH": "/usr/bin:/bin"]).spawn()
        var information = siginfo_t()
        waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT)
        #expect(ProcessTable.entry(processID) == .init(parent: getpid(), isZombie: true))
        waitpid(processID, nil, 0)
    }

    @Test func `an orphan that has ended is buried, a child of ours is not`() throws {
        Subreaper.adoptOrphans()
        let orphan = try Self.orphan()
        let own = try Family.add(ProcessLaunch(arguments: ["true"], environment: ["PATH": "/usr/bin:/bin"]))
        defer {
            waitpid(own, nil, 0)
            Family.remove(own)
        }
        var information = siginfo_t()
        waitid(P_PID, id_t(own), &information, WEXITED | WNOWAIT)
        waitid(P_PID, id_t(orphan), &information, WEXITED | WNOWAIT)
        Family.reapStrangers(among: [own, orphan])
        #expect(ProcessTable.entry(orphan) == nil)
        #expect(ProcessTable.entry(own)?.isZombie == true)
    }

    /// The id of a process that lost its parent, and ended.
    private static func orphan() throws -> pid_t {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let launch = ProcessLaunch(
            arguments: ["sh", "-c", "sleep 0.05 & echo $!"], environment: ["PATH": "/usr/bin:/bin"], output: ends[1])
        let middle = try launch.spawn()
        close(ends[1])
        waitpid(middle, nil, 0)
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(ends[0], &bytes, bytes.count)
        return try #require(pid_t(String(decoding: bytes[..<max(0, count)], as: UTF8.self).filter(\.isNumber)))
    }
}

extension ProcessMark {
    fileprivate var bearers: [pid_t] {
        ProcessTable.processIDs().filter { isOn($0) && ProcessTable.entry($0)?.isZombie == false }
    }
}
