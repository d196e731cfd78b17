internal import HabitKit

/// What `habitctl done` answers: what was recorded, how far that is, and what comes next.
struct RecordedText {
    let reply: Control.RecordReply
    let terminal: Terminal
    let now: Instant

    init(_ reply: Control.RecordReply, _ terminal: Terminal, now: Instant) {
        self.reply = reply
        self.terminal = terminal
        self.now = now
    }

    var lines: [String] {
        let paint = Paint(terminal)
        let mark = terminal.hasUnicode ? "✓ " : "+ "
        let sentence = EntryText(terminal, now: now).sentence(reply.entry, title: reply.status.title)
        return [paint(mark, .done) + sentence] + [progress].compactMap { $0 }.map { "  " + $0 } + [
            "  " + paint(next, .dim)
        ]
    }

    private var progress: String? {
        guard let progress = reply.status.progress else { return nil }
        guard let target = progress.target, target > 0 else { return ProgressText.words(progress) + " today" }
        let paint = Paint(terminal)
        let bar = ProgressBar(fraction: progress.done / target, width: 12, terminal: terminal)
        let words = ProgressText.words(progress)
        return paint(bar.filled, .done) + paint(bar.empty, .dim) + "  " + words
    }

    private var next: String {
        let reason = terminal.spelled(SafeText.oneLine(reply.status.reason))
        guard let next = reply.status.next else { return reason }
        let words = ClockText(now: now).words(next)
        if reason.isEmpty { return "next: \(words)" }
        // Most reasons tell the time themselves.
        return reason.contains(words) ? reason : "next: \(words) (\(reason))"
    }
}
