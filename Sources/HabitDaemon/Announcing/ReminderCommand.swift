internal import Glibc
package import HabitEngine
internal import HabitKit
package import NIOCore
internal import Synchronization

/// Starts the user's own command for each announcement: `[reminders] run`.
///
/// Commands run beside each other up to a limit; one that takes too long is ended. The first failure is told, the
/// others are not: an announcement has other ways to be heard, and a log full of the same line helps nobody.
package final class ReminderCommand: Announcer {
    package struct Limits: Sendable {
        /// Commands running at once; a notification that waits to be clicked may stay a while.
        package var running = 8
        /// How long its group has after SIGTERM.
        package var grace: TimeAmount = .seconds(2)

        package init() {}
    }

    private struct State {
        var template: CommandTemplate
        /// How long a command may take.
        var patience: TimeAmount
        var running: [Int: (child: ChildProcess, timeout: Scheduled<Void>)] = [:]
        var started = 0
        var hasToldFailure = false
    }

    private let state: Mutex<State>
    private let environment: [String: String]
    private let eventLoop: any EventLoop
    private let limits: Limits
    private let onFailure: @Sendable (_ command: String, _ reason: String) -> Void

    package init(
        _ reminders: Configuration.Reminders, environment: [String: String], eventLoop: any EventLoop,
        limits: Limits = Limits(),
        onFailure: @escaping @Sendable (_ command: String, _ reason: String) -> Void
    ) {
        self.state = Mutex(State(template: CommandTemplate(reminders.run), patience: Self.amount(reminders.timeout)))
        self.environment = Self.allowed(environment)
        self.eventLoop = eventLoop
        self.limits = limits
        self.onFailure = onFailure
    }

    /// What a command needs to reach the user's session, and nothing else of ours.
    package static func allowed(_ environment: [String: String]) -> [String: String] {
        let names: Set<String> = [
            "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TZ", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
            "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS",
            "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "SWAYSOCK", "LANG", "LANGUAGE",
        ]
        return environment.filter { names.contains($0.key) || $0.key.hasPrefix("LC_") }
    }

    /// The command changed; its first failure will be told again.
    package func update(_ reminders: Configuration.Reminders) {
        let template = CommandTemplate(reminders.run)
        state.withLock { state in
            state.patience = Self.amount(reminders.timeout)
            guard state.template != template else { return }
            state.template = template
            state.hasToldFailure = false
        }
    }

    package func announce(_ announcement: Announcement) {
        let (template, isFull) = state.withLock { ($0.template, $0.running.count >= limits.running) }
        guard !template.isEmpty else { return }
        guard !isFull else { return fail("\(limits.running) of them are still running") }
        start(template.filled(for: announcement))
    }

    private static func amount(_ duration: Duration) -> TimeAmount { .microseconds(duration.microseconds) }

    /// Ends what still runs.
    package func close() {
        let running = state.withLock { state in
            defer { state.running = [:] }
            return state.running.values.map { $0 }
        }
        for (child, timeout) in running {
            timeout.cancel()
            child.signalGroup(SIGTERM)
        }
    }

    private func start(_ arguments: [String]) {
        let number = state.withLock { state in
            state.started += 1
            return state.started
        }
        do {
            // Held, so that a child that ends at once finds itself in the table.
            try state.withLock { state throws(ChildProcess.LaunchError) in
                let child = try ChildProcess(arguments, environment: environment) { [self] in ended(number, $0) }
                let timeout = eventLoop.scheduleTask(in: state.patience) { [self] in expire(child) }
                state.running[number] = (child, timeout)
            }
        } catch {
            fail(error.reason)
        }
    }

    private func ended(_ number: Int, _ ending: ChildProcess.Ending) {
        let entry = state.withLock { $0.running.removeValue(forKey: number) }
        entry?.timeout.cancel()
        switch ending {
        case .exited(0): break
        case .exited(let code): fail("it exited with \(code)")
        // Our own doing at shutdown, when it is no longer in the table.
        case .killed where entry == nil: break
        case .killed(let signal): fail("it was ended by signal \(signal)")
        }
    }

    private func expire(_ child: ChildProcess) {
        child.signalGroup(SIGTERM)
        eventLoop.scheduleTask(in: limits.grace) { child.signalGroup(SIGKILL) }
    }

    private func fail(_ reason: String) {
        let program = state.withLock { state -> String? in
            defer { state.hasToldFailure = true }
            return state.hasToldFailure ? nil : state.template.program
        }
        if let program { onFailure(program, reason) }
    }
}
