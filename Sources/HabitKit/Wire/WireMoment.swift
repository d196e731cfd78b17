/// A moment on the wire. Notes are not in it: what the user wrote stays in the history.
struct WireMoment: Codable {
    struct Span: Codable {
        var from: String
        var until: String

        init(_ range: Range<Instant>, offset: Int) {
            from = range.lowerBound.onWire(offset: offset)
            until = range.upperBound.onWire(offset: offset)
        }

        func range(_ path: String) throws(PluginWireProblem) -> Range<Instant> {
            let start = try Instant(wire: from, "\(path).from")
            let end = try Instant(wire: until, "\(path).until")
            guard start <= end else { throw PluginWireProblem("\(path).until", "it comes before from") }
            return start..<end
        }
    }

    struct Day: Codable {
        var date: String
        var from: String
        var until: String
        var starts: String
        var active: [Span]
    }

    struct Activity: Codable {
        var state: String
        var present: [Span]
        var movement: [Span]
        var suspends: [Span]
    }

    struct PromptRecord: Codable {
        var key: String?
        var due: String
        var announcedAt: String
        var outcome: String
    }

    var now: String
    var zone: WireZone
    var day: Day
    var mode: String
    var entries: [WireEntry]
    var activity: Activity
    var lastPrompt: PromptRecord?
    var checkIns: [WireCheckIn]?

    init(_ moment: Moment) {
        let offset = moment.zone.offset(at: moment.now)
        func spans(_ ranges: [Range<Instant>]) -> [Span] { ranges.map { Span($0, offset: offset) } }
        now = moment.now.onWire(offset: offset)
        zone = WireZone(moment)
        let bounds = Span(moment.day.bounds, offset: offset)
        day = Day(
            date: moment.day.date.text, from: bounds.from, until: bounds.until,
            starts: moment.day.starts.exactText,
            active: spans(moment.day.active))
        mode = moment.mode.rawValue
        entries = moment.entries.map(WireEntry.init)
        activity = Activity(
            state: moment.activity.state.rawValue, present: spans(moment.activity.present),
            movement: spans(moment.activity.movement), suspends: spans(moment.activity.suspends))
        lastPrompt = moment.lastPrompt.map { record in
            PromptRecord(
                key: record.key, due: record.due.onWire(offset: offset),
                announcedAt: record.announcedAt.onWire(offset: offset), outcome: record.outcome.rawValue)
        }
        checkIns = moment.checkIns.isEmpty ? nil : moment.checkIns.map(WireCheckIn.init)
    }

    func moment() throws(PluginWireProblem) -> Moment {
        var entries: [Entry] = []
        entries.reserveCapacity(self.entries.count)
        for (index, entry) in self.entries.enumerated() { entries.append(try entry.entry("moment.entries[\(index)]")) }
        var checkIns: [CheckIn] = []
        for (index, checkIn) in (self.checkIns ?? []).enumerated() {
            checkIns.append(try checkIn.checkIn("moment.checkIns[\(index)]"))
        }
        return Moment(
            now: try Instant(wire: now, "moment.now"), zone: try zone.zone(), day: try day.day(), entries: entries,
            activity: try activity.activity(), mode: try wireWord(mode, "moment.mode"),
            lastPrompt: try lastPrompt?.record(), checkIns: checkIns)
    }
}

/// The ranges that the spans of `path` mean.
private func ranges(_ spans: [WireMoment.Span], _ path: String) throws(PluginWireProblem) -> [Range<Instant>] {
    var ranges: [Range<Instant>] = []
    for (index, span) in spans.enumerated() { ranges.append(try span.range("\(path)[\(index)]")) }
    return ranges
}

extension WireMoment.Day {
    fileprivate func day() throws(PluginWireProblem) -> Day {
        guard let date = LocalDate(text: date) else {
            throw PluginWireProblem("moment.day.date", "\(date.quoted) is not a date")
        }
        guard let starts = LocalTime(text: starts) else {
            throw PluginWireProblem("moment.day.starts", "\(starts.quoted) is not a time of day")
        }
        let first = try Instant(wire: from, "moment.day.from")
        let last = try Instant(wire: until, "moment.day.until")
        guard first <= last else { throw PluginWireProblem("moment.day.until", "it comes before from") }
        return Day(date: date, bounds: first..<last, active: try ranges(active, "moment.day.active"), starts: starts)
    }
}

extension WireMoment.Activity {
    fileprivate func activity() throws(PluginWireProblem) -> Activity {
        Activity(
            state: try wireWord(state, "moment.activity.state"),
            present: try ranges(present, "moment.activity.present"),
            movement: try ranges(movement, "moment.activity.movement"),
            suspends: try ranges(suspends, "moment.activity.suspends"))
    }
}

extension WireMoment.PromptRecord {
    fileprivate func record() throws(PluginWireProblem) -> PromptRecord {
        PromptRecord(
            key: key, due: try Instant(wire: due, "moment.lastPrompt.due"),
            announcedAt: try Instant(wire: announcedAt, "moment.lastPrompt.announcedAt"),
            outcome: try wireWord(outcome, "moment.lastPrompt.outcome"))
    }
}
