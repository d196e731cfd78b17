internal import HabitEngine
internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// Answers of many replies: Watch, History; Export has a file of its own.
extension ControlService {
    func watch(_ call: ServiceCall) async throws -> ServiceReply {
        guard call.wantsMore else { throw VarlinkError.expectedMore }
        // Subscribed first, so that nothing falls between the first reply and the next.
        let events = watchers.subscribe()
        try await call.reply(continuing: Control.WatchReply(event: await statusEvent()))
        for await event in events {
            try await call.reply(continuing: Control.WatchReply(event: event))
        }
        // The watcher fell behind, or habitd stops: there is no last event to tell, so the connection ends.
        throw CancellationError()
    }

    /// The day in one event: what is due and when the next prompt comes.
    private func statusEvent() async -> Control.Event {
        let planner = await keeper.planner
        let now = clock()
        let wire = Wire(zone: planner.zone)
        let view = planner.view(at: now)
        let prompts = view.habits.compactMap { habit -> (Instant, Control.PlannedPrompt)? in
            let at = habit.open?.announcedAt ?? habit.next
            guard let at, let prompt = habit.open?.prompt ?? habit.prompt else { return nil }
            return (
                at,
                Control.PlannedPrompt(
                    habit: habit.id, title: habit.title, at: wire.time(at), message: prompt.message,
                    reason: habit.reason)
            )
        }
        let summary = DaySummary(view: view, zone: planner.zone, hiding: []).text
        return Control.Event(
            kind: "status", at: wire.time(now), reason: summary,
            prompts: prompts.sorted { $0.0 < $1.0 }.map(\.1))
    }

    func history(_ call: ServiceCall) async throws -> ServiceReply {
        guard call.wantsMore else { throw VarlinkError.expectedMore }
        let wanted = try call.decode(Control.HistoryCall.self)
        var id: String?
        if let text = wanted.habit { id = try await pastName(text) }
        let planner = await keeper.planner
        return try await stream(
            call, habit: id, from: try bound(wanted.since, planner, day: \.lowerBound),
            to: try bound(wanted.until, planner, day: \.upperBound), wire: Wire(zone: planner.zone))
    }

    /// A habit that is switched off has a history all the same.
    func pastHabit(_ text: String) async throws -> String {
        do {
            return try HabitResolver(await keeper.roster.names).resolve(text)
        } catch {
            throw ControlError.noSuchHabit(error)
        }
    }

    /// What has entries beside habits: words that were kept, and check-ins where no such habit is known.
    private func pastName(_ text: String) async throws -> String {
        let kept = CareNote.allCases.map { HabitResolver.Name(id: $0.rawValue, title: $0.title) }
        let body = HabitResolver.Name(id: CheckIn.habit, title: "Check-in")
        let names = await keeper.roster.names
        do {
            return try HabitResolver(names + kept + (names.contains { $0.id == body.id } ? [] : [body])).resolve(text)
        } catch {
            throw ControlError.noSuchHabit(error)
        }
    }

    /// A date alone means that whole day, as the user counts days: from its start, or up to its end.
    func bound(_ text: String?, _ planner: Planner, day end: (Range<Instant>) -> Instant) throws -> Instant? {
        guard let text else { return nil }
        let place = UserCalendar(zone: planner.zone, dayStarts: planner.policy.dayStarts)
        switch try PastTime(text, place, now: clock()) {
        case .day(let date):
            return end(Day(date: date, starts: place.dayStarts, zone: place.zone, active: []).bounds)
        case .instant(let instant): return instant
        }
    }

    /// Entries read from the history at a time.
    private static let pageSize = 200

    private func stream(
        _ call: ServiceCall, habit: String?, from: Instant?, to: Instant?, wire: Wire
    ) async throws -> ServiceReply {
        var batch = EntryBatch()
        var cursor: HistoryCursor?
        repeat {
            let page = try await history.page(habit: habit, from: from, to: to, after: cursor, limit: Self.pageSize)
            for entry in page.entries {
                guard !batch.add(wire.entry(entry)) else { continue }
                try await call.reply(continuing: batch.take())
                _ = batch.add(wire.entry(entry))
            }
            cursor = page.next
        } while cursor != nil
        return try .encoding(batch.take())
    }
}

/// Entries for one reply: as many as stay far below what one message may hold.
struct EntryBatch {
    /// Half a message, for a note may grow when its control characters are written as codes.
    private static let limit = 512 * 1024
    private static let countLimit = 500
    private var entries: [Control.Entry] = []
    private var size = 0

    /// False when the batch must be sent first. An empty one takes any entry.
    mutating func add(_ entry: Control.Entry) -> Bool {
        let weight = 256 + Self.encodedSize(entry.note ?? "")
        guard entries.isEmpty || size + weight <= Self.limit && entries.count < Self.countLimit else { return false }
        entries.append(entry)
        size += weight
        return true
    }

    mutating func take() -> Control.EntriesReply {
        defer { self = EntryBatch() }
        return Control.EntriesReply(entries: entries)
    }

    private static func encodedSize(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1 < 0x20 ? 6 : $1 == UInt8(ascii: "\"") || $1 == UInt8(ascii: "\\") ? 2 : 1) }
    }
}
