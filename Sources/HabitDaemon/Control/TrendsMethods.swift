internal import HabitEngine
internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// What became of it over time: Trends.
extension ControlService {
    /// A habit day by day, up to today.
    func series(of habit: String, _ manifest: Manifest) async throws(HistoryError) -> HabitSeries {
        let today = await keeper.view.day.date
        return HabitSeries(try await standings.records(of: habit, manifest), today: today)
    }

    func trends(_ call: Control.TrendsCall) async throws -> ServiceReply {
        let bounds = try await bounds(call)
        let wanted = try await habits(for: call)
        var trends: [Control.HabitTrend] = []
        for (habit, manifest) in wanted {
            let series = try await series(of: habit.id, manifest).cut(from: bounds.first, through: bounds.last)
            trends.append(Wire.trend(series, of: habit, manifest, withDays: call.habit != nil))
        }
        let body = call.habit == nil ? try await history.bodyDays(from: bounds.first, through: bounds.last) : []
        let reply = Control.TrendsReply(
            since: bounds.first.text, until: bounds.last.text, habits: trends,
            body: BodyWeek.weeks(body).map(Wire.week))
        return try Self.fitting(.encoding(reply), since: bounds.first)
    }

    /// The one that was asked for, switched off or not; or each that is in use.
    private func habits(
        for call: Control.TrendsCall
    ) async throws -> [(habit: HabitRoster.Habit, manifest: Manifest)] {
        let roster = await keeper.roster
        guard let text = call.habit else {
            return roster.habits.compactMap { habit in
                habit.isEnabled ? habit.manifest.map { (habit, $0) } : nil
            }
        }
        let id = try await pastHabit(text)
        guard let habit = roster[id], let manifest = habit.manifest else {
            throw ControlError.habitFailed(id, roster[id]?.failure ?? "its plugin is not known")
        }
        return [(habit, manifest)]
    }

    /// Whole weeks that make a year, with the one that goes on.
    private static let usualWeeks = 52

    private func bounds(_ call: Control.TrendsCall) async throws -> (first: LocalDate, last: LocalDate) {
        let (place, now) = (await keeper.calendar, clock())
        let today = await keeper.view.day.date
        let last = try call.until.map { try PastTime($0, place, now: now).date(in: place) } ?? today
        let usual = last.startOfWeek.adding(days: -7 * (Self.usualWeeks - 1))
        let first = try call.since.map { try PastTime($0, place, now: now).date(in: place) } ?? usual
        guard first <= last else {
            throw ControlError.invalidTime(call.since ?? last.text, "it lies after the end, \(last.text)")
        }
        return (first, min(last, today))
    }

    /// Every habit's weeks of many years may be more than one message holds.
    private static func fitting(_ reply: ServiceReply, since first: LocalDate) throws -> ServiceReply {
        guard reply.encoded.count < 1_000_000 else {
            throw ControlError.invalidTime(
                first.text, "that is too much for one answer; name one habit, or a later day")
        }
        return reply
    }
}
