internal import HabitKit

/// Victories, and things to tell: what was kept, and lists of them.
struct CareNoteText {
    let kind: CareNote
    let terminal: Terminal
    let now: Instant

    func kept(_ entries: [Control.Entry]) -> [String] {
        let paint = Paint(terminal)
        let mark = terminal.hasUnicode ? "✓ " : "+ "
        return entries.map { entry in
            let id = EntryText.shortID(entry.id)
            return paint(mark, .done) + "\(kind.title): kept for \(audience) (id \(id))."
        }
    }

    private var audience: String {
        kind == .tell ? "the next appointment and the report" : "yourself, the next appointment and the report"
    }

    func list(_ entries: [Control.Entry]) -> [String] {
        guard !entries.isEmpty else {
            return [
                kind == .tell
                    ? "Nothing is to be told yet:  habitctl tell TEXT"
                    : "No victory is kept yet:  habitctl victory TEXT"
            ]
        }
        return Self.rows(entries, terminal, now)
    }

    /// Date and words, newest first.
    static func rows(_ entries: [Control.Entry], _ terminal: Terminal, _ now: Instant) -> [String] {
        var table = Table(terminal)
        for entry in entries {
            let local = ISO8601.parse(entry.at)?.local
            let today = LocalDateTime(wallSeconds: now.seconds + Int64(ISO8601.parse(entry.at)?.offset ?? 0)).date
            let day = local.map { DateText.day($0.date, distance: $0.date.days(since: today), today: today) } ?? ""
            table.add((day, .dim), (entry.note ?? "", nil))
        }
        return table.lines
    }
}
