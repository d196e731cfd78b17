internal import HabitKit
internal import Varlink

extension Failure {
    /// What habitd answered instead of doing it.
    ///
    /// - Parameter isRecording: the verb records, so that its failure says that nothing was.
    init(_ error: VarlinkError, isRecording: Bool = false) {
        self = (try? Self.read(error)) ?? Self.unknown(error)
        let name = Control.ErrorName(fullName: error.name)
        if isRecording, name == .noSuchHabit || name == .ambiguousHabit { line += " Nothing was recorded." }
    }

    private static func read(_ error: VarlinkError) throws -> Failure {
        switch Control.ErrorName(fullName: error.name) {
        case .noSuchHabit: noSuchHabit(try error.decode(Control.Failure.NoSuchHabit.self))
        case .ambiguousHabit: ambiguousHabit(try error.decode(Control.Failure.AmbiguousHabit.self))
        case .invalidAmount, .invalidTime, .invalidAttribute, .invalidNote, .invalidMode, .invalidPresence,
            .invalidDuration, .invalidFormat:
            try mistyped(error)
        case .nothingTold, .noAppointments: try wanting(error)
        case .noSuchEntry, .nothingToUndo, .nothingToSnooze, .snoozeLimit, .noRoutine: try nothing(error)
        case .importLost:
            Failure(
                .data, "The import was broken off, by another one or by habitd's end. Nothing was imported.",
                hints: ["Try it again; what is here already is not imported twice."])
        case .habitFailed, .invalidConfiguration, .storageFailed: try data(error)
        case nil: unknown(error)
        }
    }

    private static func noSuchHabit(_ failure: Control.Failure.NoSuchHabit) -> Failure {
        Failure(
            .nothing, "No habit is called \(quoted(failure.habit)).",
            hints: failure.candidates.isEmpty
                ? ["habitctl habits lists them all."] : ["Did you mean:  \(failure.candidates.joined(separator: ", "))"]
        )
    }

    private static func ambiguousHabit(_ failure: Control.Failure.AmbiguousHabit) -> Failure {
        Failure(
            .nothing, "\(quoted(failure.habit)) could be several habits.",
            hints: ["Say which:  \(failure.candidates.joined(separator: ", "))"])
    }

    /// Something was typed in a way that cannot be meant.
    private static func mistyped(_ error: VarlinkError) throws -> Failure {
        switch Control.ErrorName(fullName: error.name) {
        case .invalidAmount:
            let failure = try error.decode(Control.Failure.InvalidAmount.self)
            return Failure(
                .usage, "\(quoted(failure.amount)) is no amount that can be recorded: \(failure.reason).",
                hints: ["Write it like  \(failure.example)"])
        case .invalidTime:
            let failure = try error.decode(Control.Failure.InvalidTime.self)
            // Most reasons name what was typed and say how it is written.
            guard !failure.reason.contains("“") else { return Failure(.usage, "\(failure.reason).".capitalizedFirst) }
            return Failure(
                .usage, "\(quoted(failure.time)) does not work as a time: \(failure.reason).",
                hints: ["Write it like  10:30, yesterday 18:00, 2h ago  or  2026-11-24 15:40"])
        case .invalidAttribute:
            let failure = try error.decode(Control.Failure.InvalidAttribute.self)
            return Failure(
                .usage, "\(quoted(failure.attribute)) cannot be recorded like that.",
                hints: ["Allowed:  \(failure.allowed)"])
        case .invalidMode:
            let failure = try error.decode(Control.Failure.InvalidMode.self)
            return Failure(.usage, "A day cannot be \(quoted(failure.mode)).", hints: ["It can be  \(failure.allowed)"])
        case .invalidPresence:
            let failure = try error.decode(Control.Failure.InvalidPresence.self)
            return Failure(.usage, "Nobody is \(quoted(failure.state)) here.", hints: ["Allowed:  \(failure.allowed)"])
        case .invalidDuration:
            let failure = try error.decode(Control.Failure.InvalidDuration.self)
            let text = DurationText.print(.seconds(failure.seconds))
            return Failure(.usage, "\(text) is out of range.", hints: ["Allowed:  \(failure.allowed)"])
        case .invalidFormat:
            let failure = try error.decode(Control.Failure.InvalidFormat.self)
            return Failure(
                .usage, "There is no form \(quoted(failure.format)).", hints: ["Allowed:  \(failure.allowed)"])
        default:
            let reason = try error.decode(Control.Failure.InvalidNote.self).reason
            return Failure(.usage, "This note cannot be kept: \(reason).", hints: ["Nothing was recorded."])
        }
    }

