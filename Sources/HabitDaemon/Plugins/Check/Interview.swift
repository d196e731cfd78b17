internal import HabitKit
internal import Synchronization

/// A plugin as a check asks it: every call is timed, and one that does not answer is not asked for ever.
struct InterviewedPlugin<Settings: Codable & Sendable>: HabitPlugin {
    let manifest: Manifest
    let interview: Interview
    let ask: @Sendable (Moment, Settings) async throws -> Assessment
    /// After a failure: the next question is a new try.
    let mend: @Sendable () async -> Void

    func assess(_ moment: Moment, settings: Settings) async throws -> Assessment {
        guard !interview.isOver else { throw NotAsked() }
        let start = ClockReading.sinceBoot()
        do {
            let answer = try await ask(moment, settings)
            interview.answered(after: ClockReading.sinceBoot() - start)
            return answer
        } catch {
            if let failure = error as? PluginFailure { interview.failed(failure) }
            await mend()
            throw error
        }
    }
}

/// What an interview has brought so far.
final class Interview: Sendable {
    private struct State {
        var durations: [Duration] = []
        var silences = 0
        var failures = 0
    }

    private let state = Mutex(State())

    var durations: [Duration] { state.withLock { $0.durations } }

    /// Whether it has failed often enough: each silence takes two seconds, and each other failure a new start.
    var isOver: Bool { state.withLock { $0.silences >= 3 || $0.failures >= 12 } }

    func answered(after duration: Duration) {
        state.withLock { $0.durations.append(duration) }
    }

    func failed(_ failure: PluginFailure) {
        state.withLock { state in
            if failure.code == .timedOut { state.silences += 1 }
            state.failures += 1
        }
    }
}

/// What became of a question after too many failures.
struct NotAsked: Error, CustomStringConvertible {
    static let text = "it was not asked any more"
    var description: String { Self.text }
}
