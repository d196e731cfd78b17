import HabitKit

// How it is: check-ins, whom they are shown, and the gentle day that follows from pain.
extension Planner {
    /// Takes note of a check-in; anything else that was recorded changes nothing here.
    mutating func noteCheckIn(_ entry: Entry, at now: Instant) {
        guard checkIns.insert(entry) else { return }
        bodyChanged(at: now)
    }

    /// A check-in was taken back or corrected.
    mutating func replaceCheckIn(_ id: String, by entry: Entry?, at now: Instant) {
        let isRemoved = checkIns.remove(id)
        let isInserted = entry.map { checkIns.insert($0) } ?? false
        if isRemoved || isInserted { bodyChanged(at: now) }
    }

    /// Many entries came or went at once: these are the check-ins there are now.
    mutating func reloadCheckIns(_ entries: [Entry], at now: Instant) {
        checkIns = CheckInBook()
        for entry in entries { _ = checkIns.insert(entry) }
        bodyChanged(at: now)
    }

    private mutating func bodyChanged(at now: Instant) {
        let before = modes
        worstPain = checkIns.worstPain(in: day.bounds, through: now)
        for index in tracks.indices where tracks[index].habit.manifest.needs.checkInDays != nil { ask(index) }
        adopt(modesBefore: before, at: now)
    }

    /// The day's mode and every habit's, in the order of the habits.
    private var modes: (day: DayMode, habits: [DayMode]) {
        (mode(), tracks.map { mode(of: $0.id) })
    }

    /// Whoever is told of the day hears the mode alone; the number behind it stays in the decisions, which only the
    /// socket tells.
    private mutating func adopt(modesBefore before: (day: DayMode, habits: [DayMode]), at now: Instant) {
        let after = modes
        if after.day != before.day { tell(.mode, "\(after.day.rawValue) for today", at: now) }
        for index in tracks.indices where before.habits[index] != after.habits[index] {
            note("mode", whyMode(after.habits[index]), on: index, at: now)
            ask(index)
        }
    }

    private func whyMode(_ mode: DayMode) -> String {
        guard mode == .gentle, let pain = worstPain else { return "\(mode.rawValue) for today" }
        return "gentle for today: you told pain \(pain) of 10"
    }

    /// What follows for the day from the pain that was told; the user's own word goes before it.
    var modeFromPain: DayMode {
        guard policy.gentleFrom > 0, let worstPain, worstPain >= policy.gentleFrom else { return .normal }
        return .gentle
    }

    /// Whether a day of rest is offered: after pain that high, and never imposed, for long rest does a sore back no good.
    public func offersRest(after pain: Int?) -> Bool {
        guard policy.restOfferedFrom > 0, let pain else { return false }
        return pain >= policy.restOfferedFrom && mode() != .rest
    }

    /// Another day, other settings or other habits: what is kept, and what of it is today's.
    mutating func openBody(at now: Instant) {
        if !keepsEntries { checkIns.forget(before: checkInsFrom(Self.checkInReach(habits))) }
        worstPain = checkIns.worstPain(in: day.bounds, through: now)
    }

    /// The check-ins that a plugin is shown.
    func checkIns(for manifest: Manifest, at now: Instant) -> [CheckIn] {
        guard let days = manifest.needs.checkInDays else { return [] }
        return checkIns.shown(from: checkInsFrom(days), through: now)
    }

    private func checkInsFrom(_ days: Int) -> Instant {
        zone.instant(LocalDateTime(day.date.adding(days: -min(max(days, 0), 400)), policy.dayStarts))
    }

    /// Days before today whose check-ins are kept: as many as the habit that looks furthest back asks for, yesterday
    /// always.
    public static func checkInReach(_ habits: [PlannedHabit]) -> Int {
        habits.reduce(1) { max($0, $1.manifest.needs.checkInDays ?? 0) }
    }
}
