extension Control {
    /// What a habit's strength comes from, in a reply of Explain.
    package struct ScoreReason: Codable, Sendable, Equatable {
        package var strength: Double
        package var streak: Int
        /// Of the latest days that count, those whose goal was met, and how many are told of.
        package var met: Int
        package var of: Int
        package var rested: Int
        package var skipped: Int
        package var unknown: Int
        /// After how many days that count a day weighs half.
        package var halfLifeDays: Double
        /// All of it in one line.
        package var words: String

        package init(
            strength: Double, streak: Int, met: Int, of: Int, rested: Int, skipped: Int, unknown: Int,
            halfLifeDays: Double, words: String
        ) {
            self.strength = strength
            self.streak = streak
            self.met = met
            self.of = of
            self.rested = rested
            self.skipped = skipped
            self.unknown = unknown
            self.halfLifeDays = halfLifeDays
            self.words = words
        }
    }

    /// The parameters of Trends; dates as a person types them.
    package struct TrendsCall: Codable, Sendable, Equatable {
        package var habit: String?
        package var since: String?
        package var until: String?

        package init(habit: String? = nil, since: String? = nil, until: String? = nil) {
            self.habit = habit
            self.since = since
            self.until = until
        }
    }

    /// What was asked for from a day on, until the next such goal.
    package struct Goal: Codable, Sendable, Equatable {
        package var from: String
        package var target: Double?
        /// `day`, `week`, or days as in `14d`.
        package var period: String

        package init(from: String, target: Double?, period: String) {
            self.from = from
            self.target = target
            self.period = period
        }
    }

    /// A habit day by day: the places of all three are days from ``first`` on.
    package struct DaySeries: Codable, Sendable, Equatable {
        package var first: String
        /// One letter a day: done, gentle, partly, covered, rested, skipped, missed, unknown, open.
        package var states: String
        package var done: [Double]
        /// Which part of the goal that was, in tenths, one digit a day; 9 for nine tenths and more that are less than
        /// all, `+` for all of it.
        package var shares: String
        package var goals: [Goal]

        package init(first: String, states: String, done: [Double], shares: String, goals: [Goal]) {
            self.first = first
            self.states = states
            self.done = done
            self.shares = shares
            self.goals = goals
        }
    }

    /// ISO weeks from the one that begins on ``first`` on; the arrays are of one length.
    package struct WeekSeries: Codable, Sendable, Equatable {
        package var first: String
        package var done: [Double]
        /// Days that count, and those of them whose goal was met.
        package var days: [Int]
        package var met: [Int]
        /// The strength at the end of each week, 0 … 1.
        package var strength: [Double]

        package init(first: String, done: [Double], days: [Int], met: [Int], strength: [Double]) {
            self.first = first
            self.done = done
            self.days = days
            self.met = met
            self.strength = strength
        }
    }

    package struct HabitTrend: Codable, Sendable, Equatable {
        package var id: String
        package var title: String
        package var unit: String
        package var streak: Int
        package var longestStreak: Int
        package var score: Double
        package var weeks: WeekSeries
        /// Monday first.
        package var weekdays: [WeekdayMean]
        /// Only where one habit was asked for.
        package var days: DaySeries?

        package init(
            id: String, title: String, unit: String, streak: Int, longestStreak: Int, score: Double,
            weeks: WeekSeries, weekdays: [WeekdayMean], days: DaySeries?
        ) {
            self.id = id
            self.title = title
            self.unit = unit
            self.streak = streak
            self.longestStreak = longestStreak
            self.score = score
            self.weeks = weeks
            self.weekdays = weekdays
            self.days = days
        }
    }

    /// What is done on one day of the week: the mean over such days as count, and how many went into it.
    package struct WeekdayMean: Codable, Sendable, Equatable {
        /// `mon` … `sun`.
        package var weekday: String
        package var done: Double?
        package var days: Int

        package init(weekday: String, done: Double?, days: Int) {
            self.weekday = weekday
            self.done = done
            self.days = days
        }
    }

    /// The means of one ISO week, 0 … 10; nil where nothing was told.
    package struct BodyWeek: Codable, Sendable, Equatable {
        /// The Monday it begins on.
        package var week: String
        /// Days with a check-in.
        package var days: Int
        package var pain: Double?
        package var worstPain: Int?
        package var sleep: Double?
        package var mood: Double?
        package var energy: Double?

        package init(
            week: String, days: Int, pain: Double?, worstPain: Int?, sleep: Double?, mood: Double?, energy: Double?
        ) {
            self.week = week
            self.days = days
            self.pain = pain
            self.worstPain = worstPain
            self.sleep = sleep
            self.mood = mood
            self.energy = energy
        }
    }

    package struct TrendsReply: Codable, Sendable, Equatable {
        /// The first and the last day that were looked at.
        package var since: String
        package var until: String
        package var habits: [HabitTrend]
        /// One a week, without gaps; none where one habit was asked for, or nothing was rated.
        package var body: [BodyWeek]

        package init(since: String, until: String, habits: [HabitTrend], body: [BodyWeek]) {
            self.since = since
            self.until = until
            self.habits = habits
            self.body = body
        }
    }

    /// What was found out about one question of those that were fixed beforehand.
    package struct Association: Codable, Sendable, Equatable {
        /// What was asked: `movement-pain`.
        package var id: String
        /// Asked the other way round, to tell what leads from what follows.
        package var isReverse: Bool
        /// In a sentence, with the numbers that may be told.
        package var words: String
        /// Days on which both were told, and how many are needed.
        package var days: Int
        package var needed: Int
        package var unit: String
        /// What follows: the mean after “more” less the mean after “less”, in `unit`; nil below the needed days.
        package var difference: Double?
        /// The 95 % interval of the difference.
        package var low: Double?
        package var high: Double?
        /// Days with more, and with less, than usual around that time.
        package var more: Int?
        package var less: Int?
        /// By permutation, corrected for the number of questions (Holm).
        package var p: Double?
        /// Chance alone would seldom do as much: the corrected p is at most 0.04.
        package var standsOut: Bool

        package init(
            id: String, isReverse: Bool, words: String, days: Int, needed: Int, unit: String, difference: Double?,
            low: Double?, high: Double?, more: Int?, less: Int?, p: Double?, standsOut: Bool
        ) {
            self.id = id
            self.isReverse = isReverse
            self.words = words
            self.days = days
            self.needed = needed
            self.unit = unit
            self.difference = difference
            self.low = low
            self.high = high
            self.more = more
            self.less = less
            self.p = p
            self.standsOut = standsOut
        }
    }

    package struct AssociationsReply: Codable, Sendable, Equatable {
        package var associations: [Association]
        package init(associations: [Association]) { self.associations = associations }
    }
}
