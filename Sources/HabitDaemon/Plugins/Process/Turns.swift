internal import DequeModule

/// Lets one caller in at a time, in the order they came. For an actor's own use.
struct Turns {
    /// Whether somebody is in.
    private(set) var isTaken = false
    private var waiting: Deque<(number: Int, waiter: CheckedContinuation<Bool, Never>)> = []
    private var count = 0

    /// A number for whoever comes, by which it can be turned away.
    mutating func number() -> Int {
        count += 1
        return count
    }

    /// Lets the caller in at once if nobody is, else when it is its turn; false when it is turned away.
    mutating func wait(_ number: Int, _ waiter: CheckedContinuation<Bool, Never>) {
        if isTaken { return waiting.append((number, waiter)) }
        isTaken = true
        waiter.resume(returning: true)
    }

    /// The one that is in leaves; the next comes in.
    mutating func next() {
        guard let next = waiting.popFirst() else { return isTaken = false }
        next.waiter.resume(returning: true)
    }

    mutating func turnAway(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).waiter.resume(returning: false)
    }

    mutating func turnAllAway() {
        for (_, waiter) in waiting { waiter.resume(returning: false) }
        waiting = []
    }

    var isEmpty: Bool { waiting.isEmpty }
}
