import Foundation
import Glibc
import HabitKit
import Testing

@testable import HabitDaemon

/// Real programs that do as they should.
@Suite(.timeLimit(.minutes(1))) struct PluginHostTests {
    @Test func `it is described and asked, and the answer is the plugin's`() async throws {
        let workshop = try PluginWorkshop(PluginWorkshop.sound)
        let host = workshop.host(PluginWorkshop.patient)
        let manifest = try await host.describe()
        #expect(manifest.id == "eyes")
        let plugin = ProcessPlugin(manifest: manifest, host: host)
        let assessment = try await plugin.assess(PluginWorkshop.moment, settings: [:])
        #expect(assessment.reason == "a look every hour")
        #expect(assessment.prompt?.message == "Look up")
        #expect(await host.standing == .init(state: .running, lastError: nil, restarts: 0))
        await host.close()
        #expect(workshop.leftovers == [])
        #expect(workshop.lines == [])
    }

    @Test func `questions that come together are answered one after the other by one process`() async throws {
        let workshop = try PluginWorkshop(
            """
            count = 0
            while (method := receive()) is not None:
                count += 1
                assessment["reason"] = f"{os.getpid()} {count}"
                answer(method)
            """)
        let host = workshop.host(PluginWorkshop.patient)
        let manifest = try await host.describe()
        let reasons = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest).reason
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let parts = reasons.map { $0.split(separator: " ") }
        #expect(Set(parts.map { $0[0] }).count == 1)
        #expect(parts.compactMap { Int($0[1]) }.sorted() == Array(2...21))
        await host.close()
    }

    @Test func `it finds what the convention says, and nothing else of ours`() async throws {
        let workshop = try PluginWorkshop(
            """
            import resource
            facts = {
                "fds": sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:4],
                "pid": os.environ["LISTEN_PID"] == str(os.getpid()), "group": os.getpgrp() == os.getpid(),
                "session": os.getsid(0) == os.getpid(), "cwd": os.getcwd(), "input": os.readlink("/proc/self/fd/0"),
                "names": sorted(n for n in os.environ if n not in ("PWD", "OLDPWD", "_", "SHLVL")),
                "plugin": os.environ["HABITD_PLUGIN"], "listen": os.environ["LISTEN_FDS"] + os.environ["LISTEN_FDNAMES"],
                "limits": [resource.getrlimit(kind) for kind in (resource.RLIMIT_CORE, resource.RLIMIT_DATA,
                    resource.RLIMIT_NOFILE, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)],
                "open": len(os.listdir("/proc/self/fd")),
            }
            print(json.dumps(facts), flush=True)
            serve()
            """)
        let host = workshop.host(PluginWorkshop.patient)
        _ = try await host.describe()
        await host.close()
        let facts = try #require(
            JSONSerialization.jsonObject(with: Data(workshop.lines.joined().utf8)) as? [String: Any])
        #expect(facts["fds"] as? [Int] == [0, 1, 2, 3])
        #expect(facts["open"] as? Int == 5, "and the listing's own")
        for fact in ["pid", "group", "session"] { #expect(facts[fact] as? Bool == true, "\(fact)") }
        #expect(facts["cwd"] as? String == "/")
        #expect(facts["input"] as? String == "/dev/null")
        #expect(facts["plugin"] as? String == workshop.path)
        #expect(facts["listen"] as? String == "1varlink")
        #expect(
            facts["names"] as? [String] == [
                "HABITD_PLUGIN", "LC_ALL", "LISTEN_FDNAMES", "LISTEN_FDS", "LISTEN_PID", "PATH",
            ])
        #expect(
            facts["limits"] as? [[Int]] == [
                [0, 0], [512 << 20, 512 << 20], [256, 256], [30, 30], [64 << 20, 64 << 20],
            ])
    }

    @Test func `nobody asks any more, and it is gone`() async throws {
        let workshop = try PluginWorkshop(PluginWorkshop.sound + "\nprint('farewell', flush=True)")
        var limits = PluginWorkshop.patient
        limits.keepFor = .milliseconds(50)
        let host = workshop.host(limits)
        _ = try await host.describe()
        try await PluginWorkshop.until { workshop.leftovers.isEmpty }
        #expect(await host.standing.state == .idle)
        #expect(workshop.lines == ["farewell"], "it ended by itself, on the end of its socket")
        _ = try await host.describe()
        #expect(await host.standing.restarts == 0)
        await host.close()
    }

    @Test func `one that answers once and leaves serves as well`() async throws {
        let workshop = try PluginWorkshop("introduce()\nanswer(receive())")
        let host = workshop.host(PluginWorkshop.patient)
        let manifest = try await host.describe()
        for _ in 0..<5 { _ = try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest) }
        #expect(await host.standing.lastError == nil)
        #expect(await host.standing.restarts == 0)
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `one that is replaced while it runs is asked anew who it is`() async throws {
        let workshop = try PluginWorkshop("assessment['reason'] = 'old'\n" + PluginWorkshop.sound)
        let host = workshop.host(PluginWorkshop.patient)
        let manifest = try await host.describe()
        #expect(try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest).reason == "old")
        try workshop.write("assessment['reason'] = 'new'\n" + PluginWorkshop.sound)
        #expect(try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest).reason == "new")
        try workshop.write("manifest['title'] = 'Other eyes'\n" + PluginWorkshop.sound)
        let failure = await #expect(throws: PluginFailure.self) {
            try await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest)
        }
        #expect(failure?.code == .changed)
        workshop.pass(.minutes(1))
        #expect(try await host.describe().title == "Other eyes")
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test(arguments: [false, true])
    func `a question that is taken back ends at once`(isUnderWay: Bool) async throws {
        let workshop = try PluginWorkshop("introduce(); receive(); print('asked', flush=True); time.sleep(600)")
        let host = workshop.host(PluginWorkshop.patient)
        let manifest = try await host.describe()
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    _ = try? await host.assess(PluginWorkshop.moment, settings: [:], manifest: manifest)
                }
            }
            if isUnderWay { try await PluginWorkshop.until { workshop.lines == ["asked"] } }
            group.cancelAll()
        }
        let standing = await host.standing
        #expect(standing.lastError == nil)
        #expect(standing.restarts == 0)
        if isUnderWay { #expect(standing.state == .idle) }
        await host.close()
        #expect(workshop.leftovers == [])
    }

    @Test func `a closed one refuses, and whoever waited is told`() async throws {
        let workshop = try PluginWorkshop("time.sleep(600)")
        let host = workshop.host(PluginWorkshop.patient)
        let codes = await withTaskGroup(of: PluginFailure.Code?.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    do throws(PluginFailure) {
                        _ = try await host.describe()
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            group.addTask {
                await host.close()
                return nil
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.compactMap { $0 }.count == 3)
        let failure = await #expect(throws: PluginFailure.self) { try await host.describe() }
        #expect(failure?.code == .closing)
        #expect(workshop.leftovers == [])
    }
}
