public import HabitKit

/// What the planner must know of one habit; how it is assessed, it only asks for.
public struct PlannedHabit: Sendable, Equatable {
    /// The id the user types: `foam-roll`.
    public var id: String
    public var title: String
    public var manifest: Manifest
    /// Its title and message never leave the socket.
    public var isPrivate: Bool
    /// Why it cannot run (a setting out of range); nil for a sound habit. A failed habit is shown and never assessed.
    public var failure: String?

    public init(
        id: String, title: String, manifest: Manifest, isPrivate: Bool = false, failure: String? = nil
    ) {
        self.id = id
        self.title = title
        self.manifest = manifest
        self.isPrivate = isPrivate
        self.failure = failure
    }
}
