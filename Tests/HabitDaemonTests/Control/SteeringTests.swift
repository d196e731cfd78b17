import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Snooze, Pause, Resume, SetMode, SetPresence, and what Status, Explain, Preview and Routine say of it.
@Suite(.timeLimit(.minutes(2))) struct SteeringTests {
    @Test func `a snoozed prompt comes back when its time is over`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let snoozed: Control.SnoozeReply = try daemon.call("Snooze", Control.SnoozeCall(habit: "sip", seconds: 600))
            #expect(snoozed == .init(until: "2026-11-24T12:10:00+00:00", habits: ["sip"]))
            #expect(try daemon.status(of: "sip").prompt?.snoozes == 1)
            await daemon.pass(.minutes(9))
            let prompts = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .notice }
            await daemon.pass(.minutes(1))
            let later = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .notice }
            #expect(later.count == prompts.count + 1)
        }
    }

    @Test func `snoozes have a limit, and without a prompt there is nothing to put off`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            for _ in 0..<3 { let _: Control.SnoozeReply = try daemon.call("Snooze") }
            let limit = try daemon.refusal("Snooze")
            #expect(try limit.decode(Control.Failure.SnoozeLimit.self) == .init(habit: "sip", limit: 3))
            let _: Control.EntryReply = try daemon.call("Skip", Control.SkipCall(habit: "sip"))
            #expect(try daemon.refusal("Snooze").name == "io.habitd.Control.NothingToSnooze")
            #expect(
                try daemon.refusal("Snooze", Control.SnoozeCall(seconds: 0)).name == "io.habitd.Control.InvalidDuration"
            )
        }
    }

    @Test func `a pause ends by itself, or when the user says so`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let paused: Control.PauseReply = try daemon.call("Pause", Control.PauseCall(until: "14:00"))
            #expect(paused.until == "2026-11-24T14:00:00+00:00")
            #expect(try daemon.status().pausedUntil == paused.until)
            await daemon.pass(.hours(2))
            #expect(try daemon.status().pausedUntil == nil)
            let _: Control.PauseReply = try daemon.call("Pause", Control.PauseCall(seconds: 60))
            let _: RunningDaemon.Anything = try daemon.call("Resume")
            #expect(try daemon.status().pausedUntil == nil)
        }
    }

    @Test func `a pause without an end lasts until the day is over`() async throws {
        try await withDaemon { daemon async throws in
            #expect(try daemon.call("Pause", returning: Control.PauseReply.self).until == "2026-11-25T04:00:00+00:00")
        }
    }

    @Test(arguments: [
        (Control.PauseCall(seconds: -5), "InvalidDuration"), (.init(seconds: 100 * 86_400), "InvalidDuration"),
        (.init(until: "later"), "InvalidTime"), (.init(until: "2026-11-24 11:00"), "InvalidTime"),
        (.init(until: "2027-11-24 11:00"), "InvalidTime"),
    ])
    func `a pause that makes no sense is refused`(call: Control.PauseCall, error: String) async throws {
        try await withDaemon { daemon async throws in
            #expect(try daemon.refusal("Pause", call).name == "io.habitd.Control.\(error)")
        }
    }

    @Test func `one habit can be rested alone, and the mode ends with the day`() async throws {
        try await withDaemon { daemon async throws in
            let one: Control.ModeReply = try daemon.call("SetMode", Control.SetModeCall(mode: "Rest", habit: "sip"))
            #expect(one == .init(mode: "rest", until: "2026-11-25T04:00:00+00:00"))
            let status = try daemon.status()
            #expect(status.mode == "normal")
            #expect(status.habits.map(\.state) == ["resting", "due"])
            #expect(
                try daemon.refusal("SetMode", Control.SetModeCall(mode: "lazy")).name == "io.habitd.Control.InvalidMode"
            )
        }
    }

    @Test func `a word for the day takes the single habits' words back`() async throws {
        try await withDaemon { daemon async throws in
            for call in [Control.SetModeCall(mode: "gentle", habit: "sip"), .init(mode: "normal")] {
                let _: Control.ModeReply = try daemon.call("SetMode", call)
            }
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            #expect(reply.entry.kind == "done")
        }
    }

    @Test func `prompts that were put off often enough are named when the others are put off`() async throws {
        try await withDaemon { daemon async throws in
            for _ in 0..<3 {
                let _: Control.SnoozeReply = try daemon.call("Snooze", Control.SnoozeCall(habit: "sip"))
            }
            let all: Control.SnoozeReply = try daemon.call("Snooze")
            #expect(all.habits == ["nap"] && all.atLimit == ["sip"])
            let one: Control.SnoozeReply = try daemon.call("Snooze", Control.SnoozeCall(habit: "nap"))
            #expect(one.habits == ["nap"] && one.atLimit == nil)
        }
    }

    @Test func `coming back tells how long one was away`() async throws {
        try await withDaemon { daemon async throws in
            #expect(try daemon.status().presence == "unknown")
            let away: Control.PresenceReply = try daemon.call("SetPresence", Control.SetPresenceCall(state: "away"))
            #expect(away == .init(state: "away", awaySeconds: 0))
            await daemon.pass(.minutes(12))
            let back: Control.PresenceReply = try daemon.call("SetPresence", Control.SetPresenceCall(state: "present"))
            #expect(back == .init(state: "present", awaySeconds: 720))
            let refused = try daemon.refusal("SetPresence", Control.SetPresenceCall(state: "asleep"))
            #expect(refused.name == "io.habitd.Control.InvalidPresence")
        }
    }

    @Test func `why tells the decisions, newest first`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let _: Control.SnoozeReply = try daemon.call("Snooze")
            let why: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "sip"))
            #expect(why.id == "sip" && why.reason.contains("snoozed"))
            #expect(
                why.decisions.contains { $0.what == "announced" } && why.decisions.contains { $0.what == "snoozed" })
            #expect(why.decisions.map(\.at) == why.decisions.map(\.at).sorted(by: >))
        }
    }

    @Test func `a preview says what would be announced, and changes nothing`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let before = try daemon.status()
            let preview: Control.PreviewReply = try daemon.call("Preview", Control.PreviewCall(days: 2))
            #expect(preview.prompts.count > 5)
            #expect(preview.prompts.allSatisfy { $0.habit == "sip" && $0.message == "Take a sip" })
            #expect(preview.prompts.map(\.at) == preview.prompts.map(\.at).sorted())
            #expect(preview.prompts.last?.at.hasPrefix("2026-11-25") == true)
            #expect(try daemon.status() == before)
            for days in [0, -1, 15, .max] {
                let error = try daemon.refusal("Preview", Control.PreviewCall(days: days))
                let expected = Control.Failure.InvalidTime(
                    time: "\(days) day\(days == -1 ? "" : "s")", reason: "1 to 14 days can be looked ahead")
                #expect(try error.decode(Control.Failure.InvalidTime.self) == expected)
            }
        }
    }

    @Test func `a routine is found by its name, and its absence told`() async throws {
        try await withDaemon { daemon async throws in
            let routine: Control.RoutineReply = try daemon.call("Routine", Control.RoutineCall(habit: "sip"))
            #expect(routine.id == "slow" && routine.steps.first?.holdSeconds == 5)
            let error = try daemon.refusal("Routine", Control.RoutineCall(habit: "sip", routine: "fast"))
            #expect(error.name == "io.habitd.Control.NoRoutine")
            #expect(try error.decode(Control.Failure.NoRoutine.self) == .init(habit: "sip", known: ["slow"]))
        }
    }

    @Test func `the status is encoded once, until something changes`() async throws {
        try await withDaemon { daemon async throws in
            let connection = try daemon.connect()
            let first = try connection.callRaw("io.habitd.Control.Status")
            #expect(daemon.parts.cache.reply(at: daemon.clock.now) == first)
            let second = try connection.callRaw("io.habitd.Control.Status")
            #expect(second == first)
            let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            #expect(daemon.parts.cache.reply(at: daemon.clock.now) == nil)
            #expect(try connection.callRaw("io.habitd.Control.Status") != first)
        }
    }

    @Test func `a status that was overtaken while it was made is not kept`() async throws {
        try await withDaemon { daemon async throws in
            let (cache, now) = (daemon.parts.cache, daemon.clock.now)
            let reply = try daemon.status()
            let changes = cache.changes
            cache.invalidate()
            _ = cache.hold(reply, at: now, zone: .utc, since: changes)
            #expect(cache.reply(at: now) == nil)
        }
    }
}
