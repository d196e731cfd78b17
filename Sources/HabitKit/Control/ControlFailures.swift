extension Control {
    /// The parameters of the interface's errors, by the error's name.
    package enum Failure {
        /// `NoSuchHabit`.
        package struct NoSuchHabit: Codable, Sendable, Equatable {
            package var habit: String
            package var candidates: [String]

            package init(habit: String, candidates: [String]) {
                self.habit = habit
                self.candidates = candidates
            }
        }

        /// `AmbiguousHabit`.
        package struct AmbiguousHabit: Codable, Sendable, Equatable {
            package var habit: String
            package var candidates: [String]

            package init(habit: String, candidates: [String]) {
                self.habit = habit
                self.candidates = candidates
            }
        }

        /// `HabitFailed`.
        package struct HabitFailed: Codable, Sendable, Equatable {
            package var habit: String
            package var reason: String

            package init(habit: String, reason: String) {
                self.habit = habit
                self.reason = reason
            }
        }

        /// `InvalidAmount`.
        package struct InvalidAmount: Codable, Sendable, Equatable {
            package var amount: String
            package var reason: String
            package var example: String

            package init(amount: String, reason: String, example: String) {
                self.amount = amount
                self.reason = reason
                self.example = example
            }
        }

        /// `InvalidTime`.
        package struct InvalidTime: Codable, Sendable, Equatable {
            package var time: String
            package var reason: String

            package init(time: String, reason: String) {
                self.time = time
                self.reason = reason
            }
        }

        /// `InvalidAttribute`.
        package struct InvalidAttribute: Codable, Sendable, Equatable {
            package var attribute: String
            package var allowed: String

            package init(attribute: String, allowed: String) {
                self.attribute = attribute
                self.allowed = allowed
            }
        }

        /// `InvalidNote`.
        package struct InvalidNote: Codable, Sendable, Equatable {
            package var reason: String

            package init(reason: String) {
                self.reason = reason
            }
        }

        /// `InvalidMode`.
        package struct InvalidMode: Codable, Sendable, Equatable {
            package var mode: String
            package var allowed: String

            package init(mode: String, allowed: String) {
                self.mode = mode
                self.allowed = allowed
            }
        }

        /// `InvalidPresence`.
        package struct InvalidPresence: Codable, Sendable, Equatable {
            package var state: String
            package var allowed: String

            package init(state: String, allowed: String) {
                self.state = state
                self.allowed = allowed
            }
        }

        /// `InvalidDuration`.
        package struct InvalidDuration: Codable, Sendable, Equatable {
            package var seconds: Int
            package var allowed: String

            package init(seconds: Int, allowed: String) {
                self.seconds = seconds
                self.allowed = allowed
            }
        }

        /// `NoSuchEntry`.
        package struct NoSuchEntry: Codable, Sendable, Equatable {
            package var id: String
            /// Why none is meant, without a full stop: “none begins like that”.
            package var reason: String?

            package init(id: String, reason: String? = nil) {
                self.id = id
                self.reason = reason
            }
        }

        /// `NothingToSnooze`.
        package struct NothingToSnooze: Codable, Sendable, Equatable {
            package var habit: String?

            package init(habit: String? = nil) {
                self.habit = habit
            }
        }

        /// `SnoozeLimit`.
        package struct SnoozeLimit: Codable, Sendable, Equatable {
            package var habit: String
            package var limit: Int

            package init(habit: String, limit: Int) {
                self.habit = habit
                self.limit = limit
            }
        }

        /// `NoRoutine`.
        package struct NoRoutine: Codable, Sendable, Equatable {
            package var habit: String
            /// The ids of the routines it has.
            package var known: [String]?

            package init(habit: String, known: [String]? = nil) {
                self.habit = habit
                self.known = known
            }
        }

        /// `StorageFailed`.
        package struct StorageFailed: Codable, Sendable, Equatable {
            package var reason: String
            package var advice: String

            package init(reason: String, advice: String) {
                self.reason = reason
                self.advice = advice
            }
        }
    }
}
