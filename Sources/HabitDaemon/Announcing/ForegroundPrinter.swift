internal import Glibc
package import HabitEngine
package import HabitKit
internal import Synchronization

/// `habitd --foreground`: the day at once, each reminder as it comes, and how to answer it from another terminal. Of a
/// private habit it says no more than the journal does: what is printed may be kept, or be seen by others.
package final class ForegroundPrinter: Announcer {
    private struct Known {
        var zone = Zone.utc
        var titles: [String: String] = [:]
        var hidden: Set<String> = []
        /// What was said before the day was shown; nil from then on.
        var held: String? = ""
    }

    private let known = Mutex(Known())
    private let style: TerminalStyle
    private let habitctl: String
    private let output: @Sendable (String) -> Void

    /// - Parameter habitctl: how the user calls it from another terminal.
    package init(habitctl: String, style: TerminalStyle, output: @escaping @Sendable (String) -> Void) {
        self.habitctl = habitctl
        self.style = style
        self.output = output
    }

    /// On the terminal this process was started from.
    package static func terminal(habitctl: String, environment: [String: String]) -> ForegroundPrinter {
        let style = TerminalStyle(isTerminal: isatty(STDOUT_FILENO) == 1, environment: environment)
        return ForegroundPrinter(habitctl: habitctl, style: style) { text in
            let bytes = Array(text.utf8)
            // A closed terminal leaves nobody to tell.
            _ = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        }
    }

    package func update(habits: [PlannedHabit], zone: Zone) {
        known.withLock {
            $0.zone = zone
            $0.titles = Dictionary(habits.map { ($0.id, $0.title) }) { $1 }
            $0.hidden = Set(habits.filter(\.isPrivate).map(\.id))
        }
    }

    /// The day as it stands, and how to go on.
    package func greet(_ view: DayView, problems: [String], socket: String) {
        let (zone, hidden) = known.withLock { ($0.zone, $0.hidden) }
        let day = DayText(view: view, zone: zone, style: style, hidden: hidden)
            .lines(problems: problems).joined(separator: "\n")
        let example = view.habits.first { !hidden.contains($0.id) }?.id ?? "HABIT"
        let said = known.withLock { known in
            defer { known.held = nil }
            return known.held ?? ""
        }
        output(
            """
            \(day)

            From another terminal:
            \(steering(example))
            \(style.dim("Listening on \(socket). Reminders appear below; Control-C ends it."))


            """ + said)
    }

    package func announce(_ announcement: Announcement) {
        let zone = known.withLock { $0.zone }
        let time = zone.local(announcement.at).time.text
        var text = ""
        for prompt in announcement.prompts {
            let again = prompt.count > 1 ? style.dim(" (asked again)") : ""
            guard !prompt.isPrivate else {
                text += "\(style.bold(time))  \(style.accent(JournalMessage.privateMessage))\(again)\n"
                text += "       \(style.dim("\(habitctl) tells which"))\n"
                continue
            }
            text += "\(style.bold(time))  \(style.accent(shown(prompt.title)))  \(shown(prompt.message))\(again)\n"
            text += "       \(style.dim("\(shown(prompt.reason)) · \(habitctl) \(Control.answer(to: prompt.habit))"))\n"
        }
        say(text)
    }

    package func tell(_ news: PlannerNews) {
        guard news.kind != .status else { return }
        let (zone, title, isPrivate) = known.withLock { known in
            (known.zone, news.habit.flatMap { known.titles[$0] }, news.habit.map(known.hidden.contains) ?? false)
        }
        let time = zone.local(news.at).time.text
        guard !isPrivate else { return say(style.dim("\(time)  A private habit: \(news.kind.rawValue)") + "\n") }
        let subject = title.map { "\(shown($0)): " } ?? ""
        say(style.dim("\(time)  \(subject)\(news.kind.rawValue), \(shown(news.reason))") + "\n")
    }

    /// How to go on, in two columns.
    private func steering(_ example: String) -> String {
        let verbs = [
            ("", "the day at a glance"), (" done \(example)", "when you have done it"), (" snooze", "later, please"),
            (" --help", "everything else"),
        ]
        let width = verbs.map { $0.0.count }.max() ?? 0
        return verbs.map { verb, meaning in
            let command = style.bold(habitctl + verb) + String(repeating: " ", count: width - verb.count)
            return "  \(command)   \(style.dim(meaning))"
        }.joined(separator: "\n")
    }

    /// Behind the day as it was shown.
    private func say(_ text: String) {
        let isHeld = known.withLock { known in
            known.held?.append(text)
            return known.held != nil
        }
        if !isHeld { output(text) }
    }

    private func shown(_ text: String) -> String { SafeText.oneLine(text) }
}
