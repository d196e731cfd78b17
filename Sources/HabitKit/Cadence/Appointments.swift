/// Sessions by appointment, at intervals that taper: what was, what is booked, and when the next one falls.
///
/// The plan begins on the day that was set, else with the first session that is known, else with the first that is
/// booked; without any of these there is none. The next session falls so many days after the last one as the phase of
/// that day says; an appointment fixes it.
public struct Appointments: Sendable, Equatable {
    /// Nil while there is no plan.
    public let plan: Phases?
    /// The latest session that was.
    public let last: Entry?
    /// The appointment that nothing has come of yet; its time may be over.
    public let booking: Entry?
    /// The latest entry that let a session go, where it came after the last session.
    public let skipped: Entry?
    /// The appointment that was let go by it.
    public let letGo: Entry?
    private let dayStarts: LocalTime

    /// - Parameters:
    ///   - started: the day the plan begins, where that was set.
    ///   - entries: the habit's own, oldest first, appointments ahead included.
    public init(started: LocalDate?, phases: [Phases.Phase], entries: [Entry], dayStarts: LocalTime) {
        func day(_ entry: Entry) -> LocalDate { Self.day(of: entry, starts: dayStarts) }
        let last = entries.last(where: \.counts)
        let letGo = Self.places(of: .skipped, in: entries).last.map { entries[$0] }
        let skipped = letGo.flatMap { $0.at > last?.at ?? .distantPast ? $0 : nil }
        // Who recorded a session of that day was there, whatever the hour.
        let booked = Self.places(of: .booked, in: entries).map { entries[$0] }
        let open = booked.filter { entry in last.map { day($0) < day(entry) } ?? true }
        let first = entries.first { $0.counts } ?? booked.first
        self.dayStarts = dayStarts
        self.plan = (started ?? first.map(day)).map { Phases(started: $0, phases) }
        self.last = last
        self.skipped = skipped
        self.booking = open.last { entry in !(skipped.map { Self.lets($0, go: entry, day) } ?? false) }
        self.letGo = skipped.flatMap { skip in open.last { Self.lets(skip, go: $0, day) } }
    }

    /// Where entries of a kind are. Field by field: a copy of an entry costs fifty times what its kind does, and a year can
    /// hold thousands.
    private static func places(of kind: Entry.Kind, in entries: [Entry]) -> [Int] {
        entries.withUnsafeBufferPointer { entries in entries.indices.filter { entries[$0].kind == kind } }
    }

    /// A skip means the appointment from the day before on; what was booked after it is another one.
    private static func lets(_ skip: Entry, go booking: Entry, _ day: (Entry) -> LocalDate) -> Bool {
        if let made = booking.recordedAt, made > skip.at { return false }
        return day(booking).days(since: day(skip)) <= 1
    }

    /// The day of an entry, in the zone it was made in.
    public func day(of entry: Entry) -> LocalDate { Self.day(of: entry, starts: dayStarts) }

    private static func day(of entry: Entry, starts: LocalTime) -> LocalDate {
        Day.date(of: entry.at, offset: entry.offset, starts: starts)
    }

    /// The day the plan puts the next session on, whatever is booked; nil without a plan.
    public var dueDay: LocalDate? { plan?.next(after: last.map(day)) }

    /// Days from one session to the next, in the phase of `date`; nil without a plan.
    public func interval(on date: LocalDate) -> Int? {
        plan.map { $0.phase(on: max(date, $0.started)).everyDays }
    }
}
