internal import Synchronization

/// What is configured now, and what is wrong with it.
package final class SetupBook: Sendable {
    private let setup: Mutex<ControlService.Setup>

    package init(_ setup: ControlService.Setup) {
        self.setup = Mutex(setup)
    }

    package var current: ControlService.Setup { setup.withLock { $0 } }

    package func update(_ problems: [String]) {
        setup.withLock { $0.problems = problems }
    }
}
