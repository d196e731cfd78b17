package import HabitEngine
package import HabitKit
internal import Synchronization

/// One structured record for every prompt that is announced or lapses.
package final class JournalAnnouncer: Announcer {
    private let writer: JournalWriter
    private let known: Mutex<(zone: Zone, habits: [String: (title: String, isPrivate: Bool)])>

    package init(writer: JournalWriter) {
        self.writer = writer
        self.known = Mutex((.utc, [:]))
    }

    /// What records of a habit may say, and the zone their times are told in.
    package func update(habits: [PlannedHabit], zone: Zone) {
        let titles = habits.map { ($0.id, (title: $0.title, isPrivate: $0.isPrivate)) }
        known.withLock { $0 = (zone, Dictionary(titles) { $1 }) }
    }

    package func announce(_ announcement: Announcement) {
        let zone = known.withLock { $0.zone }
        for prompt in announcement.prompts { writer.write(JournalMessage.prompt(prompt, zone: zone)) }
    }

    package func tell(_ news: PlannerNews) {
        guard news.kind == .lapsed, let habit = news.habit else { return }
        let about = known.withLock { $0.habits[habit] }
        writer.write(
            JournalMessage.lapsed(
                habit: habit, title: about?.title ?? habit, isPrivate: about?.isPrivate ?? true))
    }
}
