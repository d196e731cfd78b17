internal import HabitEngine
internal import HabitKit
internal import Varlink

/// What is so, what is to come, and why: Status, Explain, Preview, Routine.
extension ControlService {
    func status() async throws -> [UInt8] {
        // The numbers in a reason grow old while nothing happens.
        await keeper.handle(.looked)
        let changes = cache.changes
        let problems = await setup().problems
        try await standings.refresh()
        let (reply, now, zone) = await statusReply(problems: problems)
        return cache.hold(reply, at: now, zone: zone, since: changes)
    }

    private func statusReply(problems: [String]) async -> (Control.StatusReply, Instant, Zone) {
        let (planner, roster) = await (keeper.planner, keeper.roster)
        let now = clock()
        let view = planner.view(at: now)
        let wire = Wire(zone: planner.zone)
        let standings = await standings.all
        let reply = Control.StatusReply(
            now: wire.time(now), mode: view.mode.rawValue, presence: view.presence.rawValue,
            pausedUntil: view.pausedUntil.map(wire.time),
            habits: view.habits.map {
                wire.status($0, plugin: roster[$0.id]?.pluginID ?? "", standing: standings[$0.id])
            },
            problems: problems)
        return (reply, now, planner.zone)
    }

    func explain(_ call: Control.ExplainCall) async throws -> Control.ExplainReply {
        let habit = try await habit(call.habit)
        await keeper.handle(.looked)
        let planner = await keeper.planner
        let wire = Wire(zone: planner.zone)
        let view = planner.view(of: habit.id, at: clock())
        return Control.ExplainReply(
            id: habit.id, title: habit.title, reason: view?.reason ?? "", next: view?.next.map(wire.time),
            decisions: planner.decisions(of: habit.id).map {
                Control.Decision(at: wire.time($0.at), what: $0.what, reason: $0.reason)
            },
            score: try await scoreReason(of: habit))
    }

    /// Nil for a habit that is not measured, or has no day yet.
    private func scoreReason(of habit: HabitRoster.Habit) async throws -> Control.ScoreReason? {
        guard let manifest = habit.manifest else { return nil }
        let series = try await series(of: habit.id, manifest)
        return ScoreReason(series).map(Wire.score)
    }

    /// Days that a preview looks ahead; further than two weeks the week repeats itself.
    private static let previewDays = 1...14

    func preview(_ call: Control.PreviewCall) async throws -> Control.PreviewReply {
        let days = call.days ?? 1
        guard Self.previewDays.contains(days) else {
            throw ControlError.invalidTime(
                days == 1 || days == -1 ? "\(days) day" : "\(days) days", "1 to 14 days can be looked ahead")
        }
        let (planner, roster, now) = await (keeper.planner, keeper.roster, clock())
        let wire = Wire(zone: planner.zone)
        let date = planner.day(at: now).date.adding(days: days)
        let end = planner.zone.instant(LocalDateTime(date, planner.policy.dayStarts))
        let announcements = await Simulation.preview(planner, from: now, until: end) { habit, moment in
            // Calls that came meanwhile get their turn.
            await Task.yield()
            guard let bound = roster[habit]?.bound else { throw NotConfigured() }
            return try await bound.assess(moment)
        }
        return Control.PreviewReply(
            prompts: announcements.flatMap { announcement in
                announcement.prompts.map { wire.planned($0, at: announcement.at) }
            })
    }

    private struct NotConfigured: Error {}

    func routine(_ call: Control.RoutineCall) async throws -> Control.RoutineReply {
        let (habit, manifest) = try await knownHabit(call.habit)
        let planner = await keeper.planner
        let wire = Wire(zone: planner.zone)
        if let name = call.routine {
            let wanted = name.lowercased()
            guard let routine = manifest.routines.first(where: { $0.id == wanted || $0.title.lowercased() == wanted })
            else { throw ControlError.noRoutine(habit.id, known: manifest.routines.map(\.id)) }
            return wire.routine(routine)
        }
        let prompted = planner.view(of: habit.id, at: clock())?.prompt?.routine
        guard let routine = prompted ?? manifest.routines.first else {
            throw ControlError.noRoutine(habit.id, known: [])
        }
        return wire.routine(routine)
    }
}
