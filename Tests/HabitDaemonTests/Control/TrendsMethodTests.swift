import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

@Suite(.timeLimit(.minutes(2))) struct TrendsMethodTests {
    private static func keep(_ daemon: RunningDaemon, _ days: ClosedRange<Int>, pain: Int? = nil) async throws {
        for day in days {
            let date = startDay.adding(days: -day)
            try await daemon.parts.history.append(entry("s\(day)", "sip", 1000, minutes: -1440 * day), day: date)
            guard let pain else { continue }
            var told = entry("c\(day)", CheckIn.habit, 1, minutes: -1440 * day)
            told.attributes = ["pain": "\(pain)", "sleep": "7"]
            try await daemon.parts.history.append(told, day: date)
        }
    }

    @Test func `one habit comes day by day, all of them by weeks with the body`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            try await Self.keep(daemon, 1...10, pain: 4)
            let one: Control.TrendsReply = try daemon.call("Trends", Control.TrendsCall(habit: "si"))
            #expect(one.until == startDay.text && one.body.isEmpty)
            let days = try #require(one.habits.first?.days)
            #expect(days.states == "ddddddddddo" && days.shares == "++++++++++0")
            #expect(days.first == startDay.adding(days: -10).text && days.done.count == 11)
            #expect(days.goals == [.init(from: days.first, target: 1000, period: "day")])
            let all: Control.TrendsReply = try daemon.call("Trends")
            #expect(all.habits.map(\.id) == ["sip"] && all.habits[0].days == nil)
            #expect(all.habits[0].weeks.done.reduce(0, +) == 10_000 && all.habits[0].streak == 10)
            #expect(all.body.reduce(0) { $0 + $1.days } == 10 && all.body.allSatisfy { $0.pain == 4 })
        }
    }

    @Test func `a time can be asked for, and one that makes no sense is refused`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            try await Self.keep(daemon, 1...10)
            let (from, to) = (startDay.adding(days: -4), startDay.adding(days: -2))
            let cut: Control.TrendsReply = try daemon.call(
                "Trends", Control.TrendsCall(habit: "sip", since: from.text, until: to.text))
            #expect(cut.habits[0].days?.states == "ddd" && cut.since == from.text && cut.until == to.text)
            for call in [
                Control.TrendsCall(since: to.text, until: from.text), .init(since: "someday"), .init(until: "25:00"),
            ] {
                #expect(try daemon.refusal("Trends", call).name == "io.habitd.Control.InvalidTime")
            }
            let unknown = try daemon.refusal("Trends", Control.TrendsCall(habit: "zzz"))
            #expect(unknown.name == "io.habitd.Control.NoSuchHabit")
        }
    }

    @Test func `ten years of one habit fit one message`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let manifest = SipPlugin().manifest
            let records = (0..<3653).map { day in
                DayRecord(
                    date: startDay.adding(days: day - 3653), done: 333.333 + Double(day), count: 3,
                    target: 1000 + Double(day % 2))
            }
            let roster = await daemon.parts.keeper.roster
            let habit = try #require(roster["sip"])
            let trend = Wire.trend(HabitSeries(records, today: startDay), of: habit, manifest, withDays: true)
            #expect(try JSONText.encode(trend).count < 1 << 18)
        }
    }

    @Test func `why tells what a strength comes from`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            try await Self.keep(daemon, 1...3)
            let why: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "sip"))
            let score = try #require(why.score)
            #expect(score.met == 3 && score.of == 3 && score.streak == 3 && score.halfLifeDays == 13)
            #expect(score.words.contains("3 of the last 3 days that count met their goal"), "\(score.words)")
        }
    }

    @Test func `a target for so many days is kept and read as that`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            for (day, done) in [(29, true), (15, true), (1, true)] {
                if done { try await Self.keep(daemon, day...day) }
            }
            for day in 1...29 {
                try await daemon.parts.history.plan(
                    DayPlan(habit: "sip", day: startDay.adding(days: -day), target: 1000, period: "14d"))
            }
            let one: Control.TrendsReply = try daemon.call("Trends", Control.TrendsCall(habit: "sip"))
            let days = try #require(one.habits.first?.days)
            #expect(days.states.count == 30 && !days.states.contains("m"), "\(days.states)")
            #expect(days.goals.first?.period == "14d")
        }
    }

    @Test func `associations say what is lacking, and what was found when nothing is`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let none: Control.AssociationsReply = try daemon.call("Associations")
            #expect(none.associations.isEmpty, "this daemon was given no questions")
        }
    }
}
