import HabitKit
import HabitTesting
import Testing

@testable import Massage

@Suite struct MassageTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var moment: Moment
        var settings: SettingTable = [:]
        var state: Assessment.State
        /// When, and the message; nil where nothing is asked.
        var asks: (due: String, message: String)?
        var isFirm = true
        var reason: String
        var testDescription: String { name }
    }

    private static let plan = "by the plan with your therapist "

    /// 2026-11-25 is a Wednesday; entries by days from it, ahead where positive.
    private static func wednesday(
        _ time: String, done: [Int] = [], booked: [(day: Int, time: String)] = [], skipped: [Int] = [],
        prompted: (day: Int, time: String)? = nil, mode: DayMode = .normal
    ) -> Moment {
        let builder = MomentBuilder("2026-11-25 \(time)").habit("massage").mode(mode)
        var moment = builder.moment
        func add(_ kind: Entry.Kind, _ at: Instant) {
            moment.entries.append(
                Entry(
                    id: "e\(moment.entries.count)", habit: "massage", kind: kind, at: at,
                    amount: kind.counts ? 60 : 0, unit: .minutes))
        }
        for day in done { add(.done, builder.instant("15:00", daysAgo: -day)) }
        for day in skipped { add(.skipped, builder.instant("09:00", daysAgo: -day)) }
        for (day, time) in booked { add(.booked, builder.instant(time, daysAgo: -day)) }
        moment.entries.sort { $0.at < $1.at }
        if let (day, time) = prompted {
            let at = builder.instant(time, daysAgo: -day)
            moment.lastPrompt = PromptRecord(due: at, announcedAt: at, outcome: .announced)
        }
        return moment
    }

    private static let book = "Time to book the next massage: it falls on "
    private static let falls = "The next massage falls today; book it?"
    private static let open = "The next massage is open: shall it be booked?"
    private static let how = "How was the massage? What you note helps the next one"

    static let cases = [
        Case(
            name: "off until a plan, a session or an appointment", moment: wednesday("12:00"), state: .resting,
            reason: "off until you book or record one: habitctl book massage"),
        Case(
            name: "a session begins the plan", moment: wednesday("12:00", done: [-1]), state: .satisfied,
            asks: ("on Saturday at 17:00", book + "Tuesday"), isFirm: false,
            reason: plan + "every week; the next falls on Tuesday, not booked yet"),
        Case(
            name: "time to book, gently", moment: wednesday("17:30", done: [-4]), state: .due,
            asks: ("at 17:00", book + "Saturday"), isFirm: false,
            reason: plan + "every week; the next falls on Saturday, not booked yet"),
        Case(
            name: "that was heard", moment: wednesday("17:30", done: [-4], prompted: (0, "17:00")), state: .satisfied,
            asks: ("on Saturday at 17:00", falls),
            reason: plan + "every week; the next falls on Saturday, not booked yet"),
        Case(
            name: "on a gentle day it waits", moment: wednesday("17:30", done: [-4], mode: .gentle), state: .satisfied,
            asks: ("tomorrow at 17:00", book + "Saturday"), isFirm: false,
            reason: plan + "every week; the next falls on Saturday, not booked yet"),
        Case(
            name: "the due day is firm", moment: wednesday("17:00", done: [-7], prompted: (-3, "17:00")), state: .due,
            asks: ("at 17:00", falls), reason: plan + "every week; the next falls today, not booked yet"),
        Case(
            name: "also on a day of rest", moment: wednesday("17:00", done: [-7], mode: .rest), state: .due,
            asks: ("at 17:00", falls), reason: plan + "every week; the next falls today, not booked yet"),
        Case(
            name: "skipped, it is asked the next day", moment: wednesday("12:00", done: [-8], skipped: [-1]),
            state: .upcoming, asks: ("at 17:00", open),
            reason: plan + "every week; the next fell on Tuesday, not booked yet"),
        Case(
            name: "unanswered, it is asked more rarely",
            moment: wednesday("12:00", done: [-8], prompted: (-1, "17:00")),
            state: .upcoming, asks: ("on Friday at 17:00", open),
            reason: plan + "every week; the next fell on Tuesday, not booked yet"),
        Case(
            name: "an appointment begins the plan too", moment: wednesday("12:00", booked: [(3, "17:00")]),
            state: .upcoming, asks: ("on Friday at 17:00", "Your massage is tomorrow at 17:00"),
            reason: plan + "every week; booked for Saturday 17:00"),
        Case(
            name: "the day before", moment: wednesday("17:05", done: [-7], booked: [(1, "10:00")]), state: .due,
            asks: ("at 17:00", "Your massage is tomorrow at 10:00"),
            reason: plan + "every week; booked for Thursday 10:00"),
        Case(
            name: "an hour before",
            moment: wednesday("16:05", done: [-7], booked: [(0, "17:00")], prompted: (-1, "17:00")),
            state: .due, asks: ("at 16:00", "Your massage is today at 17:00"),
            reason: plan + "every week; booked for 17:00"),
        Case(
            name: "while it lasts", moment: wednesday("17:30", done: [-7], booked: [(0, "17:00")]), state: .upcoming,
            asks: ("at 18:00", how), reason: plan + "every week; the appointment of 17:00 waits for a word"),
        Case(
            name: "afterwards", moment: wednesday("18:30", done: [-7], booked: [(0, "17:00")], prompted: (0, "16:00")),
            state: .due, asks: ("at 18:00", how),
            reason: plan + "every week; the appointment of 17:00 waits for a word"),
        Case(
            name: "the day after, once more",
            moment: wednesday("18:30", done: [-8], booked: [(-1, "17:00")], prompted: (-1, "18:00")), state: .due,
            asks: ("at 17:00", how), reason: plan + "every week; the appointment of Tuesday 17:00 waits for a word"),
        Case(
            name: "recorded, at whatever hour of the day",
            moment: wednesday("18:30", done: [0], booked: [(0, "17:00")]), state: .satisfied,
            asks: ("on Sunday at 17:00", book + "Wednesday"), isFirm: false,
            reason: plan + "every week; the next falls on 2026-12-02, not booked yet"),
        Case(
            name: "let go the day before, it is open the next day",
            moment: wednesday("12:00", done: [-6], booked: [(1, "17:00")], skipped: [0]), state: .satisfied,
            asks: ("tomorrow at 17:00", falls),
            reason: plan + "every week; the next falls on Thursday, not booked yet"),
        Case(
            name: "a skip long before leaves the appointment",
            moment: wednesday("12:00", booked: [(3, "17:00")], skipped: [0]),
            state: .upcoming, asks: ("on Friday at 17:00", "Your massage is tomorrow at 17:00"),
            reason: plan + "every week; booked for Saturday 17:00"),
        Case(
            name: "a plan that was set, without a session", moment: wednesday("12:00"),
            settings: ["started": .text("2026-11-25")], state: .upcoming, asks: ("at 17:00", falls),
            reason: plan + "every week; the next falls today, not booked yet"),
        Case(
            name: "the second phase", moment: wednesday("12:00", done: [-2]),
            settings: ["started": .text("2026-08-01")], state: .satisfied,
            asks: ("on 2026-12-04 at 17:00", book + "Monday"), isFirm: false,
            reason: plan + "every 2 weeks; the next falls on 2026-12-07, not booked yet"),
    ]

    @Test(arguments: cases)
    func `asks around an appointment, and that one be made`(case: Case) async throws {
        let assessment = try await BoundHabit("massage", plugin: MassagePlugin(), settings: `case`.settings)
            .assess(`case`.moment)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { `case`.moment.told($0.due) } == `case`.asks?.due)
        #expect(assessment.prompt?.message == `case`.asks?.message)
        #expect(assessment.prompt?.isFirm ?? `case`.isFirm == `case`.isFirm)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `progress is one session in the days of the phase`() async throws {
        let habit = try BoundHabit(
            "massage", plugin: MassagePlugin(), settings: ["started": .text("2026-08-01")])
        let met = try await habit.assess(Self.wednesday("12:00", done: [-2]))
        #expect(met.progress == Progress(done: 1, target: 1, unit: .times, days: 14))
        let open = try await habit.assess(Self.wednesday("12:00", done: [-20]))
        #expect(open.progress == Progress(done: 0, target: 1, unit: .times, days: 14))
    }

    @Test func `what was booked late needs no reminder that lies before it`() async throws {
        var moment = Self.wednesday("20:00", booked: [(1, "10:00")])
        // The id of a UUIDv7 made at 19:59.
        let made = moment.now - .minutes(1)
        let digits = String(made.microseconds / 1000, radix: 16)
        let padded = String(repeating: "0", count: 12 - digits.count) + digits
        moment.entries[0].id = "\(padded.prefix(8))-\(padded.suffix(4))-7000-8000-000000000001"
        #expect(moment.entries[0].recordedAt == made)
        let prompt = try await BoundHabit("massage", plugin: MassagePlugin(), settings: [:]).assess(moment).prompt
        #expect(prompt.map { moment.told($0.due) } == "tomorrow at 09:00")
    }

    @Test(arguments: [(2, 4, 5, true), (4, 5, 5, false), (2, 4, 4, false), (0, 0, 5, false), (3, 4, 5, true)])
    func `where pain rose after sessions became rarer, the reason says so without a number`(
        before: Int, after: Int, count: Int, isTold: Bool
    ) async throws {
        var moment = Self.wednesday("12:00", done: [-2])
        // The second phase begins on the 10th.
        let change = MomentBuilder("2026-11-10 12:00").moment.now
        for index in 0..<count {
            for (pain, offset) in [(before, -24 * (index + 1)), (after, 24 * index)] {
                moment.checkIns.append(
                    CheckIn(id: "c\(moment.checkIns.count)", at: change + .hours(offset), ratings: [.pain: pain]))
            }
        }
        let reason = try await BoundHabit(
            "massage", plugin: MassagePlugin(), settings: ["started": .text("2026-08-11")]
        ).assess(moment).reason
        #expect(reason.hasSuffix("you may want to talk with your therapist about the interval") == isTold)
        #expect(!reason.contains("pain"))
    }

    @Test func `nothing that was felt or wished stands in what is said`() async throws {
        var moment = Self.wednesday("17:05", done: [-7], booked: [(1, "10:00")])
        moment.entries[0].attributes = ["pressure": "9", "areas": "lower back", "next": "lighter", "mention": "hip"]
        let assessment = try await BoundHabit("massage", plugin: MassagePlugin(), settings: [:]).assess(moment)
        let said = assessment.reason + (assessment.prompt?.message ?? "")
        for word in ["9", "back", "lighter", "hip"] { #expect(!said.contains(word), "\(said)") }
    }
}
