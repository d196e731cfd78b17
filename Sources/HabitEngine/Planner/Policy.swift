public import HabitKit

/// The rules that hold for every habit, as the user set them.
public struct Policy: Sendable, Equatable {
    /// The hour a day starts at.
    public var dayStarts: LocalTime = LocalTime(secondOfDay: 4 * 3600)
    public var active = ActiveHours()
    /// Between two announcements; firm prompts and the members of one announcement stand outside.
    public var minimumGap: Duration = .minutes(5)
    /// Prompts due this close together, with slack, are told as one.
    public var together: Duration = .minutes(5)
    /// Announcements an hour, firm ones not counted.
    public var hourlyLimit = 2
    /// An unanswered prompt is told again after this long, then lapses after as long again.
    public var repeatAfter: Duration = .minutes(10)
    /// Snoozes of one prompt.
    public var snoozeLimit = 3
    /// How long a snooze lasts when nothing else is said.
    public var snooze: Duration = .minutes(10)

    /// Pain told today, 1 … 10, from which on the day is gentle; 0 for never. 5: the middle of NRS-11's moderate band.
    public var gentleFrom = 5
    /// Pain told, 1 … 10, from which on a day of rest is offered; 0 for never. 8 is a convention within NRS-11's severe band.
    public var restOfferedFrom = 8

    public init() {}
}

/// When prompts may be announced, by weekday: ranges of the clock's face.
public struct ActiveHours: Sendable, Equatable {
    /// Seven rows, Monday first; each ascending and apart. A range whose end is not after its start crosses midnight.
    public var ranges: [[ClockRange]]

    /// From one time of day up to another.
    public struct ClockRange: Sendable, Equatable, Codable {
        public var start: LocalTime
        public var end: LocalTime

        public init(_ start: LocalTime, _ end: LocalTime) {
            self.start = start
            self.end = end
        }
    }

    /// 08:30–22:00 on every day, a convention.
    public init() {
        let usual = ClockRange(LocalTime(secondOfDay: 8 * 3600 + 1800), LocalTime(secondOfDay: 22 * 3600))
        self.init(ranges: Array(repeating: [usual], count: 7))
    }

    public init(ranges: [[ClockRange]]) {
        self.ranges = ranges
    }
}
