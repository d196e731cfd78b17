import HabitKit

/// Everything the planner holds of one habit.
struct HabitTrack: Sendable {
    let habit: PlannedHabit
    /// Whether it can run at all.
    let isSound: Bool
    /// Oldest first. Those after now (the clock was set back) are kept and not shown.
    var entries: [Entry]
    /// Entries before this are not shown to the plugin.
    var visibleFrom: Instant = .distantPast
    /// When the first entry that lies in the future comes into view.
    var visibleNext: Instant?

    /// The latest question; answers to older ones are dropped.
    var revision = 0
    /// The plan no longer fits what is known: a question is to be asked.
    var isStale = false
    /// When the question that still waits for its answer was asked.
    var askedAt: Instant?
    /// The question is only whether the words for what is due are still right.
    var isFreshening = false
    /// When the latest answer came, be it a failure.
    var answeredAt: Instant?
    /// The last good answer.
    var assessment: Assessment?
    /// When to ask again though nothing happens.
    var askAgainAt: Instant?
    /// Why the latest question failed.
    var failure: String?
    /// Failures in a row.
    var failures = 0

    /// The prompt that is to come; its time is never before today.
    var scheduled: Prompt? { didSet { plan = scheduled.map(PlanTimes.init) } }
    /// The times of `scheduled`.
    private(set) var plan: PlanTimes?
    /// It was announced before its time, or before the clock was set back over it: it passes in silence.
    var isMuted = false
    /// What keeps the prompt from being told although it is due, since when.
    var hold: Hold?
    var open: OpenPrompt? { didSet { wait = open.map(OpenTimes.init) } }
    /// The times of `open`.
    private(set) var wait: OpenTimes?
    /// A firm prompt that was skipped, with the time it is asked at again: it stays until done or booked.
    var agenda: Prompt?
    var last: PromptRecord?
    /// The latest announcement of any of its prompts.
    var spokenAt: Instant?
    /// The seconds at which today's announced prompts fell due.
    var told: [Int64] = []
    /// Those told before the wall clock was set: they are not told again if it comes past them once more.
    var toldBefore: [Int64] = []
    var decisions = DecisionLog()

    /// A prompt that waits, or will wait when its time comes, and what for.
    struct Hold: Sendable, Equatable {
        /// The time it would have been told at.
        var since: Instant
        var cause: Silence
        /// The cause that is noted as a decision.
        var told: Silence?
    }

    init(habit: PlannedHabit, entries: [Entry]) {
        self.habit = habit
        isSound = habit.failure == nil
        self.entries = entries.sorted { $0.at < $1.at }
    }

    var id: String { habit.id }

    /// Its plan is about to change, and soon enough to wait for it.
    func isUnsettled(at now: Instant) -> Bool {
        guard let askedAt else { return isStale }
        return now < askedAt + Planner.patience
    }

    /// Announcements of others wait for its plan, so that what belongs together is told together. A plugin that failed is
    /// waited for no more until it has answered again: one that hangs would make all the others late each time.
    func holdsOthers(at now: Instant) -> Bool {
        failures == 0 && isUnsettled(at: now)
    }

    /// What its plugin said is so old that numbers in it may be wrong, or is said of a time to come that has come since;
    /// and no question is under way.
    func isOld(at now: Instant) -> Bool {
        guard isSound, askedAt == nil, let answeredAt else { return false }
        return answeredAt + Planner.freshness <= now || plan.map { answeredAt < $0.due && $0.due <= now } ?? false
    }

    /// What the plugin is shown: from its history's first day up to now, and what is booked for later.
    func visibleEntries(at now: Instant) -> [Entry] {
        var first = 0
        var end = entries.count
        while first < end, entries[first].at < visibleFrom { first += 1 }
        while end > first, entries[end - 1].at > now { end -= 1 }
        if first == 0, end == entries.count { return entries }
        return entries[first..<end] + entries[end...].filter { $0.kind == .booked }
    }

    /// The time of the first entry after `now`.
    func nextVisible(after now: Instant) -> Instant? {
        guard let last = entries.last, last.at > now else { return nil }
        return entries.first { $0.at > now }?.at
    }

    /// Adds an entry where its time puts it; false when it is known already.
    mutating func insert(_ entry: Entry) -> Bool {
        var index = entries.count
        while index > 0, entries[index - 1].at > entry.at { index -= 1 }
        var same = index
        while same > 0, entries[same - 1].at == entry.at {
            if entries[same - 1].id == entry.id { return false }
            same -= 1
        }
        entries.insert(entry, at: index)
        return true
    }

    /// Removes the entry called `id`; nil when it is not known.
    mutating func remove(_ id: String) -> Entry? {
        guard let index = entries.lastIndex(where: { $0.id == id }) else { return nil }
        return entries.remove(at: index)
    }

    mutating func shift(by step: Duration, dayEnd end: Instant) {
        var memory = memory
        memory.shift(by: step, dayEnd: end)
        takeUp(memory)
    }

    mutating func foresee(since due: Instant, for cause: Silence) {
        hold = Hold(since: due, cause: cause, told: hold?.told)
    }

    mutating func replaceEntries(_ all: [Entry]) {
        entries = all.sorted { $0.at < $1.at }
        visibleNext = nil
        trimEntries()
    }

    mutating func trimEntries() {
        guard let first = entries.first, first.at < visibleFrom else { return }
        entries.removeAll { $0.at < visibleFrom }
    }

    /// Forgets the plan, not the last answer: it is shown until the next one comes.
    mutating func dropPlan() {
        scheduled = nil
        isMuted = false
        hold = nil
        askAgainAt = nil
    }
}

/// What can keep a prompt that is due from being told.
enum Silence: Sendable, Equatable {
    case paused(until: Instant)
    case away
    case outsideActiveHours
    case gap
    case hourlyLimit(Int)
    /// Its own latest announcement was moments ago.
    case justTold

    /// The rule as a person would say it.
    var text: String {
        switch self {
        case .paused: "paused"
        case .away: "you are away"
        case .outsideActiveHours: "outside the active hours"
        case .gap: "another reminder was told moments ago"
        case .hourlyLimit(let limit): "\(Self.count(limit)) in the last hour"
        case .justTold: "it was told moments ago"
        }
    }

    private static func count(_ limit: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six"]
        let number = words.indices.contains(limit) ? words[limit] : "\(limit)"
        return limit == 1 ? "one announcement" : "\(number) announcements"
    }
}
