import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

@Suite(.timeLimit(.minutes(2))) struct ReloadTests {
    @Test func `a changed configuration is taken over, with the day as it is`() async throws {
        try await withDaemon { daemon async throws in
            let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            try daemon.configure("[habits.sip]\ntarget = \"2l\"\n[habits.nap]\nenabled = false\n")
            let _: Control.ProblemsReply = try daemon.call("Reload")
            let status = try daemon.status()
            #expect(status.habits.map(\.id) == ["sip"])
            #expect(status.habits[0].progress == .init(done: 100, target: 2000, unit: "ml"))
            let off = try daemon.refusal("Record", Control.RecordCall(habit: "nap"))
            #expect(try off.decode(Control.Failure.HabitFailed.self).reason.contains("enabled = true"))
            let habits: Control.HabitsReply = try daemon.call("Habits")
            #expect(habits.habits.first { $0.id == "sip" }?.settings.first { $0.key == "target" }?.value == "2000 ml")
            #expect(habits.habits.first { $0.id == "nap" }?.enabled == false)
        }
    }

    @Test func `a wrong configuration changes nothing, and is told everywhere it can be seen`() async throws {
        try await withDaemon { daemon async throws in
            try daemon.configure("[habits.sip]\ntarget = \"900l\"\ncolour = \"red\"\n")
            let error = try daemon.refusal("Reload")
            #expect(error.name == "io.habitd.Control.InvalidConfiguration")
            let problems = try error.decode(Control.ProblemsReply.self).problems
            #expect(problems.count == 2 && problems.contains { $0.key.contains("target") })
            let status = try daemon.status()
            #expect(status.habits[0].progress?.target == 1000)
            #expect(status.problems.count == 2 && status.problems.allSatisfy { $0.contains("stays in force") })
            let told = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .warning }
            #expect(told.count == 2)
            try daemon.configure("")
            let _: Control.ProblemsReply = try daemon.call("Reload")
            #expect(try daemon.status().problems.isEmpty)
        }
    }

    @Test func `a reminder command that fails is among the problems until it succeeds or is read anew`() async throws {
        let configuration = "[reminders]\nrun = [\"/nowhere/notify\"]\n"
        try await withDaemon(configuration: configuration) { daemon async throws in
            let problem = SetupBook.problem("/nowhere/notify", reason: "no such program")
            #expect(try daemon.status().problems == [problem])
            let told = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .warning }
            #expect(told.count == 1)
            let _: Control.ProblemsReply = try daemon.call("Reload")
            #expect(try daemon.status().problems.isEmpty)
            await daemon.pass(.hours(1))
            #expect(try daemon.status().problems == [problem], "it failed once more")
            let again = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .warning }
            #expect(again.count == 1, "the journal is told once")
        }
    }

    @Test func `a success takes the failure of the reminder command back`() {
        let book = SetupBook(.init(registry: PluginRegistry(builtIns: []), problems: ["other"]))
        #expect(book.noteCommand("failed") && !book.noteCommand("failed"))
        #expect(book.current.problems == ["other", "failed"])
        book.update([])
        #expect(book.current.problems == ["failed"])
        #expect(book.noteCommand(nil) && !book.noteCommand(nil))
        #expect(book.current.problems.isEmpty)
    }

    @Test func `at start a wrong habit is failed with its reason, and the others run`() async throws {
        let configuration = "[habits.sip]\ntarget = \"900l\"\n"
        try await withDaemon(configuration: configuration) { daemon async throws in
            let status = try daemon.status()
            #expect(status.habits.first { $0.id == "sip" }?.state == "failed")
            #expect(status.habits.first { $0.id == "nap" }?.state == "due")
            #expect(status.problems.count == 1 && status.problems[0].contains("target"))
        }
    }

    @Test func `plugins are listed with the habits they serve`() async throws {
        try await withDaemon(configuration: "[habits.evening]\nplugin = \"sip\"\n") { daemon async throws in
            let plugins: Control.PluginsReply = try daemon.call("Plugins")
            let sip = plugins.plugins.first { $0.id == "sip" }
            #expect(sip?.origin == "built-in" && sip?.habits.contains("evening") == true)
        }
    }
}
