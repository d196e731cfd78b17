internal import HabitEngine
internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// What the user says about now: Snooze, Pause, Resume, SetMode, SetPresence. Each answers when it would survive a
/// power cut.
extension ControlService {
    private static let snoozeSeconds = 1...86_400
    private static let pauseSeconds = 1...(14 * 86_400)

    func snooze(_ call: Control.SnoozeCall) async throws -> Control.SnoozeReply {
        if let seconds = call.seconds, !Self.snoozeSeconds.contains(seconds) {
            throw ControlError.invalidDuration(seconds, allowed: "1 second to 24 hours")
        }
        var id: String?
        if let text = call.habit { id = try await habit(text).id }
        do {
            let (until, habits, atLimit) = try await keeper.snooze(id, for: call.seconds.map { .seconds($0) })
            try await keepMemory()
            return Control.SnoozeReply(
                until: Wire(zone: await keeper.calendar.zone).time(until), habits: habits,
                atLimit: atLimit.isEmpty ? nil : atLimit)
        } catch let refusal as SnoozeRefusal {
            switch refusal {
            case .nothingOpen(let habit): throw ControlError.nothingToSnooze(habit)
            case .limit(let habit, let limit): throw ControlError.snoozeLimit(habit, limit)
            }
        }
    }

    func pause(_ call: Control.PauseCall) async throws -> Control.PauseReply {
        let (planner, now) = (await keeper.planner, clock())
        let until = try pauseEnd(call, planner, now)
        await keeper.handle(.paused(until: until))
        try await keepMemory()
        return Control.PauseReply(until: Wire(zone: planner.zone).time(until))
    }

    private func pauseEnd(_ call: Control.PauseCall, _ planner: Planner, _ now: Instant) throws -> Instant {
        if let seconds = call.seconds {
            guard Self.pauseSeconds.contains(seconds) else {
                throw ControlError.invalidDuration(seconds, allowed: "1 second to 14 days")
            }
            return now + .seconds(seconds)
        }
        guard let text = call.until else { return planner.day(at: now).bounds.upperBound }
        let until: Instant
        do {
            until = try TimeText.parse(
                text, now: now, zone: planner.zone, dayStarts: planner.policy.dayStarts, prefer: .future)
        } catch {
            throw ControlError.invalidTime(text, "\(error)")
        }
        guard until > now else { throw ControlError.invalidTime(text, "a pause ends later than now") }
        guard until <= now + .seconds(Self.pauseSeconds.upperBound) else {
            throw ControlError.invalidTime(text, "a pause lasts 14 days at most")
        }
        return until
    }

    func resume() async throws -> ServiceReply {
        await keeper.handle(.resumed)
        try await keepMemory()
        return .empty
    }

    func setMode(_ call: Control.SetModeCall) async throws -> Control.ModeReply {
        guard let mode = DayMode(rawValue: call.mode.lowercased()) else { throw ControlError.invalidMode(call.mode) }
        var id: String?
        if let text = call.habit { id = try await habit(text).id }
        await keeper.handle(.mode(mode, habit: id))
        try await keepMemory()
        let planner = await keeper.planner
        let until = Wire(zone: planner.zone).time(planner.day(at: clock()).bounds.upperBound)
        return Control.ModeReply(mode: planner.mode(of: id).rawValue, until: until)
    }

    func setPresence(_ call: Control.SetPresenceCall) async throws -> Control.PresenceReply {
        guard let state = PresenceState(rawValue: call.state.lowercased()), state == .present || state == .away else {
            throw ControlError.invalidPresence(call.state)
        }
        let before = await keeper.planner.whereabouts
        await keeper.handle(.presence(state))
        try await keepMemory()
        let away = before.state == .away ? clock() - before.since : .zero
        return Control.PresenceReply(state: state.rawValue, awaySeconds: Int(max(.zero, away).wholeSeconds))
    }
}
