internal import Synchronization

/// What is configured now, and what is wrong with it.
package final class SetupBook: Sendable {
    private struct Held {
        var setup: ControlService.Setup
        /// What the latest run of the reminder command came to, where it failed.
        var commandFailure: String?
    }

    private let held: Mutex<Held>

    package init(_ setup: ControlService.Setup) {
        self.held = Mutex(Held(setup: setup))
    }

    /// With what the reminder command came to among the problems.
    package var current: ControlService.Setup {
        held.withLock { held in
            var setup = held.setup
            if let failure = held.commandFailure { setup.problems.append(failure) }
            return setup
        }
    }

    package func update(_ problems: [String]) {
        held.withLock { $0.setup.problems = problems }
    }

    /// A failed reminder command leads the status until it succeeds, or nil is said for another reason. Returns whether
    /// this changed anything.
    package func noteCommand(_ failure: String?) -> Bool {
        held.withLock { held in
            defer { held.commandFailure = failure }
            return held.commandFailure != failure
        }
    }

    /// The problem as status tells it.
    package static func problem(_ command: String, reason: String) -> String {
        "[reminders] run: “\(command)” failed: \(reason). Try it in a terminal, correct it in the configuration, and "
            + "run habitctl reload"
    }
}
