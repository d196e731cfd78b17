internal import HabitKit

/// What `habitctl why` shows: the reason now, and the decisions that led to it.
struct WhyText {
    let reply: Control.ExplainReply
    let terminal: Terminal
    let now: Instant

    var lines: [String] {
        let paint = Paint(terminal)
        let clock = ClockText(now: now)
        var lines = [paint(terminal.spelled(SafeText.oneLine(reply.title)), .heading)]
        let reason = reply.reason.isEmpty ? "nothing has been decided yet" : reply.reason
        lines += terminal.spelled(SafeText.oneLine(reason)).wrapped(to: terminal.width - 2).map { "  " + $0 }
        if let next = reply.next {
            let wait = clock.until(next).map { ", in \($0)" } ?? ""
            lines.append("  next: \(clock.words(next))\(wait)")
        }
        if let score = reply.score {
            let words = terminal.spelled(SafeText.oneLine(score.words)).wrapped(to: terminal.width - 4)
            lines += words.enumerated().map { paint(($0.offset == 0 ? "  " : "    ") + $0.element, .dim) }
        }
        guard !reply.decisions.isEmpty else { return lines }
        var table = Table(terminal)
        for decision in reply.decisions {
            table.add((clock.short(decision.at), .dim), (decision.what, .title), (decision.reason, nil))
        }
        return lines + [""] + table.lines
    }
}

/// What `habitctl preview` shows: the announcements to come, by day.
struct PreviewText {
    let reply: Control.PreviewReply
    let terminal: Terminal

    var lines: [String] {
        guard !reply.prompts.isEmpty else { return ["Nothing will be announced."] }
        let paint = Paint(terminal)
        var lines: [String] = []
        var table = Table(terminal)
        var day: LocalDate?
        var time: String?
        for prompt in reply.prompts {
            let local = ISO8601.parse(prompt.at)?.local
            if local?.date != day || lines.isEmpty {
                lines += table.lines + (lines.isEmpty ? [] : [""])
                lines.append(paint(local.map { DateText.long($0.date) } ?? "", .heading))
                (table, day, time) = (Table(terminal), local?.date, nil)
            }
            // Prompts announced together share their time.
            let clock = local?.time.text ?? ""
            table.add((clock == time ? "" : clock, .dim), (prompt.title, .title), (prompt.message, nil))
            time = clock
        }
        return lines + table.lines
    }
}

/// What `habitctl routine` shows: the steps, numbered.
struct RoutineText {
    let reply: Control.RoutineReply
    let terminal: Terminal

    var lines: [String] {
        let paint = Paint(terminal)
        var table = Table(terminal)
        for (index, step) in reply.steps.enumerated() {
            table.add(("\(index + 1)", .dim), (Self.measure(step), .upcoming), (step.instruction, nil))
        }
        let total = terminal.spelled("  about \(DurationText.print(.seconds(length)))")
        return [paint(terminal.spelled(SafeText.oneLine(reply.title)), .heading) + paint(length > 0 ? total : "", .dim)]
            + table.lines
    }

    private var length: Int {
        let seconds = reply.steps.reduce(0) { sum, step in
            sum + step.holdSeconds * max(1, step.repetitions) * (step.bothSides ? 2 : 1)
        }
        return seconds >= 60 ? (seconds + 30) / 60 * 60 : seconds
    }

    private static func measure(_ step: Control.Step) -> String {
        var parts: [String] = []
        if step.holdSeconds > 0 { parts.append("\(step.holdSeconds) s") }
        if step.repetitions > 1 { parts.append("\(step.repetitions) ×") }
        if step.bothSides { parts.append("each side") }
        return parts.joined(separator: ", ")
    }
}
