public import HabitKit

/// Foam rolling some times a week, with rest days between; by area, with duration and pressure kept.
///
/// Gentle days offer light pressure and half the time; on a day of rest nothing is asked. A day that is free to skip
/// is told once; the last one that leaves room for the week's others is repeated once.
public struct FoamRollPlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// Times a week. 3 is a convention; Behm 2020 names no weekly dose.
        var times: Int
        /// Days between two; 1 is a convention.
        var rest: Int
        /// When to be asked on a day that has room for it.
        var at: String
        /// Time on one area: 60–90 s lie within the 30–120 s a set of Behm 2020 (range of motion, healthy people).
        var hold: Duration
        var areas: [Area]
    }

    public init() {}

    public let manifest = Manifest(
        id: "foam-roll", title: "Foam rolling",
        summary: "Rolling out thighs, back and calves, and the shoulders with a ball.",
        unit: .minutes, usualAmount: 9, amounts: 0.5...120,
        settings: [
            SettingSpec("times", .integer(1...14), default: .integer(3), "Times a week"),
            SettingSpec(
                "rest", .integer(0...6), default: .integer(1), "Rest days between two, as far as the week has room"),
            SettingSpec("at", .time, default: .text("18:00"), "When to be asked"),
            SettingSpec("hold", .duration(30...120), default: .number(75), "Time on one area, each side"),
            SettingSpec(
                "areas", .choices(Area.allCases.map(\.rawValue)), default: .list(Area.allCases.map(\.rawValue)),
                "The areas of one round"),
        ],
        attributes: [
            AttributeSpec("area", .choice(Area.allCases.map(\.rawValue)), "What you rolled"),
            AttributeSpec("pressure", .integer(0...10), "How firm it was, 0 – 10"),
        ],
        needs: Needs(historyDays: 14), goal: .count, period: .week,
        routines: [
            Area.round(Area.allCases, seconds: 75, isGentle: false),
            Area.round(Area.allCases, seconds: 75, isGentle: true),
        ])

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let week = TimesPerWeek(times: settings.times, restDays: settings.rest)
        let standing = week.standing(moment)
        let progress = Progress(done: Double(standing.done), target: Double(settings.times), unit: .times)
        guard moment.mode != .rest else {
            let isMet = standing.state == .complete
            return Assessment(
                state: isMet ? .satisfied : .resting, progress: progress,
                reason: isMet
                    ? "a day of rest; \(standing.done) of \(settings.times) this week"
                    : "a day of rest: the \(tool(settings)) can wait")
        }
        let due = week.next(moment, at: LocalTime(text: settings.at) ?? .midnight)
        let isGentle = moment.mode == .gentle
        let routine = Area.round(
            settings.areas, seconds: Int(settings.hold.wholeSeconds) / (isGentle ? 2 : 1), isGentle: isGentle)
        let prompt = due.at.map { at in
            // The week as it will stand then: the day may be another one.
            let then = week.standing(moment, on: Day.date(of: at, starts: moment.day.starts, zone: moment.zone))
            return Prompt(
                due: at, message: "\(isGentle ? "A light round" : "A round") with the \(tool(settings)): \(told(then))",
                slack: .minutes(30), repeats: then.state == .needed && !isGentle ? 1 : 0, routine: routine)
        }
        return Assessment(
            state: state(standing, due, moment), progress: progress, prompt: prompt, reason: due.reason,
            validUntil: due.validUntil)
    }

    private func tool(_ settings: Settings) -> String {
        settings.areas == [.shoulders] ? "massage ball" : "foam roller"
    }

    /// The end of the day's room in a word or two: the reason beside it tells the rest.
    private func told(_ standing: TimesPerWeek.Standing) -> String {
        standing.state == .free ? "by \(standing.latest.weekday.name) is soon enough" : "today is a good day for it"
    }

    private func state(
        _ standing: TimesPerWeek.Standing, _ due: Due, _ moment: Moment
    ) -> Assessment.State {
        switch standing.state {
        case .complete: .satisfied
        case .resting: .resting
        case .free, .needed: due.state(at: moment.now)
        }
    }
}
