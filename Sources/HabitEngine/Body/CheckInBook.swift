import HabitKit

/// What was told of how it is, oldest first, as far back as any habit looks.
struct CheckInBook: Sendable, Equatable {
    private(set) var all: [CheckIn] = []

    /// Takes in what `entry` tells; false where it is no check-in, or is known already.
    mutating func insert(_ entry: Entry) -> Bool {
        guard let checkIn = CheckIn(entry), !all.contains(where: { $0.id == checkIn.id }) else { return false }
        var index = all.count
        while index > 0, all[index - 1].at > checkIn.at { index -= 1 }
        all.insert(checkIn, at: index)
        return true
    }

    /// Takes the one called `id` out; false when it is not known.
    mutating func remove(_ id: String) -> Bool {
        guard let index = all.lastIndex(where: { $0.id == id }) else { return false }
        all.remove(at: index)
        return true
    }

    mutating func forget(before instant: Instant) {
        guard let first = all.first, first.at < instant else { return }
        all.removeAll { $0.at < instant }
    }

    /// Those from `start` up to `now`, both included.
    func shown(from start: Instant, through now: Instant) -> [CheckIn] {
        guard let first = all.first, let last = all.last else { return [] }
        if first.at >= start, last.at <= now { return all }
        return all.filter { $0.at >= start && $0.at <= now }
    }

    /// The highest pain that was told in `range` and not after `now`; nil where none was told.
    func worstPain(in range: Range<Instant>, through now: Instant) -> Int? {
        var worst: Int?
        for checkIn in all.reversed() {
            if checkIn.at < range.lowerBound { break }
            guard range.contains(checkIn.at), checkIn.at <= now, let pain = checkIn.ratings[.pain] else { continue }
            worst = max(worst ?? pain, pain)
        }
        return worst
    }
}
