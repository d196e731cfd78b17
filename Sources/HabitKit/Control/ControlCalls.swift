extension Control {
    /// The parameters of Record.
    package struct RecordCall: Codable, Sendable, Equatable {
        package var habit: String
        package var amount: String?
        package var at: String?
        package var attributes: [String: String]?
        package var note: String?
        package var kind: String?

        package init(
            habit: String, amount: String? = nil, at: String? = nil, attributes: [String: String]? = nil,
            note: String? = nil, kind: String? = nil
        ) {
            self.habit = habit
            self.amount = amount
            self.at = at
            self.attributes = attributes
            self.note = note
            self.kind = kind
        }
    }

    /// The parameters of Amend: what is absent stays.
    package struct AmendCall: Codable, Sendable, Equatable {
        package var id: String
        package var amount: String?
        package var at: String?
        package var attributes: [String: String]?
        package var note: String?

        package init(
            id: String, amount: String? = nil, at: String? = nil, attributes: [String: String]? = nil,
            note: String? = nil
        ) {
            self.id = id
            self.amount = amount
            self.at = at
            self.attributes = attributes
            self.note = note
        }
    }

    /// The parameters of Undo.
    package struct UndoCall: Codable, Sendable, Equatable {
        package var id: String?

        package init(id: String? = nil) {
            self.id = id
        }
    }

    /// The parameters of Snooze.
    package struct SnoozeCall: Codable, Sendable, Equatable {
        package var habit: String?
        package var seconds: Int?

        package init(habit: String? = nil, seconds: Int? = nil) {
            self.habit = habit
            self.seconds = seconds
        }
    }

    /// The parameters of Skip.
    package struct SkipCall: Codable, Sendable, Equatable {
        package var habit: String
        package var reason: String?

        package init(habit: String, reason: String? = nil) {
            self.habit = habit
            self.reason = reason
        }
    }

    /// The parameters of Pause; `until` as a person types it: `14:00`.
    package struct PauseCall: Codable, Sendable, Equatable {
        package var seconds: Int?
        package var until: String?

        package init(seconds: Int? = nil, until: String? = nil) {
            self.seconds = seconds
            self.until = until
        }
    }

    /// The parameters of SetMode.
    package struct SetModeCall: Codable, Sendable, Equatable {
        package var mode: String
        package var habit: String?

        package init(mode: String, habit: String? = nil) {
            self.mode = mode
            self.habit = habit
        }
    }

    /// The parameters of SetPresence.
    package struct SetPresenceCall: Codable, Sendable, Equatable {
        package var state: String

        package init(state: String) {
            self.state = state
        }
    }

    /// The parameters of Preview.
    package struct PreviewCall: Codable, Sendable, Equatable {
        package var days: Int?

        package init(days: Int? = nil) {
            self.days = days
        }
    }

    /// The parameters of Explain.
    package struct ExplainCall: Codable, Sendable, Equatable {
        package var habit: String

        package init(habit: String) {
            self.habit = habit
        }
    }

    /// The parameters of Routine.
    package struct RoutineCall: Codable, Sendable, Equatable {
        package var habit: String
        package var routine: String?

        package init(habit: String, routine: String? = nil) {
            self.habit = habit
            self.routine = routine
        }
    }

    /// The parameters of History; times as a person types them.
    package struct HistoryCall: Codable, Sendable, Equatable {
        package var habit: String?
        package var since: String?
        package var until: String?

        package init(habit: String? = nil, since: String? = nil, until: String? = nil) {
            self.habit = habit
            self.since = since
            self.until = until
        }
    }
}
