internal import HabitKit
internal import NIOCore

/// A program on the shelf, and what came of asking who it is.
struct ShelvedProgram {
    let id: String
    let path: String
    let host: PluginHost
    /// The file as it is now.
    var identity: FileIdentity?
    /// The file as it was when the latest answer, or failure, came.
    var heardIdentity: FileIdentity?
    /// The number of the latest question; an answer to an older one is dropped.
    var question = 0
    var isAsked = false
    /// Its latest good version.
    var plugin: ProcessPlugin?
    /// Why the file as it is now is none.
    var failure: PluginFailure?
    /// Failures in a row.
    var failures = 0
    /// Set while it is to be asked once more.
    var retry: Scheduled<Void>?

    init(id: String, path: String, identity: FileIdentity?, host: PluginHost) {
        self.id = id
        self.path = path
        self.identity = identity
        self.host = host
    }

    mutating func take(_ answer: Result<Manifest, PluginFailure>) {
        isAsked = false
        heardIdentity = identity
        switch answer {
        case .success(let manifest):
            plugin = ProcessPlugin(manifest: manifest, host: host)
            failure = nil
            failures = 0
        case .failure(let failure):
            guard !failure.isOurs else { return }
            self.failure = failure
            failures += 1
        }
    }

    /// After how long it is asked again; nil when only another file would say anything else.
    var pause: Duration? {
        guard let failure, failure.mayPass else { return nil }
        // A little more than the host's own pauses, which refuse a question that comes too soon.
        let seconds = failures < 6 ? 1 << max(0, failures - 1) : 3600
        return .seconds(seconds) + .milliseconds(100)
    }

    /// A plugin is known by its file's name, so that no other can take its place.
    func judged(_ manifest: Manifest) -> Result<Manifest, PluginFailure> {
        guard manifest.id != id else { return .success(manifest) }
        let words = SafeText.oneLine(String(manifest.id.prefix(80)))
        return .failure(
            PluginFailure(
                .unsound, "it says that it is “\(words)”, but its file is called \(id); make both the same"))
    }

    var record: PluginRecord {
        var record = PluginRecord(
            id: id, origin: .executable, path: path, identity: heardIdentity, state: .starting, plugin: plugin)
        record.host = host
        if let failure {
            record.state = .failed(failure.description)
            record.problems = [.init(file: path, key: "", problem: failure.description, allowed: nil)]
        } else if plugin != nil {
            record.state = .ready
        }
        return record
    }
}

extension PluginFailure {
    /// Not the program failed: nobody wants its answer any more.
    fileprivate var isOurs: Bool { code == .cancelled || code == .closing }

    /// Whether the same file may do better the next time.
    fileprivate var mayPass: Bool {
        switch code {
        case .untrusted, .unsound, .refused: false
        default: true
        }
    }
}

/// A declarative file on the shelf, and what was read.
struct ShelvedDeclaration {
    let id: String
    let path: String
    let identity: FileIdentity?
    /// Its latest good version.
    var plugin: (any HabitPlugin)?
    /// What is wrong with the file as it is now.
    var problems: [Control.ConfigProblem]

    /// - Parameter last: the version that was in force before.
    init(
        _ candidate: PluginCandidate, last: (any HabitPlugin)?,
        read: (String) -> (plugin: (any HabitPlugin)?, problems: [Control.ConfigProblem])
    ) {
        id = candidate.id
        path = candidate.path
        identity = candidate.identity
        let found = read(candidate.path)
        problems = found.problems
        plugin = problems.isEmpty ? found.plugin : last
    }

    var record: PluginRecord {
        var record = PluginRecord(
            id: id, origin: .declarative, path: path, identity: identity, state: .ready, plugin: plugin)
        record.problems = problems
        if let first = problems.first {
            let more = problems.count > 1 ? " (and \(problems.count - 1) more; habitctl config check lists them)" : ""
            record.state = .failed(first.withoutFile + more)
        }
        return record
    }
}
