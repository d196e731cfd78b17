internal import ArgumentParser

/// The calls that are made all day in plain words: `done water 250ml`, `why water`, `habits`. They are put together without
/// the parser, which takes several times as long as habitd does to answer.
enum PlainCall {
    /// The verb that the words are, with its arguments; nil where an option, or anything unusual, wants the parser.
    static func command(for words: [String]) -> (any ParsableCommand)? {
        let wantsJSON = words.last == "--json"
        let plain = wantsJSON ? words.dropLast() : words[...]
        guard let verb = plain.first, plain.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }) else { return nil }
        let rest = plain.dropFirst()
        switch (verb, rest.first, rest.count) {
        case ("why", let habit?, 1): return why(habit, wantsJSON)
        case ("done", let habit?, _), ("log", let habit?, _): return done(habit, Array(rest.dropFirst()), wantsJSON)
        case ("habits", nil, _): return habits(wantsJSON)
        default: return nil
        }
    }

    private static func why(_ habit: String, _ wantsJSON: Bool) -> Verb.Why {
        var why = Verb.Why()
        why.habit = habit
        why.output = output(wantsJSON)
        return why
    }

    private static func done(_ habit: String, _ rest: [String], _ wantsJSON: Bool) -> Verb.Done {
        var done = Verb.Done()
        done.habit = habit
        done.rest = rest
        (done.at, done.note, done.kind) = (nil, nil, nil)
        done.output = output(wantsJSON)
        return done
    }

    private static func habits(_ wantsJSON: Bool) -> Verb.Habits {
        var habits = Verb.Habits()
        habits.output = output(wantsJSON)
        return habits
    }

    private static func output(_ wantsJSON: Bool) -> OutputOptions {
        var output = OutputOptions()
        output.json = wantsJSON
        output.color = .auto
        return output
    }
}
