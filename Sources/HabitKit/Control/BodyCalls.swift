extension Control {
    /// The parameters of CheckIn: ratings by scale, 0 … 10.
    package struct CheckInCall: Codable, Sendable, Equatable {
        package var ratings: [String: Int]
        package var at: String?
        package var note: String?

        package init(ratings: [String: Int], at: String? = nil, note: String? = nil) {
            self.ratings = ratings
            self.at = at
            self.note = note
        }
    }

    package struct CheckInReply: Codable, Sendable, Equatable {
        package var entry: Entry
        /// The day's mode now.
        package var mode: String
        /// Whether a day of rest might do.
        package var restOffered: Bool
        /// Whether the words on emergencies are to be shown: with the first check-in ever that warrants it.
        package var showSafety: Bool

        package init(entry: Entry, mode: String, restOffered: Bool, showSafety: Bool) {
            self.entry = entry
            self.mode = mode
            self.restOffered = restOffered
            self.showSafety = showSafety
        }
    }

    /// The parameters of Tell; without a note it lists.
    package struct TellCall: Codable, Sendable, Equatable {
        /// `victory` or `tell`.
        package var kind: String
        package var note: String?
        package var at: String?

        package init(kind: String, note: String? = nil, at: String? = nil) {
            self.kind = kind
            self.note = note
            self.at = at
        }
    }

    /// The parameters of Book; without a time, and nothing cancelled, it shows.
    package struct BookCall: Codable, Sendable, Equatable {
        package var habit: String?
        package var at: String?
        package var cancel: Bool?
        package var note: String?

        package init(habit: String? = nil, at: String? = nil, cancel: Bool? = nil, note: String? = nil) {
            self.habit = habit
            self.at = at
            self.cancel = cancel
            self.note = note
        }
    }

    /// One phase of a plan: from a day on, so many days from one session to the next.
    package struct PlanPhase: Codable, Sendable, Equatable {
        package var from: String
        package var everyDays: Int
        package var isNow: Bool

        package init(from: String, everyDays: Int, isNow: Bool) {
            self.from = from
            self.everyDays = everyDays
            self.isNow = isNow
        }
    }

    /// Mean pain on two kinds of days, and how many days each.
    package struct PainComparison: Codable, Sendable, Equatable {
        package var first: Double
        package var second: Double
        package var firstCount: Int
        package var secondCount: Int
        /// The day that parts them, where one does.
        package var changed: String?

        package init(first: Double, second: Double, firstCount: Int, secondCount: Int, changed: String? = nil) {
            self.first = first
            self.second = second
            self.firstCount = firstCount
            self.secondCount = secondCount
            self.changed = changed
        }
    }

    package struct BookReply: Codable, Sendable, Equatable {
        package var habit: String
        package var title: String
        /// What this call booked, or took back.
        package var entry: Entry?
        /// The appointment ahead, or the one that nothing was told of yet.
        package var booking: Entry?
        /// The day the plan puts the next session on.
        package var due: String?
        package var plan: [PlanPhase]
        package var last: Entry?
        /// Since the last session.
        package var tell: [Entry]
        package var victories: [Entry]
        /// Days within the interval of a session, and days on which one was overdue.
        package var gaps: PainComparison?
        /// Before and after the latest change to a longer interval, where pain rose over it.
        package var painRise: PainComparison?

        package init(
            habit: String, title: String, entry: Entry? = nil, booking: Entry? = nil, due: String? = nil,
            plan: [PlanPhase] = [], last: Entry? = nil, tell: [Entry] = [], victories: [Entry] = [],
            gaps: PainComparison? = nil, painRise: PainComparison? = nil
        ) {
            self.habit = habit
            self.title = title
            self.entry = entry
            self.booking = booking
            self.due = due
            self.plan = plan
            self.last = last
            self.tell = tell
            self.victories = victories
            self.gaps = gaps
            self.painRise = painRise
        }
    }
}

extension Control.Failure {
    /// `NothingTold`: a check-in without a rating, or nothing where words were wanted.
    package struct NothingTold: Codable, Sendable, Equatable {
        /// What could be told: `pain, sleep, mood, energy`.
        package var allowed: String

        package init(allowed: String) {
            self.allowed = allowed
        }
    }

    /// `NoAppointments`: the habit is none that can be booked.
    package struct NoAppointments: Codable, Sendable, Equatable {
        /// Nil where none was named.
        package var habit: String?
        /// Habits that can.
        package var candidates: [String]

        package init(habit: String?, candidates: [String]) {
            self.habit = habit
            self.candidates = candidates
        }
    }
}
