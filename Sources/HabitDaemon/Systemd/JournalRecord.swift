internal import HabitKit

/// One structured record: fields in order, each `NAME=value`.
package struct JournalRecord: Sendable, Equatable {
    /// A field. journald takes names of capital letters, digits and underscores, and drops any other.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// syslog's severities, as far as they are used here.
    package enum Priority: Int, Sendable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
        case debug = 7
    }

    package var message: String
    package var priority: Priority
    package var fields: [Field]

    package init(_ message: String, priority: Priority = .info, fields: [Field] = []) {
        self.message = message
        self.priority = priority
        self.fields = fields
    }

    /// Whether it tells of something that went wrong, rather than of a reminder.
    var isTrouble: Bool { priority.rawValue <= Priority.warning.rawValue && !fields.contains { $0.name == "HABIT_ID" } }

    /// Every field that is sent, in the form journald reads: `NAME=value`.
    package var encoded: [[UInt8]] {
        let all = [Field("MESSAGE", message), Field("PRIORITY", String(priority.rawValue))] + fields
        return (all + [Field("SYSLOG_IDENTIFIER", "habitd")])
            .filter { Self.isFieldName($0.name) }
            .map { Array("\($0.name)=\($0.value)".utf8) }
    }

    /// The same on one line for a terminal or a log file, with the severity in the form that systemd reads from
    /// a service's stderr. What cannot be shown is written as its code, so that no text can steer a terminal.
    package func line(withSeverity: Bool) -> String {
        (withSeverity ? "<\(priority.rawValue)>" : "") + "habitd: \(SafeText.oneLine(message))"
    }

    static func isFieldName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, bytes.count <= 64, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z") else {
            return false
        }
        return bytes.allSatisfy { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        }
    }
}
