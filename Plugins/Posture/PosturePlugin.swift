public import HabitKit

/// A look at how one sits or stands, one concrete cue at a time.
///
/// Gentle days ask half as often; a day of rest asks nothing.
public struct PosturePlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// Active time between two cues. 45 min is a convention: no study gives an interval.
        var every: Duration
        /// An absence that counts as a change of posture. 2 min is a convention.
        var `break`: Duration
        var suspend: ActiveTime.SuspendRule
        var cues: [Cue]
    }

    public init() {}

    public let manifest = Manifest(
        id: "posture", title: "Posture", summary: "A quick look at how you sit, stand and hold your phone.",
        unit: .times, amounts: 1...20,
        settings: [
            SettingSpec("every", .duration(60...28_800), default: .number(2700), "Active time between two cues"),
            SettingSpec(
                "break", .duration(30...3600), default: .number(120), "An absence this long counts as a change"),
            SettingSpec(
                "suspend", .choice(ActiveTime.SuspendRule.allCases.map(\.rawValue)), default: .text("credit"),
                "Whether a suspend counts like an absence or always starts over"),
            SettingSpec(
                "cues", .choices(Cue.allCases.map(\.rawValue)), default: .list(Cue.allCases.map(\.rawValue)),
                "The cues that take turns"),
        ],
        attributes: [AttributeSpec("cue", .choice(Cue.allCases.map(\.rawValue)), "What you looked at")],
        needs: Needs(presence: true), goal: .count)

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let progress = Progress(done: moment.amountToday(in: .times), target: nil, unit: .times)
        guard moment.mode != .rest else {
            return Assessment(state: .resting, progress: progress, reason: "a day of rest: sit and lie as feels best")
        }
        let every = moment.mode == .gentle ? settings.every * 2 : settings.every
        let due = ActiveTime(every: every, naturalBreak: settings.break, onSuspend: settings.suspend).next(moment)
        let cue = settings.cues.after(moment.lastPrompt?.key.flatMap(Cue.init)) ?? .chair
        let prompt = due.at.map {
            Prompt(due: $0, message: cue.message, key: cue.rawValue, naturalBreak: settings.break)
        }
        return Assessment(
            state: due.state(at: moment.now), progress: progress, prompt: prompt,
            reason: (moment.mode == .gentle ? "a gentle day; " : "") + due.reason,
            validUntil: due.validUntil)
    }
}

/// One thing to look at: plain ergonomics, a convention. No study says which posture prevents pain, so the cues
/// are about changing it.
enum Cue: String, Codable, Sendable, CaseIterable {
    case chair, screen, shoulders, phone, standing

    var message: String {
        switch self {
        case .chair: "Sit back so the chair carries your lower back, feet flat on the floor"
        case .screen: "Is the top of the screen at eye height, an arm's length away?"
        case .shoulders: "Let your shoulders sink, and bring elbows close to your sides"
        case .phone: "Bring the phone up to your eyes rather than your head down to it"
        case .standing: "Stand up for a moment, weight on both feet, knees soft"
        }
    }
}
