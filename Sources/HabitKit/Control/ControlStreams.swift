extension Control {
    package struct PlannedPrompt: Codable, Sendable, Equatable {
        package var habit: String
        package var title: String
        package var at: String
        package var message: String
        package var reason: String

        package init(habit: String, title: String, at: String, message: String, reason: String) {
            self.habit = habit
            self.title = title
            self.at = at
            self.message = message
            self.reason = reason
        }
    }

    package struct PreviewReply: Codable, Sendable, Equatable {
        package var prompts: [PlannedPrompt]
        package init(prompts: [PlannedPrompt]) { self.prompts = prompts }
    }

    package struct Decision: Codable, Sendable, Equatable {
        package var at: String
        package var what: String
        package var reason: String

        package init(at: String, what: String, reason: String) {
            self.at = at
            self.what = what
            self.reason = reason
        }
    }

    package struct ExplainReply: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        package var reason: String
        package var next: String?
        package var decisions: [Decision]
        /// What its strength comes from; nil before its first day, and where the history cannot be read as its own.
        package var score: ScoreReason?

        package init(
            id: String, title: String, reason: String, next: String?, decisions: [Decision], score: ScoreReason? = nil
        ) {
            self.id = id
            self.title = title
            self.reason = reason
            self.next = next
            self.decisions = decisions
            self.score = score
        }
    }

    package struct Step: Codable, Sendable, Equatable {
        package var instruction: String
        package var holdSeconds: Int
        package var repetitions: Int
        package var bothSides: Bool

        package init(instruction: String, holdSeconds: Int, repetitions: Int, bothSides: Bool) {
            self.instruction = instruction
            self.holdSeconds = holdSeconds
            self.repetitions = repetitions
            self.bothSides = bothSides
        }
    }

    package struct RoutineReply: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        package var steps: [Step]

        package init(id: String, title: String, steps: [Step]) {
            self.id = id
            self.title = title
            self.steps = steps
        }
    }

    package struct PluginInfo: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        /// `built-in`, `executable` or `declarative`.
        package var origin: String
        package var path: String?
        /// `ready`, `starting`, `running`, `waiting`, `stopped`, `failed`, `shadowed` or `refused`.
        package var state: String
        package var error: String?
        package var habits: [String]
        /// Starts of its program that became necessary because it had ended or failed.
        package var restarts: Int
        /// Paths of the files that it hides.
        package var shadows: [String]
        /// The path of what hides it; `built-in` where a built-in does.
        package var shadowedBy: String?

        package init(
            id: String, title: String, origin: String, path: String?, state: String, error: String?,
            habits: [String], restarts: Int = 0, shadows: [String] = [], shadowedBy: String? = nil
        ) {
            self.id = id
            self.title = title
            self.origin = origin
            self.path = path
            self.state = state
            self.error = error
            self.habits = habits
            self.restarts = restarts
            self.shadows = shadows
            self.shadowedBy = shadowedBy
        }
    }

    package struct PluginsReply: Codable, Sendable, Equatable {
        package var plugins: [PluginInfo]
        package init(plugins: [PluginInfo]) { self.plugins = plugins }
    }

    package struct ConfigProblem: Codable, Sendable, Equatable {
        package var file: String
        package var key: String
        package var problem: String
        package var allowed: String?

        package init(file: String, key: String, problem: String, allowed: String?) {
            self.file = file
            self.key = key
            self.problem = problem
            self.allowed = allowed
        }

        /// What is wrong and where in the file, and what is allowed there.
        package var withoutFile: String {
            let place = key.isEmpty ? "" : "\(key): "
            return place + problem + (allowed.map { " (allowed: \($0))" } ?? "")
        }
    }

    /// The reply of Reload and the parameters of InvalidConfiguration.
    package struct ProblemsReply: Codable, Sendable, Equatable {
        package var problems: [ConfigProblem]
        package init(problems: [ConfigProblem]) { self.problems = problems }
    }

    package struct Event: Codable, Sendable, Equatable {
        /// `status`, `prompt`, `done`, `skipped`, `snoozed`, `lapsed`, `paused`, `resumed`, `mode`, `presence` or
        /// `reloaded`.
        package var kind: String
        package var at: String
        package var habit: String?
        package var title: String?
        package var message: String?
        package var reason: String?
        package var prompts: [PlannedPrompt]?

        package init(
            kind: String, at: String, habit: String? = nil, title: String? = nil, message: String? = nil,
            reason: String? = nil, prompts: [PlannedPrompt]? = nil
        ) {
            self.kind = kind
            self.at = at
            self.habit = habit
            self.title = title
            self.message = message
            self.reason = reason
            self.prompts = prompts
        }
    }

    package struct WatchReply: Codable, Sendable, Equatable {
        package var event: Event
        package init(event: Event) { self.event = event }
    }

    package struct Backup: Codable, Sendable, Equatable {
        package var path: String
        package var at: String
        package var bytes: Int

        package init(path: String, at: String, bytes: Int) {
            self.path = path
            self.at = at
            self.bytes = bytes
        }
    }

    package struct BackupsReply: Codable, Sendable, Equatable {
        package var backups: [Backup]
        package init(backups: [Backup]) { self.backups = backups }
    }
}
