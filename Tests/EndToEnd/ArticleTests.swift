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
        func object(_ label: String) throws -> NSDictionary? {
            try JSONSerialization.jsonObject(with: Data(wire.listing(label).utf8)) as? NSDictionary
        }
        let call = try #require(object("call") as? [String: Any])
        let replies = try ProgramTalk(desk: desk).replies(of: place + "/sunlight.py", to: [call])
        #expect(try replies.map { $0 as NSDictionary } == [object("reply")])
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
            ["stretch", "walk", "water", "foam-roll", "check-in"].map { "[habits.\($0)]\nenabled = false\n" }.joined(),
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
