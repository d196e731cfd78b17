package import HabitEngine
package import HabitKit

/// Every kind of record habitd writes, with the fixed id that `journalctl -x` explains.
///
/// What the user wrote or felt never gets here: a record is made of what habitd itself said.
package enum JournalMessage {
    static let prompt = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a101"
    static let lapsed = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a102"
    static let started = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a103"
    static let ending = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a104"
    static let reloaded = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a105"
    static let configurationProblem = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a106"
    static let reminderCommandFailed = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a107"
    static let historyProblem = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a108"
    static let recordsDropped = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a109"
    static let clockChanged = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a10a"
    static let pluginChanged = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a10b"
    static let pluginProblem = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a10c"

    /// What is said of a private habit.
    package static let privateMessage = "A reminder is due"

    package static func prompt(_ prompt: AnnouncedPrompt, zone: Zone) -> JournalRecord {
        let title = prompt.isPrivate ? privateMessage : prompt.title
        let reason = prompt.isPrivate ? "its time has come" : prompt.reason
        return JournalRecord(
            prompt.isPrivate ? privateMessage : "\(prompt.title): \(prompt.message)",
            priority: prompt.isFirm ? .warning : .notice,
            fields: [
                .init("MESSAGE_ID", Self.prompt),
                .init("HABIT_ID", prompt.habit),
                .init("HABIT_TITLE", title),
                .init("HABIT_PROMPT", prompt.id),
                .init("HABIT_DUE", prompt.due.iso8601(in: zone)),
                .init("HABIT_REASON", reason),
                .init("HABIT_COUNT", String(prompt.count)),
            ])
    }

    package static func lapsed(habit: String, title: String, isPrivate: Bool) -> JournalRecord {
        let message = isPrivate ? "A reminder lapsed" : "\(title): the reminder lapsed, nothing is counted against you"
        return record(lapsed, message, fields: [.init("HABIT_ID", habit)])
    }

    package static func started(habits: Int, version: String) -> JournalRecord {
        record(started, "habitd \(version) started with \(habits == 1 ? "one habit" : "\(habits) habits")")
    }

    package static func stopping() -> JournalRecord {
        record(ending, "habitd is stopping")
    }

    package static func reloaded(habits: Int) -> JournalRecord {
        record(reloaded, "The configuration was read again: \(habits == 1 ? "one habit" : "\(habits) habits") in force")
    }

    package static func configurationProblem(_ problem: Control.ConfigProblem) -> JournalRecord {
        record(configurationProblem, problem.sentence, priority: .warning)
    }

    package static func reminderCommandFailed(_ command: String, reason: String) -> JournalRecord {
        record(
            reminderCommandFailed, "The reminder command \(command) failed: \(reason). This is told once",
            priority: .warning)
    }

    package static func historyProblem(_ message: String) -> JournalRecord {
        record(historyProblem, message, priority: .error)
    }

    package static func recordsDropped(_ count: Int) -> JournalRecord {
        record(
            recordsDropped, "\(count) \(count == 1 ? "record was" : "records were") dropped: the journal was too slow",
            priority: .warning)
    }

    package static func clockChanged(_ what: String) -> JournalRecord {
        record(clockChanged, what)
    }

    package static func pluginChange(_ change: PluginChange) -> JournalRecord {
        record(
            change.isTrouble ? pluginProblem : pluginChanged, SafeText.oneLine(change.text),
            priority: change.isTrouble ? .warning : .info,
            fields: [.init("PLUGIN_ID", change.id), .init("PLUGIN_PATH", SafeText.oneLine(change.path))])
    }

    /// Changes that are not told one by one.
    package static func pluginChanges(_ count: Int) -> JournalRecord {
        record(pluginChanged, "\(count) more plugins changed; habitctl plugin list shows them")
    }

    /// What a plugin's program printed.
    package static func pluginOutput(_ plugin: String, line: String) -> JournalRecord {
        JournalRecord("\(plugin): \(line)", priority: .info, fields: [.init("PLUGIN_ID", plugin)])
    }

    private static func record(
        _ id: String, _ message: String, priority: JournalRecord.Priority = .info, fields: [JournalRecord.Field] = []
    ) -> JournalRecord {
        JournalRecord(message, priority: priority, fields: [.init("MESSAGE_ID", id)] + fields)
    }
}

extension Control.ConfigProblem {
    /// One line: where, what, and what is allowed.
    package var sentence: String { "\(file): \(withoutFile)" }
}
