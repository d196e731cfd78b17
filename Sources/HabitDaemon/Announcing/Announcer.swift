package import HabitEngine

/// Someone who tells the user. Called on the event loop, it returns at once and never fails: a channel that has
/// trouble says so itself.
package protocol Announcer: Sendable {
    func announce(_ announcement: Announcement)
    func tell(_ news: PlannerNews)
}

extension Announcer {
    package func tell(_ news: PlannerNews) {}
}
