import Foundation
import Glibc

/// A running habitd with water, due again whenever it is wanted, and room for plugins of which nothing may be left.
final class PluginDesk {
    let sandbox: Sandbox
    let daemon: Daemon
    private let calls: WireClient
    private let events: WireClient
    private var heard: [String: Int] = [:]
    private var expected: [String: Int] = [:]

    /// Nothing but water, and nothing that makes a prompt wait for another.
    static let configuration = """
        [day]
        active = "00:00-23:59"
        [reminders]
        minimum_gap = "0s"
        together = "0s"
        announcements_per_hour = 60
        snooze_limit = 20
        [habits]
        stretch.enabled = false
        walk.enabled = false
        posture.enabled = false
        foam-roll.enabled = false
        check-in.enabled = false

        """

    /// Where the user's own plugins lie.
    var folder: String { sandbox.root + "/data/habitd/plugins" }

    /// - Parameters:
    ///   - hasFolder: whether the folder for plugins is there when habitd starts.
    ///   - prepare: puts files in place before that.
    init(
        hasFolder: Bool = true, configuration: String = PluginDesk.configuration,
        prepare: (Sandbox) throws -> Void = { _ in }
    )
        throws
    {
        sandbox = try Sandbox()
        sandbox.moveToEvening()
        try sandbox.configure(configuration)
        if hasFolder { try Self.makeFolder(sandbox.root + "/data/habitd/plugins") }
        try prepare(sandbox)
        // What it says is read by the tests, and nothing goes to the machine's journal.
        daemon = try Daemon(in: sandbox, ["--foreground"])
        calls = try WireClient(path: sandbox.socket)
        events = try WireClient(path: sandbox.socket)
        events.send("Watch", more: true)
        _ = try events.reply()
    }

    /// Whatever a test that failed left running ends with it.
    deinit {
        daemon.child.signal(SIGKILL)
        for process in processes.compactMap({ pid_t($0.prefix { $0 != ":" }) }) { kill(process, SIGKILL) }
    }

    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    // MARK: The plugin's file

    static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Programs/faulty.py").path

    func path(_ name: String) -> String { folder + "/" + name }

    /// Puts the plugin with that fault in the place of what is there, as an editor does: under the same name, but another
    /// file. Another process writes it: one that a test starts at the same time would hold a file of ours open for
    /// writing, and what is open for writing is not executed.
    func install(_ fault: String = "none", as name: String = "eyes.py", mode: String = "755") throws {
        let text = try String(contentsOfFile: Self.program, encoding: .utf8)
        let draft = sandbox.root + "/draft"
        try Data(text.replacing("FAULT = \"none\"", with: "FAULT = \"\(fault)\"").utf8).write(
            to: URL(fileURLWithPath: draft))
        try shell("install -m \(mode) '\(draft)' '\(draft).new' && mv -T '\(draft).new' '\(path(name))'")
    }

    func shell(_ script: String) throws {
        let finished = try sandbox.run(["sh", "-c", script])
        guard finished.code == 0 else { throw Child.Failure(description: "\(script): \(finished)") }
    }

    // MARK: What habitd says

    func call(_ method: String, _ parameters: String = "{}") throws -> [String: Any] {
        try calls.call(method, parameters)
    }

    /// What is known of the plugin; nil when there is none.
    func plugin(_ id: String = "eyes") throws -> [String: Any]? {
        (try call("Plugins")["plugins"] as? [[String: Any]] ?? []).first { $0["id"] as? String == id }
    }

    func error(of id: String = "eyes") throws -> String? {
        try plugin(id)?["error"] as? String
    }

    /// The habit's row; nil when there is none.
    func habit(_ id: String = "eyes") throws -> [String: Any]? {
        (try call("Status")["habits"] as? [[String: Any]] ?? []).first { $0["id"] as? String == id }
    }

    /// What a person sees, in one line.
    func shown(_ arguments: [String]) throws -> String {
        let finished = try sandbox.run([Sandbox.program("habitctl")] + arguments)
        guard finished.code == 0 else { throw Child.Failure(description: "\(arguments): \(finished)") }
        return finished.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Puts water off by a second: until then its prompt is to come again.
    func awaitWater() throws {
        try until("water is due") { try habit("water")?["prompt"] is [String: Any] }
        _ = try call("Snooze", #"{"habit":"water","seconds":1}"#)
        while try nextEvent()["kind"] as? String != "snoozed" {}
        heard["water"] = 0
        expected["water"] = 0
    }

    /// Waits for one prompt of the habit more than it was waited for before.
    func prompt(of habit: String) throws {
        expected[habit, default: 0] += 1
        while prompts(of: habit) < expected[habit, default: 0] { _ = try nextEvent() }
    }

    private func nextEvent() throws -> [String: Any] {
        guard let reply = try events.reply() else { throw Child.Failure(description: "habitd went: \(said)") }
        let event = (reply["parameters"] as? [String: Any])?["event"] as? [String: Any] ?? [:]
        guard event["kind"] as? String == "prompt" else { return event }
        for prompt in event["prompts"] as? [[String: Any]] ?? [] {
            heard[prompt["habit"] as? String ?? "", default: 0] += 1
        }
        return event
    }

    /// The prompts heard so far.
    func prompts(of habit: String) -> Int { heard[habit, default: 0] }

    /// All it printed: the day, and its log.
    var said: String { daemon.child.output + daemon.child.errors }

    // MARK: What is left

    /// The processes that a plugin of this desk started, or that bear its place in their words.
    var processes: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { $0.first?.isNumber == true }.compactMap { process in
            let words = Self.words("/proc/\(process)/cmdline")
            let isOurs =
                words.contains(folder) || Self.words("/proc/\(process)/environ").contains("HABITD_PLUGIN=\(folder)")
            return isOurs ? "\(process): \(words)" : nil
        }
    }

    private static func words(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            .replacing("\0", with: " ")
    }

    /// What habitd has open while nothing happens; what is opened when it is first needed is open by then.
    func descriptorsAtRest() throws -> [String] {
        try until("water is due") { try habit("water")?["prompt"] is [String: Any] }
        _ = try shown(["plugin", "list"])
        var (before, now) = (descriptors, [String]())
        while before != now {
            usleep(200_000)
            (before, now) = (now, descriptors)
        }
        return now
    }

    /// What habitd's descriptors stand for.
    var descriptors: [String] {
        let place = "/proc/\(daemon.child.processID)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: place + "/" + $0) }
            .sorted()
    }

    /// Looks again and again: what processes do by themselves, nothing tells.
    func until(_ what: String, _ holds: () throws -> Bool) throws {
        for _ in 0..<1500 {
            if try holds() { return }
            usleep(20_000)
        }
        throw Child.Failure(description: "not within 30 s: \(what); habitd said: \(said.suffix(4000))")
    }
}
