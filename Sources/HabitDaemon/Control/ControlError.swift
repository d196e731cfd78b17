internal import HabitKit
internal import Varlink

/// The interface's errors, each with what is needed to put it right.
enum ControlError {
    private static func named(_ name: Control.ErrorName, _ parameters: some Encodable) -> VarlinkError {
        VarlinkError(name.fullName, parameters)
    }

    static func noSuchHabit(_ failure: HabitResolver.Failure) -> VarlinkError {
        switch failure {
        case .noSuchHabit(let habit, let candidates):
            named(.noSuchHabit, Control.Failure.NoSuchHabit(habit: habit, candidates: candidates))
        case .ambiguous(let habit, let candidates):
            named(.ambiguousHabit, Control.Failure.AmbiguousHabit(habit: habit, candidates: candidates))
        }
    }

    static func habitFailed(_ habit: String, _ reason: String) -> VarlinkError {
        named(.habitFailed, Control.Failure.HabitFailed(habit: habit, reason: reason))
    }

    static func invalidAmount(_ amount: String, _ reason: String, example: String) -> VarlinkError {
        named(.invalidAmount, Control.Failure.InvalidAmount(amount: amount, reason: reason, example: example))
    }

    static func invalidTime(_ time: String, _ reason: String) -> VarlinkError {
        named(.invalidTime, Control.Failure.InvalidTime(time: time, reason: reason))
    }

    static func invalidAttribute(_ attribute: String, allowed: String) -> VarlinkError {
        named(.invalidAttribute, Control.Failure.InvalidAttribute(attribute: attribute, allowed: allowed))
    }

    static func invalidNote(_ reason: String) -> VarlinkError {
        named(.invalidNote, Control.Failure.InvalidNote(reason: reason))
    }

    static func invalidMode(_ mode: String) -> VarlinkError {
        named(.invalidMode, Control.Failure.InvalidMode(mode: mode, allowed: "normal, gentle or rest"))
    }

    static func invalidPresence(_ state: String) -> VarlinkError {
        named(.invalidPresence, Control.Failure.InvalidPresence(state: state, allowed: "present or away"))
    }

    static func invalidDuration(_ seconds: Int, allowed: String) -> VarlinkError {
        named(.invalidDuration, Control.Failure.InvalidDuration(seconds: seconds, allowed: allowed))
    }

    static func noSuchEntry(_ id: String, _ reason: String) -> VarlinkError {
        named(.noSuchEntry, Control.Failure.NoSuchEntry(id: id, reason: reason))
    }

    static func nothingTold(_ allowed: String) -> VarlinkError {
        named(.nothingTold, Control.Failure.NothingTold(allowed: allowed))
    }

    static func noAppointments(_ habit: String?, _ candidates: [String]) -> VarlinkError {
        named(.noAppointments, Control.Failure.NoAppointments(habit: habit, candidates: candidates))
    }

    static var nothingToUndo: VarlinkError { VarlinkError(Control.ErrorName.nothingToUndo.fullName) }

    static var importLost: VarlinkError { VarlinkError(Control.ErrorName.importLost.fullName) }

    static func nothingToSnooze(_ habit: String?) -> VarlinkError {
        named(.nothingToSnooze, Control.Failure.NothingToSnooze(habit: habit))
    }

    static func snoozeLimit(_ habit: String, _ limit: Int) -> VarlinkError {
        named(.snoozeLimit, Control.Failure.SnoozeLimit(habit: habit, limit: limit))
    }

    static func noRoutine(_ habit: String, known: [String]) -> VarlinkError {
        named(.noRoutine, Control.Failure.NoRoutine(habit: habit, known: known))
    }

    static func invalidFormat(_ format: String, allowed: String) -> VarlinkError {
        named(.invalidFormat, Control.Failure.InvalidFormat(format: format, allowed: allowed))
    }

    static func invalidConfiguration(_ problems: [Control.ConfigProblem]) -> VarlinkError {
        named(.invalidConfiguration, Control.ProblemsReply(problems: problems))
    }

    /// What the history refused, in the interface's words.
    static func history(_ error: HistoryError, entry: String? = nil) -> VarlinkError {
        switch error.code {
        case .noSuchEntry: if let entry { return noSuchEntry(entry, "none begins or ends like that") }
        case .alreadySuperseded: if let entry { return noSuchEntry(entry, "it was taken back or corrected before") }
        case .ambiguousEntry: if let entry { return noSuchEntry(entry, "several begin or end like that") }
        case .importLost: return importLost
        default: break
        }
        let (reason, advice) = split(error.message)
        return named(.storageFailed, Control.Failure.StorageFailed(reason: reason, advice: advice))
    }

    /// A history error's message tells what was wrong in its first sentence and what to do in the rest.
    private static func split(_ message: String) -> (reason: String, advice: String) {
        let sentences = message.split(separator: ". ", maxSplits: 1)
        guard sentences.count == 2 else { return (message, "Nothing was recorded; try again.") }
        return (sentences[0] + ".", String(sentences[1]))
    }
}
