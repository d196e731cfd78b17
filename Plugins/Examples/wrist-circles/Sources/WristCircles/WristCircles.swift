import HabitKit

/// Hands that type and click all day: a minute for wrists and fingers, after so much time at the desk.
@main struct WristCircles: PluginExecutable {
    struct Settings: Codable, Sendable {
        var every: Duration
        var circles: Int
        var hands: Hands
    }

    enum Hands: String, Codable, Sendable, CaseIterable {
        case both, left, right
    }

    let manifest = Manifest(
        id: "wrist-circles", title: "Wrist circles", summary: "Loose wrists and fingers after long typing.",
        unit: .times, amounts: 1...20,
        settings: [
            SettingSpec(
                "every", .duration(600...14_400), default: .number(3600), "Time at the desk between two rounds"),
            SettingSpec("circles", .integer(2...20), default: .integer(8), "Circles in each direction"),
            SettingSpec(
                "hands", .choice(Hands.allCases.map(\.rawValue)), default: .text("both"), "The hands to loosen"),
        ],
        attributes: [AttributeSpec("felt", .choice(["loose", "stiff", "sore"]), "How the wrists were")],
        needs: Needs(presence: true), goal: .count, routines: [Self.routine(circles: 8, hands: .both)])

    func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let progress = Progress(done: Double(moment.doneToday.count), target: nil, unit: .times)
        guard moment.mode != .rest else {
            return Assessment(state: .resting, progress: progress, reason: "a day of rest: the hands rest too")
        }
        // On a gentle day half as often, half as many, and the hands stay low.
        let isGentle = moment.mode == .gentle
        let circles = isGentle ? settings.circles / 2 : settings.circles
        let due = ActiveTime(every: settings.every * (isGentle ? 2 : 1), naturalBreak: .minutes(10)).next(moment)
        let prompt = due.at.map { at in
            Prompt(
                due: at,
                message: isGentle ? "Let go of the mouse, and shake out your hands" : "A minute for your wrists",
                routine: Self.routine(circles: circles, hands: settings.hands), naturalBreak: .minutes(10))
        }
        return Assessment(
            state: due.state(at: moment.now), progress: progress, prompt: prompt,
            reason: (isGentle ? "a gentle day; " : "") + due.reason, validUntil: due.validUntil)
    }

    private static func routine(circles: Int, hands: Hands) -> Routine {
        let hand = hands == .both ? "one hand" : "your \(hands.rawValue) hand"
        return Routine(
            id: "circles", title: "Wrists and fingers",
            steps: [
                Routine.Step("Drop your shoulders and let both arms hang", holdSeconds: 10),
                Routine.Step(
                    "Make a loose fist with \(hand) and draw \(circles) slow circles each way",
                    holdSeconds: circles * 4,
                    bothSides: hands == .both),
                Routine.Step("Spread your fingers wide, then let go", holdSeconds: 5, repetitions: 3),
            ])
    }
}
