internal import HabitKit

/// What a mode's table may change.
enum ModeKeys {
    static let all = ["message", "target", "every", "serving", "at", "repeats", "routine", "steps"]
}

// What is different on a normal, a gentle or a restful day.
extension HabitFileReader {
    mutating func normal(
        _ table: [String: ConfigNode], _ messages: [MessageTemplate], _ title: String, isFirm: Bool
    ) -> DeclaredMode {
        var mode = DeclaredMode(isSame: true, messages: messages)
        mode.repeats = integer(FileKeys.repeats, in: table, path: []) ?? (isFirm ? 2 : 0)
        mode.routine = routine(table, path: [], id: "routine", title: title)
        return mode
    }

    /// Half as often and half as much, told once. What is firm stays as it is: a medicine is taken on a bad day too.
    mutating func gentle(_ node: ConfigNode?, _ declaration: Declaration, _ cadence: ReadCadence) -> DeclaredMode {
        let normal = declaration.normal
        var mode = normal
        if !declaration.isFirm || node?.isTable == true {
            mode.isSame = false
            mode.repeats = declaration.isFirm ? normal.repeats : 0
            mode.pace = cadence.kind == .active && !declaration.isFirm ? 2 : 1
            let halves = cadence.kind == .active || cadence.kind == .spread
            mode.share = halves && !declaration.isFirm && declaration.period == .day ? 0.5 : 1
        }
        return self.mode("gentle", node, of: declaration, cadence, from: mode, words: ["same": normal])
    }

    /// Silence, which is neutral, unless the file says what rest means here: then it begins with what a gentle day asks.
    mutating func rest(_ node: ConfigNode?, _ declaration: Declaration, _ cadence: ReadCadence) -> DeclaredMode {
        let (normal, gentle) = (declaration.normal, declaration.gentle)
        let words = ["same": normal, "gentle": gentle]
        guard node != nil else { return declaration.isFirm ? normal : Self.silent(normal) }
        return mode("rest", node, of: declaration, cadence, from: gentle, words: words)
    }

    private static func silent(_ mode: DeclaredMode) -> DeclaredMode {
        var silent = mode
        silent.isSilent = true
        silent.isSame = false
        return silent
    }

    /// - Parameter words: what a word in place of a table means, beside `silent`.
    private mutating func mode(
        _ name: String, _ node: ConfigNode?, of declaration: Declaration, _ cadence: ReadCadence,
        from base: DeclaredMode, words: [String: DeclaredMode]
    ) -> DeclaredMode {
        let allowed = "[\(name)] with what changes, or " + (words.keys.sorted() + ["silent"]).joined(separator: ", ")
        switch node {
        case nil: return base
        case .value(.string("silent"), _): return Self.silent(declaration.normal)
        case .value(.string(let word), _):
            if let mode = words[word] { return mode }
            note([name], "“\(SafeText.oneLine(String(word.prefix(40))))” is not known here", allowed)
        case .table(let table, _):
            var mode = base
            mode.isSilent = false
            mode.isSame = false
            change(&mode, name, table, declaration, cadence)
            return mode
        case .value, .list: note([name], "a table or a word is wanted", allowed)
        }
        return base
    }

    private mutating func change(
        _ mode: inout DeclaredMode, _ name: String, _ table: [String: ConfigNode], _ declaration: Declaration,
        _ cadence: ReadCadence
    ) {
        let path = [name]
        refuseUnknown(in: table, path: path, known: ModeKeys.all)
        let hasTarget = declaration.target != nil || cadence.hasGoal
        if table["message"] != nil {
            mode.messages = messages(table["message"], path: path + ["message"], hasTarget: hasTarget)
            mode.name = name + "-"
        }
        if let repeats = integer(FileKeys.repeats, in: table, path: path) { mode.repeats = repeats }
        if let routine = routine(table, path: path, id: "\(name)-routine", title: declaration.title) {
            mode.routine = routine
        }
        share(&mode, table, path, declaration)
        pace(&mode, table, path, declaration, cadence)
    }

    private mutating func share(
        _ mode: inout DeclaredMode, _ table: [String: ConfigNode], _ path: [String], _ declaration: Declaration
    ) {
        guard table["target"] != nil else { return }
        guard let target = declaration.target else {
            note(path + ["target"], "there is no target that it could be a part of", "a target above as well")
            return
        }
        if let own = seconds(DeclaredSettings.target(declaration.unit), in: table, path: path) {
            mode.share = own / target
        }
    }

    /// Another pace of the same cadence is kept as a part of it, so that it follows what the user sets; another cadence
    /// stands for itself.
    private mutating func pace(
        _ mode: inout DeclaredMode, _ table: [String: ConfigNode], _ path: [String], _ declaration: Declaration,
        _ cadence: ReadCadence
    ) {
        let keys = ["every", "serving", "at"].filter { table[$0] != nil }
        for key in keys.dropFirst() {
            note(path + [key], "there is \(keys[0]) already; a habit has one cadence", "one of every, serving, at")
        }
        switch (keys.first, declaration.cadence) {
        case ("every", .active(let every, _, _, _)):
            if let own = seconds(DeclaredSettings.every, in: table, path: path) { mode.pace = own / every }
        case ("every", _): mode.cadence = active(table, path: path)
        case ("serving", .spread(let serving)):
            let spec = DeclaredSettings.serving(declaration.unit)
            if let own = seconds(spec, in: table, path: path) { mode.pace = own / serving }
        case ("serving", _):
            let serving = seconds(DeclaredSettings.serving(declaration.unit), in: table, path: path)
            if declaration.target == nil || declaration.period == .week {
                note(path + ["serving"], "needs the amount of the whole day", "a target for the day above")
            }
            mode.cadence = serving.map { .spread(serving: $0) }
        case ("at", .week), ("at", .phased): mode.at = times(table, path: path, most: 1)
        case ("at", .clock): mode.at = times(table, path: path, most: 24)
        case ("at", _): mode.cadence = times(table, path: path, most: 24).map { .clock(times: $0, days: []) }
        default: break
        }
    }

    mutating func slack(_ table: [String: ConfigNode], _ cadence: ReadCadence, _ isFirm: Bool) -> Duration {
        if let slack = seconds(FileKeys.slack, in: table, path: []) { return .seconds(slack) }
        if isFirm { return .zero }
        switch cadence.kind {
        case .week: return .minutes(30)
        case .spread: return .minutes(15)
        case .active, .clock, .phased, nil: return .minutes(5)
        }
    }
}

extension ConfigNode {
    fileprivate var isTable: Bool {
        if case .table = self { return true }
        return false
    }
}
