internal import HabitKit

/// What a line of somebody's file says, in our words.
struct ImportedLine: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case entry(ForeignEntry)
        case plan(Control.Plan)
        /// One clause without a full stop.
        case problem(String)
        /// It is understood, and says that nothing was done.
        case nothing
    }

    /// The file's name and the line: `log:12`.
    var place: String
    var content: Content

    init(place: String, content: Content) {
        self.place = place
        self.content = content
    }

    /// What `read` makes of the line, or why it cannot be taken.
    init(place: String, _ read: () throws(ImportRefusal) -> Content) {
        self.place = place
        do throws(ImportRefusal) { content = try read() } catch { content = .problem(error.reason) }
    }
}

/// An entry as a file tells it, before it is known what habit it belongs to here.
struct ForeignEntry: Sendable, Equatable {
    /// As the file has it; one that has none gets one that follows from what it says.
    var id: String?
    /// What the habit is called over there.
    var name: String
    var kind = "done"
    var at: String
    /// Nil: one usual time.
    var amount: Double?
    /// Nil: whatever the habit is measured by here.
    var unit: String?
    var attributes: [String: String] = [:]
    var note: String?
    var day: String?
}

/// Takes lines one after the other; nobody holds a whole file's.
typealias ImportSink = (ImportedLine) -> Void

/// Where and when the one who imports lives: what a date without a time means.
struct ImportPlace: Sendable {
    var zone: Zone
    var now: Instant

    /// What is only known by its date is put at noon: far from both ends of any day.
    func noon(of date: LocalDate) -> String {
        let noon = zone.instant(LocalDateTime(date, LocalTime(secondOfDay: 12 * 3600)))
        return noon.iso8601(in: zone)
    }

    /// A time as it is written with its offset; the zone's where it has none.
    func time(_ reading: ISO8601.Reading) -> String {
        let at = reading.instant(in: zone)
        return at.onWire(offset: reading.offset ?? zone.offset(at: at))
    }
}
