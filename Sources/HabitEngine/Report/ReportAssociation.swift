/// What was found out about one question that was fixed beforehand, as a report tells it. A question with too few days
/// stands in no report.
public struct ReportAssociation: Sendable, Equatable, Encodable {
    public var question: String
    public var title: String
    /// It asks another question the other way round.
    public var isReverse: Bool
    /// In a sentence, with the numbers.
    public var words: String
    /// More less less, in `unit`.
    public var difference: Double
    public var unit: String
    /// 95 of a hundred; of this question alone.
    public var low: Double?
    public var high: Double?
    /// Days on either side.
    public var more: Int
    public var less: Int
    /// Chance alone would seldom do as much, all questions considered.
    public var standsOut: Bool

    /// Nil below the minimum counts.
    public init?(_ association: Association) {
        guard let finding = association.finding else { return nil }
        question = association.question.id
        title = association.question.title
        isReverse = association.question.isReverse
        words = association.text
        difference = tenth(finding.difference)
        unit = association.question.unit
        low = finding.interval.map { tenth($0.lowerBound) }
        high = finding.interval.map { tenth($0.upperBound) }
        (more, less) = (finding.more, finding.less)
        standsOut = finding.standsOut
    }
}
