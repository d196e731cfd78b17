import Foundation
import Glibc
import HabitKit
import Testing

@testable import HabitDaemon

/// What a program can do wrong, what is said of it, and that nothing of it is left.
struct PluginFault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What follows the workshop's start.
    var program: String
    var code: PluginFailure.Code
    /// A part of what is told.
    var message: String

    init(_ name: String, _ code: PluginFailure.Code, _ message: String, _ program: String) {
        (testDescription, self.code, self.message, self.program) = (name, code, message, program)
    }

    static let all: [PluginFault] = [
        .init("exits at once", .exited, "it ended before it answered", "sys.exit(0)"),
        .init(
            "exits with a status and last words", .exited, "status 3 before it answered: no luck",
            "sys.exit(print('no luck', file=sys.stderr) or 3)"),
        .init("has no interpreter", .notStarted, "its first line names /nowhere/python, which is not there", "#"),
        .init("exits mid-call", .exited, "it ended before it answered", "introduce(); receive(); sys.exit(0)"),
        .init(
            "is killed", .exited, "it was ended by signal 9 before it answered",
            "introduce(); receive(); os.kill(os.getpid(), 9)"),
        .init("hangs", .timedOut, "it did not answer within 1 s", "introduce(); receive(); time.sleep(600)"),
        .init("spins", .timedOut, "it did not answer", "introduce(); receive()\nwhile True: pass"),
        .init("never reads", .timedOut, "it did not answer", "time.sleep(600)"),
        .init("answers late", .timedOut, "it did not answer", "introduce(); m = receive(); time.sleep(4); answer(m)"),
        .init(
            "answers twice at once", .unasked, "it answered twice",
            "introduce(); receive(); link.sendall(b'{}\\0{}\\0'); serve()"),
        .init(
            "answers another method", .unsound, "its answer is not one to Assess: manifest: there is no such field",
            "introduce(); receive(); answer('Describe'); serve()"),
        .init(
            "answers with another interface's error", .refused, "it answered with an error: org.example.Oops",
            "introduce(); receive(); send({}, error='org.example.Oops'); serve()"),
        .init(
            "announces more", .unasked, "it announced a second answer",
            "introduce(); receive(); send({'assessment': assessment}, continues=True); serve()"),
        .init(
            "garbage", .malformed, "its answer is malformed",
            "introduce(); receive(); link.sendall(os.urandom(999).replace(b'\\0', b'') + b'\\0'); serve()"),
        .init(
            "half a message", .exited, "it ended in the middle of its answer",
            "introduce(); receive(); link.sendall(b'{\"par')"),
        .init("no NUL", .timedOut, "it did not answer", "introduce(); receive(); link.sendall(b'{}'); time.sleep(600)"),
        .init(
            "100 MB without an end", .tooLong, "longer than 1 MiB",
            "introduce(); receive()\nfor _ in range(1600): link.sendall(b'x' * 65536)"),
        .init(
            "closes its socket and lives on", .closed, "it closed its socket and went on running",
            "introduce(); receive(); link.close(); time.sleep(600)"),
        .init(
            "eats memory", .exited, "MemoryError",
            "introduce(); receive(); hoard = bytearray(1 << 30)"),
        .init(
            "changes its manifest", .changed, "it changed its manifest",
            "manifest['title'] = str(os.getpid()); introduce(); sys.exit(0)"),
        .init(
            "a prompt far ahead", .unsound, "more than 400 days ahead",
            "assessment['prompt']['due'] = '2029-01-01T00:00:00Z'; serve()"),
        .init(
            "no number", .malformed, "its answer is malformed",
            "assessment['progress'] = {'done': float('nan'), 'unit': 'times'}; serve()"),
        .init("a reason of a megabyte", .unsound, "reason: one line", "assessment['reason'] = 'x' * 1000000; serve()"),
        .init(
            "a million prompts", .unsound, "assessment.prompt: an object is expected",
            "assessment['prompt'] = [1] * 300000; serve()"
        ),
        .init(
            "deeply nested", .malformed, "its answer is malformed",
            "introduce(); receive(); link.sendall(b'{\"parameters\":' + b'[' * 100000 + b'\\0'); serve()"),
    ]

    /// Leaves children of every kind behind, one of them with its folder as its only trace, and answers well.
    static let family = """
        here = os.path.dirname(sys.argv[0])
        sleeper = [sys.executable, "-c", "import time; time.sleep(600)", here]
        subprocess.Popen(sleeper)
        subprocess.Popen(sleeper, start_new_session=True)
        subprocess.Popen(sleeper, process_group=0, env={})
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                subprocess.Popen(sleeper, env={}, close_fds=True, start_new_session=True)
            os._exit(0)
        os.wait()
        serve()
        """
}

