package import HabitEngine
package import HabitKit

/// The day in one line: what is due, or when the next reminder comes.
package struct DaySummary: Sendable {
    package let text: String

    /// - Parameter hidden: habits whose titles must not be told here.
    package init(view: DayView, zone: Zone, hiding hidden: Set<String>) {
        let due = view.habits.filter { $0.state == .due }
        if let until = view.pausedUntil, until > view.now {
            text = "Paused until \(Self.clock(until, zone, view.day))"
        } else if !due.isEmpty {
            text = "Due now: \(due.map { Self.title($0, hidden) }.joined(separator: ", "))"
        } else {
            text = Self.next(view, zone, hidden)
        }
    }

    private static func next(_ view: DayView, _ zone: Zone, _ hidden: Set<String>) -> String {
        let planned = view.habits.compactMap { habit in habit.next.map { (habit, $0) } }
        guard let (habit, at) = planned.min(by: { $0.1 < $1.1 }) else { return "Nothing is planned" }
        return "Next: \(title(habit, hidden)) at \(clock(at, zone, view.day))"
    }

    private static func title(_ habit: HabitView, _ hidden: Set<String>) -> String {
        hidden.contains(habit.id) ? "a reminder" : habit.title
    }

    /// `15:40` today, `Friday 09:00` later.
    private static func clock(_ instant: Instant, _ zone: Zone, _ day: Day) -> String {
        let local = zone.local(instant)
        let time = local.time.text
        return day.bounds.contains(instant) ? time : "\(local.date.weekday.name) \(time)"
    }
}
