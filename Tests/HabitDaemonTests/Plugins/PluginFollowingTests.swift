import Foundation
import Glibc
import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Plugins that come, change, break, are mended and go while the daemon runs.
@Suite(.timeLimit(.minutes(2))) struct PluginFollowingTests {
    /// A folder of plugins, as the user's own is.
    struct Shelf {
        let store: StoreFolder
        var folder: String { store.root + "/plugins" }

        init(making: Bool = true) throws {
            store = try StoreFolder()
            Subreaper.adoptOrphans()
            if making { try make() }
        }

        func make() throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }

        /// Puts a program in place under its name, all at once.
        func put(_ name: String, _ program: String = "serve()", id: String? = nil, mode: mode_t = 0o755) throws {
            let id = id ?? String(name.prefix { $0 != "." })
            let text = Self.program.replacingOccurrences(of: "ID", with: id) + program + "\n"
            let fresh = folder + "/.fresh"
            try Data(text.utf8).write(to: URL(fileURLWithPath: fresh))
            chmod(fresh, mode)
            guard rename(fresh, folder + "/" + name) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }

        private static let program = """
            #!/usr/bin/env python3
            import json, socket, time
            link = socket.socket(fileno=3)
            pending = b""
            manifest = {"id": "ID", "title": "The ID", "summary": "Looks up.", "settings": [
                {"key": "every", "kind": "duration", "minimum": 60, "maximum": 86400, "default": "30min",
                 "summary": "How often"}]}
            assessment = {"state": "upcoming", "reason": "a look every hour",
                          "prompt": {"due": "2026-11-24T16:00:00Z", "message": "Look up"}}
            def receive():
                global pending
                while b"\\0" not in pending:
                    data = link.recv(65536)
                    if not data:
                        return None
                    pending += data
                message, pending = pending.split(b"\\0", 1)
                return json.loads(message)["method"].rsplit(".", 1)[1]
            def serve(answer=lambda method: {"manifest": manifest} if method == "Describe" else {"assessment": assessment}):
                while (method := receive()) is not None:
                    link.sendall(json.dumps({"parameters": answer(method)}).encode() + b"\\0")

            """
    }

    private func plugin(_ id: String, _ daemon: RunningDaemon) throws -> Control.PluginInfo? {
        let reply: Control.PluginsReply = try daemon.call("Plugins")
        return reply.plugins.first { $0.id == id }
    }

    private func habit(_ id: String, _ daemon: RunningDaemon) throws -> Control.HabitStatus? {
        try daemon.status().habits.first { $0.id == id }
    }

    private func until(_ daemon: RunningDaemon, _ id: String, is states: String...) async throws {
        try await PluginWorkshop.until { (try? plugin(id, daemon)?.state).map(states.contains) ?? false }
    }

    private func messages(_ daemon: RunningDaemon) async -> [String] {
        await daemon.journal.all(daemon.parts.writer).map(\.message)
    }

    @Test func `a program is asked after the start, and its habit is one like any other`() async throws {
        let shelf = try Shelf()
        try shelf.put("eyes.py")
        let configuration = "[habits.eyes]\nevery = \"2h\"\n[habits.late]\nplugin = \"eyes\"\n"
        try await withDaemon(in: shelf.store, configuration: configuration) { daemon async throws in
            #expect(try daemon.status().problems.isEmpty, "what is being asked is no mistake in the configuration")
            try await until(daemon, "eyes", is: "ready", "running")
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.reason) == "a look every hour" }
            let habits: Control.HabitsReply = try daemon.call("Habits")
            let eyes = habits.habits.first { $0.id == "eyes" }
            #expect(eyes?.origin == "executable" && eyes?.title == "The eyes")
            #expect(eyes?.settings.map(\.value) == ["2h"])
            #expect(try plugin("eyes", daemon)?.habits == ["eyes", "late"])
            #expect(try plugin("eyes", daemon)?.path == shelf.folder + "/eyes.py")
            #expect(
                await messages(daemon).filter { $0.contains("eyes") } == [
                    "The plugin eyes is in force: \(shelf.folder)/eyes.py"
                ])
            let why: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "eyes"))
            #expect(why.reason == "a look every hour")
        }
    }

    @Test func `a wrong setting of a program's habit is refused by name`() async throws {
        let shelf = try Shelf()
        try shelf.put("eyes.py")
        try await withDaemon(in: shelf.store, configuration: "[habits.eyes]\nevery = \"1s\"\n") { daemon async throws in
            try await PluginWorkshop.until { (try? daemon.status().problems.isEmpty) == false }
            let status = try daemon.status()
            #expect(status.habits.first { $0.id == "eyes" }?.state == "failed")
            #expect(status.problems.count == 1 && status.problems[0].contains("habits.eyes.every"))
            #expect(await messages(daemon).count { $0.contains("habits.eyes.every") } == 1)
        }
    }

    @Test func `what is put into a folder that is made later is found by itself, changed and taken away again`()
        async throws
    {
        let shelf = try Shelf(making: false)
        try await withDaemon(in: shelf.store) { daemon async throws in
            try shelf.make()
            try shelf.put("eyes.py")
            try await until(daemon, "eyes", is: "ready", "running")
            try shelf.put("eyes.py", "manifest['title'] = 'Other'\nserve()")
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.title) == "Other" }
            unlink(shelf.folder + "/eyes.py")
            try await PluginWorkshop.until { (try? daemon.status().habits.contains { $0.id == "eyes" }) == false }
            let told = await messages(daemon).filter { $0.contains("eyes") }
            #expect(
                told.map { String($0.prefix { $0 != ":" }) } == [
                    "The plugin eyes is in force", "The plugin eyes was changed and is in force",
                    "The plugin eyes is gone",
                ])
        }
    }

    @Test func `a plugin change comes into force though the configuration is broken by now`() async throws {
        let shelf = try Shelf()
        try await withDaemon(in: shelf.store) { daemon async throws in
            try daemon.configure("[habits.sip]\ntarget = \"900l\"\n")
            #expect(try daemon.refusal("Reload").name == "io.habitd.Control.InvalidConfiguration")
            try shelf.put("eyes.py")
            try await PluginWorkshop.until { (try? daemon.status().habits.contains { $0.id == "eyes" }) == true }
            let problems = try daemon.status().problems
            #expect(problems.count == 1 && problems[0].contains("stays in force"))
        }
    }

    @Test func `rights that are mended let a program in, and the status leads with it until then`() async throws {
        let shelf = try Shelf()
        try shelf.put("eyes.py", mode: 0o644)
        try await withDaemon(in: shelf.store) { daemon async throws in
            #expect(try plugin("eyes", daemon)?.state == "refused")
            let problems = try daemon.status().problems
            #expect(problems.count == 1 && problems[0].contains("chmod +x"))
            chmod(shelf.folder + "/eyes.py", 0o755)
            try await until(daemon, "eyes", is: "ready", "running")
            #expect(try daemon.status().problems.isEmpty)
        }
    }

    @Test func `a program that cannot say who it is is told once, and in its habit's row where there is one`()
        async throws
    {
        let shelf = try Shelf()
        try shelf.put("eyes.py", "link.sendall(b'nonsense\\0')")
        try shelf.put("nose.py", id: "other")
        let configuration = "[habits.eyes]\nevery = \"2h\"\n"
        try await withDaemon(in: shelf.store, configuration: configuration) { daemon async throws in
            try await until(daemon, "eyes", is: "failed")
            try await until(daemon, "nose", is: "failed")
            try await PluginWorkshop.until { (try? daemon.status().habits.contains { $0.id == "eyes" }) == true }
            let status = try daemon.status()
            #expect(status.habits.first { $0.id == "eyes" }?.state == "failed")
            #expect(status.problems.count == 1 && status.problems[0].contains("its file is called nose"))
            #expect(await messages(daemon).count { $0.contains("The plugin eyes") } == 1)
            #expect(await messages(daemon).count { $0.contains("The plugin nose") } == 1)
            try shelf.put("eyes.py")
            try await until(daemon, "eyes", is: "ready", "running")
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.state) == "upcoming" }
        }
    }

    @Test func `a good program that is replaced by a broken one keeps its habit, whose row says what is wrong`()
        async throws
    {
        let shelf = try Shelf()
        try shelf.put("eyes.py")
        try await withDaemon(in: shelf.store) { daemon async throws in
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.state) == "upcoming" }
            try shelf.put("eyes.py", "raise SystemExit(3)")
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.state) == "failed" }
            let status = try daemon.status()
            #expect(status.problems.isEmpty)
            #expect(try daemon.status(of: "eyes").next != nil, "its last good plan is kept")
            try shelf.put("eyes.py")
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.state) == "upcoming" }
        }
    }

    @Test func `a program that hangs holds up neither the others nor whoever looks`() async throws {
        let shelf = try Shelf()
        try shelf.put("hang.py", "time.sleep(60)")
        try shelf.put("eyes.py")
        var limits = PluginLimits()
        // Longer than a busy machine needs for all the others.
        limits.deadline = .seconds(60)
        try await withDaemon(in: shelf.store, limits: limits) { daemon async throws in
            try await until(daemon, "eyes", is: "ready", "running")
            #expect(try plugin("hang", daemon)?.state == "starting")
            #expect(try daemon.status().habits.contains { $0.id == "eyes" })
            #expect(try daemon.status(of: "sip").state == "due")
        }
    }

    @Test func `a reload tries again what failed, and tells what is still wrong`() async throws {
        let shelf = try Shelf()
        let flag = shelf.store.root + "/flag"
        try shelf.put("eyes.py", "import os\nif not os.path.exists('\(flag)'): raise SystemExit(3)\nserve()")
        try await withDaemon(in: shelf.store) { daemon async throws in
            try await until(daemon, "eyes", is: "failed")
            let reply: Control.ProblemsReply = try daemon.call("Reload")
            #expect(reply.problems.count == 1 && reply.problems[0].problem.contains("status 3"))
            try Data().write(to: URL(fileURLWithPath: flag))
            let again: Control.ProblemsReply = try daemon.call("Reload")
            #expect(again.problems.isEmpty)
            #expect(try daemon.status(of: "eyes").state == "upcoming")
        }
    }

    @Test func `a program that failed is asked again by itself`() async throws {
        let shelf = try Shelf()
        let flag = shelf.store.root + "/flag"
        try shelf.put("eyes.py", "import os\nif not os.path.exists('\(flag)'): raise SystemExit(3)\nserve()")
        try await withDaemon(in: shelf.store) { daemon async throws in
            try await until(daemon, "eyes", is: "failed")
            try Data().write(to: URL(fileURLWithPath: flag))
            try await until(daemon, "eyes", is: "ready", "running")
        }
    }

    @Test func `a habit's open prompt survives a restart though its program takes a while`() async throws {
        let shelf = try Shelf()
        try shelf.put("eyes.py", "assessment['prompt']['due'] = '2026-11-24T11:59:00Z'\nserve()")
        try await withDaemon([], in: shelf.store) { daemon async throws in
            try await PluginWorkshop.until { (try? habit("eyes", daemon)?.prompt) != nil }
        }
        try await withDaemon([], in: shelf.store, at: start + .minutes(1)) { daemon async throws in
            try await PluginWorkshop.until { (try? daemon.status().habits.contains { $0.id == "eyes" }) == true }
            #expect(try daemon.status(of: "eyes").prompt != nil)
            #expect(await messages(daemon).allSatisfy { !$0.contains("Look up") }, "it is not told anew")
        }
    }

    @Test func `a survey asks every program who it is, and leaves none running`() async throws {
        let shelf = try Shelf()
        try shelf.put("eyes.py")
        try shelf.put("nose.py", "raise SystemExit(3)")
        var surroundings = PluginShelf.Surroundings(
            builtIns: [SipPlugin()], folders: PluginFolders(programs: [shelf.folder], declarations: []),
            eventLoop: PluginWorkshop.loop(), environment: ["PATH": "/usr/bin:/bin"], log: { _, _ in })
        // A machine that runs all the other tests as well starts no program in two seconds.
        surroundings.limits.deadline = .seconds(60)
        let registry = await PluginShelf(surroundings).survey()
        #expect(registry.ids == ["sip", "eyes"])
        #expect(registry.problems.map(\.file) == [shelf.folder + "/nose.py"])
        let known = Configuration(
            ConfigDocument.read(from: []), registry)
        #expect(known.habits.map(\.id) == ["sip", "eyes"])
    }
}
