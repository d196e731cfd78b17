internal import HabitEngine
internal import HabitKit

/// What reaches the keeper from outside, beside calls.
enum Happening: Sendable, Equatable {
    /// The armed deadline was reached.
    case deadline
    /// The wall clock was set, or the machine woke up.
    case clockSet
    /// A file that says where we are changed.
    case zoneFile
}

/// Compares the clocks whenever something happens: a suspend or a step is told before what it made due.
struct ClockKeeper: Sendable {
    private var last: ClockReading
    private let read: @Sendable () -> ClockReading

    init(read: @escaping @Sendable () -> ClockReading) {
        self.read = read
        self.last = read()
    }

    /// What happened since the last call; nil when time just went by.
    mutating func change() -> ClockChange? {
        let now = read()
        defer { last = now }
        let change = ClockReading.change(from: last, to: now)
        return change == ClockChange(asleep: .zero, stepped: .zero) ? nil : change
    }

    /// For the journal.
    static func words(_ change: ClockChange) -> String {
        var parts: [String] = []
        if change.asleep > .zero { parts.append("the machine slept \(DurationText.print(change.asleep))") }
        if change.stepped > .zero { parts.append("the clock was set forward by \(DurationText.print(change.stepped))") }
        if change.stepped < .zero {
            parts.append("the clock was set back by \(DurationText.print(.zero - change.stepped))")
        }
        let text = parts.joined(separator: " and ")
        return text.prefix(1).uppercased() + text.dropFirst() + "; everything is planned anew"
    }
}
