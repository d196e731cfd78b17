internal import HabitKit

/// A check-in asked one key each: what has been answered, what is asked, and what a key does. Pure, so that it can be
/// tried without a terminal.
struct CheckInQuestions {
    let scales: [CheckIn.Scale]
    private(set) var ratings: [CheckIn.Scale: Int] = [:]
    /// The scale that is asked now.
    private(set) var place = 0

    enum Step: Equatable {
        /// Go on: the answer that was given, as it is shown.
        case answered(String)
        case back
        case stopped
        /// The key means nothing here.
        case ignored
    }

    var current: CheckIn.Scale? { scales.indices.contains(place) ? scales[place] : nil }

    init(_ scales: [CheckIn.Scale]) {
        self.scales = scales
    }

    mutating func take(_ key: RawTerminal.Key) -> Step {
        guard let scale = current else { return .ignored }
        switch key {
        case .character("q"), .escape, .end: return .stopped
        case .character("t"), .character("x"): return answer(scale, 10)
        case .character(let character):
            guard let digit = character.wholeNumberValue else { return .ignored }
            return answer(scale, digit)
        case .enter:
            ratings[scale] = nil
            place += 1
            return .answered("-")
        case .backspace:
            guard place > 0 else { return .ignored }
            place -= 1
            return .back
        case .other: return .ignored
        }
    }

    private mutating func answer(_ scale: CheckIn.Scale, _ rating: Int) -> Step {
        ratings[scale] = rating
        place += 1
        return .answered("\(rating)")
    }

    /// `Pain now  0 no pain … 10 worst imaginable`, the questions and the anchors in columns where there is room.
    func question(_ scale: CheckIn.Scale, _ terminal: Terminal) -> String {
        let anchors = terminal.spelled("0 \(scale.low) … 10 \(scale.high)")
        let widest = scales.map { $0.question.displayWidth }.max() ?? 0
        let isRoomy = widest + anchors.displayWidth + 10 <= terminal.width
        let question = isRoomy ? scale.question.padded(to: widest) + "  " : scale.question + "\n    "
        return "  " + question + anchors.padded(to: 33) + " "
    }

    static let help = "0 to 9 with one key, t for ten; Enter skips, Backspace goes back, q stops."
    /// Told wherever the scales are.
    static let limits =
        "Pain is NRS-11; sleep asks a weekly scale of one night. No single number for mood or energy has been "
        + "validated: compare them with your own other days, and with nobody's."
}
