internal import HabitKit

/// A new plugin's name: its id, and what follows from it.
struct PluginName: Equatable {
    /// `deep-work`
    let id: String

    init(_ typed: String) throws(Failure) {
        guard let problem = Self.problem(of: typed) else {
            id = typed
            return
        }
        throw Failure(
            .usage, "\(Failure.quoted(typed)) is no name for a plugin: \(problem).",
            hints: ["Take lower-case letters, digits and hyphens, like  deep-work"])
    }

    private static func problem(of typed: String) -> String? {
        if typed.isEmpty { return "it is empty" }
        if typed.utf8.count > 64 { return "it has more than 64 characters" }
        if typed.hasPrefix("-") { return "it begins with a hyphen" }
        return PluginID.isValid(typed) ? nil : "it becomes a file's name and a word to type"
    }

    /// `Deep work`
    var title: String {
        let words = id.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// `DeepWork`, for a Swift type and its module.
    var type: String {
        let words = id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        // A type cannot begin with a digit.
        return words.first?.isNumber ?? true ? "Habit" + words : words
    }

    /// `deep_work`, for a Python file.
    var snake: String { id.replacing("-", with: "_") }
}
