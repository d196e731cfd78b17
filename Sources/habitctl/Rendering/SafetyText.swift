internal import HabitKit

/// What needs help at once, and what habitd is not. The signs are those a back-pain service of the NHS tells its patients
/// to go to an emergency department with.
enum SafetyText {
    static let heading = "Go to an emergency department now if with back pain you notice:"
    static let signs = [
        "new trouble passing or holding urine, or opening or controlling the bowels",
        "numbness or tingling between the legs, around the back passage or the genitals",
        "weakness in the legs that is new or quickly getting worse",
        "pain, pins and needles or numbness going down into both legs",
    ]
    static let limits =
        "habitd gives no medical advice: it keeps what you tell it and reminds you. What your clinician says goes before "
        + "all of it; if you are worried about something else, ask them."

    static func lines(_ terminal: Terminal) -> [String] {
        let paint = Paint(terminal)
        let bullet = terminal.hasUnicode ? "•" : "*"
        return heading.wrapped(to: terminal.width).map { paint($0, .due) }
            + signs.flatMap { sign in
                sign.wrapped(to: terminal.width - 4).enumerated().map {
                    ($0.offset == 0 ? "  \(bullet) " : "    ") + $0.element
                }
            } + limits.wrapped(to: terminal.width).map { paint($0, .dim) }
    }

    /// For `--help`.
    static var help: String {
        ([heading] + signs.map { "  * \($0)" } + [limits]).joined(separator: "\n")
    }
}