@Suite(.timeLimit(.minutes(2)), .serialized) struct PluginFaultTests {
    @Test(arguments: PluginFault.all)
    func `a fault is told, leaves nothing behind, and is over when the program is mended`(fault: PluginFault)
        async throws
    {
        let workshop = try PluginWorkshop(fault.program)
        if fault.code == .notStarted { try breakInterpreter(workshop) }
        let host = workshop.host(fault.code == .timedOut ? PluginWorkshop.impatient : PluginWorkshop.patient)
        let failure = await #expect(throws: PluginFailure.self) { try await provoke(host) }
        #expect(failure?.code == fault.code)
        #expect(failure?.description.contains(fault.message) == true, "\(failure?.description ?? "")")
        let standing = await host.standing
        #expect(standing.lastError == failure?.description)
        #expect(standing.state == .waiting)
        let again = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(again?.code == .waiting)
        #expect(again?.description == failure?.description)
        try workshop.write(PluginWorkshop.sound)
        _ = try await provoke(host)
        #expect(await host.standing == .init(state: .running, lastError: nil, restarts: 0))
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `a second answer that comes later is found as well`() async throws {
        let workshop = try PluginWorkshop("m = receive(); answer(m); time.sleep(0.05); answer(m); serve()")
        let host = workshop.host(PluginWorkshop.patient)
        _ = try await host.describe()
        try await PluginWorkshop.until { await host.standing.lastError == "it answered twice" }
        #expect(await host.standing.state == .waiting)
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `a second answer that comes at once does not count as two failures`() async throws {
        let workshop = try PluginWorkshop("receive(); link.sendall(b'{}\\0' * 2); serve()")
        let host = workshop.host(PluginWorkshop.patient)
        let failure = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(failure?.message == "it answered twice")
        workshop.pass(.milliseconds(1100))
        let again = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(again?.code == .unasked, "the first pause is over")
        await host.close()
    }

    @Test func `many that fail and are mended in quick succession all come to an end`() async throws {
        let workshop = try PluginWorkshop("assessment['reason'] = ''; serve()")
        let host = workshop.host(PluginWorkshop.patient)
        for _ in 0..<40 {
            _ = try? await provoke(host)
            await host.mend()
        }
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `one that is killed while nothing is asked is told, and started again`() async throws {
        let workshop = try PluginWorkshop("print(os.getpid(), flush=True)\nserve()")
        let host = workshop.host()
        let manifest = try await host.describe()
        try await PluginWorkshop.until { !workshop.lines.isEmpty }
        kill(try #require(pid_t(workshop.lines[0])), SIGKILL)
        try await PluginWorkshop.until {
            await host.standing.lastError == "it was ended by signal 9 after its answer: \(workshop.lines[0])"
        }
        _ = try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest)
        #expect(await host.standing == .init(state: .running, lastError: nil, restarts: 1))
        await host.close()
    }

    @Test func `children that would outlive it do not`() async throws {
        let workshop = try PluginWorkshop(PluginFault.family)
        let host = workshop.host(PluginWorkshop.patient)
        _ = try await host.describe()
        // The program and four of its descendants.
        try await PluginWorkshop.until { workshop.leftovers.count == 5 }
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `a flood of output is kept in bounds and stops nothing`() async throws {
        let workshop = try PluginWorkshop(
            "introduce(); receive()\nfor _ in range(1600): os.write(2, (b'x' * 99 + b'\\n') * 655)\nanswer('Assess'); serve()"
        )
        var limits = PluginLimits()
        limits.deadline = .seconds(30)
        let host = workshop.host(limits)
        let manifest = try await host.describe()
        _ = try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest)
        await host.close()
        #expect(workshop.lines.count == 21)
        #expect(workshop.lines.last == "(1047980 more lines were left out)")
    }

    @Test func `a line without end is cut`() async throws {
        let workshop = try PluginWorkshop("os.write(1, b'y' * 3000000)\nserve()")
        let host = workshop.host()
        _ = try await host.describe()
        await host.close()
        #expect(workshop.lines == [String(repeating: "y", count: 1024) + "…"])
    }

    @Test func `after several failures in a row it is left alone until the user wants another try`() async throws {
        let workshop = try PluginWorkshop("sys.exit(1)")
        let host = workshop.host()
        for _ in 0..<6 {
            _ = try? await host.describe()
            workshop.pass(.minutes(2))
        }
        #expect(await host.standing.state == .stopped)
        #expect(await host.standing.restarts == 5)
        let refused = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(refused?.code == .stopped)
        #expect(refused?.message.hasPrefix("it ended with status 1 before it answered (6 times in a row;") == true)
        await host.mend()
        let failure = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(failure?.code == .exited)
        await host.close()
    }

    @Test func `a file that cannot be trusted is not started`() async throws {
        let workshop = try PluginWorkshop("print('started')")
        chmod(workshop.path, 0o777)
        let host = workshop.host()
        let failure = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(failure?.code == .untrusted)
        #expect(workshop.lines == [])
        try workshop.write(PluginWorkshop.sound)
        _ = try await host.describe()
        await host.close()
    }

    @Test func `no descriptor is left open, whatever happened`() async throws {
        let faults = PluginFault.all.filter { $0.code != .timedOut && $0.code != .notStarted }
        func everything() async throws {
            for fault in faults {
                let workshop = try PluginWorkshop(fault.program)
                let host = workshop.host(PluginWorkshop.patient)
                _ = try? await provoke(host)
                await host.close()
            }
        }
        try await everything()
        let before = try Self.descriptors()
        try await everything()
        // Other tests open and close files meanwhile; a leak of one each would be more.
        #expect(try Self.descriptors() < before + faults.count / 2)
    }

    /// Describes and asks, as a habit's first assessment does.
    @discardableResult
    private func provoke(_ host: PluginHost) async throws -> Assessment {
        let manifest = try await host.describe()
        return try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest)
    }

    private func breakInterpreter(_ workshop: PluginWorkshop) throws {
        try Data("#!/nowhere/python\n".utf8).write(to: URL(fileURLWithPath: workshop.path))
        chmod(workshop.path, 0o755)
    }

    private static func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
