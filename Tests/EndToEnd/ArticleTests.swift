import Foundation
import Glibc
import Testing

/// “Writing a plugin” is followed to the letter.
@Suite(.serialized, .timeLimit(.minutes(15))) struct ArticleTests {
    private let article: Article
    private let desk: Desk
    private let place: String

    init() throws {
        article = try Article()
        desk = try Desk()
        place = desk.sandbox.root + "/plugins"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    }

    /// Runs commands as one who types them: the first that fails ends it.
    @discardableResult private func run(_ commands: String, minutes: Int32 = 2) throws -> Sandbox.Finished {
        let child = try desk.start(shell: "set -e; cd '\(place)'\n\(commands)")
        let code = try child.wait(minutes: minutes)
        let done = Sandbox.Finished(code: code, output: child.output, errors: child.errors)
        try #require(done.code == 0, "\(commands): \(done)")
        return done
    }

    @Test(arguments: ["A file without code", "In Python", "In shell"])
    func `its commands work as they stand, and its listings are what they write`(title: String) throws {
        let section = try article.section(title)
        try run(section.listing("run"))
        let listings = section.listings.filter { $0.file != nil }
        #expect(!listings.isEmpty)
        for listing in listings {
            let file = try String(contentsOfFile: place + "/" + (listing.file ?? ""), encoding: .utf8)
            #expect(file.contains(listing.text), "\(listing.testDescription) is not in \(file)")
        }
    }

    @Test func `the exchange it shows is a real one`() throws {
        try run("habitctl plugin new sunlight --language python")
        let wire = try article.section("The wire")
        let script = """
            import json, os, socket, subprocess, sys
            ours, theirs = socket.socketpair()
            program = subprocess.Popen(["./sunlight.py"], pass_fds=[3], env={**os.environ, "LISTEN_FDS": "1"},
                                       preexec_fn=lambda: os.dup2(theirs.fileno(), 3))
            theirs.close()
            ours.sendall(sys.argv[1].encode() + b"\\0")
            received = b""
            while not received.endswith(b"\\0"):
                received += ours.recv(65536)
            ours.close()
            program.wait(timeout=60)
            assert json.loads(received[:-1]) == json.loads(sys.argv[2]), received
            """
        let told = try desk.sandbox.run(
            [
                "sh", "-c", "cd '\(place)' && exec python3 -c \"$0\" \"$1\" \"$2\"", script, wire.listing("call"),
                wire.listing("reply"),
            ])
        #expect(told.code == 0, "\(told)")
    }

    @Test(.enabled(if: Toolchain.swift != nil, "there is no swift to build with"))
    func `a plugin in Swift is built, tested and checked as it says`() throws {
        let section = try article.section("In Swift")
        // A debug build is all that a test needs; the optimised one takes minutes.
        let commands = try section.listing("build").replacing("swift build -c release", with: "swift build")
            .replacing(".build/release", with: ".build/debug")
        desk.sandbox.environment["PATH"] = (desk.sandbox.environment["PATH"] ?? "") + ":" + (Toolchain.swift ?? "")
        try run(commands, minutes: 12)
        for listing in section.listings.filter({ $0.file != nil }) {
            let file = try String(contentsOfFile: place + "/" + (listing.file ?? ""), encoding: .utf8)
            #expect(file.contains(listing.text), "\(listing.testDescription) is not in \(file)")
        }
    }

    @Test func `it speaks, is done with an attribute, breaks alone and is mended, as it says`() throws {
        desk.sandbox.moveToEvening()
        // Nothing else is due, for two reminders keep a distance; posture goes on beside it.
        try desk.sandbox.configure(
            ["stretch", "walk", "water", "foam-roll"].map { "[habits.\($0)]\nenabled = false\n" }.joined(),
            file: "config.d/alone.toml")
        // The article's paths are those of a home without XDG variables.
        try run("mkdir -p ~/.local/share && ln -s \"$XDG_DATA_HOME/habitd\" ~/.local/share/habitd")
        let daemon = try Daemon(in: desk.sandbox)
        let watch = try LineReader()
        let watcher = try desk.sandbox.start([Sandbox.program("habitctl"), "watch", "--json"], output: watch.writer)
        watch.closeWriter()
        _ = try watch.next()
        try run(article.section("In Python").listing("run"))
        let speaking = try article.section("Seeing it speak")
        try desk.sandbox.configure(speaking.listing("configuration"))
        let steps = try speaking.listing("run: steps").split(separator: "\n")
        try run(String(steps[0]))
        #expect(try watch.first { $0.contains("Time for Sunlight") } != nil, "\(watcher.errors)")
        let told = try run(steps.dropFirst().joined(separator: "\n")).output
        #expect(told.contains("felt=easy"), "\(told)")
        let broken = try run(article.section("Breaking it, mending it").listing("run: break")).output
        #expect(broken.contains("oops"), "\(broken)")
        let others = try desk.sandbox.json("status")["habits"] as? [[String: Any]] ?? []
        #expect(others.contains { $0["id"] as? String == "posture" && $0["state"] as? String != "failed" })
        let mended = try run(article.section("Breaking it, mending it").listing("run: mend")).output
        #expect(!mended.contains("oops"), "\(mended)")
        watcher.signal(SIGTERM)
        try watcher.wait()
        try daemon.stop()
    }
}

/// The compiler that built these tests, for what they build themselves.
enum Toolchain {
    /// The folder that `swift` lies in.
    static let swift = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        .first { FileManager.default.isExecutableFile(atPath: $0 + "/swift") }
}
