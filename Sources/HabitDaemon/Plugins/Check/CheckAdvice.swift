internal import HabitTesting

/// How to mend what a check finds broken.
enum CheckAdvice {
    static func advice(on promise: ContractResult.Promise) -> String {
        switch promise {
        case .manifest: "change what Describe answers; io.habitd.Plugin tells each field's meaning and range"
        case .settings: "declare each setting's kind and range in the manifest; habitd then refuses what is outside"
        case .answers: "answer each moment by the rules above; the moment's name tells what is special about it"
        case .announced:
            "count from moment.lastPrompt as well as from the last entry, so that what was told is not told again"
        case .sameAnswer: "keep nothing from one call to the next, and read no clock: moment.now is the time"
        case .ranges: "live with every value that the manifest allows, or narrow the range there"
        }
    }

    static func title(of promise: ContractResult.Promise) -> String {
        promise == .sameAnswer ? "same answer" : promise.rawValue
    }

    static func advice(on failure: PluginFailure) -> String {
        switch failure.code {
        case .notStarted: "give it a first line like #!/usr/bin/env python3, and install what that names"
        case .exited:
            "let it run by hand to see its own words; it must answer on descriptor 3 until that is closed"
        case .timedOut: "send a NUL byte after each reply, and flush; read no more than what has come"
        case .malformed, .tooLong: "reply with one JSON object {\"parameters\": {...}} and a NUL byte, and nothing else"
        case .unasked: "reply once to each call, and send nothing before the first"
        case .refused:
            "answer io.habitd.Plugin.Describe and .Assess; let no mistake in the program become an error reply"
        case .unsound: "the path names the field; io.habitd.Plugin tells what belongs there"
        case .changed: "answer Describe with the same manifest every time"
        default: "see what is told above"
        }
    }
}
