internal import HabitKit

/// The moments at which plugins tend to break.
struct EdgeMoments {
    var name: String
    var moment: Moment

    static func all(for manifest: Manifest) -> [EdgeMoments] {
        plain(manifest) + presence(manifest) + histories(manifest) + oddDays(manifest)
    }

    /// Central European time, with both its changes.
    private static let berlin = Zone(
        name: "Europe/Berlin", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
    /// A zone whose clocks jump at midnight, forward in September.
    private static let santiago = Zone(
        name: "America/Santiago", initialOffset: -14_400, rule: ZoneRule(posix: "<-04>4<-03>,M9.1.6/24,M4.1.6/24"))

    private static func plain(_ manifest: Manifest) -> [EdgeMoments] {
        let times = [
            ("the day's first instant", "2026-11-24 04:00"), ("before the active hours", "2026-11-24 07:00"),
            ("the active hours begin", "2026-11-24 08:30"), ("noon", "2026-11-24 12:00"),
            ("the active hours end", "2026-11-24 22:00"), ("midnight", "2026-11-25 00:00"),
            ("the day's last second", "2026-11-25 03:59:59"),
        ]
        return times.flatMap { name, time in
            DayMode.allCases.map { mode in
                EdgeMoments(name: "\(name), \(mode.rawValue) day", moment: start(time, manifest).mode(mode).moment)
            }
        }
    }

    private static func presence(_ manifest: Manifest) -> [EdgeMoments] {
        let noon = start("2026-11-24 12:00", manifest)
        var nobody = noon.moment
        nobody.activity = Activity(state: .away)
        var silent = noon.moment
        silent.day.active = []
        return [
            EdgeMoments(name: "away since ten", moment: noon.presentSince("08:30").awaySince("10:00").moment),
            EdgeMoments(name: "just back", moment: noon.presentSince("08:30").away("11:00", "12:00").moment),
            EdgeMoments(name: "slept at the desk", moment: noon.presentSince("08:30").asleep("09:00", "11:55").moment),
            EdgeMoments(name: "just walked", moment: noon.presentSince("08:30").moved("11:50", "12:00").moment),
            EdgeMoments(name: "nobody was ever there", moment: nobody),
            EdgeMoments(name: "a day of silence", moment: silent),
            EdgeMoments(name: "a prompt waits", moment: noon.presentSince("08:30").prompted("11:58").moment),
            EdgeMoments(
                name: "a prompt was snoozed", moment: noon.prompted("11:50", outcome: .snoozed).moment),
            EdgeMoments(name: "a prompt lapsed", moment: noon.prompted("11:30", outcome: .lapsed).moment),
        ]
    }

    private static func histories(_ manifest: Manifest) -> [EdgeMoments] {
        let most = manifest.amounts.upperBound
        var full = start("2026-11-24 15:00", manifest)
        for hour in 8...14 { full = full.done("\(hour < 10 ? "0" : "")\(hour):40", most, manifest.unit) }
        var mixed = start("2026-11-24 15:00", manifest)
        for (offset, kind) in Entry.Kind.allCases.enumerated() {
            mixed = mixed.done("09:0\(offset)", manifest.usualAmount, manifest.unit, kind: kind)
        }
        return [
            EdgeMoments(name: "far more than enough done", moment: full.moment),
            EdgeMoments(name: "nothing was ever done", moment: start("2026-11-24 15:00", manifest).moment),
            EdgeMoments(name: "ten years of history", moment: tenYears(manifest)),
            EdgeMoments(name: "a hundred entries today", moment: busy(manifest)),
            EdgeMoments(name: "done, gentle, rested, skipped and booked today", moment: mixed.moment),
        ]
    }

    /// Of ten years a moment carries as many days as the manifest asks for.
    private static func tenYears(_ manifest: Manifest) -> Moment {
        let day = start("2026-11-24 15:00", manifest)
        var moment = day.moment
        for daysAgo in (0...max(0, min(manifest.needs.historyDays, 400))).reversed() {
            for time in ["09:10", "10:00", "13:30"] {
                moment.entries.append(entry(moment.entries.count, day.instant(time, daysAgo: daysAgo), manifest))
            }
        }
        return moment
    }

    private static func busy(_ manifest: Manifest) -> Moment {
        let day = start("2026-11-24 15:00", manifest)
        var moment = day.moment
        let opening = day.instant("08:30")
        for count in 0..<100 {
            moment.entries.append(entry(count, opening + .minutes(3 * count), manifest, attributes(manifest)))
        }
        return moment
    }

    private static func entry(
        _ count: Int, _ at: Instant, _ manifest: Manifest, _ attributes: [String: String] = [:]
    ) -> Entry {
        Entry(
            id: "entry-\(count + 1)", habit: manifest.id, at: at, amount: manifest.usualAmount, unit: manifest.unit,
            attributes: attributes)
    }

    /// One value for each attribute: the longest text and the last word.
    private static func attributes(_ manifest: Manifest) -> [String: String] {
        var values: [String: String] = [:]
        for spec in manifest.attributes {
            switch spec.kind {
            case .choice(let words): values[spec.key] = words.last
            case .integer(let range): values[spec.key] = String(range.upperBound)
            case .text(let limit): values[spec.key] = String(repeating: "“", count: limit)
            }
        }
        return values
    }

    private static func oddDays(_ manifest: Manifest) -> [EdgeMoments] {
        [
            ("a day of 23 hours", "2026-03-29 03:30", berlin), ("a day of 25 hours", "2026-10-25 02:30", berlin),
            ("noon after the clocks went forward", "2026-03-29 12:00", berlin),
            ("noon after the clocks went back", "2026-10-25 12:00", berlin),
            ("the evening before the clocks go forward", "2026-03-28 21:00", berlin),
            ("a day without a midnight", "2026-09-06 01:00", santiago), ("New Year's Eve", "2026-12-31 23:59", .utc),
            ("a leap day", "2028-02-29 12:00", .utc),
        ].map { name, time, zone in
            EdgeMoments(name: name, moment: start(time, manifest, zone: zone).moment)
        }
    }

    private static func start(_ time: String, _ manifest: Manifest, zone: Zone = .utc) -> MomentBuilder {
        MomentBuilder(time, zone: zone).habit(manifest.id)
    }
}
