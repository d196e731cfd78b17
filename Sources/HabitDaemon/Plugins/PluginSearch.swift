internal import HabitKit

/// Where a plugin comes from.
package enum PluginOrigin: String, Sendable {
    case builtIn = "built-in"
    case executable
    case declarative
}

/// A file that lies where plugins are looked for.
package struct PluginCandidate: Sendable, Equatable {
    /// Its name up to the first dot. Where that is no id, ``problem`` says so.
    package var id: String
    package var path: String
    package var origin: PluginOrigin
    /// What keeps it from being used, as a part of a sentence.
    package var problem: String?
    /// Nil where the file cannot be looked at.
    package var identity: FileIdentity?
    /// What is used in its place; nil for the one that is used, or has a problem of its own.
    package var shadowedBy: Shadow?

    package enum Shadow: Sendable, Equatable {
        case builtIn
        /// The file at this path.
        case file(String)
    }

    package init(
        id: String, path: String, origin: PluginOrigin, problem: String? = nil, identity: FileIdentity? = nil,
        shadowedBy: Shadow? = nil
    ) {
        self.id = id
        self.path = path
        self.origin = origin
        self.problem = problem
        self.identity = identity
        self.shadowedBy = shadowedBy
    }

    package var isUsed: Bool { problem == nil && shadowedBy == nil }
}

/// What a file's name means.
package enum PluginName: Equatable, Sendable {
    case id(String)
    /// An editor's, or nobody's business.
    case ignored
    /// Somebody means a plugin by it, but its beginning is no id.
    case wrong(String)

    package init(_ name: String, origin: PluginOrigin, isFolder: @autoclosure () -> Bool = false) {
        let isForeign = origin == .declarative && !name.hasSuffix(".toml")
        let isOfAnEditor = name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~")
        let id = PluginID.named(by: name)
        if isForeign || isOfAnEditor {
            self = .ignored
        } else if PluginID.isValid(id) {
            self = .id(id)
        } else {
            // `__pycache__` is nobody's plugin.
            self = isFolder() ? .ignored : .wrong(id)
        }
    }
}

/// Which file of an id is used where there are several: a built-in always, else the first that can be.
package enum PluginSearch {
    /// - Parameter found: in search order, programs before declarative files.
    package static func arrange(_ found: [PluginCandidate], builtIns: Set<String>) -> [PluginCandidate] {
        var winners: [String: String] = [:]
        return found.map { candidate in
            var candidate = candidate
            // What cannot be used hides nothing that can.
            guard candidate.problem == nil else { return candidate }
            if builtIns.contains(candidate.id) {
                candidate.shadowedBy = .builtIn
            } else if let winner = winners[candidate.id] {
                candidate.shadowedBy = .file(winner)
            } else {
                winners[candidate.id] = candidate.path
            }
            return candidate
        }
    }
}
