/// One thing done, deliberately rested or skipped, or agreed on, at one time. Immutable: a correction is a new entry that
/// supersedes it.
public struct Entry: Sendable, Equatable, Codable {
    /// UUIDv7 in its usual text form.
    public var id: String
    /// The habit's id.
    public var habit: String
    /// Done, in its gentle form, rested, skipped or booked.
    public var kind: Kind
    /// When it was done, which may lie before it was recorded.
    public var at: Instant
    /// The offset of the zone it was made in, seconds east of UTC, so that its day stays the day it was.
    public var offset: Int
    /// In `unit`; at least 0.
    public var amount: Double
    /// The unit of `amount`, as it was recorded.
    public var unit: Unit
    /// What the manifest's attributes allow: `["area": "back"]`.
    public var attributes: [String: String]
    /// The user's own words; never leaves the history but through the socket.
    public var note: String?

    /// What an entry says of its habit; the raw value is what is stored and sent.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case done
        /// Done in its gentle form; counts as done.
        case gentle
        /// A rest taken on purpose: neutral.
        case rested
        case skipped
        /// Agreed on for the time it bears, which may lie ahead: an appointment.
        case booked

        /// Whether such an entry adds to progress.
        public var counts: Bool { self == .done || self == .gentle }

        /// Those that tell of something that has been.
        public static let told: [Kind] = [.done, .gentle, .rested, .skipped]
    }

    public init(
        id: String, habit: String, kind: Kind = .done, at: Instant, offset: Int = 0, amount: Double, unit: Unit,
        attributes: [String: String] = [:], note: String? = nil
    ) {
        self.id = id
        self.habit = habit
        self.kind = kind
        self.at = at
        self.offset = offset
        self.amount = amount
        self.unit = unit
        self.attributes = attributes
        self.note = note
    }

    /// Whether it adds to progress.
    public var counts: Bool { kind.counts }

    /// When it was recorded, which a UUIDv7 tells to the millisecond; nil where the id is none. For an appointment: when it
    /// was made.
    public var recordedAt: Instant? {
        let digits = id.utf8.prefix(13).filter { $0 != UInt8(ascii: "-") }
        guard digits.count == 12, id.utf8.dropFirst(14).first == UInt8(ascii: "7"),
            let milliseconds = Int64(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        return Instant(microseconds: milliseconds * 1000)
    }
}
