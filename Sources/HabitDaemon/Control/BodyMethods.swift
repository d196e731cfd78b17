internal import HabitEngine
internal import HabitKit
internal import Varlink

/// How it feels, in numbers and in words: CheckIn, Tell. Each answers when it is on the disk and the plan follows it.
extension ControlService {
    func checkIn(_ call: Control.CheckInCall) async throws -> Control.CheckInReply {
        let place = await keeper.calendar
        let manifest = await keeper.roster[CheckIn.habit]?.manifest ?? Self.checkInManifest
        let reader = EntryReader(manifest: manifest, now: clock(), zone: place.zone, dayStarts: place.dayStarts)
        let at = try reader.time(call.at)
        let entry = Entry(
            id: newID(), habit: CheckIn.habit, at: at, offset: place.zone.offset(at: at), amount: 1, unit: .times,
            attributes: try reader.attributes(call.ratings.mapValues { "\($0)" }), note: try EntryReader.note(call.note)
        )
        guard let checkIn = CheckIn(entry) else { throw ControlError.nothingTold(Self.scales) }
        let pain = checkIn.ratings[.pain]
        let isFirst = (pain ?? 0) >= Self.severe ? try await !history.hasPain(from: Self.severe) : false
        try await keep(entry, on: place.date(of: at))
        let (mode, offersRest) = await (keeper.mode(of: nil), keeper.offersRest(after: pain))
        return Control.CheckInReply(
            entry: Wire(zone: place.zone).entry(entry), mode: mode.rawValue, restOffered: offersRest,
            showSafety: isFirst)
    }

    /// The lower end of NRS-11's severe band: from there on the words on emergencies are shown, once.
    private static let severe = 7

    static var scales: String { CheckIn.Scale.daily.map(\.rawValue).joined(separator: ", ") }

    /// Stands in where no check-in habit is known: what was told can be put right all the same.
    static let checkInManifest = Manifest(
        id: CheckIn.habit, title: "Check-in", summary: "", unit: .times, amounts: 1...1, attributes: CheckIn.attributes)

    /// Notes that are told at a time; what is older, the history shows.
    private static let noteCount = 100

    func tell(_ call: Control.TellCall) async throws -> Control.EntriesReply {
        guard let kind = CareNote(rawValue: call.kind) else {
            let allowed = CareNote.allCases.map(\.rawValue).joined(separator: ", ")
            throw ControlError.invalidAttribute("kind", allowed: allowed)
        }
        let place = await keeper.calendar
        let wire = Wire(zone: place.zone)
        guard let text = call.note else {
            return Control.EntriesReply(entries: try await notes(kind, since: nil).map(wire.entry))
        }
        guard let note = try EntryReader.note(text), !note.allSatisfy(\.isWhitespace) else {
            throw ControlError.nothingTold("words")
        }
        let manifest = Manifest(id: kind.rawValue, title: kind.title, summary: "", unit: .times, amounts: 1...1)
        let reader = EntryReader(manifest: manifest, now: clock(), zone: place.zone, dayStarts: place.dayStarts)
        let at = try reader.time(call.at)
        let entry = Entry(
            id: newID(), habit: kind.rawValue, at: at, offset: place.zone.offset(at: at), amount: 1, unit: .times,
            note: note)
        try await keep(entry, on: place.date(of: at))
        return Control.EntriesReply(entries: [wire.entry(entry)])
    }

    /// The newest notes of a kind, newest first; as many as fit in a message.
    func notes(_ kind: CareNote, since: Instant?) async throws(HistoryError) -> [Entry] {
        let page = try await history.page(
            habit: kind.rawValue, from: since, newestFirst: true, limit: Self.noteCount)
        var size = 0
        return Array(
            page.entries.prefix { entry in
                size += 256 + 6 * (entry.note?.utf8.count ?? 0)
                return size < 400 << 10
            })
    }
}
