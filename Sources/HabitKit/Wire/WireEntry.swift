/// An entry on the wire; its offset is that of `at`.
struct WireEntry: Codable {
    var id: String
    var habit: String
    var kind: String
    var at: String
    var amount: Double
    var unit: String
    var attributes: [String: String]

    init(_ entry: Entry) {
        id = entry.id
        habit = entry.habit
        kind = entry.kind.rawValue
        at = entry.at.onWire(offset: entry.offset)
        amount = entry.amount
        unit = entry.unit.symbol
        attributes = entry.attributes
    }

    func entry(_ path: String) throws(PluginWireProblem) -> Entry {
        let (at, offset) = try WireTime.read(at, "\(path).at")
        return Entry(
            id: id, habit: habit, kind: try wireWord(kind, "\(path).kind"), at: at, offset: offset, amount: amount,
            unit: try wireUnit(unit, "\(path).unit"), attributes: attributes)
    }
}

/// A check-in on the wire, without its note; its offset is that of `at`.
struct WireCheckIn: Codable {
    var id: String
    var at: String
    var ratings: [String: Int]

    init(_ checkIn: CheckIn) {
        id = checkIn.id
        at = checkIn.at.onWire(offset: checkIn.offset)
        ratings = Dictionary(uniqueKeysWithValues: checkIn.ratings.map { ($0.rawValue, $1) })
    }

    func checkIn(_ path: String) throws(PluginWireProblem) -> CheckIn {
        let (at, offset) = try WireTime.read(at, "\(path).at")
        var known: [CheckIn.Scale: Int] = [:]
        for (key, rating) in ratings {
            guard CheckIn.range.contains(rating) else {
                throw PluginWireProblem("\(path).ratings.\(key)", "\(rating) is outside 0 – 10")
            }
            known[try wireWord(key, "\(path).ratings")] = rating
        }
        return CheckIn(id: id, at: at, offset: offset, ratings: known)
    }
}

/// The user's zone on the wire: as much of it as a plugin can come upon.
struct WireZone: Codable {
    struct Change: Codable {
        var at: String
        var offset: Int
    }

    var name: String
    var offset: Int
    var earlierOffset: Int
    var changes: [Change]

    /// Prompts lie no further ahead than 400 days.
    static let reach = Duration.hours(24 * 401)

    init(_ moment: Moment) {
        let (zone, now) = (moment.zone, moment.now)
        let oldest = min(moment.entries.first?.at ?? now, moment.day.bounds.lowerBound, now)
        let start = oldest - .hours(48)
        name = zone.name
        offset = zone.offset(at: now)
        earlierOffset = zone.offset(at: start)
        changes = []
        var reached = start
        while let next = zone.nextTransition(after: reached), next.at <= (now + Self.reach).seconds {
            reached = Instant(seconds: next.at)
            changes.append(Change(at: reached.onWire(offset: next.offset), offset: next.offset))
        }
    }

    func zone() throws(PluginWireProblem) -> Zone {
        var transitions: [Zone.Transition] = []
        for (index, change) in changes.enumerated() {
            let at = try Instant(wire: change.at, "moment.zone.changes[\(index)].at")
            guard transitions.last.map({ $0.at < at.seconds }) ?? true else {
                throw PluginWireProblem("moment.zone.changes[\(index)].at", "the changes do not ascend")
            }
            transitions.append(Zone.Transition(at: at.seconds, offset: change.offset))
        }
        return Zone(name: name, initialOffset: earlierOffset, transitions: transitions)
    }
}
