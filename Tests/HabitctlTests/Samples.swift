import HabitKit

@testable import habitctl

/// A day with one habit in each state.
enum Samples {
    static func habit(
        _ id: String, _ title: String, _ state: String, _ progress: Control.Progress? = nil, next: String? = nil,
        reason: String = "", streak: Int = 0, message: String? = nil
    ) -> Control.HabitStatus {
        Control.HabitStatus(
            id: id, title: title, plugin: id, state: state, progress: progress, next: next, reason: reason,
            streak: streak, score: 0.5,
            prompt: message.map {
                Control.OpenPrompt(id: "p", message: $0, due: now, announcedAt: now, snoozes: 0)
            })
    }

    static let now = "2026-11-25T15:12:00+01:00"
    static let instant = ClockText.instant(now)!

    static let water = habit(
        "water", "Hydration", "upcoming", .init(done: 750, target: 1500, unit: "ml"),
        next: "2026-11-25T15:55:00+01:00", reason: "ahead of pace: 750 of 700 ml by now", streak: 12)
    static let stretch = habit(
        "stretch", "Stretching", "due", .init(done: 1, target: 2, unit: "times"), reason: "92 of 90 min at the desk",
        streak: 5, message: "Neck and shoulders, about 3 minutes.")
    static let walk = habit(
        "walk", "Walking", "satisfied", .init(done: 35, target: 30, unit: "min"), reason: "35 of 30 min walked")
    static let roll = habit(
        "foam-roll", "Foam rolling", "resting", .init(done: 1, target: 3, unit: "times"),
        reason: "a rest day between two sessions")
    static let broken = habit("ball", "Massage ball", "failed", reason: "times: 20 is out of range (1 – 14)")

    static func day(
        _ habits: [Control.HabitStatus] = [water, walk, stretch, roll, broken], mode: String = "normal",
        presence: String = "present", pausedUntil: String? = nil, problems: [String] = []
    ) -> Control.StatusReply {
        Control.StatusReply(
            now: now, mode: mode, presence: presence, pausedUntil: pausedUntil, habits: habits, problems: problems)
    }

    static let entry = Control.Entry(
        id: "0193a5b2-7c1d-7000-8000-000000000001", habit: "water", kind: "done", at: "2026-11-25T14:05:00+01:00",
        amount: 250, unit: "ml", attributes: [:], note: nil)

    static let utf8 = Terminal(width: 80, hasColor: false, hasUnicode: true)
    static let ascii = Terminal.plain
    static let color = Terminal(width: 80, hasColor: true, hasUnicode: true)
}
