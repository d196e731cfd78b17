/// A kind of habit. It keeps no state: the same moment always gets the same assessment.
///
/// Conform a value type to it, give it a ``Manifest``, and answer ``assess(_:settings:)`` by combining a cadence
/// (``ActiveTime``, ``Spread``, ``ClockTimes``, ``TimesPerWeek``, ``Phases``) with what the moment shows. The engine
/// cannot tell a compiled-in plugin from an executable or a declarative one, and one plugin can serve several habits
/// with different settings.
public protocol HabitPlugin: Sendable {
    /// What a habit of this kind can be set to. Every value has a default and is checked against the
    /// manifest's ranges before it gets here.
    associatedtype Settings: Codable & Sendable

    /// Who the plugin is, what it can be set to and what it needs to see. The same value for the life of the
    /// process.
    var manifest: Manifest { get }

    /// What this habit is at `moment`, and when it next has something to say.
    ///
    /// A pure function: it reads no clock, no file and no environment.
    func assess(_ moment: Moment, settings: Settings) async throws -> Assessment
}

/// Who a plugin is and what it needs.
public struct Manifest: Sendable, Codable, Equatable {
    /// One path component of lower-case letters, digits and hyphens: `foam-roll`.
    public var id: String
    /// For people: `Foam rolling`.
    public var title: String
    /// One sentence on what it is for.
    public var summary: String
    /// The unit in which progress is told, and in which an amount without a unit is read.
    public var unit: Unit
    /// The amount that `habitctl done` records when none is given, in `unit`.
    public var usualAmount: Double
    /// The setting that takes the place of ``usualAmount`` once a habit is bound: a serving, the length of a walk. A
    /// duration or a quantity; nil keeps the manifest's own.
    public var usualAmountSetting: String?
    /// Accepted amounts of one entry, in `unit`; others are refused as absurd.
    public var amounts: ClosedRange<Double>
    /// Everything a user can set, with defaults and ranges.
    public var settings: [SettingSpec]
    /// What an entry may say beside its amount: `area=back`.
    public var attributes: [AttributeSpec]
    /// What the moment must carry.
    public var needs: Needs
    /// An entry is time on one's feet: it counts as a break for habits paced by active time.
    public var isMovement: Bool
    /// It happens at appointments: `habitctl book` fixes the next one, as an entry of kind booked.
    public var takesAppointments: Bool
    /// What a day of this habit is measured by.
    public var goal: Goal
    /// What progress is measured over.
    public var period: Period
    /// Every routine that it can offer, by which `habitctl routine` names them.
    public var routines: [Routine]

    /// The time that a target belongs to.
    public enum Period: String, Sendable, Codable, CaseIterable {
        case day
        /// Seven days, ISO weeks where a calendar is shown.
        case week
    }

    /// How a day's entries become progress.
    public enum Goal: String, Sendable, Codable, CaseIterable {
        /// The sum of the amounts.
        case amount
        /// The number of entries.
        case count
    }

    public init(
        id: String, title: String, summary: String, unit: Unit, usualAmount: Double = 1,
        usualAmountSetting: String? = nil, amounts: ClosedRange<Double>, settings: [SettingSpec] = [],
        attributes: [AttributeSpec] = [],
        needs: Needs = Needs(), isMovement: Bool = false, takesAppointments: Bool = false, goal: Goal = .amount,
        period: Period = .day, routines: [Routine] = []
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.unit = unit
        self.usualAmount = usualAmount
        self.usualAmountSetting = usualAmountSetting
        self.amounts = amounts
        self.settings = settings
        self.attributes = attributes
        self.needs = needs
        self.isMovement = isMovement
        self.takesAppointments = takesAppointments
        self.goal = goal
        self.period = period
        self.routines = routines
    }
}

/// What a moment must carry for a plugin; it carries no more.
public struct Needs: Sendable, Codable, Equatable {
    /// Days of the habit's own entries before today, 0 … 400.
    public var historyDays: Int
    /// Whether presence and active time are looked at.
    public var presence: Bool
    /// Days of check-ins before today, 0 … 400; nil where none are looked at, and then none are shown.
    public var checkInDays: Int?

    public init(historyDays: Int = 0, presence: Bool = false, checkInDays: Int? = nil) {
        self.historyDays = historyDays
        self.presence = presence
        self.checkInDays = checkInDays
    }
}
