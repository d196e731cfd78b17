extension Control {
    /// What a day asked of a habit.
    package struct Plan: Codable, Sendable, Equatable {
        package var habit: String
        /// `2026-10-31`.
        package var day: String
        package var target: Double?
        /// `day`, `week` or so many days: `14d`.
        package var period: String
        /// Absent where nothing was said of the day.
        package var mode: String?

        package init(habit: String, day: String, target: Double?, period: String, mode: String?) {
            self.habit = habit
            self.day = day
            self.target = target
            self.period = period
            self.mode = mode
        }
    }

    /// An entry on its way in.
    package struct ImportedEntry: Codable, Sendable, Equatable {
        package var id: String
        package var habit: String
        package var kind: String
        package var at: String
        /// Absent: one usual time of the habit.
        package var amount: Double?
        /// Absent: the habit's own.
        package var unit: String?
        package var attributes: [String: String]?
        package var note: String?
        /// The date it counts for, where that is not the one its time says.
        package var day: String?

        package init(
            id: String, habit: String, kind: String, at: String, amount: Double? = nil, unit: String? = nil,
            attributes: [String: String]? = nil, note: String? = nil, day: String? = nil
        ) {
            self.id = id
            self.habit = habit
            self.kind = kind
            self.at = at
            self.amount = amount
            self.unit = unit
            self.attributes = attributes
            self.note = note
            self.day = day
        }
    }

    /// One line of a file that is brought in: an entry or a plan.
    package struct ImportItem: Codable, Sendable, Equatable {
        /// Where it stands, as the user finds it: `history.json:12`.
        package var place: String
        package var entry: ImportedEntry?
        package var plan: Plan?

        package init(place: String, entry: ImportedEntry? = nil, plan: Plan? = nil) {
            self.place = place
            self.entry = entry
            self.plan = plan
        }
    }

    /// What an import call is for; the raw value is what is sent.
    package enum ImportStep: String, Sendable {
        /// Takes items in; nothing is kept yet.
        case stage
        /// Tells what would be kept, and drops it.
        case tell
        /// Keeps everything that was taken in, at once.
        case keep
        /// Forgets what was taken in.
        case drop
    }

    /// The parameters of Import.
    package struct ImportCall: Codable, Sendable, Equatable {
        package var token: String?
        package var step: String
        package var items: [ImportItem]?

        package init(token: String? = nil, step: ImportStep, items: [ImportItem]? = nil) {
            self.token = token
            self.step = step.rawValue
            self.items = items
        }
    }

    /// What is wrong with an item.
    package struct ImportProblem: Codable, Sendable, Equatable {
        package var place: String
        /// One clause without a full stop.
        package var problem: String

        package init(place: String, problem: String) {
            self.place = place
            self.problem = problem
        }
    }

    /// What an import holds of one habit.
    package struct ImportedHabit: Codable, Sendable, Equatable {
        package var habit: String
        package var isConfigured: Bool
        package var entries: Int
        /// Those that are not here already.
        package var new: Int
        /// Dates of the first and the last; absent where there are only plans.
        package var first: String?
        package var last: String?
        package var plans: Int
        package var newPlans: Int

        package init(
            habit: String, isConfigured: Bool, entries: Int, new: Int, first: String?, last: String?, plans: Int,
            newPlans: Int
        ) {
            self.habit = habit
            self.isConfigured = isConfigured
            self.entries = entries
            self.new = new
            self.first = first
            self.last = last
            self.plans = plans
            self.newPlans = newPlans
        }
    }

    package struct ImportReply: Codable, Sendable, Equatable {
        package var token: String
        package var problems: [ImportProblem]
        package var habits: [ImportedHabit]

        package init(token: String, problems: [ImportProblem] = [], habits: [ImportedHabit] = []) {
            self.token = token
            self.problems = problems
            self.habits = habits
        }
    }

    /// A reply of Export.
    package struct ExportReply: Codable, Sendable, Equatable {
        package var entries: [Entry]
        package var plans: [Plan]?

        package init(entries: [Entry], plans: [Plan]? = nil) {
            self.entries = entries
            self.plans = plans
        }
    }
}
