internal import HabitKit

/// The Status reply as bytes, in the order people read it in: the time apart, since it alone changes by itself.
struct StatusText: Sendable {
    /// Everything after the value of `now`.
    private let rest: [UInt8]

    init(_ reply: Control.StatusReply) {
        var text = JSONWriter(capacity: 2048)
        text.object { text in
            text.string("mode", reply.mode)
            text.string("presence", reply.presence)
            text.string("pausedUntil", reply.pausedUntil)
            text.array("habits") { text in
                for habit in reply.habits { Self.write(habit, to: &text) }
            }
            text.array("problems") { text in
                for problem in reply.problems { text.string(nil, problem) }
            }
        }
        rest = Array(text.bytes.dropFirst())
    }

    /// The whole reply at a time that is written as `now`.
    func bytes(now: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rest.count + 48)
        bytes += "{\"now\":\"\(now)\",".utf8
        bytes += rest
        return bytes
    }

    static func write(_ habit: Control.HabitStatus, to text: inout JSONWriter, key: String? = nil) {
        text.object(key) { text in
            text.string("id", habit.id)
            text.string("title", habit.title)
            text.string("plugin", habit.plugin)
            text.string("state", habit.state)
            if let progress = habit.progress {
                text.object("progress") { text in
                    text.number("done", progress.done)
                    text.number("target", progress.target)
                    text.string("unit", progress.unit)
                }
            } else {
                text.string("progress", nil)
            }
            text.string("next", habit.next)
            text.string("reason", habit.reason)
            text.number("streak", habit.streak)
            text.number("score", habit.score)
            write(habit.prompt, to: &text)
            if habit.firm == true { text.boolean("firm", true) }
        }
    }

    private static func write(_ prompt: Control.OpenPrompt?, to text: inout JSONWriter) {
        guard let prompt else { return text.string("prompt", nil) }
        text.object("prompt") { text in
            text.string("id", prompt.id)
            text.string("message", prompt.message)
            text.string("due", prompt.due)
            text.string("announcedAt", prompt.announcedAt)
            text.number("snoozes", prompt.snoozes)
        }
    }
}

/// The Record reply as bytes: the one reply whose encoding shows in how many entries a second are taken.
enum RecordText {
    static func bytes(_ reply: Control.RecordReply) -> [UInt8] {
        var text = JSONWriter(capacity: 768)
        text.object { text in
            write(reply.entry, to: &text)
            StatusText.write(reply.status, to: &text, key: "status")
        }
        return text.bytes
    }

    private static func write(_ entry: Control.Entry, to text: inout JSONWriter) {
        text.object("entry") { text in
            text.string("id", entry.id)
            text.string("habit", entry.habit)
            text.string("kind", entry.kind)
            text.string("at", entry.at)
            text.number("amount", entry.amount)
            text.string("unit", entry.unit)
            text.object("attributes") { text in
                for (key, value) in entry.attributes.sorted(by: { $0.key < $1.key }) { text.string(key, value) }
            }
            text.string("note", entry.note)
        }
    }
}
