internal import HabitEngine
internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// What was done: Record, Amend, Undo, Skip. Each answers when the entry is on the disk and the plan follows it.
extension ControlService {
    func record(_ call: Control.RecordCall) async throws -> ServiceReply {
        let (habit, manifest) = try await knownHabit(call.habit)
        let (place, mode) = await (keeper.calendar, keeper.mode(of: habit.id))
        let reader = EntryReader(manifest: manifest, now: clock(), zone: place.zone, dayStarts: place.dayStarts)
        let at = try reader.time(call.at)
        let usual: Entry.Kind = mode == .gentle ? .gentle : .done
        let kind = try EntryReader.kind(call.kind, usual: usual)
        let entry = Entry(
            id: newID(), habit: habit.id, kind: kind, at: at, offset: place.zone.offset(at: at),
            amount: kind.counts ? try reader.amount(call.amount) : 0, unit: manifest.unit,
            attributes: try reader.attributes(call.attributes), note: try EntryReader.note(call.note))
        if entry.habit == CheckIn.habit, kind.counts, CheckIn(entry) == nil {
            throw ControlError.nothingTold(Self.scales)
        }
        try await keep(entry, on: place.date(of: at))
        return try await recorded(entry, habit, Wire(zone: place.zone))
    }

    private func recorded(_ entry: Entry, _ habit: HabitRoster.Habit, _ wire: Wire) async throws -> ServiceReply {
        guard let view = await keeper.view(of: habit.id) else {
            throw ControlError.habitFailed(habit.id, "it was recorded, and then taken out of the configuration")
        }
        let standing = try await standings.standing(of: habit.id)
        let reply = Control.RecordReply(
            entry: wire.entry(entry), status: wire.status(view, plugin: habit.pluginID, standing: standing))
        return ServiceReply(encoded: RecordText.bytes(reply))
    }

    func skip(_ call: Control.SkipCall) async throws -> Control.EntryReply {
        let (habit, manifest) = try await knownHabit(call.habit)
        let (place, now) = (await keeper.calendar, clock())
        let entry = Entry(
            id: newID(), habit: habit.id, kind: .skipped, at: now, offset: place.zone.offset(at: now), amount: 0,
            unit: manifest.unit, note: try EntryReader.note(call.reason))
        try await keep(entry, on: place.date(of: now))
        return Control.EntryReply(entry: Wire(zone: place.zone).entry(entry))
    }

    func amend(_ call: Control.AmendCall) async throws -> Control.EntryReply {
        let old = try await entry(call.id)
        let (place, now) = (await keeper.calendar, clock())
        let manifest = await keeper.roster[old.habit]?.manifest ?? Self.manifest(of: old)
        let reader = EntryReader(manifest: manifest, now: now, zone: place.zone, dayStarts: place.dayStarts)
        var new = old
        new.id = newID()
        if let amount = call.amount {
            new.amount = try reader.amount(amount)
            new.unit = manifest.unit
        }
        if let time = call.at {
            new.at = try old.kind == .booked ? reader.appointment(time) : reader.time(time)
            new.offset = place.zone.offset(at: new.at)
        }
        if let attributes = call.attributes {
            new.attributes.merge(try reader.attributes(attributes)) { $1 }
        }
        if let note = call.note { new.note = try EntryReader.note(note) }
        if old.habit == CheckIn.habit, old.counts, CheckIn(new) == nil { throw ControlError.nothingTold(Self.scales) }
        try await supersede(old, by: new, day: call.at == nil ? nil : place.date(of: new.at))
        return Control.EntryReply(entry: Wire(zone: place.zone).entry(new))
    }

    func undo(_ call: Control.UndoCall) async throws -> Control.UndoReply {
        let old: Entry
        if let id = call.id {
            old = try await entry(id)
        } else {
            guard let latest = try await history.latest() else { throw ControlError.nothingToUndo }
            old = latest
        }
        // Taking back a correction brings back what was corrected.
        let corrected = try await history.replaced(by: old.id)
        let restored = corrected.map { entry in
            var copy = entry
            copy.id = newID()
            return copy
        }
        let place = await keeper.calendar
        try await supersede(old, by: restored, day: restored.map { place.date(of: $0.at) })
        let wire = Wire(zone: place.zone)
        return Control.UndoReply(entry: wire.entry(old), restored: restored.map(wire.entry))
    }

    func newID() -> String {
        var random = SystemRandomNumberGenerator()
        return UUIDv7.make(at: clock(), random: &random)
    }

    func keep(_ entry: Entry, on day: LocalDate) async throws {
        try await history.append(entry, day: day)
        await standings.recorded(entry, on: day)
        await keeper.handle(.recorded(entry))
    }

    func supersede(_ old: Entry, by new: Entry?, day: LocalDate?) async throws {
        do {
            _ = try await history.supersede(old.id, by: new, day: day, at: clock())
        } catch {
            throw ControlError.history(error, entry: old.id)
        }
        await standings.rewritten(old.habit)
        await keeper.handle(.superseded(id: old.id, by: new))
    }

    /// The entry that `id` or its beginning names.
    private func entry(_ id: String) async throws -> Entry {
        do {
            if let entry = try await history.entry(id) { return entry }
            guard id.utf8.count >= 4 else { throw ControlError.noSuchEntry(id, "give four characters of it or more") }
            throw ControlError.noSuchEntry(id, Self.words(try await history.fate(of: id)))
        } catch let error as HistoryError {
            throw ControlError.history(error, entry: id)
        }
    }

    private static func words(_ fate: EntryFate?) -> String {
        switch fate {
        case nil: "none begins or ends like that"
        case .takenBack: "it was taken back"
        case .replaced(let successor): "it was corrected; \(successor) counts in its place"
        }
    }

    /// Stands in for the plugin of a habit that is not configured any more: its entries can still be put right.
    private static func manifest(of entry: Entry) -> Manifest {
        guard entry.habit != CheckIn.habit else { return checkInManifest }
        return Manifest(
            id: entry.habit, title: entry.habit, summary: "", unit: entry.unit, usualAmount: max(entry.amount, 1),
            amounts: 0...1_000_000)
    }
}
