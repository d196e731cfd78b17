internal import HabitKit

/// One event of the day as a line for a person who watches.
struct EventText {
    let event: Control.Event
    let terminal: Terminal

    var lines: [String] {
        let paint = Paint(terminal)
        let time = paint(ISO8601.parse(event.at)?.local.time.text ?? "", .dim)
        let blanks = String(repeating: " ", count: 7)
        switch event.kind {
        case "prompt":
            return (event.prompts ?? []).enumerated().flatMap { index, prompt in
                asking(prompt, after: index == 0 ? time + "  " : blanks, blanks, paint)
            }
        case "status":
            let name = (event.title ?? event.habit).map { safe($0) + ": " } ?? ""
            return [time + "  " + paint(name + safe(event.reason ?? "watching"), .dim)]
        default:
            let name = (event.title ?? event.habit).map { safe($0) + " " } ?? ""
            let said = [event.kind, "recorded"]
            let reason = event.reason.flatMap { said.contains($0) ? nil : "  " + paint(safe($0), .dim) } ?? ""
            return [time + "  " + paint("\(mark(role)) \(name)\(words)", role) + reason]
        }
    }

    private func asking(
        _ prompt: Control.PlannedPrompt, after lead: String, _ blanks: String, _ paint: Paint
    ) -> [String] {
        let title = paint("\(mark(.due)) \(safe(prompt.title))", .due)
        return [
            "\(lead)\(title)  \(paint(safe(prompt.message), .message))",
            "\(blanks)  \(paint(safe(prompt.reason), .dim))",
            "\(blanks)  \(paint("habitctl " + Control.answer(to: safe(prompt.habit)), .command))",
        ]
    }

    private func safe(_ text: String) -> String { terminal.spelled(SafeText.oneLine(text)) }

    private var words: String {
        switch event.kind {
        case "lapsed": "passed by"
        case "mode": "mode changed"
        case "presence": "presence changed"
        case "reloaded": "configuration read again"
        default: safe(event.kind)
        }
    }

    private var role: Role {
        switch event.kind {
        case "done": .done
        case "skipped", "snoozed", "paused": .resting
        default: .upcoming
        }
    }

    private func mark(_ role: Role) -> String {
        guard terminal.hasUnicode else { return role == .due ? "*" : role == .done ? "+" : "-" }
        return role == .due ? "●" : role == .done ? "✓" : "·"
    }
}
