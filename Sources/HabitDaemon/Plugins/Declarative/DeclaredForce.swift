internal import HabitKit

/// The cadence and the goal in force: what the file says, with what the user set, as the day's mode has it.
struct DeclaredForce {
    var cadence: DeclaredCadence
    /// What has to be done for today to be enough; nil where there is no goal.
    var target: Double?
    /// What progress is told against: the week's, where some weekdays ask.
    var shownTarget: Double?
    var beyond: Bool
    /// Some weekdays ask, each for the same.
    var isByDays: Bool

    init(_ declaration: Declaration, _ mode: DeclaredMode, _ settings: SettingTable) {
        let own = declaration.cadence.with(settings)
        cadence = mode.cadence ?? own.changed(by: mode)
        beyond = settings.flag(DeclaredSettings.beyond.key) ?? declaration.beyond
        switch own {
        case .week(let times, _, _): target = Double(times)
        case .phased: target = 1
        case .active, .spread, .clock:
            target = declaration.target.map { target in
                let set = (settings.number("target") ?? target) * mode.share
                return declaration.unit.isCounted ? (set - 1e-9).rounded(.up) : set
            }
            if target == nil, case .clock(let times, _) = cadence { target = Double(times.count) }
        }
        isByDays = false
        shownTarget = target
        if case .clock(let times, let days) = own, !days.isEmpty,
            declaration.target == nil || declaration.period == .day
        {
            shownTarget = (declaration.target == nil ? Double(times.count) : target).map { $0 * Double(days.count) }
            isByDays = true
        }
    }

    /// Whether there is something to say though the goal is met: the next session, or the next break all the same.
    var goesOn: Bool {
        switch cadence {
        case .active: beyond
        case .week, .phased: true
        case .spread, .clock: false
        }
    }
}

extension DeclaredCadence {
    /// With what the user set in place of what the file says.
    func with(_ settings: SettingTable) -> DeclaredCadence {
        switch self {
        case .active(let every, let naturalBreak, let suspend, let atLatest):
            let rule = settings.word(DeclaredSettings.suspend.key).flatMap(ActiveTime.SuspendRule.init)
            return .active(
                every: settings.number(DeclaredSettings.every.key) ?? every,
                naturalBreak: settings.number(DeclaredSettings.naturalBreak.key) ?? naturalBreak,
                suspend: rule ?? suspend, atLatest: settings.number(DeclaredSettings.atLatest.key) ?? atLatest)
        case .spread(let serving): return .spread(serving: settings.number("serving") ?? serving)
        case .clock(let times, let days):
            let set = times.enumerated().map { index, time in
                settings.time(DeclaredSettings.at(index, of: times.count)) ?? time
            }
            let words = settings.words(DeclaredSettings.days.key)
            return .clock(
                times: set, days: words.map { words in Weekday.allCases.filter { words.contains($0.key) } } ?? days)
        case .week(let times, let restDays, let at):
            return .week(
                times: settings.integer(DeclaredSettings.timesPerWeek.key) ?? times,
                restDays: settings.integer(DeclaredSettings.restDays.key) ?? restDays,
                at: settings.time(DeclaredSettings.at.key) ?? at)
        case .phased(let phases, let at):
            return .phased(phases, at: settings.time(DeclaredSettings.at.key) ?? at)
        }
    }

    /// As `mode` asks: at its pace, at its times of day.
    func changed(by mode: DeclaredMode) -> DeclaredCadence {
        switch self {
        case .active(let every, let naturalBreak, let suspend, let atLatest):
            return .active(
                every: every * mode.pace, naturalBreak: naturalBreak, suspend: suspend,
                atLatest: atLatest.map { $0 * mode.pace })
        case .spread(let serving): return .spread(serving: serving * mode.pace)
        case .clock(let times, let days): return .clock(times: mode.at ?? times, days: days)
        case .week(let times, let restDays, let at):
            return .week(times: times, restDays: restDays, at: mode.at?.first ?? at)
        case .phased(let phases, let at): return .phased(phases, at: mode.at?.first ?? at)
        }
    }
}
