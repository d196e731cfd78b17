internal import HabitEngine
internal import HabitKit

/// Why a line cannot be brought in: one clause without a full stop.
struct ImportRefusal: Error, Sendable, Equatable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// What an entry and a plan from outside must keep to. Whoever reads a file asks it, to tell the line; and the daemon asks
/// it again, for it is the daemon's history.
struct ImportCheck {
    let now: Instant
    /// The hour the user's days start at.
    let dayStarts: LocalTime
    /// What a habit is measured by and what is usual of it; nil where it is not configured.
    var measure: (String) -> (unit: HabitKit.Unit, usual: Double)? = { _ in nil }

    /// Clocks and zones of two programs may differ.
    private static let ahead: Duration = .hours(26)
    /// Nobody books further ahead.
    private static let bookable: Duration = .hours(24 * 3660)
    /// Room for everything a manifest's attributes can say.
    private static let attributeLimit = 64 * 1024

    /// The entry, and the date it counts for.
    func entry(_ given: Control.ImportedEntry) throws(ImportRefusal) -> (entry: Entry, day: LocalDate) {
        let id = given.id.lowercased()
        guard Self.isID(id) else { throw ImportRefusal("its id \(Self.quoted(given.id)) is not a UUID") }
        try Self.check(habit: given.habit)
        guard let kind = Entry.Kind(rawValue: given.kind) else {
            let known = Entry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ImportRefusal("there is no kind \(Self.quoted(given.kind)); known are \(known)")
        }
        try Self.check(ratings: given)
        let (at, offset) = try time(given.at, kind)
        let (amount, unit) = try amount(given, kind)
        let entry = Entry(
            id: id, habit: given.habit, kind: kind, at: at, offset: offset, amount: amount, unit: unit,
            attributes: try Self.attributes(given.attributes ?? [:]), note: try Self.note(given.note))
        return (entry, try day(given.day, at, offset))
    }

    /// The plan, as the history keeps it.
    func plan(_ given: Control.Plan) throws(ImportRefusal) -> DayPlan {
        try Self.check(habit: given.habit)
        guard let day = LocalDate(text: given.day) else {
            throw ImportRefusal("\(Self.quoted(given.day)) is no date like 2026-11-24")
        }
        guard day >= Day.date(of: EntryReader.earliest, offset: 0, starts: .midnight),
            day <= Day.date(of: now + Self.bookable, offset: 0, starts: .midnight)
        else { throw ImportRefusal("the day \(day.text) is out of range") }
        if let target = given.target {
            guard target.isFinite, target >= 0, target < 1e9 else {
                throw ImportRefusal("a target of \(target) is out of range")
            }
        }
        guard TargetPeriod(text: given.period) != nil else {
            throw ImportRefusal("there is no period \(Self.quoted(given.period)); it is day, week, or days like 14d")
        }
        let mode = given.mode.flatMap { DayMode(rawValue: $0) }
        if let text = given.mode, mode == nil {
            throw ImportRefusal("there is no mode \(Self.quoted(text)); it is normal, gentle or rest")
        }
        return DayPlan(
            habit: given.habit, day: day, target: given.target, period: given.period,
            mode: mode == .normal ? nil : mode)
    }

    private func time(_ text: String, _ kind: Entry.Kind) throws(ImportRefusal) -> (Instant, Int) {
        guard let reading = ISO8601.parse(text), let offset = reading.offset else {
            throw ImportRefusal("\(Self.quoted(text)) is no time like 2026-11-24T15:40:00+01:00")
        }
        let at = reading.instant(in: .utc)
        guard at >= EntryReader.earliest else { throw ImportRefusal("\(Self.quoted(text)) is before the year 2000") }
        guard at <= now + (kind == .booked ? Self.bookable : Self.ahead) else {
            throw ImportRefusal("\(Self.quoted(text)) is still to come")
        }
        return (at, offset)
    }

    private func amount(
        _ given: Control.ImportedEntry, _ kind: Entry.Kind
    ) throws(ImportRefusal) -> (Double, HabitKit.Unit) {
        let usual = measure(given.habit)
        var unit = usual?.unit ?? .times
        if let text = given.unit {
            guard let known = HabitKit.Unit(text) else { throw ImportRefusal("there is no unit \(Self.quoted(text))") }
            unit = known
        }
        guard let amount = given.amount else { return (kind.counts ? usual?.usual ?? 1 : 0, unit) }
        guard amount.isFinite, amount >= 0, amount < 1e9 else {
            throw ImportRefusal("an amount of \(amount) cannot be recorded")
        }
        return (amount, unit)
    }

    private func day(_ text: String?, _ at: Instant, _ offset: Int) throws(ImportRefusal) -> LocalDate {
        guard let text else { return Day.date(of: at, offset: offset, starts: dayStarts) }
        guard let day = LocalDate(text: text) else {
            throw ImportRefusal("its day \(Self.quoted(text)) is no date like 2026-11-24")
        }
        let start = Int64(day.dayNumber) * 86_400
        guard (start - 2 * 86_400...start + 4 * 86_400 - 1).contains(at.seconds) else {
            throw ImportRefusal("its day \(day.text) is far from its time")
        }
        return day
    }

    private static func check(habit: String) throws(ImportRefusal) {
        guard isOneLine(habit, limit: 64) else {
            throw ImportRefusal("the habit \(quoted(habit)) is not a name of 1 to 64 characters")
        }
    }

    /// What the day's mode, the trends and the report reckon with must be what a check-in can tell.
    private static func check(ratings given: Control.ImportedEntry) throws(ImportRefusal) {
        guard given.habit == CheckIn.habit else { return }
        for scale in CheckIn.Scale.allCases {
            guard let text = given.attributes?[scale.rawValue] else { continue }
            guard let rating = Int(text), CheckIn.range.contains(rating), "\(rating)" == text else {
                throw ImportRefusal("\(scale.rawValue) is \(quoted(text)); a rating is a whole number from 0 to 10")
            }
        }
    }

    private static func attributes(_ given: [String: String]) throws(ImportRefusal) -> [String: String] {
        var size = 0
        for (key, value) in given {
            size += key.utf8.count + value.utf8.count
            guard isOneLine(key, limit: 64), !value.utf8.contains(0) else {
                throw ImportRefusal("the attribute \(quoted(key)) cannot be kept")
            }
        }
        guard size <= attributeLimit else { throw ImportRefusal("its attributes have \(size) bytes") }
        return given
    }

    private static func note(_ text: String?) throws(ImportRefusal) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.count <= EntryReader.noteLimit else {
            throw ImportRefusal("its note has \(text.utf8.count) bytes; \(EntryReader.noteLimit) is the most")
        }
        guard !text.utf8.contains(0) else { throw ImportRefusal("its note holds a zero byte") }
        return text
    }

    /// The usual text form of a UUID, in lower case.
    private static func isID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default:
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        }
    }

    static func quoted(_ text: String) -> String {
        let start = text.prefix(40)
        return "“\(start)\(start.endIndex < text.endIndex ? "…" : "")”"
    }
}
