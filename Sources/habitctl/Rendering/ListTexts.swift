internal import HabitKit

/// What `habitctl habits` shows: every habit with its settings.
struct HabitsText {
    let reply: Control.HabitsReply
    let terminal: Terminal

    var lines: [String] {
        let paint = Paint(terminal)
        var lines: [String] = []
        for habit in reply.habits {
            if !lines.isEmpty { lines.append("") }
            let state = habit.enabled ? "" : "  switched off"
            let origin = habit.plugin == habit.id ? habit.origin : "\(habit.plugin), \(habit.origin)"
            lines.append(
                paint(SafeText.oneLine(habit.id), .title) + "  " + terminal.spelled(SafeText.oneLine(habit.title))
                    + paint("  \(SafeText.oneLine(origin))\(state)", .dim))
            if let error = habit.error { lines += problem(error, paint) }
            lines += settings(habit)
        }
        return lines
    }

    private func problem(_ error: String, _ paint: Paint) -> [String] {
        terminal.spelled(SafeText.oneLine(error)).wrapped(to: terminal.width - 4)
            .enumerated().map { paint(($0.offset == 0 ? "  ! " : "    ") + $0.element, .problem) }
    }

    /// A longer value gets a line of its own, so that the words of all settings have room.
    private static let valueWidth = 12

    private func settings(_ habit: Control.HabitInfo) -> [String] {
        var table = Table(terminal)
        for setting in habit.settings {
            let isChanged = setting.value != setting.default
            let values =
                isChanged ? "default \(setting.default), allowed \(setting.allowed)" : "allowed \(setting.allowed)"
            let (value, role) = (setting.value, isChanged ? Role.upcoming : nil)
            let words = "\(setting.summary) (\(values))"
            if value.displayWidth <= Self.valueWidth {
                table.add((setting.key, nil), (value, role), (words, .dim))
            } else {
                table.add((setting.key, nil), (value, role))
                table.add(("", nil), ("", nil), (words, .dim))
            }
        }
        for attribute in habit.attributes {
            table.add(("\(attribute.key)=", .command), ("", nil), ("\(attribute.summary) (\(attribute.allowed))", .dim))
        }
        return table.lines
    }
}

/// What `habitctl backup list` shows.
struct BackupsText {
    let reply: Control.BackupsReply
    let terminal: Terminal
    let now: Instant

    var lines: [String] {
        let clock = ClockText(now: now)
        var table = Table(terminal)
        table.isWrapped = false
        for backup in reply.backups {
            table.add((clock.short(backup.at), .title), (size(backup.bytes), nil), (backup.path, nil))
        }
        return reply.backups.isEmpty ? ["There is no backup yet; one is made every day."] : table.lines
    }

    private func size(_ bytes: Int) -> String {
        bytes < 1 << 20
            ? "\(max(1, bytes >> 10)) KiB" : "\(NumberText.print((Double(bytes) / 1_048_576 * 10).rounded() / 10)) MiB"
    }
}
