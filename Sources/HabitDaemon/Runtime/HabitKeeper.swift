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
    private let questions: AsyncStream<SlowQuestion>
    private let question: AsyncStream<SlowQuestion>.Continuation
    private var errands = Errands()
    /// Counts the entries that came or went.
    private var entryEvents = 0
    /// The failures that were logged, by habit.
    private var logged: [String: String] = [:]
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
        (questions, question) = AsyncStream.makeStream(of: SlowQuestion.self)
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

    package func offersRest(after pain: Int?) -> Bool { planner.offersRest(after: pain) }

    package func view(of habit: String) -> HabitView? { planner.view(of: habit, at: clock()) }

    /// Asks the plugins that are programs of their own, until cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await question in questions {
                group.addTask { await self.answer(question) }
            }
            group.cancelAll()
        }
    }

    /// Returns when everything that follows from the event is done, assessments included; but what programs have to say is
    /// waited for no longer than ``courtesy``.
    package func handle(_ event: PlannerEvent) async {
        switch event {
        case .recorded, .superseded: entryEvents += 1
        default: break
        }
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

    /// Many entries came or went at once: those that plugins look at are read again.
    ///
    /// - Parameter load: reads them. An entry that is recorded while it does would be lost to the planner, so it is
    ///   then asked once more.
    func reload(_ load: @Sendable (HabitRoster, Planner) async throws(HistoryError) -> [String: [Entry]]) async {
        var before: Int
        var entries: [String: [Entry]]
        repeat {
            before = entryEvents
            do { entries = try await load(roster, planner) } catch {
                logger.warning("What was imported or forgotten could not be read: \(error)")
                return
            }
        } while before != entryEvents
        await handle(.reloaded(entries: entries))
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

    // MARK: Questions to plugins

    /// How long whoever handed in an event waits for programs; what they say later is taken when it comes.
    package static let courtesy = Duration.milliseconds(500)

    private struct AssessRequest: Sendable {
        var habit: String
        var revision: Int
        var moment: Moment
    }

    private struct SlowQuestion: Sendable {
        var request: AssessRequest
        var errand: Int
    }

    private func answer(_ requests: [AssessRequest]) async {
        guard !requests.isEmpty else { return }
        let errand = errands.begin()
        await answer(requests, for: errand)
        await wait(for: errand)
    }

    /// Programs are asked beside everything else. What is answered within this process is one event for the planner, so
    /// that a thousand habits do not have it plan the day a thousand times.
    private func answer(_ requests: [AssessRequest], for errand: Int) async {
        var waiting = Deque(requests)
        while !waiting.isEmpty {
            var answers: [PlannerEvent] = []
            while let request = waiting.popFirst() {
                if roster.answering(request.habit)?.atOnce ?? true {
                    answers.append(await assess(request))
                } else {
                    errands.add(to: errand)
                    question.yield(SlowQuestion(request: request, errand: errand))
                }
            }
            guard !answers.isEmpty else { return }
            waiting += performAtOnce(planner.handle(.together(answers), at: clock()))
        }
    }

    private func answer(_ question: SlowQuestion) async {
        let answer = await assess(question.request)
        // At the end of the day's work nobody asks any more, and that is no failure of the plugin's.
        if !Task.isCancelled {
            let more = performAtOnce(planner.handle(answer, at: clock()))
            await self.answer(more, for: question.errand)
        }
        errands.answered(of: question.errand)?.resume()
    }

    private func wait(for errand: Int) async {
        guard errands.isOpen(errand) else { return }
        let limit = eventLoop.scheduleTask(in: Self.courtesy.timeAmount) { [weak self] in
            self?.assumeIsolated { $0.errands.giveUp(errand)?.resume() }
        }
        await withCheckedContinuation { errands.wait(for: errand, $0) }
        limit.cancel()
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
        let (habit, revision) = (request.habit, request.revision)
        guard let bound = roster.answering(habit)?.bound else {
            return .assessmentFailed(habit: habit, revision: revision, reason: "it is not configured any more")
        }
        do {
            let assessment = try await bound.assess(request.moment)
            logged[habit] = nil
            return .assessed(habit: habit, revision: revision, assessment)
        } catch {
            if !Task.isCancelled { log("\(error)", of: habit) }
            return .assessmentFailed(habit: habit, revision: revision, reason: "\(error)")
        }
    }

    /// A failure is told once, and not each time it is met again.
    private func log(_ failure: String, of habit: String) {
        guard logged.updateValue(failure, forKey: habit) != failure else { return }
        logger.warning("A habit could not be assessed", metadata: ["habit": "\(habit)", "error": "\(failure)"])
    }
}
