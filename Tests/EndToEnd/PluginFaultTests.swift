import Glibc
import Testing

/// A bad plugin hurts nobody but itself: whatever its program does, water is asked for as ever, what is wrong is told
/// once, nothing of it is left, and mending the file is all that is needed.
@Suite(.timeLimit(.minutes(5))) struct PluginFaultTests {
    @Test(arguments: PluginFault.processes + PluginFault.wire + PluginFault.rules)
    func `a fault is told once, leaves nothing behind, holds nobody up, and is over when the file is mended`(
        fault: PluginFault
    ) throws {
        let desk = try PluginDesk()
        let atRest = try desk.descriptorsAtRest()
        try desk.awaitWater()
        try desk.install(fault.name)
        try isTold(fault.told, desk)
        try isGone(desk, descriptors: atRest)
        try desk.prompt(of: "water")
        try desk.install()
        try isMended(desk)
        try isForgotten(desk, descriptors: atRest)
    }

    @Test(arguments: FileFault.all)
    func `what is no program of the user's own is told once, and used once it is one`(fault: FileFault) throws {
        let desk = try PluginDesk()
        let atRest = try desk.descriptorsAtRest()
        try desk.awaitWater()
        try desk.install(as: "../sound.py")
        func change(_ script: String) throws {
            try desk.shell("set -- '\(desk.path("eyes.py"))' '\(desk.path("../sound.py"))'\n" + script)
        }
        try change(fault.breaking)
        try isTold(fault.told, desk)
        try isGone(desk, descriptors: atRest)
        try desk.prompt(of: "water")
        try change(fault.mending)
        try isMended(desk)
        try isForgotten(desk, descriptors: atRest)
    }

    // MARK: What is no fault

    @Test func `a prompt in the past is due now`() throws {
        let desk = try PluginDesk()
        try desk.install("prompt-in-the-past")
        try desk.prompt(of: "eyes")
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `a prompt a year ahead is waited for`() throws {
        let desk = try PluginDesk()
        try desk.install("prompt-a-year-ahead")
        try desk.until("eyes are asked") { try desk.habit()?["reason"] as? String == "next year" }
        #expect(try desk.habit()?["state"] as? String == "upcoming")
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `a program that leaves after its answer is welcome`() throws {
        let desk = try PluginDesk()
        try desk.install("leaves-at-rest")
        try desk.prompt(of: "eyes")
        try isGone(desk)
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `a program that is killed between two questions is told, and its plan stays`() throws {
        let desk = try PluginDesk()
        try desk.install("is-killed-at-rest")
        try desk.prompt(of: "eyes")
        try desk.until("the end is told") { try desk.error(of: "eyes") != nil }
        #expect(try desk.error(of: "eyes")?.contains("it was ended by signal 9 after its answer") == true)
        #expect(try desk.habit()?["state"] as? String == "due")
        try isGone(desk)
        try desk.daemon.stop()
    }

    @Test func `a flood of output stops nothing, and is kept in bounds`() throws {
        let desk = try PluginDesk()
        try desk.awaitWater()
        try desk.install("floods-stderr")
        try desk.prompt(of: "eyes")
        try desk.prompt(of: "water")
        try isSound(desk)
        try desk.daemon.stop()
        let lines = desk.said.split(separator: "\n")
        #expect(lines.count { $0.contains(String(repeating: "x", count: 99)) } == 20)
        #expect(lines.count { $0.contains("more lines were left out") } == 1, "\(desk.said.suffix(2000))")
        #expect(desk.said.utf8.count < 100_000)
    }

    @Test func `children that would outlive it do not`() throws {
        let desk = try PluginDesk()
        let atRest = try desk.descriptorsAtRest()
        try desk.install("leaves-children")
        try desk.prompt(of: "eyes")
        #expect(desk.processes.count == 5, "\(desk.processes)")
        try isSound(desk)
        try isForgotten(desk, descriptors: atRest)
    }

    @Test(arguments: ["sends-descriptors", "stays-after-its-end"])
    func `what a plugin should not do, and can be lived with, leaves nothing behind`(fault: String) throws {
        let desk = try PluginDesk()
        let atRest = try desk.descriptorsAtRest()
        try desk.install(fault)
        try desk.prompt(of: "eyes")
        try isSound(desk)
        try isForgotten(desk, descriptors: atRest)
    }

    @Test func `a program that outlives habitd for a moment ends by itself`() throws {
        let desk = try PluginDesk()
        try desk.install()
        try desk.prompt(of: "eyes")
        #expect(!desk.processes.isEmpty)
        try desk.daemon.cut()
        try isGone(desk)
    }

    @Test func `several bad ones at once are each told once, and a good one is asked as ever`() throws {
        let desk = try PluginDesk()
        let names = ["exits-at-once", "hangs-at-start", "spins", "answers-twice", "a-long-title"]
        let faults = (PluginFault.processes + PluginFault.wire + PluginFault.rules).filter { names.contains($0.name) }
        for fault in faults { try desk.install(fault.name, as: "\(fault.name).py") }
        try desk.install()
        try desk.prompt(of: "eyes")
        try desk.until("all are told") { try faults.allSatisfy { try desk.error(of: $0.name) != nil } }
        let shown = try desk.shown(["plugin", "list"])
        for fault in faults {
            #expect(shown.ranges(of: desk.path(fault.name + ".py")).count == 1, "\(fault.name): \(shown)")
            let error = try desk.error(of: fault.name)
            #expect(error?.contains(fault.told) == true, "\(fault.name): \(error ?? "")")
        }
        #expect(try desk.error() == nil)
        // It has never said who it is; whoever asks for its habit is told why there is none.
        let why = try desk.sandbox.habitctl("why", "hangs-at-start")
        #expect(why.code == 3 && why.errors.contains("its plugin cannot be used"), "\(why)")
        try desk.daemon.stop()
        #expect(desk.processes == [])
    }

    @Test func `nothing of it outlives habitd, which does not wait for it`() throws {
        let desk = try PluginDesk()
        try desk.install("leaves-children")
        try desk.install("hangs", as: "ears.py")
        try desk.prompt(of: "eyes")
        try desk.daemon.stop()
        #expect(desk.processes == [])
    }

    // MARK: Replaced, taken away, told twice

    @Test func `one that hangs is replaced before its time is up`() throws {
        let desk = try PluginDesk()
        try desk.install("hangs")
        try desk.until("it runs") { !desk.processes.isEmpty }
        try desk.install()
        try desk.prompt(of: "eyes")
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `one that fails once is asked again by itself`() throws {
        let desk = try PluginDesk()
        try desk.install("fails-once")
        try desk.prompt(of: "eyes")
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `one that runs is replaced by another of its name`() throws {
        let desk = try PluginDesk()
        try desk.install()
        try desk.prompt(of: "eyes")
        try desk.install("another-title")
        try desk.until("it is another") { try desk.habit()?["title"] as? String == "Far sight" }
        try isSound(desk)
        #expect(desk.processes.count <= 1, "\(desk.processes)")
        try desk.daemon.stop()
    }

    @Test func `one that turns bad keeps its open prompt, and what was done`() throws {
        let desk = try PluginDesk()
        try desk.install()
        try desk.prompt(of: "eyes")
        try desk.install("exits-mid-call")
        try isTold("it ended before it answered", desk)
        #expect(try desk.habit()?["prompt"] as? [String: Any] != nil)
        #expect(try desk.sandbox.habitctl("done", "eyes").code == 0)
        try desk.install()
        try desk.until("it is mended") { try desk.error() == nil && desk.habit()?["state"] as? String == "upcoming" }
        let entries = try desk.sandbox.json("history")["entries"] as? [[String: Any]]
        #expect(entries?.count == 1)
        try desk.daemon.stop()
    }

    @Test func `one that is still being written is used once it is whole`() throws {
        let desk = try PluginDesk()
        try desk.install(as: "../sound.py")
        try desk.shell(
            """
            exec 3>'\(desk.path("eyes.py"))'
            chmod 755 '\(desk.path("eyes.py"))'
            head -c 1000 '\(desk.path("../sound.py"))' >&3
            sleep 1
            tail -c +1001 '\(desk.path("../sound.py"))' >&3
            """)
        try desk.prompt(of: "eyes")
        try desk.until("it is sound") { try desk.error() == nil }
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `a folder that is made while habitd runs is watched`() throws {
        let desk = try PluginDesk(hasFolder: false)
        try PluginDesk.makeFolder(desk.folder)
        try desk.install()
        try desk.prompt(of: "eyes")
        try isSound(desk)
        try desk.daemon.stop()
    }

    @Test func `a plugin that asks for a prompt at every question is told once`() throws {
        let desk = try PluginDesk()
        try desk.awaitWater()
        try desk.install("prompt-at-every-question")
        try desk.prompt(of: "eyes")
        // Each asks all anew; what they come to is heard by the time water is told again.
        for mode in ["gentle", "normal", "gentle"] { #expect(try desk.sandbox.habitctl("mode", mode).code == 0) }
        try desk.awaitWater()
        try desk.prompt(of: "water")
        #expect(desk.prompts(of: "eyes") == 1)
        try isSound(desk)
        try desk.daemon.stop()
    }

    // MARK: What holds of all

    /// The error stands once in the day at a glance and once in the list, and no terminal obeys it.
    private func isTold(_ told: String, _ desk: PluginDesk) throws {
        try desk.until("“\(told)” is told") { try desk.error() != nil }
        let error = try desk.error() ?? ""
        #expect(error.contains(told), "\(error)")
        for arguments in [["status"], ["plugin", "list"]] {
            let shown = try desk.shown(arguments)
            #expect(shown.ranges(of: told).count == 1, "\(arguments): \(shown)")
            #expect(!shown.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x7 || $0.value == 0x202e })
            #expect(shown.utf8.count < 20_000)
        }
        #expect(!desk.said.contains("\u{1b}["), "\(desk.said)")
    }

    /// No process of the plugin's is left, and no descriptor that was not there before.
    private func isGone(_ desk: PluginDesk, descriptors: [String]? = nil) throws {
        try desk.until("no process is left of \(desk.processes)") { desk.processes.isEmpty }
        guard let descriptors else { return }
        try desk.until("no descriptor is left but \(descriptors) of \(desk.descriptors)") {
            desk.descriptors.count <= descriptors.count
        }
    }

    private func isMended(_ desk: PluginDesk) throws {
        try desk.prompt(of: "eyes")
        try isSound(desk)
    }

    private func isSound(_ desk: PluginDesk) throws {
        #expect(try desk.error() == nil)
        let status = try desk.call("Status")
        #expect(status["problems"] as? [String] == [], "\(status)")
        #expect(try desk.habit()?["state"] as? String != "failed", "\(status)")
    }

    /// Taken away, a plugin leaves nothing either.
    private func isForgotten(_ desk: PluginDesk, descriptors: [String]) throws {
        try desk.shell("rm '\(desk.path("eyes.py"))'")
        try desk.until("it is forgotten") { try desk.plugin() == nil && desk.habit() == nil }
        try isGone(desk, descriptors: descriptors)
        try desk.daemon.stop()
    }
}
