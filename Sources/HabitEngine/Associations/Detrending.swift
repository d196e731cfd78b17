/// Takes the slow course out of a series: what is left is how a day differs from the weeks around it.
///
/// Someone who recovers walks more and hurts less from month to month; without this everything would go with everything.
/// The course is a straight line fitted to the four weeks before and after each day, which follows a recovery and leaves a
/// fortnight's ups and downs in.
enum Detrending {
    /// Days on either side of a day.
    static let reach = 28
    /// Fewer values than that around a day say nothing of its course; the day is left out.
    static let fewest = 10

    /// The residuals; not a number where there is no value, or no course to compare it with.
    static func residuals(_ values: ContiguousArray<Double>) -> ContiguousArray<Double> {
        let sums = Sums(values)
        var residuals = ContiguousArray<Double>(repeating: .nan, count: values.count)
        for place in values.indices where !values[place].isNaN {
            if let level = sums.level(at: place) { residuals[place] = values[place] - level }
        }
        return residuals
    }

    /// Running sums, so that each day's line costs the same however long the reach.
    private struct Sums {
        private let count: Int
        /// Up to each place, not included: values, their places, places squared, value sums, place times value.
        private var n: ContiguousArray<Double> = [0]
        private var t: ContiguousArray<Double> = [0]
        private var tt: ContiguousArray<Double> = [0]
        private var y: ContiguousArray<Double> = [0]
        private var ty: ContiguousArray<Double> = [0]

        init(_ values: ContiguousArray<Double>) {
            count = values.count
            for place in values.indices {
                let value = values[place]
                let isKnown = !value.isNaN
                let time = Double(place)
                n.append(n[place] + (isKnown ? 1 : 0))
                t.append(t[place] + (isKnown ? time : 0))
                tt.append(tt[place] + (isKnown ? time * time : 0))
                y.append(y[place] + (isKnown ? value : 0))
                ty.append(ty[place] + (isKnown ? time * value : 0))
            }
        }

        /// The height at `place` of the line through the values around it.
        func level(at place: Int) -> Double? {
            let (low, high) = (max(0, place - reach), min(count, place + reach + 1))
            let known = n[high] - n[low]
            guard known >= Double(fewest) else { return nil }
            // Seen from the day itself, where the line's height is its constant.
            let own = Double(place)
            let times = t[high] - t[low]
            let first = times - own * known
            let second = tt[high] - tt[low] - 2 * own * times + own * own * known
            let sum = y[high] - y[low]
            let cross = ty[high] - ty[low] - own * sum
            let spread = known * second - first * first
            return spread > 1e-6 ? (second * sum - first * cross) / spread : sum / known
        }
    }
}
