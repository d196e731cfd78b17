import Foundation
import Glibc
import Testing

/// What the author of a plugin does: begins one, checks it, tests it, breaks and mends it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AuthorTests {
    private let desk: Desk
    private let place: String

    init() throws {
        desk = try Desk()
        place = desk.sandbox.root + "/plugins"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    }

    private func shell(_ command: String) throws -> Sandbox.Finished {
        try desk.shell("cd '\(place)' && \(command)")
    }

    private func begin(_ name: String, _ language: String) throws -> Sandbox.Finished {
        let begun = try shell("habitctl plugin new \(name) --language \(language)")
        try #require(begun.code == 0, "\(begun)")
        return begun
    }

    private struct Check: Decodable {
        struct Line: Decodable {
            let check: String
            let problems: [String]
            let advice: String?
        }
        let sound: Bool
        let checks: [Line]
        var broken: [String] { checks.filter { !$0.problems.isEmpty }.map(\.check) }
    }

    private func check(_ file: String) throws -> Check {
        let checked = try shell("habitctl plugin check \(file) --json")
        let report = try JSONDecoder().decode(Check.self, from: Data(checked.output.utf8))
        #expect(checked.code == (report.sound ? 0 : 3), "\(checked)")
        return report
    }

    // MARK: Beginning one

    @Test(arguments: ["toml", "python", "shell"])
    func `a new plugin keeps the contract and passes its own test; what is to be done next works as it is told`(
        language: String
    ) throws {
        let begun = try begin("deep-work", language)
        let commands = Self.commands(after: "Next:", in: begun.output)
        #expect(commands.count == 3, "\(begun)")
        for command in commands {
            let done = try shell(command)
            #expect(done.code == 0, "\(command): \(done)")
        }
        let installed = language == "toml" ? ".config/habitd/habits.d" : ".local/share/habitd/plugins"
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.sandbox.root + "/home/" + installed)
        #expect(names.map { $0.prefix(9) } == ["deep-work"])
    }

    /// The commands below a line, each without what it is said to do.
    private static func commands(after start: String, in text: String) -> [String] {
        let lines = text.split(separator: "\n").drop { $0 != start }.dropFirst()
        return lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.map { line in
            let command = line.dropFirst(2)
            return String(command[..<(command.range(of: "  ")?.lowerBound ?? command.endIndex)])
        }
    }

    @Test func `nothing is overwritten, and nothing half written`() throws {
        _ = try begin("deep-work", "python")
        let mine = "# mine\n"
        try Data(mine.utf8).write(to: URL(fileURLWithPath: place + "/deep-work.py"))
        try FileManager.default.removeItem(atPath: place + "/test_deep_work.py")
        let again = try shell("habitctl plugin new deep-work --language python")
        #expect(again.code == 3, "\(again)")
        #expect(again.errors.contains("deep-work.py is there already. Nothing was written."), "\(again)")
        #expect(try String(contentsOfFile: place + "/deep-work.py", encoding: .utf8) == mine)
        #expect(!FileManager.default.fileExists(atPath: place + "/test_deep_work.py"))
    }

    @Test func `it is written elsewhere when asked, and safe to run whatever the umask`() throws {
        try FileManager.default.createDirectory(atPath: place + "/a b", withIntermediateDirectories: false)
        let begun = try shell("umask 0 && habitctl plugin new deep-work --language shell --directory 'a b'")
        #expect(begun.code == 0, "\(begun)")
        let mode = try FileManager.default.attributesOfItem(atPath: place + "/a b/deep-work.sh")[.posixPermissions]
        #expect(mode as? Int == 0o755)
        let missing = try shell("habitctl plugin new deep-work --language shell --directory nowhere")
        #expect(missing.code == 3 && missing.errors.contains("nowhere"), "\(missing)")
    }

    @Test func `a wrong name or language is a matter of usage`() throws {
        #expect(try shell("habitctl plugin new Deep_Work --language shell").code == 2)
        #expect(try shell("habitctl plugin new deep-work --language cobol").code == 2)
        #expect(try shell("habitctl plugin new deep-work").code == 2)
        #expect(try shell("habitctl plugin check").code == 2)
        let missing = try shell("habitctl plugin check nowhere.py")
        #expect(missing.code == 3 && missing.errors.contains("nowhere.py"), "\(missing)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    }

    // MARK: Breaking and mending it

    struct Break: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let replacement: String
        /// The checks that it breaks.
        let checks: [String]
        /// What is told of it.
        let told: String

        init(_ description: String, _ text: String, _ replacement: String, breaks checks: String..., told: String) {
            (testDescription, self.text, self.replacement) = (description, text, replacement)
            (self.checks, self.told) = (checks, told)
        }
    }

    static let breaks = [
        Break(
            "another id", #""id": "deep-work""#, #""id": "shallow-work""#, breaks: "id",
            told: "the manifest says “shallow-work”, and the file's name says “deep-work”"),
        Break("no title", #""title": "Deep work","#, "", breaks: "start", told: "title"),
        Break(
            "ends at once", "import json\n", "import json\nraise SystemExit(\"no such module\")\n", breaks: "start",
            told: "it ended with status 1 before it answered: no such module"),
        Break(
            "hangs", "    serve(socket", "    import time as clock; clock.sleep(600)\n    serve(socket",
            breaks: "start", told: "it did not answer within 2 s"),
        Break("no NUL", #".encode() + b"\0")"#, ".encode())", breaks: "start", told: "it did not answer within 2 s"),
        Break(
            "asks for what was told", #"since.append(moment["lastPrompt"]["announcedAt"])"#, "pass",
            breaks: "announced", "ranges", told: "noon, normal day: a prompt announced now is due again at once"),
        Break(
            "remembers", "    return {**answer, \"reason\": \"a while after the last time\"}",
            "    assess.calls = getattr(assess, \"calls\", 0) + 1\n"
                + "    return {**answer, \"reason\": f\"question {assess.calls}\"}",
            breaks: "same answer", "new process", told: "the same moment got two different answers"),
        Break(
            "breaks a rule of answers", #""message": "Time for Deep work""#, #""message": "Time\nfor it""#,
            breaks: "answers", told: "prompt.message: one line of 1 to 200 characters is wanted"),
        Break(
            "asks the system for its zone", "due.isoformat()",
            "due.astimezone().replace(tzinfo=None).isoformat() + \"+00:00\"", breaks: "new process", told: "noon"),
        Break(
            "takes each read for a call", #"*calls, rest = (rest + data).split(b"\0")"#,
            #"calls = [data.rstrip(b"\0")]"#, breaks: "pieces", "two at once", told: "it closed its socket"),
        Break(
            "knows every method", #"return {"error": "org.varlink.service.MethodNotFound", "#, "return {",
            breaks: "unknown method", told: "answered as if it did"),
        Break(
            "stays", "while data := connection.recv(65536):", "while (data := connection.recv(65536)) is not None:",
            breaks: "end", told: "it still ran a second after its socket was closed"),
    ]

    @Test(arguments: breaks)
    func `what is broken is found, told with how to mend it, and sound again once mended`(broken: Break) throws {
        _ = try begin("deep-work", "python")
        let path = place + "/deep-work.py"
        let sound = try String(contentsOfFile: path, encoding: .utf8)
        try #require(sound.ranges(of: broken.text).count == 1, "the scaffold has changed: \(broken.text)")
        try write(sound.replacing(broken.text, with: broken.replacement), path)
        let report = try check("deep-work.py")
        #expect(report.broken == broken.checks, "\(report)")
        let lines = report.checks.filter { !$0.problems.isEmpty }
        #expect(lines.allSatisfy { $0.advice != nil }, "\(report)")
        #expect(lines.flatMap(\.problems).contains { $0.contains(broken.told) }, "\(report)")
        try write(sound, path)
        #expect(try check("deep-work.py").sound)
    }

    /// Into the same file, so that its mode stays; by another process, since one that a test starts at the same time would
    /// hold a file of ours open for writing, and what is written to is not executed.
    private func write(_ text: String, _ path: String) throws {
        let draft = desk.sandbox.root + "/draft"
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
        let copied = try shell("cp '\(draft)' '\(path)'")
        try #require(copied.code == 0, "\(copied)")
    }

    @Test func `a plugin that others can write to is not run`() throws {
        _ = try begin("deep-work", "python")
        chmod(place + "/deep-work.py", 0o777)
        let report = try check("deep-work.py")
        #expect(report.broken == ["trust"])
        #expect(report.checks.map(\.check) == ["trust", "name"], "nothing else was tried")
    }

    // MARK: The examples

    @Test(arguments: Examples.files)
    func `an example keeps the contract exactly as shipped`(file: String) throws {
        let mode = file.hasSuffix(".toml") ? "0644" : "0755"
        let copied = try shell("install -m \(mode) '\(Examples.folder)/\(file)' .")
        try #require(copied.code == 0, "\(copied)")
        let report = try check("./" + file)
        #expect(report.sound, "\(report)")
    }

    @Test func `there is an example in each language`() {
        let kinds = Set(Examples.files.map { $0.split(separator: ".").last.map(String.init) ?? "" })
        #expect(kinds.isSuperset(of: ["py", "sh", "toml"]))
    }
}

/// The examples that people copy, as they lie in the source.
enum Examples {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Plugins/Examples").path

    /// The plugins of one file each.
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".py") || $0.hasSuffix(".sh") || $0.hasSuffix(".toml") }.sorted()
}
