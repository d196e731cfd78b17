public import HabitKit

/// Drives a planner through time that passes as fast as it can be computed: from deadline to deadline, with plugins
/// that answer at once. What the preview shows, what a year of reminders costs, and how tests live through weeks.
///
/// The planner is a value, so the one that was handed in is not touched.
public struct Simulation: Sendable {
    /// What a habit's plugin says of a moment. It runs where the caller runs.
    public typealias Assess = @Sendable (_ habit: String, _ moment: Moment) async throws -> Assessment

    public private(set) var planner: Planner
    /// The simulated time.
    public private(set) var now: Instant
    private let assess: Assess
    private var deadline: Instant?
    /// Soonest last.
    private var ahead: [Happening] = []

    /// Something that will happen to the planner.
    public struct Happening: Sendable {
        public var at: Instant
        public var what: What

        public enum What: Sendable {
            case event(PlannerEvent)
            /// Refusals are ignored: a user would shrug, too.
            case snooze(habit: String?, Duration?)
        }

        public init(at: Instant, _ what: What) {
            self.at = at
            self.what = what
        }
    }

    /// Starts at `now` with ``PlannerEvent/started``.
    public init(planner: Planner, at now: Instant, assess: @escaping Assess) {
        self.planner = planner
        self.now = now
        self.assess = assess
        ahead = [Happening(at: now, .event(.started))]
    }

    /// Starts at the day and time the planner last knew.
    public init(planner: Planner, assess: @escaping Assess) {
        self.init(planner: planner, at: planner.lastSeen, assess: assess)
    }

    /// What would be announced until `end` if nothing is done and the user stays.
    public static func preview(
        _ planner: Planner, from now: Instant, until end: Instant, assess: @escaping Assess
    ) async -> [Announcement] {
        var simulation = Simulation(planner: planner, at: now, assess: assess)
        if !planner.whereabouts.state.counts {
            simulation.expect(Happening(at: now, .event(.presence(.present))))
        }
        return await simulation.run(until: end)
    }

    /// Lets `happening` take place when its time comes; in the past means now.
    public mutating func expect(_ happening: Happening) {
        let place = ahead.firstIndex { $0.at <= happening.at } ?? ahead.count
        ahead.insert(happening, at: place)
    }

    /// Lets time pass until `end`, and returns what was announced.
    ///
    /// - Parameter user: what the simulated user does about an announcement, now or later.
    public mutating func run(
        until end: Instant, user: (Announcement, Planner) -> [Happening] = { _, _ in [] }
    ) async -> [Announcement] {
        var heard: [Announcement] = []
        while let actions = passToNext(until: end) {
            await perform(actions, user, &heard)
        }
        now = max(now, end)
        return heard
    }

    /// Moves to the next thing that happens and lets it happen; nil when nothing does until `end`.
    private mutating func passToNext(until end: Instant) -> [PlannerAction]? {
        if let next = ahead.last, next.at <= min(deadline ?? .distantFuture, end) {
            ahead.removeLast()
            now = max(now, next.at)
            return take(next.what)
        }
        guard let deadline, deadline <= end else { return nil }
        self.deadline = nil
        now = deadline
        return planner.handle(.deadline, at: now)
    }

    private mutating func take(_ what: Happening.What) -> [PlannerAction] {
        switch what {
        case .event(let event): planner.handle(event, at: now)
        case .snooze(let habit, let duration): (try? planner.snooze(habit, for: duration, at: now).actions) ?? []
        }
    }

    private mutating func perform(
        _ actions: [PlannerAction], _ user: (Announcement, Planner) -> [Happening], _ heard: inout [Announcement]
    ) async {
        var queue = actions
        var position = 0
        while position < queue.count {
            switch queue[position] {
            case .assess(let habit, let revision, let moment):
                queue += planner.handle(await answer(habit, revision, moment), at: now)
            case .announce(let announcement):
                heard.append(announcement)
                for happening in user(announcement, planner) { expect(happening) }
            case .arm(let instant): deadline = instant
            case .tell, .remember: break
            }
            position += 1
        }
    }

    private func answer(_ habit: String, _ revision: Int, _ moment: Moment) async -> PlannerEvent {
        do {
            return .assessed(habit: habit, revision: revision, try await assess(habit, moment))
        } catch {
            return .assessmentFailed(habit: habit, revision: revision, reason: "\(error)")
        }
    }
}
