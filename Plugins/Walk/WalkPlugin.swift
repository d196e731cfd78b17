public import HabitKit

/// Minutes on one's feet: a goal for the day, and short walks that break up sitting.
///
/// Gentle days ask for half the minutes, half as often and once; a day of rest asks nothing. When the day's minutes
/// are walked the habit falls silent, unless `beyond` is set: then the breaks from sitting go on, and are not repeated.
public struct WalkPlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// Active time between two walks. 60 min: the longest interval at which Duran et al. 2023 (11 people, one
        /// day) still saw lower blood pressure; the trial says nothing about pain.
        var every: Duration
        /// One walk: 5 min, as in the same trial.
        var length: Duration
        /// A day's walking. 30 min is a convention; WHO 2020 names no threshold for sitting.
        var goal: Duration
        /// An absence that counts as a break: 5 min, the length of a walk.
        var `break`: Duration
        var suspend: ActiveTime.SuspendRule
        /// Whether to go on breaking up sitting once the day's minutes are walked.
        var beyond: Bool
    }

    public init() {}

    public let manifest = Manifest(
        id: "walk", title: "Walking", summary: "Short walks that break up sitting, and minutes over the day.",
        unit: .minutes, usualAmount: 5, usualAmountSetting: "length", amounts: 0.5...1440,
        settings: [
            SettingSpec("every", .duration(60...86_400), default: .number(3600), "Sitting time between two walks"),
            SettingSpec("length", .duration(60...7200), default: .number(300), "One short walk"),
            SettingSpec("goal", .duration(60...36_000), default: .number(1800), "Walking in a day"),
            SettingSpec("break", .duration(60...3600), default: .number(300), "An absence this long counts as a break"),
            SettingSpec(
                "suspend", .choice(ActiveTime.SuspendRule.allCases.map(\.rawValue)), default: .text("credit"),
                "Whether a suspend counts like an absence or always starts over"),
            SettingSpec("beyond", .boolean, default: .boolean(false), "Go on asking once the day's minutes are walked"),
        ],
        attributes: [
            AttributeSpec("place", .text(60), "Where you went"),
            AttributeSpec("steps", .integer(1...100_000), "Steps, if counted"),
        ],
        needs: Needs(presence: true), isMovement: true)

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let share = moment.mode == .gentle ? 2 : 1
        let goal = Double(settings.goal.microseconds) / 60_000_000 / Double(share)
        let done = moment.amountToday(in: .minutes)
        let progress = Progress(done: done, target: goal, unit: .minutes)
        let isMet = done >= goal
        if isMet, moment.mode == .rest || !settings.beyond {
            let rest = moment.mode == .rest ? "a day of rest; " : ""
            return Assessment(
                state: .satisfied, progress: progress,
                reason: "\(rest)the day's goal is met: \(NumberText.print(done)) of \(NumberText.print(goal)) min")
        }
        guard moment.mode != .rest else {
            return Assessment(
                state: .resting, progress: progress, reason: "a day of rest: a few steps when you feel like it")
        }
        let due = ActiveTime(every: settings.every * share, naturalBreak: settings.break, onSuspend: settings.suspend)
            .next(moment)
        let isGentle = moment.mode == .gentle
        let message = message(told(settings.length, isGentle: isGentle), progress, isGentle: isGentle)
        let prompt = due.at.map {
            Prompt(due: $0, message: message, repeats: isGentle || isMet ? 0 : 1, naturalBreak: settings.break)
        }
        return Assessment(
            state: isMet && !due.isDue(at: moment.now) ? .satisfied : due.state(at: moment.now), progress: progress,
            prompt: prompt, reason: (isGentle ? "a gentle day; " : "") + (isMet ? "goal met; " : "") + due.reason,
            validUntil: due.validUntil)
    }

    /// Half of it on a gentle day, in whole minutes: nobody strolls for two and a half.
    private func told(_ length: Duration, isGentle: Bool) -> String {
        DurationText.print(isGentle ? .minutes(Int((length.wholeSeconds / 2 + 59) / 60)) : length)
    }

    private func message(_ length: String, _ progress: Progress, isGentle: Bool) -> String {
        if isGentle { return "A slow stroll of \(length), only as far as feels good" }
        let goal = progress.target ?? 0
        if progress.done <= 0 { return "Time to get up: a walk of \(length)" }
        if progress.done >= goal { return "Time to get up: a walk of \(length); today's goal is already met" }
        return "Time to get up: a walk of \(length); \(NumberText.print(progress.done)) of "
            + "\(NumberText.print(goal)) min walked today"
    }
}
