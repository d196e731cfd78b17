import HabitEngine
import HabitKit

/// 2026-11-25, a Wednesday, in a zone one hour east of UTC.
let testZone = Zone(name: "Test/East", initialOffset: 3600)
let testDate = LocalDate(dayNumber: 20_782)

/// The instant at which the test day's wall shows `hour`:`minute`; 24 and more is the next day.
func at(_ hour: Int, _ minute: Int = 0, _ second: Int = 0, day: Int = 0) -> Instant {
    Instant(seconds: Int64((testDate.dayNumber + day) * 86_400 + hour * 3600 + minute * 60 + second - 3600))
}

/// A planner, plugins that answer at once, and a clock that is moved by hand.
struct Rig {
    typealias Plugin = @Sendable (Moment) -> Assessment

    var planner: Planner
    var plugins: [String: Plugin]
    var now: Instant
    var deadline: Instant?
    var announcements: [Announcement] = []
    var news: [PlannerNews] = []
    /// Moments each habit was asked about.
    var moments: [String: [Moment]] = [:]
    var remembered = 0
    /// Habits whose plugins do not answer.
    var hanging: Set<String> = []
    /// Questions that hang.
    var questions: [(habit: String, revision: Int, moment: Moment)] = []
    /// Deadlines that did not lie in the future when they were armed.
    var lateDeadlines = 0
    /// How far the wall clock was set in all.
    var stepped = Duration.zero
    /// Every entry that holds, by habit.
    var entries: [String: [Entry]]
    private var serial = 0

    init(
        _ plugins: [(String, Plugin)], policy: Policy = Policy(), zone: Zone = testZone,
        entries: [String: [Entry]] = [:], memory: PlannerMemory? = nil, at start: Instant = at(9),
        adjust: (inout PlannedHabit) -> Void = { _ in }
    ) {
        let habits = plugins.map { id, _ in
            var habit = PlannedHabit(id: id, title: id.uppercased(), manifest: .fake(id))
            adjust(&habit)
            return habit
        }
        self.entries = entries
        planner = Planner(policy: policy, habits: habits, entries: entries, zone: zone, memory: memory, at: start)
        self.plugins = Dictionary(uniqueKeysWithValues: plugins)
        now = start
        send(.started)
    }

    mutating func send(_ event: PlannerEvent, at instant: Instant? = nil) {
        if let instant { run(until: instant) }
        perform(planner.handle(event, at: now))
    }

    /// Lets time pass; every deadline on the way is reached.
    mutating func run(until end: Instant) {
        var steps = 0
        while let next = deadline, next <= end {
            steps += 1
            if steps > 100_000 { fatalError("the planner does not let time pass: \(next)") }
            now = max(now, next)
            deadline = nil
            perform(planner.handle(.deadline, at: now))
        }
        now = end
    }

    mutating func perform(_ actions: [PlannerAction]) {
        for action in actions {
            switch action {
            case .assess(let habit, let revision, let moment):
                moments[habit, default: []].append(moment)
                if hanging.contains(habit) {
                    questions.append((habit, revision, moment))
                } else if let plugin = plugins[habit] {
                    perform(planner.handle(.assessed(habit: habit, revision: revision, plugin(moment)), at: now))
                }
            case .announce(let announcement): announcements.append(announcement)
            case .arm(let instant):
                if let instant, instant <= now { lateDeadlines += 1 }
                deadline = instant
            case .tell(let item): news.append(item)
            case .remember: remembered += 1
            }
        }
    }

    /// Records an entry made now, or at `instant` in the past.
    @discardableResult
    mutating func record(
        _ habit: String, _ amount: Double = 1, _ unit: Unit = .minutes, kind: Entry.Kind = .done,
        happened instant: Instant? = nil
    ) -> Entry {
        serial += 1
        let entry = Entry(
            id: "e\(serial)", habit: habit, kind: kind, at: instant ?? now, offset: 3600, amount: amount, unit: unit)
        entries[habit, default: []].append(entry)
        send(.recorded(entry))
        return entry
    }

    /// Sets the wall clock.
    mutating func step(by step: Duration, asleep: Duration = .zero) {
        now += step + asleep
        stepped += step
        send(.clockChanged(ClockChange(asleep: asleep, stepped: step)))
    }

    /// `10:00 water+walk`, one line an announcement.
    var spoken: [String] { announcements.map { "\(wall($0.at)) \($0.prompts.map(\.habit).joined(separator: "+"))" } }

    func wall(_ instant: Instant) -> String {
        let time = planner.zone.local(instant).time
        return (time.hour < 10 ? "0" : "") + "\(time.hour):" + (time.minute < 10 ? "0" : "") + "\(time.minute)"
    }

    func view(_ habit: String) -> HabitView {
        planner.view(of: habit, at: now)!
    }
}

extension Manifest {
    static func fake(_ id: String) -> Manifest {
        Manifest(
            id: id, title: id, summary: "a fake", unit: .minutes, amounts: 0...1000,
            needs: Needs(historyDays: 1, presence: true))
    }
}
