import Foundation
import Glibc

/// A home directory of its own with everything XDG asks for, and the built programs in it. It leaves nothing behind.
final class Sandbox {
    /// Short, since a socket's path may have 107 bytes.
    let root: String
    var environment: [String: String]

    init() throws {
        var template = Array("/tmp/habitd-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Child.Failure(description: "no temporary directory: errno \(errno)")
        }
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8", "TZ": "UTC",
            "HOME": root + "/home", "XDG_RUNTIME_DIR": root + "/run", "XDG_DATA_HOME": root + "/data",
            "XDG_CONFIG_HOME": root + "/config",
        ]
        for name in ["home", "run", "data", "config/habitd", "out"] {
            try FileManager.default.createDirectory(
                atPath: root + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    var socket: String { root + "/run/habitd/control" }
    var history: String { root + "/data/habitd/history.sqlite" }
    var outputDirectory: String { root + "/out" }

    /// The programs under test stand beside the test bundle.
    static func program(_ name: String) -> String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = (bundle as NSString).deletingLastPathComponent + "/" + name
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        // swiftpm-testing-helper loads the bundle from elsewhere and names it in an argument.
        let arguments = CommandLine.arguments
        guard let flag = arguments.firstIndex(of: "--test-bundle-path"), flag + 1 < arguments.count else {
            return beside
        }
        return (arguments[flag + 1] as NSString).deletingLastPathComponent + "/" + name
    }

    func configure(_ text: String, file: String = "config.toml") throws {
        let path = root + "/config/habitd/" + file
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    func start(_ command: [String], input: String? = nil, output: Int32? = nil) throws -> Child {
        try Child(command, environment: environment, directory: outputDirectory, input: input, output: output)
    }

    /// Runs a command to its end.
    func run(_ command: [String], input: String? = nil) throws -> Finished {
        let child = try start(command, input: input)
        let code = try child.wait()
        return Finished(code: code, output: child.output, errors: child.errors)
    }

    func habitctl(_ arguments: String...) throws -> Finished {
        try run([Self.program("habitctl")] + arguments)
    }

    /// The reply that `habitctl ... --json` printed.
    func json(_ arguments: String...) throws -> [String: Any] {
        let finished = try run([Self.program("habitctl")] + arguments + ["--json"])
        guard let object = try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any] else {
            throw Child.Failure(description: "not a JSON object: \(finished)")
        }
        return object
    }

    /// The ids of the configured habits that run, in the order of the status.
    func habits() throws -> [String] {
        (try json("status")["habits"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// Moves the local time to about 20:00, when a day without a sip is behind its pace: water is due at once.
    func moveToEvening() {
        let hour = Int(Date().timeIntervalSince1970 / 3600) % 24
        let east = (20 - hour + 36) % 24 - 12
        // POSIX counts west of Greenwich.
        environment["TZ"] = east >= 0 ? "Etc/GMT-\(east)" : "Etc/GMT+\(-east)"
    }

    struct Finished: CustomStringConvertible {
        let code: Child.ExitCode
        let output: String
        let errors: String
        var description: String { "exit \(code)\n\(output)\n\(errors)" }
    }
}
