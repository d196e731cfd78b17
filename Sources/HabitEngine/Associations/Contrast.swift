/// Days with more of one thing than usual beside days with less, and another thing on both.
///
/// Both sides are what differs from the weeks around (``Detrending``). A day belongs to “more” when it lies above what is
/// usual around it, to “less” otherwise: about half of the days each, or those on which a habit was done and those on which
/// it was not.
struct Contrast: Sendable {
    /// Which side each day is on, made to sum to nothing over the days with both values; 0 where it is unknown.
    private(set) var side: ContiguousArray<Double> = []
    /// The effect, its mean taken off; 0 where it is unknown.
    private(set) var effect: ContiguousArray<Double> = []
    /// Days on either side, with both values.
    private(set) var more = 0
    private(set) var less = 0
    /// The mean effect on days with more, less that on days with less.
    private(set) var difference = 0.0
    /// Running sums over the days with both values, for the bootstrap.
    private(set) var sums = Sums()

    /// Up to each place, not included.
    struct Sums: Sendable {
        var more: ContiguousArray<Double> = [0]
        var less: ContiguousArray<Double> = [0]
        var moreDays: ContiguousArray<Int> = [0]
        var lessDays: ContiguousArray<Int> = [0]
    }

    /// Days with both values.
    var days: Int { more + less }

    /// - Parameters:
    ///   - cause: residuals, one a day.
    ///   - effect: residuals, one a day.
    ///   - lag: days from cause to effect.
    init(_ cause: ContiguousArray<Double>, _ effect: ContiguousArray<Double>, lag: Int) {
        let count = max(0, min(cause.count, effect.count) - lag)
        let paired = (0..<count).filter { !cause[$0].isNaN && !effect[$0 + lag].isNaN }
        guard let first = paired.first, let last = paired.last else { return }
        // Above by more than rounding: what is always the same has no days with more.
        func isMore(_ value: Double) -> Bool { value > 1e-6 }
        var means = (more: 0.0, less: 0.0)
        for place in paired {
            if isMore(cause[place]) {
                more += 1
                means.more += effect[place + lag]
            } else {
                less += 1
                means.less += effect[place + lag]
            }
        }
        let mean = (means.more + means.less) / Double(paired.count)
        if more > 0, less > 0 { difference = means.more / Double(more) - means.less / Double(less) }
        let part = Double(more) / Double(paired.count)
        for place in first...last {
            let isKnown = !cause[place].isNaN
            let value = effect[place + lag].isNaN ? 0 : effect[place + lag] - mean
            side.append(isKnown ? (isMore(cause[place]) ? 1 - part : -part) : 0)
            self.effect.append(value)
            note(value, isPaired: isKnown && !effect[place + lag].isNaN, isMore: isKnown && isMore(cause[place]))
        }
    }

    private mutating func note(_ value: Double, isPaired: Bool, isMore: Bool) {
        let place = sums.more.count - 1
        sums.more.append(sums.more[place] + (isPaired && isMore ? value : 0))
        sums.less.append(sums.less[place] + (isPaired && !isMore ? value : 0))
        sums.moreDays.append(sums.moreDays[place] + (isPaired && isMore ? 1 : 0))
        sums.lessDays.append(sums.lessDays[place] + (isPaired && !isMore ? 1 : 0))
    }
}
