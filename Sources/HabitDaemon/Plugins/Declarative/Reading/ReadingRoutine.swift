internal import HabitKit

/// The keys of one step.
enum StepKeys {
    static let instruction = SettingSpec("do", .text(400), default: .text(""), "What to do")
    static let hold = SettingSpec("hold", .duration(0...3600), default: .number(0), "How long each one is held")
    static let repetitions = SettingSpec("repetitions", .integer(1...100), default: .integer(1), "Times on each side")
    static let bothSides = SettingSpec(
        "both_sides", .boolean, default: .boolean(false), "Done on the left and then on the right")
    static let all = [instruction, hold, repetitions, bothSides]
}

// Guided steps.
extension HabitFileReader {
    /// What `steps` says, called `title`; nil where there are none.
    mutating func routine(_ table: [String: ConfigNode], path: [String], id: String, title: String) -> Routine? {
        let name = line(FileKeys.routine, in: table, path: path)
        guard let node = table["steps"] else {
            if table["routine"] != nil { note(path + ["routine"], "there are no steps that it could be called after") }
            return nil
        }
        let place = path + ["steps"]
        let allowed = "1 – 100 steps: lines in quotes, or tables as in { do = \"…\", hold = \"20s\" }"
        let items: [ConfigNode]
        switch node {
        case .list(let nodes, _): items = nodes
        case .value(.list(let raws), let file): items = raws.map { .value($0, file: file) }
        default:
            note(place, "a list of steps is wanted", allowed)
            return nil
        }
        guard (1...100).contains(items.count) else {
            note(place, items.isEmpty ? "the list is empty" : "\(items.count) steps are too many", allowed)
            return nil
        }
        let steps = items.enumerated().compactMap { step($1, place + [ConfigReader.item($0 + 1)]) }
        return Routine(id: id, title: name ?? title, steps: steps)
    }

    private mutating func step(_ node: ConfigNode, _ path: [String]) -> Routine.Step? {
        switch node {
        case .value(.string(let text), _):
            guard isOneLine(text, limit: 400), !text.allSatisfy(\.isWhitespace) else {
                note(path, Self.whyNoLine(text), StepKeys.instruction.allowed)
                return nil
            }
            return Routine.Step(text, holdSeconds: 0)
        case .table(let table, _):
            refuseUnknown(in: table, path: path, known: StepKeys.all.map(\.key))
            let instruction = line(StepKeys.instruction, in: table, path: path)
            if table[StepKeys.instruction.key] == nil {
                note(path + [StepKeys.instruction.key], "is missing", StepKeys.instruction.allowed)
            }
            let hold = seconds(StepKeys.hold, in: table, path: path) ?? 0
            let repetitions = integer(StepKeys.repetitions, in: table, path: path) ?? 1
            var bothSides = false
            if case .boolean(let flag)? = values.value(StepKeys.bothSides, in: table, path: path) { bothSides = flag }
            return instruction.map {
                Routine.Step($0, holdSeconds: Int(hold.rounded(.up)), repetitions: repetitions, bothSides: bothSides)
            }
        case .value, .list:
            note(path, "a line in quotes or a table is wanted", "as in { do = \"…\", hold = \"20s\" }")
            return nil
        }
    }

    /// How long the steps take, in `unit` and in whole minutes at least; nil where they say no length.
    func routineLength(_ table: [String: ConfigNode], _ unit: Unit) -> Double? {
        var quiet = self
        guard let routine = quiet.routine(table, path: [], id: "routine", title: ""), routine.seconds > 0 else {
            return nil
        }
        let minutes = max(1, (Double(routine.seconds) / 60).rounded(.up))
        return unit == .seconds ? Double(routine.seconds) : minutes * 60 / unit.scale
    }
}
