internal import HabitEngine
internal import HabitKit
internal import NIOCore

/// What follows a change without anybody waiting for it: the planner's memory, what the day asks of each habit, the
/// status for systemd, and the daily backup. Several changes in quick succession are one.
struct Housekeeping {
    private let parts: DaemonParts
    private var plans: [String: DayPlan] = [:]
    private var status: String?
    private var backedUp: LocalDate?
    private var hasToldTrouble = false

    /// - Parameter status: what systemd was told with READY.
    init(parts: DaemonParts, status: String?) {
        self.parts = parts
        self.status = status
    }

    /// Until cancelled.
    mutating func run() async {
        await tidy()
        // Streaks and scores, so that the first to ask need not wait; whoever asks is told of trouble.
        try? await parts.standings.refresh()
        await rest()
        for await _ in parts.keeper.changes {
            try? await parts.eventLoop.scheduleTask(in: .milliseconds(200)) {}.futureResult.get()
            await tidy()
            await rest()
        }
    }

    private func rest() async {
        await parts.history.releaseMemory()
        RestingMemory.giveBack()
    }

    mutating func tidy() async {
        await MemorySaver(keeper: parts.keeper, history: parts.history).keepSoon()
        let planner = await parts.keeper.planner
        let view = planner.view(at: parts.clock())
        tellStatus(planner, view)
        do throws(HistoryError) {
            try await keepPlans(planner, view)
            try await parts.history.dropStaleStaging(at: parts.clock())
            if backedUp != view.day.date {
                _ = try await parts.history.backUpDaily(at: parts.clock())
                backedUp = view.day.date
            }
            hasToldTrouble = false
        } catch {
            tellTrouble(error)
        }
    }

    private mutating func tellStatus(_ planner: Planner, _ view: DayView) {
        guard parts.notifier.isActive else { return }
        let text = Self.status(planner, view)
        if text != status { parts.notifier.status(text) }
        status = text
    }

    static func status(_ planner: Planner, _ view: DayView) -> String {
        let hidden = Set(planner.habits.filter(\.isPrivate).map(\.id))
        return DaySummary(view: view, zone: planner.zone, hiding: hidden).text
    }

    /// A day is scored by what it asked for, so that a later change of the target does not rewrite it.
    private mutating func keepPlans(_ planner: Planner, _ view: DayView) async throws(HistoryError) {
        var changed: [DayPlan] = []
        for (habit, shown) in zip(planner.habits, view.habits) where habit.failure == nil {
            let mode = planner.mode(of: habit.id)
            let plan = DayPlan(
                habit: habit.id, day: view.day.date, target: shown.progress?.target,
                period: TargetPeriod(shown.progress, usual: habit.manifest.period).text,
                mode: mode == .normal ? nil : mode)
            if plans[habit.id] != plan { changed.append(plan) }
        }
        // Those that are written at the same time share a wait for the disk.
        let results = await withTaskGroup { [history = parts.history] group in
            for plan in changed {
                group.addTask { () -> (DayPlan, HistoryError?) in
                    do throws(HistoryError) { try await history.plan(plan) } catch { return (plan, error) }
                    return (plan, nil)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (plan, error) in results {
            if let error { throw error }
            plans[plan.habit] = plan
        }
    }

    private mutating func tellTrouble(_ error: HistoryError) {
        guard error.code != .closed, !hasToldTrouble else { return }
        hasToldTrouble = true
        parts.writer.write(JournalMessage.historyProblem(error.description))
    }
}
