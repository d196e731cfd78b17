/// How it is at one time: pain, sleep, mood and energy, each 0 … 10 and each only where it was told.
///
/// A check-in is kept as an ``Entry`` of the habit ``habit``, its scales as attributes: so it is amended, taken back and
/// exported like everything else that was told. A plugin sees check-ins only where its manifest needs them, and never
/// their notes.
public struct CheckIn: Sendable, Equatable {
    /// The entry's id.
    public var id: String
    public var at: Instant
    /// The offset of the zone it was made in, seconds east of UTC.
    public var offset: Int
    /// What was told, by scale; each 0 … 10.
    public var ratings: [Scale: Int]

    /// The id of the habit whose entries check-ins are.
    public static let habit = "check-in"

    /// What can be rated; the raw value is the attribute's key.
    public enum Scale: String, Sendable, Codable, CaseIterable {
        /// Pain now: NRS-11, from no pain to the worst imaginable.
        case pain
        /// How the night was: a single-item sleep quality scale, asked of one night instead of seven.
        case sleep
        /// No single 0 … 10 item for mood was found that has been validated.
        case mood
        /// As mood: a number to compare with one's own, and with nobody else's.
        case energy
        /// PEG, asked once a week: the average pain over the past week.
        case pegPain = "peg-pain"
        /// PEG: how much pain interfered with the enjoyment of life over the past week.
        case pegEnjoyment = "peg-enjoyment"
        /// PEG: how much pain interfered with general activity over the past week.
        case pegActivity = "peg-activity"

        /// The three items of PEG, in its order.
        public static let peg: [Scale] = [.pegPain, .pegEnjoyment, .pegActivity]
        /// What an ordinary check-in asks.
        public static let daily: [Scale] = [.pain, .sleep, .mood, .energy]
    }

    /// What every rating lies in.
    public static let range = 0...10

    public init(id: String, at: Instant, offset: Int = 0, ratings: [Scale: Int]) {
        self.id = id
        self.at = at
        self.offset = offset
        self.ratings = ratings
    }

    /// What `entry` tells; nil where it is no check-in, or tells no rating.
    public init?(_ entry: Entry) {
        guard entry.habit == Self.habit, entry.counts else { return nil }
        var ratings: [Scale: Int] = [:]
        for (key, text) in entry.attributes {
            guard let scale = Scale(rawValue: key), let rating = Int(text), Self.range.contains(rating) else {
                continue
            }
            ratings[scale] = rating
        }
        guard !ratings.isEmpty else { return nil }
        self.init(id: entry.id, at: entry.at, offset: entry.offset, ratings: ratings)
    }

    /// The ratings as an entry's attributes.
    public var attributes: [String: String] {
        Dictionary(uniqueKeysWithValues: ratings.map { ($0.rawValue, "\($1)") })
    }

    /// What an entry of ``habit`` may say, for a manifest.
    public static let attributes: [AttributeSpec] = Scale.allCases.map { scale in
        AttributeSpec(scale.rawValue, .integer(range), "\(scale.low) (0) to \(scale.high) (10)")
    }

    /// PEG's score, the mean of its three items; nil unless all three were told.
    public var peg: Double? {
        let items = Scale.peg.compactMap { ratings[$0] }
        return items.count == 3 ? Double(items.reduce(0, +)) / 3 : nil
    }
}

extension CheckIn.Scale {
    /// What is asked.
    public var question: String {
        switch self {
        case .pain: "Pain now"
        case .sleep: "Sleep last night"
        case .mood: "Mood"
        case .energy: "Energy"
        case .pegPain: "Average pain over the past week"
        case .pegEnjoyment: "Over the past week, pain interfered with enjoying life"
        case .pegActivity: "Over the past week, pain interfered with general activity"
        }
    }

    /// What 0 means.
    public var low: String {
        switch self {
        case .pain, .pegPain: "no pain"
        case .sleep: "terrible"
        case .mood: "very low"
        case .energy: "none"
        case .pegEnjoyment, .pegActivity: "not at all"
        }
    }

    /// What 10 means.
    public var high: String {
        switch self {
        case .pain, .pegPain: "worst imaginable"
        case .sleep: "excellent"
        case .mood: "very good"
        case .energy: "full"
        case .pegEnjoyment, .pegActivity: "completely"
        }
    }

    /// Whether more of it is better.
    public var isBetterHigh: Bool { self == .sleep || self == .mood || self == .energy }
}
