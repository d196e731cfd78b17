/// Asks how often chance alone would do what was seen, and how far it might have lain elsewhere, for days that resemble
/// their neighbours.
///
/// Pain on one day is much like pain on the day before, so days are no independent witnesses: they are moved and drawn in
/// whole blocks, within which that likeness stays as it is.
struct Resampling: Sendable {
    /// At most so many shuffles; none can make a p smaller than one in that many.
    var shuffles = 1999
    /// Besag and Clifford (1991): once chance did as much as was seen that often, more shuffles would only tell the same.
    var enough = 20
    /// Draws for the interval; 0 leaves it out.
    var draws = 999
    /// A constant, so that looking twice shows the same.
    var seed: UInt64 = 0x6861_6269_7464

    /// Days in a block: so many that its ends cut off a tenth of what the likeness of neighbours adds, see ``loss(_:block:)``.
    /// At least 7 days; at most 42, and an eighth of them all.
    static func block(_ contrast: Contrast) -> Int {
        let likeness = likeness(contrast)
        let wanted = Int((20 * likeness / (1 - likeness * likeness)).rounded(.up))
        return max(7, min(max(14, wanted), 42, contrast.side.count / 8))
    }

    /// What the ends of blocks cut off the variance that chance has.
    ///
    /// The products of two series whose neighbours are alike by a, as in a first-order autoregression, lack
    /// 2a / ((1 − a²) L) of their variance when cut into blocks of L. Left in, that would make chance look smaller than it is.
    static func loss(_ contrast: Contrast, block: Int) -> Double {
        let likeness = likeness(contrast)
        return min(0.5, 2 * likeness / ((1 - likeness * likeness) * Double(block)))
    }

    /// How much a day's product is like the next one's: no more than the side that is less like its neighbours. Were both
    /// autoregressions it would be the product of the two; but days since the last session go up evenly and fall at once, and
    /// are alike for longer than that would have it.
    private static func likeness(_ contrast: Contrast) -> Double {
        min(0.9, max(0, min(neighbours(contrast.side), neighbours(contrast.effect))))
    }

    /// How much a day is like the next, −1 … 1.
    static func neighbours(_ values: ContiguousArray<Double>) -> Double {
        var (product, square, pairs, known) = (0.0, 0.0, 0.0, 0.0)
        for place in values.indices {
            let value = values[place]
            guard value != 0 else { continue }
            square += value * value
            known += 1
            guard place > 0, values[place - 1] != 0 else { continue }
            product += value * values[place - 1]
            pairs += 1
        }
        return pairs > 0 && square > 0 ? (product / pairs) / (square / known) : 0
    }

    /// The probability that chance alone makes at least as much of a difference, in either direction.
    ///
    /// The effect is laid out anew, its blocks in another order and cut at other places, while the cause stays: whatever
    /// the two had to do with each other is gone, and what each is by itself remains, but for what is cut at the blocks'
    /// ends, which is made up for.
    func p(_ contrast: Contrast, block: Int, _ random: inout SplitMix64) -> Double {
        let (side, effect) = (contrast.side, contrast.effect)
        let seen = abs(Self.product(side, effect)) * (1 - Self.loss(contrast, block: block)).squareRoot()
        var shuffle = BlockShuffle(count: effect.count, block: block)
        var reached = 0
        for number in 1...shuffles {
            shuffle.next(&random)
            if abs(shuffle.product(side, effect)) >= seen * (1 - 1e-12) { reached += 1 }
            if reached == enough { return Double(reached) / Double(number) }
        }
        return Double(reached + 1) / Double(shuffles + 1)
    }

    private static func product(_ left: ContiguousArray<Double>, _ right: ContiguousArray<Double>) -> Double {
        var sum = 0.0
        for place in left.indices { sum += left[place] * right[place] }
        return sum
    }

    /// The middle 95 of a hundred differences, from days drawn anew in blocks (Künsch 1989, around the end as Politis and
    /// Romano 1992); nil without draws, and where they have nothing to compare.
    func interval(_ contrast: Contrast, block: Int, _ random: inout SplitMix64) -> ClosedRange<Double>? {
        guard draws > 0 else { return nil }
        var differences: [Double] = []
        differences.reserveCapacity(draws)
        for _ in 0..<draws {
            if let difference = Self.draw(contrast.sums, block, &random) { differences.append(difference) }
        }
        guard differences.count >= draws / 2 else { return nil }
        differences.sort()
        let cut = Double(differences.count - 1) * 0.025
        let (low, high) = (Int(cut.rounded(.down)), differences.count - 1 - Int(cut.rounded(.down)))
        return differences[low]...differences[high]
    }

    private static func draw(_ sums: Contrast.Sums, _ block: Int, _ random: inout SplitMix64) -> Double? {
        let count = sums.more.count - 1
        var (more, less, moreDays, lessDays) = (0.0, 0.0, 0, 0)
        func add(_ low: Int, _ high: Int) {
            more += sums.more[high] - sums.more[low]
            less += sums.less[high] - sums.less[low]
            moreDays += sums.moreDays[high] - sums.moreDays[low]
            lessDays += sums.lessDays[high] - sums.lessDays[low]
        }
        var drawn = 0
        while drawn < count {
            let length = min(block, count - drawn)
            let start = random.below(count)
            add(start, min(start + length, count))
            if start + length > count { add(0, start + length - count) }
            drawn += length
        }
        guard moreDays > 0, lessDays > 0 else { return nil }
        return more / Double(moreDays) - less / Double(lessDays)
    }
}

/// Days laid out anew in blocks.
private struct BlockShuffle {
    private let count: Int
    private let block: Int
    /// Where each block begins, from the offset on; the last one may be shorter.
    private var order: ContiguousArray<Int>
    private var offset = 0

    init(count: Int, block: Int) {
        self.count = count
        self.block = block
        order = ContiguousArray(stride(from: 0, to: count, by: block))
    }

    mutating func next(_ random: inout SplitMix64) {
        offset = random.below(count)
        var place = order.count - 1
        while place > 0 {
            order.swapAt(place, random.below(place + 1))
            place -= 1
        }
    }

    /// The sum of the products of `still` and of `moved` as it is laid out now.
    func product(_ still: ContiguousArray<Double>, _ moved: ContiguousArray<Double>) -> Double {
        var sum = 0.0
        var place = 0
        still.withUnsafeBufferPointer { still in
            moved.withUnsafeBufferPointer { moved in
                for start in order {
                    let end = min(start + block, count)
                    var source = start + offset
                    if source >= count { source -= count }
                    for _ in start..<end {
                        sum += still[place] * moved[source]
                        place += 1
                        source += 1
                        if source == count { source = 0 }
                    }
                }
            }
        }
        return sum
    }
}
