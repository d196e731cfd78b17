internal import HabitEngine
internal import HabitKit

/// `[reminders]`: how often and how prompts are announced.
enum RemindersSection {
    static let minimumGap = SettingSpec(
        "minimum_gap", .duration(0...7200), default: .number(300), "Between two announcements")
    static let together = SettingSpec(
        "together", .duration(0...3600), default: .number(300), "Prompts due this close together are told as one")
    static let hourlyLimit = SettingSpec(
        "announcements_per_hour", .integer(1...60), default: .integer(2),
        "Announcements an hour at most, firm ones not counted")
    static let repeatAfter = SettingSpec(
        "repeat_after", .duration(60...14_400), default: .number(600),
        "An unanswered prompt is told again after this, then lapses after as long again")
    static let snooze = SettingSpec(
        "snooze", .duration(60...28_800), default: .number(600), "How long a snooze lasts unless said otherwise")
    static let snoozeLimit = SettingSpec(
        "snooze_limit", .integer(0...20), default: .integer(3), "Snoozes of one prompt")
    static let timeout = SettingSpec(
        "timeout", .duration(1...300), default: .number(10), "The command is ended after this")

    static let specs = [minimumGap, together, hourlyLimit, repeatAfter, snooze, snoozeLimit, timeout]
    static let runAllowed = "\"notify-send\", or a list: [\"program\", \"{title}\", \"{message}\"]"

    static func read(_ node: ConfigNode?, _ reader: inout ConfigReader, into configuration: inout Configuration) {
        let path = ["reminders"]
        let table = reader.table(node, path: path)
        reader.refuseUnknown(in: table, path: path, known: ["run"] + specs.map(\.key))
        func duration(_ spec: SettingSpec, _ usual: Duration) -> Duration {
            guard case .number(let seconds)? = reader.value(spec, in: table, path: path) else { return usual }
            return .microseconds(Int64((seconds * 1_000_000).rounded()))
        }
        func integer(_ spec: SettingSpec, _ usual: Int) -> Int {
            guard case .integer(let number)? = reader.value(spec, in: table, path: path) else { return usual }
            return number
        }
        var policy = configuration.policy
        policy.minimumGap = duration(minimumGap, policy.minimumGap)
        policy.together = duration(together, policy.together)
        policy.hourlyLimit = integer(hourlyLimit, policy.hourlyLimit)
        policy.repeatAfter = duration(repeatAfter, policy.repeatAfter)
        policy.snooze = duration(snooze, policy.snooze)
        policy.snoozeLimit = integer(snoozeLimit, policy.snoozeLimit)
        configuration.policy = policy
        configuration.reminders.timeout = duration(timeout, configuration.reminders.timeout)
        if let node = table["run"] { configuration.reminders.run = run(node, path + ["run"], &reader) }
    }

    /// A preset's name, or a program and its arguments.
    private static func run(_ node: ConfigNode, _ path: [String], _ reader: inout ConfigReader) -> [String] {
        guard let raw = reader.raw(node, path: path, allowed: runAllowed) else { return [] }
        switch raw {
        case .string("notify-send"): return ["notify-send"]
        case .string(let text):
            let problem = "“\(text)” is no preset; a command is a list, since no shell reads it"
            reader.note(node.file, path, problem, runAllowed)
        case .list(let items):
            let words = items.compactMap { item in if case .string(let text) = item { text } else { nil } }
            if words.count != items.count {
                reader.note(node.file, path, "every part of the command is text in quotes", runAllowed)
            } else if let program = words.first, !program.isEmpty, words.count <= 64 {
                return placeholders(words, node, path, &reader)
            } else if !words.isEmpty {
                reader.note(node.file, path, "a command has a program and at most 63 arguments", runAllowed)
            }
        case .integer, .number, .boolean, .table:
            reader.note(node.file, path, "a command is a list of texts", runAllowed)
        }
        return []
    }

    /// The command, unless it asks for something nobody fills in.
    private static func placeholders(
        _ words: [String], _ node: ConfigNode, _ path: [String], _ reader: inout ConfigReader
    ) -> [String] {
        guard let unknown = CommandTemplate.unknownPlaceholder(in: words) else { return words }
        let known = CommandTemplate.placeholders
        let hint = NearestKey.suggestion(for: unknown, among: known).map { "; did you mean “\($0)”?" } ?? ""
        reader.note(
            node.file, path, "nothing fills in “\(unknown)”\(hint)", known.joined(separator: ", "))
        return []
    }
}
