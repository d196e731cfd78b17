internal import HabitEngine
internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// The page for the doctor: Report.
extension ControlService {
    /// A name, not a letter.
    private static let nameLimit = 200

    /// Older years would say how it was, and take as long again each.
    private static let associationDays = 730

    func report(_ call: ServiceCall) async throws -> ServiceReply {
        guard call.wantsMore else { throw VarlinkError.expectedMore }
        let wanted = try call.decode(Control.ReportCall.self)
        guard let format = ReportFormat(rawValue: wanted.format) else {
            let allowed = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ControlError.invalidFormat(wanted.format, allowed: allowed)
        }
        let (place, roster, now) = await (keeper.calendar, keeper.roster, clock())
        let reader = ReportReader(history: history, roster: roster, calendar: place, now: now)
        var facts = try await reader.facts(try wish(wanted, place, now))
        facts.associations = try await findAssociations(
            from: max(facts.from, facts.through.adding(days: -Self.associationDays)), through: facts.through,
            withPrivate: false)
        // Calls that came meanwhile get their turn; what follows is pure reckoning.
        await Task.yield()
        let report = Report(facts)
        await Task.yield()
        var parts = TextParts(try format.text(report))
        while let part = parts.next() { try await call.reply(continuing: Control.ReportReply(text: part)) }
        return try .encoding(Control.ReportReply(text: parts.last))
    }

    private func wish(_ call: Control.ReportCall, _ place: UserCalendar, _ now: Instant) throws -> ReportReader.Wish {
        let since = try call.since.map { try PastTime($0, place, now: now).date(in: place) }
        let until = try call.until.map { try PastTime($0, place, now: now).date(in: place) }
        let today = place.date(of: now)
        if let since, let text = call.since, since > min(until ?? today, today) {
            throw ControlError.invalidTime(text, "\(since.text) lies behind the end of the report")
        }
        let name = call.name.map { String(ReportWords.shown($0).prefix(Self.nameLimit)) }
        return ReportReader.Wish(
            name: name?.isEmpty ?? true ? nil : name, since: since, until: until, notes: call.notes ?? false)
    }
}

/// A long text in parts that stay far below what one message may hold.
struct TextParts {
    /// A control character may grow to six when it is written as its code.
    private static let size = 128 * 1024
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    /// The next part; nil once what remains is the ``last``.
    mutating func next() -> String? {
        let utf8 = Substring(rest).utf8
        guard utf8.count > Self.size else { return nil }
        var end = utf8.index(utf8.startIndex, offsetBy: Self.size)
        // Back to where a character begins.
        while utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        let part = String(rest[..<end])
        rest = rest[end...]
        return part
    }

    var last: String { String(rest) }
}
