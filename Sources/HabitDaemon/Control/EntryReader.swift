internal import HabitEngine
internal import HabitKit
internal import Varlink

/// Reads what a person typed about an entry, against what the habit's plugin accepts. Everything it refuses, it
/// refuses by name and with what would be right.
struct EntryReader {
    let manifest: Manifest
    let now: Instant
    let zone: Zone
    let dayStarts: LocalTime

    /// Room for a page of notes, well below what one message may hold.
    static let noteLimit = 64 * 1024
    /// Entries of before are a slip of the keyboard.
    static let earliest = Instant(seconds: 946_684_800)
    /// Clocks of two programs may differ by that much.
    private static let tolerance: Duration = .seconds(60)

    /// The amount in the manifest's unit; the usual one where nothing was typed.
    func amount(_ text: String?) throws(VarlinkError) -> Double {
        guard let text else { return manifest.usualAmount }
        let quantity: Quantity
        do {
            quantity = try Quantity(parsing: text, default: manifest.unit).converted(to: manifest.unit)
        } catch {
            throw ControlError.invalidAmount(text, "\(error)", example: example)
        }
        // A thousandth of a unit is finer than anybody measures, and 8 oz then read back as they were meant.
        let amount = (quantity.amount * 1000).rounded() / 1000
        guard manifest.amounts.contains(amount) else {
            throw ControlError.invalidAmount(text, outside(amount), example: example)
        }
        return amount
    }

    private func outside(_ amount: Double) -> String {
        let range = manifest.amounts
        let (limit, word) = amount < range.lowerBound ? (range.lowerBound, "least") : (range.upperBound, "most")
        let shown = Quantity(amount: limit, unit: manifest.unit).text
        return "one entry of \(manifest.id) holds \(shown) at \(word)"
    }

    /// What a right amount looks like: `250ml`.
    var example: String {
        NumberText.print(manifest.usualAmount) + (manifest.unit == .times ? "" : manifest.unit.symbol)
    }

    /// When it was; now where nothing was typed.
    func time(_ text: String?) throws(VarlinkError) -> Instant {
        guard let text else { return now }
        let instant: Instant
        do {
            instant = try TimeText.parse(text, now: now, zone: zone, dayStarts: dayStarts, prefer: .past)
        } catch {
            throw ControlError.invalidTime(text, "\(error)")
        }
        guard instant <= now + Self.tolerance else {
            throw ControlError.invalidTime(
                text, "\(instant.iso8601(in: zone)) is still to come; record it once it is done")
        }
        guard instant >= Self.earliest else {
            throw ControlError.invalidTime(text, "\(instant.iso8601(in: zone)) is before the year 2000")
        }
        return min(instant, now)
    }

    /// Appointments lie within a year.
    private static let farthest = Duration.hours(24 * 366)

    /// When a session is agreed on: still to come, as a person types it.
    func appointment(_ text: String) throws(VarlinkError) -> Instant {
        let instant: Instant
        do {
            instant = try TimeText.parse(text, now: now, zone: zone, dayStarts: dayStarts, prefer: .future)
        } catch {
            throw ControlError.invalidTime(text, "\(error)")
        }
        guard instant > now else {
            throw ControlError.invalidTime(text, "\(instant.iso8601(in: zone)) is over; an appointment lies ahead")
        }
        guard instant <= now + Self.farthest else {
            throw ControlError.invalidTime(text, "\(instant.iso8601(in: zone)) is more than a year ahead")
        }
        return instant
    }

    func attributes(_ given: [String: String]?) throws(VarlinkError) -> [String: String] {
        var read: [String: String] = [:]
        for (key, value) in (given ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let spec = manifest.attributes.first(where: { $0.key == key }) else {
                let known = manifest.attributes.map(\.key)
                let allowed = known.isEmpty ? "\(manifest.id) has no attributes" : known.joined(separator: ", ")
                throw ControlError.invalidAttribute(key, allowed: allowed)
            }
            do {
                read[key] = try spec.check(value)
            } catch {
                throw ControlError.invalidAttribute(key, allowed: spec.allowed)
            }
        }
        return read
    }

    /// The note as it was typed. Control characters are kept and shown as their codes; a zero byte cannot be passed on
    /// by the tools that read notes.
    static func note(_ text: String?) throws(VarlinkError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        let size = text.utf8.count
        guard size <= noteLimit else {
            throw ControlError.invalidNote("the note has \(size) bytes; 65536 is the most that is kept")
        }
        guard !text.utf8.contains(0) else { throw ControlError.invalidNote("the note holds a zero byte") }
        return text
    }

    static func kind(_ text: String?, usual: Entry.Kind) throws(VarlinkError) -> Entry.Kind {
        guard let text else { return usual }
        guard let kind = Entry.Kind(rawValue: text.lowercased()), Entry.Kind.told.contains(kind) else {
            let allowed = Entry.Kind.told.map(\.rawValue).joined(separator: ", ")
            throw ControlError.invalidAttribute("kind", allowed: allowed)
        }
        return kind
    }
}
