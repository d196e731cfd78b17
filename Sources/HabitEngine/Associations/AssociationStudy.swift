/// Puts questions to the data, each in both directions, and tells what stands out.
///
/// The rules, so that nothing is told which is not there:
/// - only questions fixed beforehand are asked;
/// - each day is compared with the weeks around it (``Detrending``), days with more with days with less (``Contrast``);
/// - what chance would do is found by moving whole blocks of days (``Resampling``);
/// - all questions together raise a false alarm in at most 5 of 100 people (Holm's correction; simulated in the tests);
/// - below ``fewestDays`` and ``fewestOnASide`` nothing is told at all.
public struct AssociationStudy: Sendable {
    private let data: AssociationData
    private let resampling: Resampling
    private var detrended: [Factor: ContiguousArray<Double>] = [:]
    private var examined: [Examined] = []

    /// The corrected p up to which something stands out. All questions together may raise a false alarm in 5 of 100 people;
    /// a fifth of that is kept back for what blocks and the slow course leave undone.
    public static let level = 0.04
    /// Days with both values. Pain resembles itself over some five days, so that these are a dozen independent ones: fewer
    /// could not show anything but the largest effect, and a wrong “nothing” helps nobody. A convention.
    public static let fewestDays = 60
    /// Days on either side. A convention.
    public static let fewestOnASide = 20

    private struct Examined: Sendable {
        var question: AssociationQuestion
        var days: Int
        var lacking: Association.Lacking?
        var finding: Association.Finding?
    }

    public init(_ data: AssociationData) {
        self.init(data, Resampling())
    }

    init(_ data: AssociationData, _ resampling: Resampling) {
        self.data = data
        self.resampling = resampling
    }

    /// Puts one question. It takes some milliseconds, so that who has others waiting can let them in between.
    public mutating func examine(_ question: AssociationQuestion) {
        guard let cause = residuals(question.cause), let effect = residuals(question.effect) else {
            return examined.append(
                Examined(question: question, days: 0, lacking: .days(0, needed: Self.fewestDays), finding: nil))
        }
        let contrast = Contrast(cause, effect, lag: question.lag)
        var result = Examined(question: question, days: contrast.days, lacking: nil, finding: nil)
        let side = min(contrast.more, contrast.less)
        if contrast.days < Self.fewestDays {
            result.lacking = .days(contrast.days, needed: Self.fewestDays)
        } else if side < Self.fewestOnASide {
            result.lacking = .side(side, needed: Self.fewestOnASide)
        } else {
            result.finding = finding(contrast, of: question)
        }
        examined.append(result)
    }

    private func finding(_ contrast: Contrast, of question: AssociationQuestion) -> Association.Finding {
        // Each question has its own numbers, so that what another found changes nothing.
        let own = question.id.utf8.reduce(resampling.seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        var random = SplitMix64(seed: own)
        let block = Resampling.block(contrast)
        let p = resampling.p(contrast, block: block, &random)
        return Association.Finding(
            difference: contrast.difference, interval: resampling.interval(contrast, block: block, &random),
            more: contrast.more, less: contrast.less, p: p, correctedP: p)
    }

    private mutating func residuals(_ factor: Factor) -> ContiguousArray<Double>? {
        if let known = detrended[factor] { return known }
        guard let values = data[factor] else { return nil }
        let residuals = Detrending.residuals(values)
        detrended[factor] = residuals
        return residuals
    }

    /// What was found, in the order of the questions, corrected for their number.
    public var associations: [Association] {
        let corrected = Self.holm(examined.compactMap { $0.finding?.p })
        var next = 0
        return examined.map { result in
            var finding = result.finding
            if finding != nil {
                finding?.correctedP = corrected[next]
                next += 1
            }
            return Association(
                question: result.question, days: result.days, finding: finding, lacking: result.lacking)
        }
    }

    /// Puts every question.
    public static func run(_ questions: [AssociationQuestion], _ data: AssociationData) -> [Association] {
        var study = AssociationStudy(data)
        for question in questions { study.examine(question) }
        return study.associations
    }

    /// Holm's step-down correction (1979): holds for questions that have to do with each other as well.
    static func holm(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var corrected = values
        var least = 0.0
        for (rank, place) in order.enumerated() {
            least = max(least, min(1, values[place] * Double(values.count - rank)))
            corrected[place] = least
        }
        return corrected
    }
}
