/// What `io.habitd.Control` says on the wire, as Swift values: daemon and client share them, plugin authors do
/// not see them. Field names are the interface's own; times are ISO 8601 with offset, durations are seconds.
package enum Control {
    package static let interfaceName = "io.habitd.Control"

    /// Done so far and the goal, both in `unit`.
    package struct Progress: Codable, Sendable, Equatable {
        package var done: Double
        package var target: Double?
        package var unit: String

        package init(done: Double, target: Double?, unit: String) {
            self.done = done
            self.target = target
            self.unit = unit
        }
    }

    /// A prompt that was announced and still waits for an answer.
    package struct OpenPrompt: Codable, Sendable, Equatable {
        package var id: String
        package var message: String
        package var due: String
        package var announcedAt: String
        package var snoozes: Int

        package init(id: String, message: String, due: String, announcedAt: String, snoozes: Int) {
            self.id = id
            self.message = message
            self.due = due
            self.announcedAt = announcedAt
            self.snoozes = snoozes
        }
    }

    /// One habit as it is now.
    package struct HabitStatus: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        package var plugin: String
        /// `upcoming`, `due`, `satisfied`, `resting`, `paused` or `failed`.
        package var state: String
        package var progress: Progress?
        package var next: String?
        package var reason: String
        package var streak: Int
        package var score: Double
        package var prompt: OpenPrompt?
        /// What it asks stays on the agenda until done or booked; nil for no.
        package var firm: Bool?

        package init(
            id: String, title: String, plugin: String, state: String, progress: Progress?, next: String?,
            reason: String, streak: Int, score: Double, prompt: OpenPrompt?, firm: Bool? = nil
        ) {
            self.id = id
            self.title = title
            self.plugin = plugin
            self.state = state
            self.progress = progress
            self.next = next
            self.reason = reason
            self.streak = streak
            self.score = score
            self.prompt = prompt
            self.firm = firm
        }
    }

    package struct StatusReply: Codable, Sendable, Equatable {
        package var now: String
        package var mode: String
        package var presence: String
        package var pausedUntil: String?
        package var habits: [HabitStatus]
        package var problems: [String]

        package init(
            now: String, mode: String, presence: String, pausedUntil: String?, habits: [HabitStatus],
            problems: [String]
        ) {
            self.now = now
            self.mode = mode
            self.presence = presence
            self.pausedUntil = pausedUntil
            self.habits = habits
            self.problems = problems
        }
    }

    package struct Setting: Codable, Sendable, Equatable {
        package var key: String
        package var value: String
        package var `default`: String
        package var allowed: String
        package var summary: String

        package init(key: String, value: String, default: String, allowed: String, summary: String) {
            self.key = key
            self.value = value
            self.default = `default`
            self.allowed = allowed
            self.summary = summary
        }
    }

    package struct Attribute: Codable, Sendable, Equatable {
        package var key: String
        package var allowed: String
        package var summary: String

        package init(key: String, allowed: String, summary: String) {
            self.key = key
            self.allowed = allowed
            self.summary = summary
        }
    }

    package struct HabitInfo: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        package var plugin: String
        package var origin: String
        package var enabled: Bool
        package var unit: String
        package var usualAmount: Double
        package var settings: [Setting]
        package var attributes: [Attribute]
        package var error: String?

        package init(
            id: String, title: String, plugin: String, origin: String, enabled: Bool, unit: String,
            usualAmount: Double, settings: [Setting], attributes: [Attribute], error: String?
        ) {
            self.id = id
            self.title = title
            self.plugin = plugin
            self.origin = origin
            self.enabled = enabled
            self.unit = unit
            self.usualAmount = usualAmount
            self.settings = settings
            self.attributes = attributes
            self.error = error
        }
    }

    package struct HabitsReply: Codable, Sendable, Equatable {
        package var habits: [HabitInfo]
        package init(habits: [HabitInfo]) { self.habits = habits }
    }

    package struct Entry: Codable, Sendable, Equatable {
        package var id: String
        package var habit: String
        package var kind: String
        package var at: String
        package var amount: Double
        package var unit: String
        package var attributes: [String: String]
        package var note: String?
        /// The date it counts for, where that is not the one its time says; only an export tells it.
        package var day: String?

        package init(
            id: String, habit: String, kind: String, at: String, amount: Double, unit: String,
            attributes: [String: String], note: String?, day: String? = nil
        ) {
            self.id = id
            self.habit = habit
            self.kind = kind
            self.at = at
            self.amount = amount
            self.unit = unit
            self.attributes = attributes
            self.note = note
            self.day = day
        }
    }

    package struct RecordReply: Codable, Sendable, Equatable {
        package var entry: Entry
        package var status: HabitStatus
        package init(entry: Entry, status: HabitStatus) {
            self.entry = entry
            self.status = status
        }
    }

    /// The reply of Amend, Undo and Skip.
    package struct EntryReply: Codable, Sendable, Equatable {
        package var entry: Entry
        package init(entry: Entry) { self.entry = entry }
    }

    package struct UndoReply: Codable, Sendable, Equatable {
        /// What was taken back.
        package var entry: Entry
        /// What counts again, where `entry` was a correction.
        package var restored: Entry?

        package init(entry: Entry, restored: Entry? = nil) {
            self.entry = entry
            self.restored = restored
        }
    }

    /// One batch of History or Export.
    package struct EntriesReply: Codable, Sendable, Equatable {
        package var entries: [Entry]
        package init(entries: [Entry]) { self.entries = entries }
    }

    package struct SnoozeReply: Codable, Sendable, Equatable {
        package var until: String
        package var habits: [String]
        /// Habits whose open prompt stays as it is: it was put off as often as the configuration allows.
        package var atLimit: [String]?

        package init(until: String, habits: [String], atLimit: [String]? = nil) {
            self.until = until
            self.habits = habits
            self.atLimit = atLimit
        }
    }

    package struct PauseReply: Codable, Sendable, Equatable {
        package var until: String
        package init(until: String) { self.until = until }
    }

    package struct ModeReply: Codable, Sendable, Equatable {
        package var mode: String
        package var until: String
        package init(mode: String, until: String) {
            self.mode = mode
            self.until = until
        }
    }

    package struct PresenceReply: Codable, Sendable, Equatable {
        package var state: String
        package var awaySeconds: Int
        package init(state: String, awaySeconds: Int) {
            self.state = state
            self.awaySeconds = awaySeconds
        }
    }
}
