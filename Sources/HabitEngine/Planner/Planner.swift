public import HabitKit

/// Decides what is said and when. A value: events and instants go in, actions come out; it reads no clock, waits
/// for nothing and does nothing itself.
///
/// The driver hands over each event with the instant at which it happened and performs the actions in order. An
/// ``PlannerAction/assess(habit:revision:moment:)`` is answered with another event, sooner or later; one answer
/// that takes long does not hold up the others for more than ``patience``.
///
/// The rules, in the order in which they are asked: pause, presence, active hours, the minimum gap, the hourly
/// limit. What is due within the policy's window is told together. ``decisions(of:)`` tells which rule spoke.
public struct Planner: Sendable {
    public internal(set) var policy: Policy
    public internal(set) var zone: Zone
    /// The day that the latest event lies in.
    public internal(set) var day: Day
    /// Nothing is announced until then.
    public internal(set) var pausedUntil: Instant?

    var tracks: [HabitTrack]
    /// The place of each habit in ``tracks``.
    var places: [String: Int]
    /// What is remembered of habits that are not here: switched off, or of a plugin that has not said yet who it is.
    var absent: [String: PlannerMemory.HabitMemory] = [:]
    var presence: PresenceLedger
    var pacing = Pacing()
    var words = DayWords()
    /// How it was told to be, whether or not a habit asks for it.
    var checkIns = CheckInBook()
    /// The highest pain told today.
    var worstPain: Int?
    /// The clock was set forward by more than a day: entries are kept in case that was an error.
    var keepsEntries = false
    /// The start of the active range that the latest event lies in.
    var activeSince: Instant?
    /// The latest instant an event came with.
    var lastSeen: Instant
    /// What the driver was last told to wake at; nil when it may have forgotten.
    var armed: Armed = .unknown
    /// Actions of the event that is being handled.
    var outbox: [PlannerAction] = []
    /// The memory changed during this event.
    var isMemoryChanged = false

    /// How long announcements wait for answers of plugins that were asked: long enough for a slow plugin, so that
    /// what belongs together is told together.
    static let patience: Duration = .seconds(2)

    /// How old an answer may be when it is shown or told; `37 of 45 min` is wrong a minute later.
    static let freshness: Duration = .minutes(1)

    enum Armed: Sendable, Equatable {
        case unknown
        case at(Instant?)
    }

    /// A planner as of `now`. It does nothing until it gets ``PlannerEvent/started``.
    ///
    /// - Parameter entries: by habit, as far back as ``Needs/historyDays`` asks, today's always; check-ins as far back as
    ///   ``checkInReach(_:)`` says, be there a habit for them or not.
    /// - Parameter memory: what an earlier run left.
    public init(
        policy: Policy, habits: [PlannedHabit], entries: [String: [Entry]] = [:], zone: Zone,
        memory: PlannerMemory? = nil, at now: Instant
    ) {
        self.policy = policy
        self.zone = zone
        day = policy.day(at: now, zone: zone)
        tracks = habits.map { HabitTrack(habit: $0, entries: entries[$0.id] ?? []) }
        places = Self.places(of: tracks)
        presence = PresenceLedger(since: now)
        lastSeen = now
        if let memory { recall(memory, at: now) }
        for entry in entries[CheckIn.habit] ?? [] { _ = checkIns.insert(entry) }
        openView()
        openBody(at: now)
    }

    /// Where the user is as far as anyone told, and since when.
    public var whereabouts: (state: PresenceState, since: Instant) { (presence.state, presence.began) }

    /// The habits in configuration order.
    public var habits: [PlannedHabit] { tracks.map(\.habit) }

    /// The mode of `habit` today (nil: of the day): the user's word, else gentle on the day after rest or for pain.
    public func mode(of habit: String? = nil) -> DayMode {
        words.mode(of: habit, on: day.date) ?? modeFromPain
    }

    /// What was decided about `habit`, newest first, and why; at most 20 are kept.
    public func decisions(of habit: String) -> [Decision] {
        index(of: habit).map { tracks[$0].decisions.newestFirst } ?? []
    }

    /// The day that `instant` lies in.
    public func day(at instant: Instant) -> Day {
        day.bounds.contains(instant) ? day : policy.day(at: instant, zone: zone)
    }

    /// Takes note of what happened at `now` and says what is to be done.
    public mutating func handle(_ event: PlannerEvent, at now: Instant) -> [PlannerAction] {
        passTime(to: now, event)
        take(event, at: now)
        settle(at: now)
        return flush(at: now)
    }

    private mutating func take(_ event: PlannerEvent, at now: Instant) {
        switch event {
        case .together(let events): for event in events { take(event, at: now) }
        case .started: restart(at: now)
        case .deadline: armed = .unknown
        case .looked: for index in tracks.indices where tracks[index].isOld(at: now) { freshen(index) }
        case .recorded(let entry): record(entry, at: now)
        case .superseded(let id, let entry): supersede(id, by: entry, at: now)
        case .reloaded(let entries): reload(entries, at: now)
        case .paused(let until): pause(until: until, at: now)
        case .resumed: resume("resumed", at: now)
        case .mode(let mode, let habit): setMode(mode, of: habit, at: now)
        case .presence(let state): setPresence(state, at: now)
        case .clockChanged(let change): clockChanged(change, at: now)
        case .zoneChanged(let zone): setZone(zone, at: now)
        case .assessed(let habit, let revision, let assessment):
            accept(assessment, of: habit, revision: revision, at: now)
        case .assessmentFailed(let habit, let revision, let reason):
            acceptFailure(reason, of: habit, revision: revision, at: now)
        case .reconfigured(let policy, let habits, let entries):
            reconfigure(policy, habits, entries: entries, at: now)
        }
    }

    /// Everything that follows from the time and from what is known now.
    mutating func settle(at now: Instant) {
        if !day.bounds.contains(now) { beginDay(at: now) }
        if let until = pausedUntil, until <= now { resume("the pause is over", at: now) }
        lapse(at: now)
        refresh(at: now)
        speak(at: now)
    }

    /// Arms the deadline, asks what is to be asked, and hands the actions over.
    ///
    /// Questions come last: a driver that answers them as it goes has performed everything else by then.
    mutating func flush(at now: Instant) -> [PlannerAction] {
        let questions = questions(at: now)
        let deadline = Armed.at(nextDeadline(after: now))
        if deadline != armed, case .at(let instant) = deadline {
            outbox.append(.arm(instant))
            armed = deadline
        }
        if isMemoryChanged { outbox.append(.remember) }
        isMemoryChanged = false
        defer { outbox = [] }
        return outbox + questions
    }

    func index(of habit: String) -> Int? {
        places[habit]
    }

    static func places(of tracks: [HabitTrack]) -> [String: Int] {
        Dictionary(tracks.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    mutating func tell(_ kind: PlannerNews.Kind, _ reason: String, habit: String? = nil, at now: Instant) {
        outbox.append(.tell(PlannerNews(kind: kind, at: now, habit: habit, reason: reason)))
    }

    /// Notes a decision. By itself it is not worth a write: the next change that is takes it along.
    mutating func note(_ what: String, _ reason: String, on index: Int, at now: Instant) {
        tracks[index].decisions.note(what, reason, at: now)
    }
}
