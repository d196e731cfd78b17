public import HabitKit

/// One area of about three minutes at a time, the areas taking turns.
///
/// Gentle days offer the softer form, held shorter, half as many, half as often and once; a day of rest asks nothing. When the day's
/// goal is met the habit falls silent, unless `beyond` is set; the routines stay at hand all the same.
public struct StretchPlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// Active time between two prompts. 90 min is a convention.
        var every: Duration
        /// Areas a day that make the goal. 2 is a convention; ACSM 2021: at least 2–3 days a week, daily is best.
        var times: Int
        var areas: [Area]
        /// An absence that counts as a break; 5 min is a convention.
        var `break`: Duration
        var suspend: ActiveTime.SuspendRule
        /// Whether to go on asking once the goal is met.
        var beyond: Bool
    }

    public init() {}

    public let manifest = Manifest(
        id: "stretch", title: "Stretching", summary: "A short stretch of one area, the areas taking turns.",
        unit: .minutes, usualAmount: 3, amounts: 0.5...240,
        settings: [
            SettingSpec("every", .duration(60...86_400), default: .number(5400), "Active time between two prompts"),
            SettingSpec("times", .integer(1...12), default: .integer(2), "Areas a day that make the goal"),
            SettingSpec(
                "areas", .choices(Area.allCases.map(\.rawValue)), default: .list(Area.allCases.map(\.rawValue)),
                "The areas that take turns"),
            SettingSpec("break", .duration(60...3600), default: .number(300), "An absence this long counts as a break"),
            SettingSpec(
                "suspend", .choice(ActiveTime.SuspendRule.allCases.map(\.rawValue)), default: .text("credit"),
                "Whether a suspend counts like an absence or always starts over"),
            SettingSpec("beyond", .boolean, default: .boolean(false), "Go on asking once the day's goal is met"),
        ],
        attributes: [AttributeSpec("area", .choice(Area.allCases.map(\.rawValue)), "What you stretched")],
        needs: Needs(historyDays: 7, presence: true), goal: .count,
        routines: Area.allCases.map(\.routine) + Area.allCases.map(\.gentleRoutine))

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let isGentle = moment.mode == .gentle
        let done = moment.doneToday.count
        let times = isGentle ? (settings.times + 1) / 2 : settings.times
        let progress = Progress(done: Double(done), target: Double(times), unit: .times)
        let isRest = moment.mode == .rest
        if done >= times, isRest || !settings.beyond {
            return Assessment(
                state: .satisfied, progress: progress,
                reason: (isRest ? "a day of rest; " : "") + "the day's goal is met: \(done) of \(times)")
        }
        guard !isRest else {
            return Assessment(
                state: .resting, progress: progress, reason: "a day of rest: stretch only if it feels good")
        }
        let every = isGentle ? settings.every * 2 : settings.every
        // Walks and absences put a stretch off, but not past twice the interval (a convention): they are no stretch.
        let due = ActiveTime(
            every: every, naturalBreak: settings.break, onSuspend: settings.suspend, atLatest: every * 2
        ).next(moment)
        let area = settings.areas.after(lastArea(moment)) ?? .lowerBack
        let routine = isGentle ? area.gentleRoutine : area.routine
        let prompt = due.at.map { at in
            Prompt(
                due: at,
                message:
                    "\(isGentle ? "A gentle stretch" : "A stretch") for the \(area.title), about \(minutes(routine))",
                repeats: isGentle ? 0 : 1, routine: routine, key: area.rawValue, naturalBreak: settings.break)
        }
        let isMet = done >= times
        return Assessment(
            state: isMet && !due.isDue(at: moment.now) ? .satisfied : due.state(at: moment.now), progress: progress,
            prompt: prompt, reason: (isGentle ? "a gentle day; " : "") + (isMet ? "goal met; " : "") + due.reason,
            validUntil: due.validUntil)
    }

    /// The area that was stretched or offered last, whichever came later.
    private func lastArea(_ moment: Moment) -> Area? {
        let entry = moment.entries.last { $0.attributes["area"] != nil }
        if let prompt = moment.lastPrompt, prompt.announcedAt > entry?.at ?? .distantPast {
            return prompt.key.flatMap(Area.init)
        }
        return entry?.attributes["area"].flatMap(Area.init)
    }

    private func minutes(_ routine: Routine) -> String {
        "\(max(1, (routine.seconds + 30) / 60)) min"
    }
}
