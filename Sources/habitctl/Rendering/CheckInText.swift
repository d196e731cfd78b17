internal import HabitKit

/// What a check-in answers: what was told, and what follows for the day.
struct CheckInText {
    let reply: Control.CheckInReply
    let terminal: Terminal
    let now: Instant

    var lines: [String] {
        let paint = Paint(terminal)
        let mark = terminal.hasUnicode ? "✓ " : "+ "
        var lines = [paint(mark, .done) + "Check-in: \(Self.ratings(reply.entry.attributes)) (\(id))."]
        if reply.mode != "normal" { lines.append("  Today is \(Verb.Mode.words(reply.mode)).") }
        if reply.restOffered {
            lines.append(
                "  A day of rest might do:  " + paint("habitctl mode rest", .command)
                    + paint("  (long rest does a sore back no good)", .dim))
        }
        if reply.showSafety { lines += [""] + SafetyText.lines(terminal) }
        return lines
    }

    private var id: String { "id \(EntryText.shortID(reply.entry.id))" }

    /// `pain 4, sleep 7`, in the order they are asked in.
    static func ratings(_ attributes: [String: String]) -> String {
        CheckIn.Scale.allCases.compactMap { scale in
            attributes[scale.rawValue].map { "\(scale.rawValue) \(SafeText.oneLine($0))" }
        }.joined(separator: ", ")
    }
}
