/// What is kept in words alone: something that went well, and what the care team should hear. Each is an ``Entry`` of an
/// id that no habit may have, its words the note.
package enum CareNote: String, Sendable, CaseIterable {
    /// “Reached the top shelf without wincing”.
    case victory
    /// A new medication, a question: for the doctor or the therapist.
    case tell

    /// What such an entry is called.
    package var title: String {
        switch self {
        case .victory: "Victory"
        case .tell: "To tell"
        }
    }

    /// Why no habit may be called `id`; nil where one may.
    package static func refusal(ofHabit id: String) -> String? {
        CareNote(rawValue: id).map {
            "the name is taken: habitd keeps what “habitctl \($0.rawValue)” is told under it; choose another"
        }
    }
}
