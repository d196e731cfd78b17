internal import HabitKit

/// Entries for people: one in a sentence, many in a table.
struct EntryText {
    let terminal: Terminal
    let clock: ClockText

    init(_ terminal: Terminal, now: Instant) {
        self.terminal = terminal
        self.clock = ClockText(now: now)
    }

    /// The amount, or what was done in place of the habit: `480 ml`, `skipped`.
    func what(_ entry: Control.Entry) -> String {
        terminal.spelled(["done", "gentle"].contains(entry.kind) ? amount(entry) : SafeText.oneLine(entry.kind))
    }

    /// `Water 250 ml, at 15:40`.
    func sentence(_ entry: Control.Entry, title: String? = nil) -> String {
        let name = SafeText.oneLine(title ?? Self.title(entry.habit))
        let what =
            switch entry.kind {
            case "skipped": "\(name) skipped"
            case "rested": "\(name) rested"
            case "booked": "\(name) booked"
            case "gentle": "\(named(name, entry)) (gentle)"
            default: named(name, entry)
            }
        return terminal.spelled("\(what), \(when(entry.at))")
    }

    /// What is kept in words alone has a name; habits are called by their ids here.
    static func title(_ habit: String) -> String { CareNote(rawValue: habit)?.title ?? habit }

    private func when(_ at: String) -> String {
        let words = clock.words(at)
        return words.contains(" ") ? words : "at \(words)"
    }

    /// Once is what everybody takes it for.
    private func named(_ name: String, _ entry: Control.Entry) -> String {
        entry.unit == "times" && entry.amount == 1 ? name : "\(name) \(amount(entry))"
    }

    private func amount(_ entry: Control.Entry) -> String { AmountText.words(entry.amount, entry.unit) }

    /// The first part of an id, which names an entry as long as it is the only one of that second.
    static func shortID(_ id: String) -> String { String(SafeText.oneLine(id).prefix(13)) }

    /// One line an entry under a heading for each day.
    func table(_ entries: [Control.Entry], after previousDay: inout String?, widths: [Int]) -> [String] {
        let paint = Paint(terminal)
        var lines: [String] = []
        for entry in entries {
            let local = ISO8601.parse(entry.at)?.local
            let day = local.map { DateText.long($0.date) + " \($0.date.components.year)" } ?? ""
            if day != previousDay {
                lines += (previousDay == nil ? [] : [""]) + [paint(day, .heading)]
                previousDay = day
            }
            lines.append(line(entry, local?.time.text ?? "", widths, paint))
        }
        return lines
    }

    /// Columns for habit and amount that serve every batch alike.
    static let widths = [12, 10]

    private func line(_ entry: Control.Entry, _ time: String, _ widths: [Int], _ paint: Paint) -> String {
        let id = Self.shortID(entry.id)
        let name = SafeText.oneLine(Self.title(entry.habit)).padded(to: widths[0])
        let what = what(entry)
        var rest = entry.kind == "gentle" ? ["gentle"] : []
        rest += entry.attributes.sorted { $0.key < $1.key }.map {
            "\(SafeText.oneLine($0.key))=\(SafeText.oneLine($0.value))"
        }
        if let note = entry.note { rest.append("“\(SafeText.oneLine(note))”") }
        let head = "  \(time)  \(paint(name, .title))  \(what.padded(to: widths[1]))  "
        let used = 2 + 5 + 2 + name.displayWidth + 2 + max(widths[1], what.displayWidth) + 2 + id.displayWidth + 2
        let tail = terminal.spelled(rest.joined(separator: "  ")).fitted(
            to: max(0, terminal.width - used), ellipsis: terminal.spelled("…"))
        return (head + paint(id, .dim) + (tail.isEmpty ? "" : "  " + tail)).withoutTrailingBlanks
    }
}
