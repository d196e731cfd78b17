internal import HabitKit

/// A reminder's words, with places for the day's numbers.
struct MessageTemplate: Sendable, Equatable {
    var text: String

    /// What can be filled in.
    enum Place: String, CaseIterable, Sendable {
        /// What was done of the target's period.
        case done
        case target
        /// What is left of it.
        case left
        /// What is asked for now: a serving, or the usual amount.
        case portion

        var written: String { "{\(rawValue)}" }

        /// The most characters that a number and its unit take.
        static let longest = 20
    }

    /// The places that it names.
    var places: [Place] {
        // Searching a text for another is slow, and most name no place.
        guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
        return Place.allCases.filter { text.contains($0.written) }
    }

    /// At most so many characters once it is filled in.
    var longest: Int { text.count + places.reduce(0) { $0 + text.ranges(of: $1.written).count } * Place.longest }

    func filled(_ standing: DeclaredStanding) -> String {
        places.reduce(text) { $0.replacing($1.written, with: standing.text($1)) }
    }
}

extension DeclaredMode {
    /// The message whose turn it is after the last prompt's, and the key that tells it apart: a function of the moment
    /// alone, so that the rotation needs no memory.
    func message(_ moment: Moment) -> (template: MessageTemplate, key: String?) {
        guard messages.count > 1 else { return (messages.first ?? MessageTemplate(text: ""), nil) }
        let keys = messages.indices.map { "\(name)\($0 + 1)" }
        let key = keys.after(moment.lastPrompt?.key) ?? keys[0]
        return (messages[keys.firstIndex(of: key) ?? 0], key)
    }
}
