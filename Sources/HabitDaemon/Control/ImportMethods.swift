internal import HabitEngine
internal import HabitKit
internal import Varlink

/// What comes from files: Import.
extension ControlService {
    func importItems(_ call: Control.ImportCall) async throws -> Control.ImportReply {
        guard let step = Control.ImportStep(rawValue: call.step) else { throw VarlinkError.invalidParameter("step") }
        guard step == .stage else {
            guard let token = call.token else { throw ControlError.importLost }
            return try await finish(token, step)
        }
        let now = clock()
        var random = SystemRandomNumberGenerator()
        let token = call.token ?? UUIDv7.make(at: now, random: &random)
        let read = await ImportedItems(call.items ?? [], check: importCheck())
        try await history.stage(read.entries, read.plans, token: token, begin: call.token == nil, at: now)
        return Control.ImportReply(token: token, problems: read.problems)
    }

    private func finish(_ token: String, _ step: Control.ImportStep) async throws -> Control.ImportReply {
        let habits: [StagedHabit]
        switch step {
        case .keep:
            habits = try await history.keepStaged(token: token)
            await historyChanged(habits.map(\.habit))
        case .tell:
            habits = try await history.staged(token: token)
            try await history.dropStaged(token: token)
        case .drop, .stage:
            habits = []
            try await history.dropStaged(token: token)
        }
        let roster = await keeper.roster
        return Control.ImportReply(
            token: token,
            habits: habits.map { habit in
                Control.ImportedHabit(
                    habit: habit.habit, isConfigured: roster[habit.habit] != nil || Self.unasked.contains(habit.habit),
                    entries: habit.entries, new: habit.new, first: habit.days?.lowerBound.text,
                    last: habit.days?.upperBound.text, plans: habit.plans, newPlans: habit.newPlans)
            })
    }

    /// What is written down without a plugin of its own.
    private static let unasked: Set<String> = Set([CheckIn.habit] + CareNote.allCases.map(\.rawValue))

    private func importCheck() async -> ImportCheck {
        let (roster, place) = await (keeper.roster, keeper.calendar)
        return ImportCheck(now: clock(), dayStarts: place.dayStarts) { id in
            roster[id]?.manifest.map { ($0.unit, $0.usualAmount) }
        }
    }

    /// Entries of these habits came or went in another way than one by one: the plan and the standings follow them.
    func historyChanged(_ habits: [String]) async {
        for habit in habits { await standings.rewritten(habit) }
        let (history, clock) = (history, clock)
        await keeper.reload { roster, planner throws(HistoryError) in
            try await EntryLoader(history).load(roster, today: planner.day(at: clock()).date)
        }
    }
}

/// The items of one call, each read or told why not.
private struct ImportedItems {
    var entries: [(entry: Entry, day: LocalDate)] = []
    var plans: [DayPlan] = []
    var problems: [Control.ImportProblem] = []

    init(_ items: [Control.ImportItem], check: ImportCheck) {
        for item in items {
            do throws(ImportRefusal) {
                if let entry = item.entry { entries.append(try check.entry(entry)) }
                if let plan = item.plan { plans.append(try check.plan(plan)) }
                if item.entry == nil, item.plan == nil { throw ImportRefusal("it is neither an entry nor a plan") }
            } catch {
                problems.append(Control.ImportProblem(place: item.place, problem: error.reason))
            }
        }
    }
}
