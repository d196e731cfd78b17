internal import Glibc
package import HabitEngine
internal import HabitKit
package import NIOCore
internal import Synchronization

/// Starts the user's own command for each announcement: `[reminders] run`.
///
/// Commands run beside each other up to a limit; one that takes too long is ended. How each run of the command in
/// force ended is passed on.
package final class ReminderCommand: Announcer {
    package struct Limits: Sendable {
        /// Commands running at once; a notification that waits to be clicked may stay a while.
        package var running = 8
        /// How long its group has after SIGTERM.
        package var grace: TimeAmount = .seconds(2)

        package init() {}
    }

    /// How a run ended.
    package enum Outcome: Sendable, Equatable {
        case succeeded
        /// - Parameter isFirst: whether this command had never failed before.
        case failed(command: String, reason: String, isFirst: Bool)
    }

    private struct State {
        var template: CommandTemplate
        /// How long a command may take.
        var patience: TimeAmount
        var running: [Int: (child: ChildProcess, template: CommandTemplate, timeout: Scheduled<Void>)] = [:]
        var started = 0
        var hasFailed = false
    }

    private let state: Mutex<State>
    private let environment: [String: String]
    private let eventLoop: any EventLoop
    private let limits: Limits
    private let onOutcome: @Sendable (Outcome) -> Void

    package init(
        _ reminders: Configuration.Reminders, environment: [String: String], eventLoop: any EventLoop,
        limits: Limits = Limits(),
        onOutcome: @escaping @Sendable (Outcome) -> Void
    ) {
        self.state = Mutex(State(template: CommandTemplate(reminders.run), patience: Self.amount(reminders.timeout)))
        self.environment = Self.allowed(environment)
        self.eventLoop = eventLoop
        self.limits = limits
        self.onOutcome = onOutcome
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

    /// Another command has not failed yet, and how runs of the one before end is of no interest any more.
    package func update(_ reminders: Configuration.Reminders) {
        let template = CommandTemplate(reminders.run)
        state.withLock { state in
            state.patience = Self.amount(reminders.timeout)
            guard state.template != template else { return }
            state.template = template
            state.hasFailed = false
        }
    }

    package func announce(_ announcement: Announcement) {
        let (template, isFull) = state.withLock { ($0.template, $0.running.count >= limits.running) }
        guard !template.isEmpty else { return }
        guard !isFull else { return fail(template, "\(limits.running) of them are still running") }
        start(template, template.filled(for: announcement))
    }

    private static func amount(_ duration: Duration) -> TimeAmount { .microseconds(duration.microseconds) }

    /// Ends what still runs.
    package func close() {
        let running = state.withLock { state in
            defer { state.running = [:] }
            return state.running.values.map { $0 }
        }
        for (child, _, timeout) in running {
            timeout.cancel()
            child.signalGroup(SIGTERM)
        }
    }

    private func start(_ template: CommandTemplate, _ arguments: [String]) {
        let number = state.withLock { state in
            state.started += 1
            return state.started
        }
        do {
            // Held, so that a child that ends at once finds itself in the table.
            try state.withLock { state throws(ProcessLaunch.Failure) in
                let launch = ProcessLaunch(arguments: arguments, environment: environment)
                let child = try ChildProcess(launch) { [self] in ended(number, $0) }
                let timeout = eventLoop.scheduleTask(in: state.patience) { [self] in expire(child) }
                state.running[number] = (child, template, timeout)
            }
        } catch {
            fail(template, error.reason)
        }
    }

    private func ended(_ number: Int, _ ending: ChildProcess.Ending) {
        // What is no longer in the table was ended by us, at shutdown.
        guard let entry = state.withLock({ $0.running.removeValue(forKey: number) }) else { return }
        entry.timeout.cancel()
        switch ending {
        case .exited(0): succeed(entry.template)
        case .exited(let code): fail(entry.template, "it exited with \(code)")
        case .killed(let signal): fail(entry.template, "it was ended by signal \(signal)")
        }
    }

    private func expire(_ child: ChildProcess) {
        child.signalGroup(SIGTERM)
        eventLoop.scheduleTask(in: limits.grace) { child.signalGroup(SIGKILL) }
    }

    private func succeed(_ template: CommandTemplate) {
        let isInForce = state.withLock { $0.template == template }
        if isInForce { onOutcome(.succeeded) }
    }

    private func fail(_ template: CommandTemplate, _ reason: String) {
        let isFirst = state.withLock { state -> Bool? in
            guard state.template == template else { return nil }
            defer { state.hasFailed = true }
            return !state.hasFailed
        }
        if let isFirst { onOutcome(.failed(command: template.program, reason: reason, isFirst: isFirst)) }
    }
}
