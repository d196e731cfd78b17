public import HabitKit

/// PEG over the period: pain, and how much it interfered with enjoyment and activity, over the past week each
/// (Krebs 2009, J Gen Intern Med 24:733). A score is the mean of the three, 0 … 10.
public struct PEGCourse: Sendable, Equatable, Encodable {
    public var first: Answer
    public var last: Answer
    /// From first to last; nil where they lie too close together.
    public var change: Double?
    /// Days on which all three were answered.
    public var answers: Int

    public struct Answer: Sendable, Equatable, Encodable {
        public var date: LocalDate
        /// To a tenth.
        public var score: Double
    }

    init?(_ facts: ReportFacts) {
        let answers = facts.body.compactMap { day in day.peg.map { Answer(date: day.date, score: tenth($0)) } }
        guard let first = answers.first, let last = answers.last else { return nil }
        self.first = first
        self.last = last
        self.answers = answers.count
        change = last.date.days(since: first.date) >= ReportRules.pegDays ? tenth(last.score - first.score) : nil
    }
}
