internal import HabitKit

/// When a plugin's program is started, asked, left alone and given up: a value that decides, while others act.
///
/// A failure is followed by a pause that doubles with every further one; meanwhile whoever asks is told the failure
/// again, and nothing is started. After several in a row the plugin is left alone for an hour. An answer, a changed
/// file or a word of the user's ends both. Times are counted from any fixed instant.
package struct Supervision: Sendable, Equatable {
    package struct Rules: Sendable, Equatable {
        /// After the first failure. The planner itself asks a failed habit after a minute at the earliest, so that one
        /// habit alone never meets a pause; several habits of one plugin do.
        package var firstPause = Duration.seconds(1)
        package var longestPause = Duration.seconds(60)
        /// So many failures in a row are enough.
        package var patience = 6
        /// A little less than the hour that the planner waits at most, so that its question is not a moment early.
        package var rest = Duration.minutes(59)
        /// How long the program stays after its last answer.
        package var keepFor = Duration.seconds(10)
        /// How old it gets at most.
        package var lifetime = Duration.seconds(15)

        package init() {}
    }

    /// What to do with a question.
    package enum Advice: Sendable, Equatable {
        case start
        /// The program runs, but has had its time or is not the file any more: end it and start anew.
        case startAnew
        case ask
        case refuse(until: Duration)
    }

    package enum State: String, Sendable, Equatable {
        /// Nothing runs, and it is started when asked.
        case idle
        case running
        /// It failed, and is not asked for a moment.
        case waiting
        /// It failed too often, and is given up until its file changes, the user reloads, or an hour has passed.
        case stopped
    }

    package let rules: Rules
    /// Failures since the last answer.
    package private(set) var failures = 0
    /// The latest failure, or what happened to the program behind our back; nil once it has answered again.
    package private(set) var lastError: String?
    /// Starts that became necessary because the program had ended or failed, since it was last mended.
    package private(set) var restarts = 0
    private var pausedUntil: Duration?
    private var started: Duration?
    private var lastAsked: Duration?
    private var hasBroken = false
    /// What runs was started before the plugin was mended.
    private var isOutdated = false

    package init(rules: Rules = Rules()) {
        self.rules = rules
    }

    package var isRunning: Bool { started != nil }

    package var hasGivenUp: Bool { failures >= rules.patience }

    package func state(at now: Duration) -> State {
        if isRunning { return .running }
        guard let pausedUntil, pausedUntil > now else { return .idle }
        return hasGivenUp ? .stopped : .waiting
    }

    /// When a program that runs is to be ended if nobody asks before; nil when none runs.
    package var endsAt: Duration? { started.map { (lastAsked ?? $0) + rules.keepFor } }

    /// Somebody has a question.
    ///
    /// - Parameter isSameFile: whether the file is still the one that failed or runs.
    package mutating func asked(isSameFile: Bool, at now: Duration) -> Advice {
        if !isSameFile { mended() }
        if let started {
            let isTooOld = isOutdated || now - started >= rules.lifetime
            return isSameFile && !isTooOld ? .ask : .startAnew
        }
        if let pausedUntil, pausedUntil > now { return .refuse(until: pausedUntil) }
        return .start
    }

    package mutating func started(at now: Duration) {
        if hasBroken { restarts += 1 }
        hasBroken = false
        isOutdated = false
        started = now
        lastAsked = nil
    }

    package mutating func answered(at now: Duration) {
        failures = 0
        lastError = nil
        pausedUntil = nil
        lastAsked = now
    }

    /// A question was not answered as it should be, or the program broke a rule: it is ended.
    package mutating func failed(_ error: String, at now: Duration) {
        failures += 1
        lastError = error
        pausedUntil = now + (hasGivenUp ? rules.rest : pause)
        started = nil
        hasBroken = true
    }

    /// The file cannot be used as it is. Nothing was started, so that a look at it is all that the next question costs.
    package mutating func unusable(_ error: String) {
        lastError = error
        started = nil
    }

    /// The program ended while nothing was asked.
    ///
    /// - Parameter error: nil when it ended well: one that answers once and leaves is welcome.
    package mutating func exited(_ error: String?) {
        started = nil
        guard let error else { return }
        lastError = error
        hasBroken = true
    }

    /// We ended the program, since nobody asked any more.
    package mutating func ended() {
        started = nil
    }

    /// The file changed, or the user wants another try.
    package mutating func mended() {
        failures = 0
        lastError = nil
        restarts = 0
        pausedUntil = nil
        hasBroken = false
        isOutdated = isRunning
    }

    private var pause: Duration {
        min(rules.longestPause, rules.firstPause * (1 << min(failures - 1, 16)))
    }
}
