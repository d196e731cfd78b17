internal import HabitKit

/// What could stand at the end of a command line that is being typed.
struct CompletedWord {
    /// Every word after the program's name, the last one being typed; it may be empty.
    let words: [String]
    /// Asks habitd for the habits that are configured; only where one of them could stand. None where it does not answer.
    let habits: () -> [Control.HabitInfo]

    /// In the order in which they are told; each begins with what is typed already.
    func candidates() -> [String] {
        let typed = words.last ?? ""
        return all(typed).filter { $0.hasPrefix(typed) && $0 != typed }
    }

    private func all(_ typed: String) -> [String] {
        guard words.count > 1, let verb = words.first else { return VerbOptions.verbs + ["help"] }
        if verb == "help" { return words.count == 2 ? VerbOptions.verbs : [] }
        if typed.hasPrefix("-") { return VerbOptions.names(of: words) }
        // An option's own word.
        if let previous = words.dropLast().last, let values = VerbOptions.values[previous] { return values }
        let place = words.count - 2
        switch verb {
        case "done", "log": return place == 0 ? habitIDs : details
        case "skip", "snooze", "why", "history", "trends", "routine", "forget", "book":
            return place == 0 ? habitIDs : []
        case "mode": return place == 0 ? DayMode.allCases.map(\.rawValue) : place == 1 ? habitIDs : []
        default: return place == 0 ? VerbOptions.firstWords(after: verb) : []
        }
    }

    private var habitIDs: [String] { habits().filter { $0.enabled && $0.error == nil }.map(\.id) }

    /// An amount, and the attributes that are not given yet.
    private var details: [String] {
        let (named, typed) = (words[1], words.last ?? "")
        let all = habits()
        let near = all.filter { $0.id.hasPrefix(named) }
        guard let habit = all.first(where: { $0.id == named }) ?? (near.count == 1 ? near.first : nil) else {
            return []
        }
        if let equals = typed.firstIndex(of: "=") {
            let key = String(typed[..<equals])
            let attribute = habit.attributes.first { $0.key == key }
            return attribute.map { Self.values($0.allowed).map { "\(key)=\($0)" } } ?? []
        }
        let given = words.dropLast().filter { $0.contains("=") }
        let keys = habit.attributes.map(\.key).filter { key in !given.contains { $0.hasPrefix(key + "=") } }
        return amounts(typed, habit) + keys.map { $0 + "=" }
    }

    /// `250` → `250ml`, `250l` …; the usual amount where nothing is typed.
    private func amounts(_ typed: String, _ habit: Control.HabitInfo) -> [String] {
        guard let unit = Unit(habit.unit), unit != .times else { return [] }
        let number = typed.prefix { $0.isNumber || $0 == "." || $0 == "," }
        guard !number.isEmpty else { return [NumberText.print(habit.usualAmount) + unit.symbol] }
        let others = Unit.all.filter { $0.dimension == unit.dimension && $0 != unit }
        return ([unit] + others).map { number + $0.symbol }
    }

    /// The values that `easy, fine, hard` and `0 – 10` allow; none for free text.
    static func values(_ allowed: String) -> [String] {
        let ends = allowed.split(separator: " – ").compactMap { Int($0) }
        if ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] <= 20 { return (ends[0]...ends[1]).map(String.init) }
        let words = allowed.split(separator: ", ").map(String.init)
        return words.allSatisfy { !$0.contains(" ") } ? words : []
    }
}
