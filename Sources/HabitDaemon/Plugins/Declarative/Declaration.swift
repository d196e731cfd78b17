internal import HabitKit

/// What a file of `habits.d` says of a habit, checked and complete.
struct Declaration: Sendable {
    var id: String
    var title: String
    var summary: String
    /// The unit of its amounts.
    var unit: Unit
    /// What a bare `habitctl done` records, in `unit`.
    var usual: Double
    var amounts: ClosedRange<Double>
    var attributes: [AttributeSpec] = []
    var cadence: DeclaredCadence
    /// What a period asks for, in `unit`, as the file says it; nil where the cadence itself is the goal, or there is none.
    var target: Double?
    var period: Manifest.Period
    /// Whether it goes on asking once the target is met.
    var beyond = false
    var isFirm = false
    var slack: Duration
    /// An absence that answers a prompt; for habits paced by active time the cadence has it.
    var naturalBreak: Double?
    var isMovement = false
    var normal: DeclaredMode
    var gentle: DeclaredMode
    var rest: DeclaredMode

    /// Whether progress is the number of entries rather than their amounts.
    var countsEntries: Bool {
        switch cadence {
        case .week, .phased: true
        case .active, .spread, .clock: target == nil && unit != .times
        }
    }

    func mode(_ mode: DayMode) -> DeclaredMode {
        switch mode {
        case .normal: normal
        case .gentle: gentle
        case .rest: rest
        }
    }
}

/// What is different on a normal, a gentle or a restful day.
struct DeclaredMode: Sendable {
    /// Nothing is asked.
    var isSilent = false
    /// Exactly as on a normal day.
    var isSame = false
    /// A cadence of its own, which the settings do not reach; nil for the habit's.
    var cadence: DeclaredCadence?
    /// Times of day in place of the habit's.
    var at: [LocalTime]?
    /// Its `every` or `serving` as a part of the habit's.
    var pace = 1.0
    /// Its target as a part of the habit's.
    var share = 1.0
    var messages: [MessageTemplate]
    /// What the keys of its rotating messages begin with.
    var name = ""
    var routine: Routine?
    var repeats = 0
}

/// When a declarative habit asks.
enum DeclaredCadence: Sendable, Equatable {
    /// Lengths in seconds.
    case active(every: Double, naturalBreak: Double, suspend: ActiveTime.SuspendRule, atLatest: Double?)
    /// In the habit's unit.
    case spread(serving: Double)
    /// No weekdays mean every day.
    case clock(times: [LocalTime], days: [Weekday])
    case week(times: Int, restDays: Int, at: LocalTime)
    case phased(Phases, at: LocalTime)
}
