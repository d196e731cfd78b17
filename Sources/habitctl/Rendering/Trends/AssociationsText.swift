internal import HabitKit

/// What `habitctl trends --associations` shows: what stands out first, then what does not, then what cannot be said yet.
struct AssociationsText {
    let reply: Control.AssociationsReply
    let terminal: Terminal

    var lines: [String] {
        let all = reply.associations
        guard !all.isEmpty else { return ["habitd was given no questions to put to your data."] }
        let paint = Paint(terminal)
        let found = all.filter(\.standsOut)
        var lines = [paint("What goes together", .heading)]
        lines += section("Stands out", found, .upcoming)
        if found.isEmpty { lines += ["", "  Nothing stands out."] }
        lines += section("Does not stand out", all.filter { !$0.standsOut && $0.difference != nil }, nil)
        lines += section("Not enough days yet", all.filter { $0.difference == nil }, .dim)
        return lines + [""]
            + Self.explanation.flatMap { paragraph in
                terminal.spelled(paragraph).wrapped(to: terminal.width - 2).map { "  " + paint($0, .dim) }
            }
    }

    private func section(_ title: String, _ associations: [Control.Association], _ role: Role?) -> [String] {
        guard !associations.isEmpty else { return [] }
        let paint = Paint(terminal)
        return ["", paint("  " + title, .title)]
            + associations.flatMap { association in
                terminal.spelled(SafeText.oneLine(association.words)).wrapped(to: terminal.width - 4).enumerated().map {
                    let text = ($0.offset == 0 ? "  " : "    ") + $0.element
                    return role.map { paint(text, $0) } ?? text
                }
            }
    }

    private static let explanation = [
        "Each day is compared with the weeks around it, days with more of something with days with less. The questions "
            + "were fixed beforehand, each asked in both directions, and the odds are corrected for their number: in up "
            + "to 5 of 100 lives in which nothing goes with anything, something would stand out here all the same.",
        "An association is no proof of a cause: a third thing can lie behind both.",
    ]
}
