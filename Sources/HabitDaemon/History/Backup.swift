package import HabitKit

/// A copy of the whole history at one time.
package struct Backup: Sendable, Equatable {
    package let path: String
    package let at: Instant
    package let bytes: Int
}

/// How automatic backups are called: `history-20261124T040000Z.sqlite`.
enum BackupName {
    static let prefix = "history-"
    static let suffix = ".sqlite"

    static func name(_ instant: Instant) -> String { prefix + stamp(instant) + suffix }

    /// `20261124T040000Z`: sorts by time, and no file system minds it.
    static func stamp(_ instant: Instant) -> String {
        let local = Zone.utc.local(instant)
        let (year, month, day) = local.date.components
        return digits(year, 4) + digits(month, 2) + digits(day, 2) + "T" + digits(local.time.hour, 2)
            + digits(local.time.minute, 2) + digits(local.time.second, 2) + "Z"
    }

    /// The time in a name that ``name(_:)`` made; nil for any other name.
    static func instant(_ name: String) -> Instant? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        let stamp = Array(name.dropFirst(prefix.count).dropLast(suffix.count).utf8)
        guard stamp.count == 16, stamp[8] == UInt8(ascii: "T"), stamp[15] == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int? { Int(String(decoding: stamp[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15),
            let date = LocalDate(year: year, month: month, day: day),
            let time = LocalTime(hour: hour, minute: minute, second: second)
        else { return nil }
        return Zone.utc.instant(LocalDateTime(date, time))
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
