internal import DequeModule
package import HabitEngine
package import HabitKit
package import Logging
package import NIOCore

/// The one actor around the planner, on the event loop: it hands events in, performs the actions that come out, and
/// decides nothing.
///
/// Everything but an assessment is performed at once, between the planner's answer and the next suspension, so that
/// the actions of two events never mix; a plugin's answer goes back in as an event of its own, and a stale one is
/// dropped by the planner.
package actor HabitKeeper {
    private let eventLoop: any EventLoop
    private let announcers: [any Announcer]
    private let clock: @Sendable () -> Instant
    private let arm: @Sendable (Instant?) -> Void
    private let onChange: @Sendable () -> Void
    private let logger: Logger

    package private(set) var planner: Planner
    package private(set) var roster: HabitRoster
    /// Set by ``PlannerAction/remember``, cleared by whoever saves.
    private var hasUnsavedMemory = false
    private let changed: AsyncStream<Void>.Continuation
    /// Yields after anything that shows may have changed; any number of changes are one. For one reader.
    package let changes: AsyncStream<Void>

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        eventLoop.executor.asUnownedSerialExecutor()
    }

    /// What the keeper is given: time is a parameter, and so is everyone it speaks to.
    package struct Surroundings: Sendable {
        package var eventLoop: any EventLoop
        package var clock: @Sendable () -> Instant
        package var arm: @Sendable (Instant?) -> Void
        package var announcers: [any Announcer]
        /// Called after anything that shows may have changed.
        package var onChange: @Sendable () -> Void
        package var logger: Logger

        package init(
            eventLoop: any EventLoop, clock: @escaping @Sendable () -> Instant,
            arm: @escaping @Sendable (Instant?) -> Void, announcers: [any Announcer],
            onChange: @escaping @Sendable () -> Void, logger: Logger
        ) {
            self.eventLoop = eventLoop
            self.clock = clock
            self.arm = arm
            self.announcers = announcers
            self.onChange = onChange
            self.logger = logger
        }
    }

    package init(planner: Planner, roster: HabitRoster, surroundings: Surroundings) {
        self.planner = planner
        self.roster = roster
        self.eventLoop = surroundings.eventLoop
        self.clock = surroundings.clock
        self.arm = surroundings.arm
        self.announcers = surroundings.announcers
        self.onChange = surroundings.onChange
        self.logger = surroundings.logger
        (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    package var now: Instant { clock() }

    package var view: DayView { planner.view(at: clock()) }

    // What calls ask for is answered here, and not from a copy of the planner: while a copy is held, the next entry
    // would have to copy all of the day's.

    package var calendar: UserCalendar {
        UserCalendar(zone: planner.zone, dayStarts: planner.policy.dayStarts)
    }

    package func mode(of habit: String?) -> DayMode { planner.mode(of: habit) }

    package func view(of habit: String) -> HabitView? { planner.view(of: habit, at: clock()) }

    /// Returns when everything that follows from the event is done, assessments included.
    package func handle(_ event: PlannerEvent) async {
        // Let go of before anything is waited for: while the moments in them are held, the entry that comes meanwhile has to
        // copy all of the day's.
        let requests = performAtOnce(planner.handle(event, at: clock()))
        await answer(requests)
    }

    /// Puts off an open prompt, or all of them; `atLimit` are those that were put off often enough and stay.
    package func snooze(
        _ habit: String?, for duration: Duration?
    ) async throws(SnoozeRefusal) -> (until: Instant, habits: [String], atLimit: [String]) {
        let (until, habits, actions) = try planner.snooze(habit, for: duration, at: clock())
        let open = habit == nil ? view.habits.filter { $0.open != nil }.map(\.id) : []
        await answer(performAtOnce(actions))
        return (until, habits, open.filter { !habits.contains($0) })
    }

    /// The configuration was read anew.
    package func reconfigure(
        _ policy: Policy, _ roster: HabitRoster, entries: [String: [Entry]], whenSwitched: @Sendable () -> Void
    ) async {
        self.roster = roster
        whenSwitched()
        await handle(.reconfigured(policy, roster.planned, entries: entries))
    }

    /// The planner's memory if it changed since it was last taken.
    package func takeMemory() -> PlannerMemory? {
        guard hasUnsavedMemory else { return nil }
        hasUnsavedMemory = false
        return planner.memory
    }

    /// The memory as of now, whether it changed or not: what a clean end leaves behind.
    package func lastMemory() -> PlannerMemory {
        hasUnsavedMemory = false
        return planner.memory(at: clock())
    }

    /// The memory could not be saved: it is tried again with the next change.
    package func keepMemory() {
        hasUnsavedMemory = true
    }

    private func answer(_ requests: [AssessRequest]) async {
        var waiting = Deque(requests)
        while let request = waiting.popFirst() {
            let answer = await assess(request)
            waiting += performAtOnce(planner.handle(answer, at: clock()))
        }
    }

    private struct AssessRequest {
        var habit: String
        var revision: Int
        var moment: Moment
    }

    /// Performs everything but assessments, which are returned.
    private func performAtOnce(_ actions: [PlannerAction]) -> [AssessRequest] {
        var requests: [AssessRequest] = []
        for action in actions {
            switch action {
            case .assess(let habit, let revision, let moment):
                requests.append(AssessRequest(habit: habit, revision: revision, moment: moment))
            case .announce(let announcement): for announcer in announcers { announcer.announce(announcement) }
            case .tell(let news): for announcer in announcers { announcer.tell(news) }
            case .arm(let instant): arm(instant)
            case .remember: hasUnsavedMemory = true
            }
        }
        onChange()
        changed.yield()
        return requests
    }

    private func assess(_ request: AssessRequest) async -> PlannerEvent {
        guard let bound = roster[request.habit]?.bound else {
            return .assessmentFailed(
                habit: request.habit, revision: request.revision, reason: "it is not configured any more")
        }
        do {
            let assessment = try await bound.assess(request.moment)
            return .assessed(habit: request.habit, revision: request.revision, assessment)
        } catch {
            logger.warning(
                "A habit could not be assessed", metadata: ["habit": "\(request.habit)", "error": "\(error)"])
            return .assessmentFailed(habit: request.habit, revision: request.revision, reason: "\(error)")
        }
    }
}
