package import HabitEngine
package import HabitKit
package import NIOCore

/// Streak and score of every habit, folded from the days' sums when someone asks and kept up to date from then on.
/// Nothing of it is needed for the start.
package actor StandingBook {
    private struct Page {
        /// Every day before today.
        var past: StandingFold
        var today: DayRecord

        var standing: Standing {
            var fold = past
            fold.add(today)
            return fold.standing(on: today.date)
        }
    }

    private let eventLoop: any EventLoop
    private let keeper: HabitKeeper
    private let history: History
    private var pages: [String: Page] = [:]
    /// Counts the changes of a habit, so that a fold that was overtaken by one is not taken for the truth.
    private var versions: [String: Int] = [:]
    /// The latest standing known of each habit.
    package private(set) var all: [String: Standing] = [:]

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        eventLoop.executor.asUnownedSerialExecutor()
    }

    package init(eventLoop: any EventLoop, keeper: HabitKeeper, history: History) {
        self.eventLoop = eventLoop
        self.keeper = keeper
        self.history = history
    }

    /// An entry was kept that counts for `day`.
    package func recorded(_ entry: Entry, on day: LocalDate) {
        versions[entry.habit, default: 0] += 1
        guard var page = pages[entry.habit], page.today.date == day else {
            pages[entry.habit] = nil
            return
        }
        page.today.add(entry)
        pages[entry.habit] = page
        all[entry.habit] = page.standing
    }

    /// An entry was taken back or corrected.
    package func rewritten(_ habit: String) {
        versions[habit, default: 0] += 1
        pages[habit] = nil
    }

    /// The configuration changed: another target may hold today.
    package func forgetAll() {
        pages = [:]
    }

    /// The standing of one habit, read where it is not known.
    package func standing(of habit: String) async throws(HistoryError) -> Standing? {
        if pages[habit] == nil { try await refresh() }
        return all[habit]
    }

    /// Brings every habit up to date. Only what changed in another way than by an entry of today is read again.
    package func refresh() async throws(HistoryError) {
        let planner = await keeper.planner
        let view = await keeper.view
        let progresses = Dictionary(view.habits.map { ($0.id, $0.progress) }) { first, _ in first }
        for habit in planner.habits where habit.failure == nil {
            let progress = progresses[habit.id] ?? nil
            let mode = planner.mode(of: habit.id)
            if var page = pages[habit.id], page.today.date == view.day.date {
                page.today.note(progress, habit.manifest, mode)
                pages[habit.id] = page
                all[habit.id] = page.standing
            } else {
                try await read(habit, progress, mode: mode, today: view.day.date)
            }
        }
    }

    private func read(
        _ habit: PlannedHabit, _ progress: Progress?, mode: DayMode, today: LocalDate
    ) async throws(HistoryError) {
        let version = versions[habit.id]
        let manifest = habit.manifest
        let start = SortedDays(StandingFold(), manifest: manifest, progress, today: today)
        var fold = try await history.foldDays(habit: habit.id, unit: manifest.unit, into: start) { $0.add($1) }
        fold.today.note(progress, manifest, mode)
        let page = Page(past: fold.past, today: fold.today)
        all[habit.id] = page.standing
        if versions[habit.id] == version { pages[habit.id] = page }
    }

    /// Every day of a habit up to today, of which anything is known: what series and reasons are made of.
    ///
    /// - Parameter habit: one that is switched off has its days all the same; they are measured by what was kept.
    package func records(of habit: String, _ manifest: Manifest) async throws(HistoryError) -> [DayRecord] {
        let planner = await keeper.planner
        let view = await keeper.view(of: habit)
        let today = await keeper.view.day.date
        let start = SortedDays([DayRecord](), manifest: manifest, view?.progress, today: today)
        var list = try await history.foldDays(habit: habit, unit: manifest.unit, into: start) { $0.add($1) }
        guard let view else { return list.past }
        list.today.note(view.progress, manifest, planner.mode(of: habit))
        return list.past + [list.today]
    }
}

extension DayRecord {
    /// Takes an entry of this day in.
    fileprivate mutating func add(_ entry: Entry) {
        switch entry.kind {
        case .done, .gentle:
            done += goal == .count ? 1 : entry.amount
            count += 1
            if entry.kind == .gentle { gentle = true }
        case .rested: rested = true
        case .skipped: skipped = true
        case .booked: break
        }
    }

    /// What today asks may have changed since its plan was kept.
    fileprivate mutating func note(_ progress: Progress?, _ manifest: Manifest, _ mode: DayMode) {
        target = progress?.target
        period = TargetPeriod(progress, usual: manifest.period)
        if mode == .rest { rested = true }
    }
}
