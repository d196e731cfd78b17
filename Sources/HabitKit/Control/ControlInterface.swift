extension Control {
    /// The version of habitd and habitctl, which are released together.
    package static let productVersion = "0.1.0"

    /// The interface's text, the very file of the source.
    package static var interfaceText: String {
        String(decoding: PackageResources.io_habitd_Control_varlink, as: UTF8.self)
    }

    /// The full name of a method: `io.habitd.Control.Status`.
    package static func method(_ name: String) -> String { interfaceName + "." + name }

    /// What answers a habit's prompt, after `habitctl`: `done stretch`; a check-in is asked for by its own verb.
    package static func answer(to habit: String) -> String {
        habit == CheckIn.habit ? "check-in" : "done \(habit)"
    }

    /// The interface's errors, so that daemon and client mean the same.
    package enum ErrorName: String, CaseIterable, Sendable {
        case noSuchHabit = "NoSuchHabit"
        case ambiguousHabit = "AmbiguousHabit"
        case habitFailed = "HabitFailed"
        case invalidAmount = "InvalidAmount"
        case invalidTime = "InvalidTime"
        case invalidAttribute = "InvalidAttribute"
        case invalidNote = "InvalidNote"
        case invalidMode = "InvalidMode"
        case invalidPresence = "InvalidPresence"
        case invalidDuration = "InvalidDuration"
        case noSuchEntry = "NoSuchEntry"
        case nothingTold = "NothingTold"
        case noAppointments = "NoAppointments"
        case nothingToUndo = "NothingToUndo"
        case nothingToSnooze = "NothingToSnooze"
        case snoozeLimit = "SnoozeLimit"
        case noRoutine = "NoRoutine"
        case invalidFormat = "InvalidFormat"
        case importLost = "ImportLost"
        case invalidConfiguration = "InvalidConfiguration"
        case storageFailed = "StorageFailed"

        /// `io.habitd.Control.NoSuchHabit`.
        package var fullName: String { Control.interfaceName + "." + rawValue }

        package init?(fullName: String) {
            guard fullName.hasPrefix(Control.interfaceName + ".") else { return nil }
            self.init(rawValue: String(fullName.dropFirst(Control.interfaceName.count + 1)))
        }
    }
}
