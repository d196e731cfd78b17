/// Whoever waits until programs have answered.
struct Errands {
    private struct Errand {
        var questions = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private var errands: [Int: Errand] = [:]
    private var latest = 0

    mutating func begin() -> Int {
        latest += 1
        errands[latest] = Errand()
        return latest
    }

    /// One more question is under way.
    mutating func add(to errand: Int) {
        errands[errand]?.questions += 1
    }

    /// A question was answered. Returns who waited for this one.
    mutating func answered(of errand: Int) -> CheckedContinuation<Void, Never>? {
        errands[errand]?.questions -= 1
        guard errands[errand]?.questions == 0 else { return nil }
        return errands[errand]?.waiter.map { waiter in
            errands[errand] = nil
            return waiter
        }
    }

    /// Whether an answer is still to come; an errand without one is over.
    mutating func isOpen(_ errand: Int) -> Bool {
        if errands[errand]?.questions != 0 { return true }
        errands[errand] = nil
        return false
    }

    mutating func wait(for errand: Int, _ waiter: CheckedContinuation<Void, Never>) {
        errands[errand]?.waiter = waiter
    }

    /// Nobody waits any longer. Returns who did.
    mutating func giveUp(_ errand: Int) -> CheckedContinuation<Void, Never>? {
        errands.removeValue(forKey: errand)?.waiter
    }
}
