internal import HabitKit

/// What `habitctl book` shows: the appointment, the plan, and what to take along.
struct BookText {
    let reply: Control.BookReply
    let terminal: Terminal
    let now: Instant
    var isCancelled = false

    private var paint: Paint { Paint(terminal) }
    private var clock: ClockText { ClockText(now: now) }

    var lines: [String] {
        let sections = [[head], session, notes, observations].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    private var title: String { terminal.spelled(SafeText.oneLine(reply.title)) }

    private var head: String {
        ([standing] + plan).joined(separator: "\n")
    }

    private var standing: String {
        if let entry = reply.entry {
            if isCancelled { return "\(title): the appointment \(when(entry.at)) is taken back." }
            return paint(terminal.hasUnicode ? "✓ " : "+ ", .done) + "\(title) booked for \(clock.words(entry.at))."
        }
        if let booking = reply.booking {
            let isOver = ClockText.instant(booking.at).map { $0 <= now } ?? false
            return isOver
                ? "\(title): the appointment \(when(booking.at)) is over. How was it?  "
                    + paint("habitctl done \(SafeText.oneLine(reply.habit)) pressure=5 next=same", .command)
                : "\(title) is booked for \(clock.words(booking.at))."
        }
        guard let due = reply.due.flatMap({ LocalDate(text: $0) }) else {
            return "\(title) is not begun: habitctl book TIME, or habitctl done \(SafeText.oneLine(reply.habit))."
        }
        return "\(title): nothing is booked; by the plan the next falls on \(DateText.long(due))."
    }

    private func when(_ at: String) -> String { "of \(clock.words(at))" }

    private var plan: [String] {
        guard !reply.plan.isEmpty else { return [] }
        var table = Table(terminal)
        let today = Zone.utc.local(now).date
        for phase in reply.plan {
            let from = LocalDate(text: phase.from).map { "from \(DateText.long($0, today: today))" } ?? phase.from
            table.add(
                (Self.every(phase.everyDays), phase.isNow ? .title : .dim), (from, .dim),
                (phase.isNow ? "now" : "", .upcoming))
        }
        return ["The plan, as agreed with your therapist (no study backs a taper):"] + table.lines
    }

    private static func every(_ days: Int) -> String {
        switch days {
        case 7: "every week"
        case _ where days % 7 == 0: "every \(days / 7) weeks"
        case 1: "every day"
        default: "every \(days) days"
        }
    }

    /// The last session, and what was wished for.
    private var session: [String] {
        guard let last = reply.last else { return [] }
        let attributes = last.attributes.mapValues(SafeText.oneLine)
        var parts = [EntryText(terminal, now: now).sentence(last, title: reply.title)]
        if let pressure = attributes["pressure"] { parts.append("pressure \(pressure) of 10") }
        if let areas = attributes["areas"] { parts.append(areas) }
        var lines = wrapped("Last session: " + parts.joined(separator: ", ") + ".")
        if let note = last.note { lines += wrapped("  “\(SafeText.oneLine(note))”") }
        switch attributes["next"] {
        case "same": lines.append(paint("Last time: the same pressure next time.", .title))
        case let wish?: lines.append(paint("Last time: \(wish) next time.", .title))
        case nil: break
        }
        if let mention = attributes["mention"] { lines += wrapped("To mention: \(mention).") }
        return lines
    }

    private var notes: [String] {
        var lines: [String] = []
        let since = reply.last == nil ? ":" : " since then:"
        for (heading, entries) in [("To tell", reply.tell), ("Victories", reply.victories)] where !entries.isEmpty {
            lines += [paint(heading + since, .heading)] + CareNoteText.rows(entries, terminal, now)
        }
        return lines
    }

    private var observations: [String] { BookText.gaps(reply, terminal) + rise }

    /// What history shows of days on which a session was overdue; nothing where it shows too little.
    static func gaps(_ reply: Control.BookReply, _ terminal: Terminal) -> [String] {
        guard let gaps = reply.gaps else { return [] }
        let text =
            "In your history, pain averaged \(NumberText.print(gaps.first)) on \(gaps.firstCount) days within the interval "
            + "of a session, and \(NumberText.print(gaps.second)) on \(gaps.secondCount) days when one was overdue. "
            + "That is an observation, not a cause."
        return terminal.spelled(text).wrapped(to: terminal.width)
    }

    private var rise: [String] {
        guard let rise = reply.painRise, let day = rise.changed.flatMap({ LocalDate(text: $0) }) else { return [] }
        return wrapped(
            "Since the interval grew on \(DateText.long(day)), pain averaged \(NumberText.print(rise.second)) "
                + "(\(rise.secondCount) check-ins), before it \(NumberText.print(rise.first)) (\(rise.firstCount)). "
                + "Holding the interval, or going a step back, is worth a word with your therapist; it is your choice. "
                + "“phases” under [habits.\(SafeText.oneLine(reply.habit))] sets the plan.")
    }

    private func wrapped(_ text: String) -> [String] { terminal.spelled(text).wrapped(to: terminal.width) }
}
