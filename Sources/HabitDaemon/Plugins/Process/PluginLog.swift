internal import HabitKit
internal import Synchronization

/// How many lines of a plugin's output are kept: so many a minute, and then one that says how many were left out.
struct LineBudget: Sendable, Equatable {
    private let perMinute: Int
    private var minuteStarted: Duration?
    private var kept = 0
    private(set) var leftOut = 0

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    enum Decision: Sendable, Equatable {
        case keep
        case drop
        /// A new minute: first tell how many lines of the last one were left out.
        case keepAfter(leftOut: Int)
    }

    mutating func decide(at now: Duration) -> Decision {
        if let minuteStarted, now - minuteStarted < .minutes(1) {
            guard kept < perMinute else {
                leftOut += 1
                return .drop
            }
            kept += 1
            return .keep
        }
        minuteStarted = now
        kept = 1
        let missing = takeLeftOut()
        return missing > 0 ? .keepAfter(leftOut: missing) : .keep
    }

    /// The lines that were left out since this was last told.
    mutating func takeLeftOut() -> Int {
        defer { leftOut = 0 }
        return leftOut
    }
}

/// What becomes of the lines that a plugin's programs print: the diagnostics log, in moderation. One a plugin, so that
/// one that is started again and again has no more than another.
final class PluginLog: Sendable {
    private let budget: Mutex<LineBudget>
    private let sink: @Sendable (String) -> Void
    private let clock: @Sendable () -> Duration

    init(
        linesPerMinute: Int, clock: @escaping @Sendable () -> Duration, sink: @escaping @Sendable (String) -> Void
    ) {
        self.budget = Mutex(LineBudget(perMinute: linesPerMinute))
        self.clock = clock
        self.sink = sink
    }

    /// - Returns: whether the line was kept.
    func take(_ line: () -> String) -> Bool {
        let decision = budget.withLock { $0.decide(at: clock()) }
        switch decision {
        case .drop: return false
        case .keep: break
        case .keepAfter(let leftOut): tell(leftOut: leftOut)
        }
        sink(SafeText.oneLine(line()))
        return true
    }

    /// A program has ended, and with it what it had to say.
    func rest() {
        let leftOut = budget.withLock { $0.takeLeftOut() }
        if leftOut > 0 { tell(leftOut: leftOut) }
    }

    private func tell(leftOut: Int) {
        sink(leftOut == 1 ? "(one more line was left out)" : "(\(leftOut) more lines were left out)")
    }
}
