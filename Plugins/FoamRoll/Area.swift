internal import HabitKit

/// A part of the body that is rolled.
enum Area: String, Codable, Sendable, CaseIterable {
    case thighs, back, calves, shoulders

    /// 2–4 s a stroke, as in Behm 2020.
    var instruction: String {
        switch self {
        case .thighs: "Thighs: from hip to just above the knee, 2 to 4 seconds a stroke"
        case .back: "Upper and middle back: arms crossed, hips low; leave out the lower back and the neck"
        case .calves: "Calves: from ankle to below the knee, one leg over the other for more"
        case .shoulders: "Shoulders: a massage ball between shoulder blade and wall, small circles"
        }
    }

    var bothSides: Bool { self != .back }

    /// One round over `areas`, `seconds` on each side.
    static func round(_ areas: [Area], seconds: Int, isGentle: Bool) -> Routine {
        Routine(
            id: isGentle ? "gentle-round" : "round",
            title: "\(isGentle ? "A light round" : "A round") with the \(areas == [.shoulders] ? "ball" : "roller")",
            steps: areas.map { area in
                Routine.Step(
                    isGentle ? area.instruction + "; lightly" : area.instruction, holdSeconds: max(15, seconds),
                    bothSides: area.bothSides)
            })
    }
}
