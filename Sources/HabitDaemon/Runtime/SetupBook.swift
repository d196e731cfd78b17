internal import HabitKit
internal import Synchronization

/// What is configured now, and what is wrong with it.
package final class SetupBook: Sendable {
    private struct Held {
        var setup: ControlService.Setup
        /// Plugins that cannot be used, where no habit's row tells it.
        var plugins: [String] = []
        /// What the latest run of the reminder command came to, where it failed.
        var commandFailure: String?
    }

    private let held: Mutex<Held>

    package init(_ setup: ControlService.Setup) {
        self.held = Mutex(Held(setup: setup))
    }

    /// With what is wrong with plugins, and what the reminder command came to, among the problems.
    package var current: ControlService.Setup {
        held.withLock { held in
            var setup = held.setup
            setup.problems += held.plugins
            if let failure = held.commandFailure { setup.problems.append(failure) }
            return setup
        }
    }

    package func update(_ problems: [String]) {
        held.withLock { $0.setup.problems = problems }
    }

    /// The plugins that are in force, and the habits there are of them.
    package func update(_ registry: PluginRegistry, _ roster: HabitRoster) {
        let problems = PluginProblems.untold(registry, beside: roster)
        held.withLock {
            $0.setup.registry = registry
            $0.plugins = problems
        }
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

/// What is wrong with plugins, as far as status must lead with it.
package enum PluginProblems {
    /// A sentence each. What a habit's own row tells is not told twice.
    package static func untold(_ registry: PluginRegistry, beside roster: HabitRoster) -> [String] {
        let shown = Set(roster.habits.filter { $0.isEnabled && !$0.isAwaited }.map(\.pluginID))
        return registry.folderProblems.map(\.sentence)
            + registry.records.compactMap { record in
                guard let problem = record.problems.first, !isTold(record, in: registry, by: shown) else { return nil }
                let sentence = Control.ConfigProblem(
                    file: problem.file, key: "", problem: record.trouble ?? problem.problem, allowed: nil
                ).sentence
                return record.plugin == nil ? sentence : "\(sentence). What ran before stays in force"
            }
    }

    /// The row of a habit tells why its plugin cannot be used, and what a program answers it. Of a declarative file whose
    /// last good version goes on, it tells nothing; nor of a file that is not the one in use.
    private static func isTold(
        _ record: PluginRecord, in registry: PluginRegistry, by shown: Set<String>
    ) -> Bool {
        guard shown.contains(record.id) else { return false }
        switch record.state {
        case .failed: return record.plugin == nil || record.origin == .executable
        case .refused: return registry[record.id] == nil
        case .shadowed, .ready, .starting: return false
        }
    }
}
