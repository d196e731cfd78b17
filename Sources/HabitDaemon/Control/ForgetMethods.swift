internal import HabitEngine
internal import HabitKit
internal import Varlink

/// What the user wants gone: Forget.
extension ControlService {
    func forget(_ call: Control.ForgetCall) async throws -> Control.ForgetReply {
        let forgetting = try await forgetting(call)
        let (backups, left) = (history.backups().count, history.setAside())
        guard !call.dryRun else {
            let habits = try await history.forgettable(forgetting)
            return Control.ForgetReply(habits: habits, backups: backups, left: left)
        }
        let habits = try await history.forget(forgetting)
        // Even where nothing is left to delete: an earlier attempt may have ended halfway. What the planner remembers may
        // quote what is gone.
        await historyChanged(habits.map(\.habit))
        try await keepMemory()
        var trouble: HistoryError?
        do { try await history.scrub() } catch { trouble = error }
        // The backups are not to keep what the file could not be rid of yet.
        try await history.replaceBackups(at: clock())
        if let trouble { throw trouble }
        return Control.ForgetReply(habits: habits, backups: backups, left: left)
    }

    private func forgetting(_ call: Control.ForgetCall) async throws -> Forgetting {
        let planner = await keeper.planner
        let today = planner.day(at: clock()).date
        var forgetting = Forgetting(today: today)
        if let text = call.habit { forgetting.habit = try await habitWithPast(text) }
        forgetting.notesOnly = call.notesOnly ?? false
        forgetting.from = try bound(call.since, planner, day: \.lowerBound)
        forgetting.to = try bound(call.until, planner, day: \.upperBound)
        func day(_ instant: Instant) -> Day { planner.policy.day(at: instant, zone: planner.zone) }
        if let from = forgetting.from {
            let first = day(from)
            forgetting.firstDay = first.bounds.lowerBound < from ? first.date.adding(days: 1) : first.date
        }
        if let to = forgetting.to { forgetting.lastDay = day(to).date.adding(days: -1) }
        return forgetting
    }

    /// A habit that is not configured any more has a past all the same.
    private func habitWithPast(_ text: String) async throws -> String {
        let names = await keeper.roster.names
        let known = Set(names.map(\.id))
        let past = try await history.everyHabit().filter { !known.contains($0) }
        do {
            return try HabitResolver(names + past.map { HabitResolver.Name(id: $0, title: $0) }).resolve(text)
        } catch {
            throw ControlError.noSuchHabit(error)
        }
    }
}
