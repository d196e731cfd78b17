package import HabitKit

/// A plugin and how it stands with it: one that is used, is being asked, or cannot be used.
package struct PluginRecord: Sendable {
    package var id: String
    package var origin: PluginOrigin
    /// The file it came from; nil for a built-in.
    package var path: String?
    package var identity: FileIdentity?
    package var state: State
    /// What answers for it. Also where the file is broken by now: its last good version then.
    package var plugin: (any HabitPlugin)?
    /// Kept here, since a plugin may make it anew each time it is asked.
    package var manifest: Manifest?
    /// Everything that is wrong with its file; of a program, one thing.
    package var problems: [Control.ConfigProblem] = []
    /// Paths of files that it hides.
    package var shadows: [String] = []
    /// Runs it, where it is a program.
    package var host: PluginHost?

    package enum State: Sendable, Equatable {
        case ready
        /// A program that has not said yet who it is.
        case starting
        /// It was read or asked, and what it said cannot be used: why, in one line.
        case failed(String)
        /// Its file cannot be used: why, in one line.
        case refused(String)
        case shadowed(by: PluginCandidate.Shadow)
    }

    package init(
        id: String, origin: PluginOrigin, path: String? = nil, identity: FileIdentity? = nil, state: State,
        plugin: (any HabitPlugin)? = nil, manifest: Manifest? = nil
    ) {
        self.id = id
        self.origin = origin
        self.path = path
        self.identity = identity
        self.state = state
        self.plugin = plugin
        self.manifest = manifest ?? plugin?.manifest
    }

    /// Why it cannot be used as its file stands; nil where it can, or nobody knows yet.
    package var trouble: String? {
        switch state {
        case .failed(let reason), .refused(let reason): reason
        case .ready, .starting, .shadowed: nil
        }
    }

    func isSame(as other: PluginRecord) -> Bool {
        path == other.path && origin == other.origin && identity == other.identity && state == other.state
            && problems == other.problems && host === other.host && shadows == other.shadows
    }

    /// Whether it is what its id means.
    var isMeant: Bool {
        switch state {
        case .ready, .starting, .failed: true
        case .refused, .shadowed: false
        }
    }
}

extension PluginRecord {
    static func builtIn(_ plugin: any HabitPlugin) -> PluginRecord {
        let manifest = plugin.manifest
        return PluginRecord(id: manifest.id, origin: .builtIn, state: .ready, plugin: plugin, manifest: manifest)
    }

    /// A file that is not used, for what is known of it without opening it.
    static func unused(_ candidate: PluginCandidate) -> PluginRecord? {
        var record = PluginRecord(
            id: candidate.id, origin: candidate.origin, path: candidate.path, identity: candidate.identity,
            state: .starting)
        if let problem = candidate.problem {
            record.state = .refused(problem)
            record.problems = [.init(file: candidate.path, key: "", problem: problem, allowed: nil)]
        } else if let shadow = candidate.shadowedBy {
            record.state = .shadowed(by: shadow)
            guard shadow == .builtIn else { return record }
            // A user who wrote it expects something to come of it.
            let problem = "\(candidate.id) is built in, so this file is not used; another name makes it a habit"
            record.problems = [.init(file: candidate.path, key: "", problem: problem, allowed: nil)]
        } else {
            return nil
        }
        return record
    }
}
