import HabitKit

/// Moments as life brings them and worse: any zone, days around a change of clocks, microseconds, entries of any kind.
struct RandomMoments {
    /// Rules of real zones, with the changes that are hard: at midnight, by half an hour, in the other hemisphere.
    private static let rules = [
        "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+0545>-5:45", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    ]

    private var random: any RandomNumberGenerator
    private let units: [Unit]

    /// - Parameter units: what entries are counted in.
    init(_ random: some RandomNumberGenerator, units: [Unit] = Unit.all) {
        self.random = random
        self.units = units
    }

    mutating func next() -> Moment {
        let zone = zone()
        let now = now(in: zone)
        let day = day(now, zone)
        return Moment(
            now: now, zone: zone, day: day, entries: entries(now, zone), activity: activity(now, day),
            mode: one(of: DayMode.allCases), lastPrompt: chance(60) ? prompt(now) : nil,
            checkIns: chance(30) ? checkIns(now, zone) : [])
    }

    /// A value for each setting, or for some of them.
    mutating func settings(_ specs: [SettingSpec]) -> SettingTable {
        var table: SettingTable = [:]
        for spec in specs where chance(70) { table[spec.key] = value(spec.kind) }
        return table
    }

    // MARK: Chance

    mutating func chance(_ percent: Int) -> Bool { int(0...99) < percent }
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    mutating func double(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    mutating func one<Value>(of values: [Value]) -> Value { values[int(0...values.count - 1)] }

    mutating func clockTime() -> LocalTime {
        LocalTime(secondOfDay: chance(80) ? int(0...1439) * 60 : int(0...86_399))
    }

    // MARK: Values

    private mutating func value(_ kind: SettingSpec.Kind) -> SettingValue {
        switch kind {
        case .duration(let range), .quantity(_, let range):
            .number(chance(50) ? double(range).rounded(.down).clamped(to: range) : double(range))
        case .integer(let range): .integer(int(range))
        case .boolean: .boolean(chance(50))
        case .time: .text(clockTime().text)
        case .times(let most): .list((0..<int(1...most)).map { "\(10 + $0):30" })
        case .choice(let words): .text(one(of: words))
        case .choices(let words): .list(Array(words.shuffled(using: &random).prefix(int(1...words.count))))
        case .text(let limit): .text(String(repeating: one(of: ["a", "“", "𝄞", "\n"]), count: int(0...limit)))
        case .date: .text(one(of: ["", "2026-09-01", "1900-01-01"]))
        case .phases: .list(one(of: [["4w"], ["1w for 13w", "10d for 2w", "4w"]]))
        }
    }

    private mutating func zone() -> Zone {
        if chance(10) { return .utc }
        let rule = ZoneRule(posix: one(of: Self.rules))
        // A zone that was elsewhere before, as most were; the oldest with seconds in its offset.
        let change: Int64 = 1_777_000_000
        let past = [
            Zone.Transition(at: 1_600_000_000, offset: 5400),
            Zone.Transition(at: change, offset: rule?.offset(at: change) ?? 3600),
        ]
        return Zone(name: "Here/There", initialOffset: 3208, transitions: chance(20) ? past : [], rule: rule)
    }

    private mutating func now(in zone: Zone) -> Instant {
        let some = Instant(seconds: Int64(int(1_600_000_000...1_900_000_000)), microseconds: int(0...999_999))
        guard chance(50), let change = zone.nextTransition(after: some) else { return some }
        return Instant(
            seconds: change.at + Int64(int(-100_000...100_000)), microseconds: chance(50) ? 0 : int(0...999_999))
    }

    private mutating func day(_ now: Instant, _ zone: Zone) -> Day {
        let starts = one(of: ["04:00", "00:00", "02:30", "23:59", "03:00:30"].compactMap { LocalTime(text: $0) })
        var day = Day(
            date: Day.date(of: now, starts: starts, zone: zone), starts: starts, zone: zone, active: [])
        day.active = spans(day.bounds, atMost: 3)
        return day
    }

    private mutating func entries(_ now: Instant, _ zone: Zone) -> [Entry] {
        let days = one(of: [0, 1, 7, 30, 400])
        let times = (0..<int(0...one(of: [0, 3, 20, 60]))).map { _ in
            now - .microseconds(Int64(int(0...max(1, days) * 86_400)) * 1_000_000 + Int64(int(0...999_999)))
        }
        return times.sorted().enumerated().map { index, at in
            Entry(
                id: "01926f3a-0000-7000-8000-\(index)", habit: one(of: ["walk", "my-walk"]),
                kind: one(of: Entry.Kind.allCases), at: at,
                offset: chance(70) ? zone.offset(at: at) : int(-50...56) * 900, amount: amount(),
                unit: one(of: units), attributes: chance(30) ? ["area": "back", "place": "a “\n\t𝄞” \\ b"] : [:])
        }
    }

    private mutating func checkIns(_ now: Instant, _ zone: Zone) -> [CheckIn] {
        (0..<int(1...20)).map { index in
            let at = now - .hours(12 * (20 - index))
            let scales = CheckIn.Scale.allCases.shuffled(using: &random).prefix(int(1...4))
            return CheckIn(
                id: "01926f3a-0000-7000-8000-\(index)", at: at, offset: zone.offset(at: at),
                ratings: Dictionary(uniqueKeysWithValues: scales.map { ($0, int(0...10)) }))
        }
    }

    private mutating func amount() -> Double {
        chance(50) ? Double(int(0...40)) : double(0...500)
    }

    private mutating func activity(_ now: Instant, _ day: Day) -> Activity {
        let today = day.bounds.lowerBound..<max(day.bounds.lowerBound, now)
        var present = spans(today, atMost: 8)
        if chance(50), let last = present.popLast() { present.append(last.lowerBound..<now) }
        return Activity(
            state: one(of: PresenceState.allCases), present: present, movement: spans(today, atMost: 3),
            suspends: spans(today, atMost: 2))
    }

    /// Spans within another, ascending and apart.
    private mutating func spans(_ whole: Range<Instant>, atMost count: Int) -> [Range<Instant>] {
        let length = whole.upperBound.microseconds - whole.lowerBound.microseconds
        guard length > 0 else { return [] }
        let ends = (0..<int(0...count) * 2).map { _ in
            whole.lowerBound + .microseconds(Int64.random(in: 0...length, using: &random))
        }.sorted()
        return stride(from: 0, to: ends.count, by: 2).map { ends[$0]..<ends[$0 + 1] }
    }

    private mutating func prompt(_ now: Instant) -> PromptRecord {
        let due = now - .seconds(int(-3600...200_000))
        return PromptRecord(
            key: chance(50) ? one(of: ["neck", "", "a“b"]) : nil, due: due,
            announcedAt: min(now, due + .seconds(int(0...900))),
            outcome: one(of: PromptRecord.Outcome.allCases))
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
