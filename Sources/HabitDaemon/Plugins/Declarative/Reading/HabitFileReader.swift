internal import HabitKit

/// Reads what one file says of a habit, and notes everything that is wrong with it. Each part of the format has a file
/// of its own beside this one.
struct HabitFileReader {
    let file: String
    let id: String
    var values = ConfigReader()

    /// Nobody reads more problems at once.
    static let mostProblems = 100

    init(file: String, id: String) {
        self.file = file
        self.id = id
    }

    /// What the file's table says; nil when too little of it makes sense. It may only be used if there are no problems.
    mutating func declaration(_ table: [String: ConfigNode]) -> Declaration? {
        refuseUnknown(in: table, path: [], known: FileKeys.all)
        let title = line(FileKeys.title, in: table, path: [])
        if title == nil, table[FileKeys.title.key] == nil {
            note([FileKeys.title.key], "a title is missing", "one line of at most 60 characters")
        }
        let unit = unit(table)
        let cadence = cadence(table, unit)
        let target = target(table, unit, cadence)
        let (usual, amounts) = amounts(table, unit, cadence, target)
        let messages = messages(table["message"], path: ["message"], hasTarget: target != nil || cadence.hasGoal)
        if table["message"] == nil {
            note(["message"], "a message is missing", "a line, or a list of lines that take turns")
        }
        let summary = line(FileKeys.summary, in: table, path: []) ?? title ?? id
        let isFirm = flag(FileKeys.firm, in: table) ?? false
        var declaration = Declaration(
            id: id, title: title ?? id, summary: summary, unit: unit, usual: usual, amounts: amounts,
            attributes: attributes(table["attributes"]), cadence: cadence.value ?? .clock(times: [.midnight], days: []),
            target: target, period: period(table, cadence, target),
            beyond: beyond(table, cadence, target), isFirm: isFirm,
            slack: slack(table, cadence, isFirm), isMovement: flag(FileKeys.movement, in: table) ?? false,
            normal: normal(table, messages, title ?? id, isFirm: isFirm), gentle: DeclaredMode(messages: messages),
            rest: DeclaredMode(messages: messages))
        declaration.naturalBreak = cadence.isActive ? nil : seconds(DeclaredSettings.naturalBreak, in: table, path: [])
        declaration.gentle = gentle(table["gentle"], declaration, cadence)
        declaration.rest = rest(table["rest"], declaration, cadence)
        return declaration
    }

    /// The problems as they are told: not more than anyone reads, and no key of a mile's length.
    var shownProblems: [Control.ConfigProblem] {
        values.problems.prefix(Self.mostProblems).map { problem in
            var shown = problem
            if shown.key.count > 100 { shown.key = shown.key.prefix(99) + "…" }
            return shown
        }
    }

    mutating func note(_ path: [String], _ problem: String, _ allowed: String? = nil) {
        values.note(file, path, problem, allowed)
    }

    mutating func refuseUnknown(in table: [String: ConfigNode], path: [String], known: [String]) {
        let unknown = table.keys.filter { !known.contains($0) }.sorted()
        for key in unknown.prefix(Self.mostProblems) {
            if path.isEmpty, HabitsSection.common.contains(where: { $0.key == key }) {
                note([key], "is set in config.toml, under [habits.\(id)], since it is the user's and not the habit's")
                continue
            }
            let hint = key.utf8.count > 64 ? nil : NearestKey.suggestion(for: key, among: known)
            note(
                path + [key], "there is no such key" + (hint.map { "; did you mean “\($0)”?" } ?? ""),
                known.joined(separator: ", "))
        }
    }
}

/// The keys of a file's top level.
enum FileKeys {
    static let title = SettingSpec("title", .text(60), default: .text(""), "What it is called")
    static let summary = SettingSpec("summary", .text(200), default: .text(""), "What it is for")
    static let unit = SettingSpec("unit", .text(20), default: .text("times"), "What its amounts are counted in")
    static let period = SettingSpec(
        "period", .choice(Manifest.Period.allCases.map(\.rawValue)), default: .text("day"), "What the target is for")
    static let firm = SettingSpec("firm", .boolean, default: .boolean(false), "Told on time, and kept until answered")
    static let repeats = SettingSpec("repeats", .integer(0...5), default: .integer(0), "Told again when unanswered")
    static let slack = SettingSpec(
        "slack", .duration(0...7200), default: .number(300), "How much earlier it may be told to join another")
    static let movement = SettingSpec("movement", .boolean, default: .boolean(false), "Doing it is time on one's feet")
    static let routine = SettingSpec("routine", .text(60), default: .text(""), "What its steps are called together")

    static let all = [
        "title", "message", "summary", "every", "break", "at_latest", "suspend", "beyond", "serving", "at", "days",
        "times_per_week", "rest_days", "started", "phases", "target", "period", "unit", "usual", "amounts",
        "attributes", "routine", "steps", "repeats", "slack", "firm", "movement", "gentle", "rest",
    ]
}