    /// More must be said.
    private static func wanting(_ error: VarlinkError) throws -> Failure {
        if Control.ErrorName(fullName: error.name) == .nothingTold {
            let failure = try error.decode(Control.Failure.NothingTold.self)
            return Failure(
                .usage, "There is nothing in that to keep. Nothing was recorded.", hints: ["Give  \(failure.allowed)"])
        }
        let failure = try error.decode(Control.Failure.NoAppointments.self)
        let line = failure.habit.map { "\(quoted($0)) is not kept by appointment." }
        guard !failure.candidates.isEmpty else {
            return Failure(
                .nothing, line ?? "No habit that is switched on is kept by appointment.",
                hints: ["habitctl habits shows those that are."])
        }
        return Failure(
            .nothing, line ?? "Several habits are kept by appointment.",
            hints: ["Say which:  \(failure.candidates.joined(separator: ", "))"])
    }

    /// It was understood, and there is nothing to do it to.
    private static func nothing(_ error: VarlinkError) throws -> Failure {
        switch Control.ErrorName(fullName: error.name) {
        case .noSuchEntry:
            let failure = try error.decode(Control.Failure.NoSuchEntry.self)
            guard !failure.id.isEmpty else {
                return Failure(.nothing, "\(failure.reason ?? "There is none"). Nothing was changed.".capitalizedFirst)
            }
            let reason = failure.reason.map { ": \($0)" } ?? ""
            return Failure(
                .nothing, "No single entry is called \(quoted(failure.id))\(reason). Nothing was changed.",
                hints: ["habitctl history shows each entry's id."])
        case .nothingToSnooze:
            let habit = try error.decode(Control.Failure.NothingToSnooze.self).habit
            return Failure(
                .nothing,
                habit.map { "\($0) has not asked for anything, so there is nothing to snooze." }
                    ?? "Nothing has been asked for, so there is nothing to snooze.",
                hints: ["habitctl pause 1h keeps everything silent for a while."])
        case .snoozeLimit:
            let failure = try error.decode(Control.Failure.SnoozeLimit.self)
            return Failure(
                .nothing,
                "\(failure.habit) was snoozed \(failure.limit) times already; that is the limit for one prompt.",
                hints: ["habitctl skip \(failure.habit)  lets it go for now, and that is fine."])
        case .noRoutine:
            let failure = try error.decode(Control.Failure.NoRoutine.self)
            let known = failure.known ?? []
            return Failure(
                .nothing, "\(failure.habit) has no such routine.",
                hints: known.isEmpty ? [] : ["It has:  \(known.joined(separator: ", "))"])
        default:
            return Failure(.nothing, "There is nothing to take back.")
        }
    }

    /// The configuration or the disk stands in the way.
    private static func data(_ error: VarlinkError) throws -> Failure {
        switch Control.ErrorName(fullName: error.name) {
        case .habitFailed:
            let failure = try error.decode(Control.Failure.HabitFailed.self)
            return Failure(
                .data, "\(failure.habit) does not run: \(failure.reason).",
                hints: ["habitctl config check lists what is wrong with the configuration."])
        case .invalidConfiguration:
            let problems = try error.decode(Control.ProblemsReply.self).problems
            let lines = problems.map { problem in
                ([problem.file, problem.key].filter { !$0.isEmpty } + [problem.problem]).joined(separator: ": ")
                    + (problem.allowed.map { " (allowed: \($0))" } ?? "")
            }
            return Failure(
                .data, "The configuration was not taken over; the one in force stays.", hints: lines)
        default:
            let failure = try error.decode(Control.Failure.StorageFailed.self)
            return Failure(.data, failure.reason, hints: [failure.advice])
        }
    }

    /// An error of the service itself, or one that this version does not know.
    private static func unknown(_ error: VarlinkError) -> Failure {
        let isOlder = error.name.hasPrefix("org.varlink.service.")
        return Failure(
            .data, "habitd answered with an error: \(error)",
            hints: isOlder ? ["habitd and habitctl may be of different versions:  habitctl version"] : [])
    }
}
