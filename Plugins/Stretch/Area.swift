internal import HabitKit

/// A part of the body, with the exercises for it.
///
/// Holds of 10–30 s to the point of slight tightness (ACSM 2021), about 60 s an exercise in all (Harvard Health,
/// after Garber 2011). They are general stretches and replace no physiotherapist's.
enum Area: String, Codable, Sendable, CaseIterable {
    case neck
    case lowerBack = "lower-back"
    case hips
    case hamstrings
    case chest
    case wrists

    var title: String {
        switch self {
        case .neck: "neck and shoulders"
        case .lowerBack: "lower back"
        case .hips: "hips"
        case .hamstrings: "hamstrings"
        case .chest: "chest and upper back"
        case .wrists: "wrists and forearms"
        }
    }

    var routine: Routine {
        Routine(id: rawValue, title: "Stretch: \(title)", steps: steps)
    }

    /// The same, held shorter and once.
    var gentleRoutine: Routine {
        let steps = steps.map { step in
            Routine.Step(
                step.instruction, holdSeconds: max(10, step.holdSeconds / 2), repetitions: max(1, step.repetitions / 2),
                bothSides: step.bothSides)
        }
        return Routine(id: rawValue + "-gentle", title: "Gentle stretch: \(title)", steps: steps)
    }

    private var steps: [Routine.Step] {
        switch self {
        case .neck: Self.neckSteps
        case .lowerBack: Self.lowerBackSteps
        case .hips: Self.hipsSteps
        case .hamstrings: Self.hamstringsSteps
        case .chest: Self.chestSteps
        case .wrists: Self.wristsSteps
        }
    }
}

/// The exercises of each area.
extension Area {
    private static let neckSteps: [Routine.Step] = [
        .init(
            "Sit tall and let one ear sink towards its shoulder, the other arm long", holdSeconds: 15,
            repetitions: 2, bothSides: true),
        .init(
            "Turn your head slowly until it stops by itself, chin level", holdSeconds: 15, repetitions: 2,
            bothSides: true),
        .init(
            "Lift both shoulders to your ears, then let them drop and stay low", holdSeconds: 10, repetitions: 6
        ),
    ]

    private static let lowerBackSteps: [Routine.Step] = [
        .init(
            "On your back, draw one knee towards your chest, the other leg long or bent", holdSeconds: 15,
            repetitions: 2, bothSides: true),
        .init(
            "On your back, knees bent, let both knees sink to one side, shoulders down", holdSeconds: 15,
            repetitions: 2, bothSides: true),
        .init(
            "On hands and knees, round your back slowly, then let it sink, in your breath's time",
            holdSeconds: 10, repetitions: 6),
    ]

    private static let hipsSteps: [Routine.Step] = [
        .init(
            "Kneel on one knee, the other foot in front, and bring the hips forward", holdSeconds: 30,
            bothSides: true),
        .init(
            "Seated, one ankle on the other knee, lean forward with a long back", holdSeconds: 30,
            bothSides: true),
        .init("Seated, soles together, let the knees sink towards the floor", holdSeconds: 20, repetitions: 3),
    ]

    private static let hamstringsSteps: [Routine.Step] = [
        .init(
            "One heel on a low step, leg straight but soft, lean forward from the hips", holdSeconds: 30,
            bothSides: true),
        .init(
            "On your back, one leg up against a door frame or held behind the thigh", holdSeconds: 30,
            bothSides: true),
        .init("Feet apart, hands on a chair, let the back grow long and flat", holdSeconds: 20, repetitions: 3),
    ]

    private static let chestSteps: [Routine.Step] = [
        .init(
            "Forearm on a door frame, elbow at shoulder height, turn away from it", holdSeconds: 30,
            bothSides: true),
        .init(
            "Hands clasped in front, push them away and round the upper back", holdSeconds: 20, repetitions: 3),
        .init(
            "Hands behind your head, open the elbows and lift the breastbone", holdSeconds: 20, repetitions: 3),
    ]

    private static let wristsSteps: [Routine.Step] = [
        .init(
            "Arm straight, palm away, draw the fingers back with the other hand", holdSeconds: 15,
            repetitions: 2, bothSides: true),
        .init(
            "Arm straight, back of the hand away, draw the hand towards you", holdSeconds: 15, repetitions: 2,
            bothSides: true),
        .init(
            "Palms together before your chest, sink the hands until it pulls", holdSeconds: 20, repetitions: 3),
    ]
}
