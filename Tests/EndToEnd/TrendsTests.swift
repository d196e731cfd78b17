import Foundation
import Testing

/// A life of two years, looked at with real processes.
@Suite(.timeLimit(.minutes(5))) struct TrendsTests {
    private static let programs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Programs").path

    /// A sandbox whose history holds a life up to yesterday, and the daemon that runs in it.
    private static func life(years: Int = 2) throws -> (Sandbox, Daemon) {
        let sandbox = try Sandbox()
        // The daemon makes the file and leaves it whole.
        try Daemon(in: sandbox).stop()
        let script = """
            set -e
            end=$(date -d yesterday +%F)
            python3 "$0/life.py" --years \(years) --end "$end" | python3 "$0/keep.py" "$1"
            """
        let kept = try sandbox.run(["bash", "-c", script, programs, sandbox.history])
        guard kept.code == 0 else { throw Child.Failure(description: "no life: \(kept)") }
        return (sandbox, try Daemon(in: sandbox))
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    @Test func `the trends of a life fit 80 columns, in a pipe without colour, and everywhere in ASCII`() throws {
        let (sandbox, daemon) = try Self.life()
        for arguments in [[], ["walk"], ["foam-roll"], ["water", "--since", "2025-06-01"], ["--associations"]] {
            let shown = try sandbox.run([Sandbox.program("habitctl"), "trends"] + arguments)
            #expect(shown.code == 0 && shown.errors.isEmpty, "\(shown)")
            #expect(Self.lines(shown.output).allSatisfy { $0.count <= 80 }, "\(shown.output)")
            #expect(!shown.output.contains("\u{1B}"), "\(shown.output)")
            let colored = try sandbox.run([Sandbox.program("habitctl"), "trends", "--color=always"] + arguments)
            let plain = colored.output.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
            #expect(colored.output != plain && plain == shown.output)
            sandbox.environment["LANG"] = "C"
            let spelled = try sandbox.run([Sandbox.program("habitctl"), "trends"] + arguments)
            #expect(spelled.output.utf8.allSatisfy { $0 < 0x80 }, "\(spelled.output)")
            sandbox.environment["LANG"] = "C.UTF-8"
        }
        try daemon.stop()
    }

    @Test func `without a habit it tells how it felt and a line for each, with one a year of days`() throws {
        let (sandbox, daemon) = try Self.life()
        let all = try sandbox.habitctl("trends").output
        for word in ["Pain", "Sleep", "Mood", "Energy", "Hydration", "Stretching", "Foam rolling"] {
            #expect(all.contains(word), "\(word): \(all)")
        }
        let walk = try sandbox.habitctl("trends", "walk").output
        for word in ["Mon  ", "Sun  ", "done", "partly", "rest", "By weekday", "By weeks", "strength"] {
            #expect(walk.contains(word), "\(word): \(walk)")
        }
        let reply = try sandbox.json("trends", "walk", "--since", "2026-01-01", "--until", "2026-03-31")
        let habits = try #require(reply["habits"] as? [[String: Any]])
        let days = try #require(habits.first?["days"] as? [String: Any])
        #expect((days["states"] as? String)?.count == 90 && (days["done"] as? [Double])?.count == 90)
        #expect(days["first"] as? String == "2026-01-01" && reply["until"] as? String == "2026-03-31")
        let body = try #require(try sandbox.json("trends")["body"] as? [[String: Any]])
        #expect(body.count == 52 || body.count == 51, "\(body.count)")
        try daemon.stop()
    }

    @Test func `what goes together is told with its counts, in both directions, and not as a cause`() throws {
        let (sandbox, daemon) = try Self.life()
        let reply = try sandbox.json("trends", "--associations")
        let found = try #require(reply["associations"] as? [[String: Any]])
        #expect(found.count == 10 && found.count { $0["isReverse"] as? Bool == true } == 5)
        let movement = try #require(found.first { $0["id"] as? String == "movement-pain" })
        // In this life pain follows movement: life.py says by how much.
        #expect(movement["standsOut"] as? Bool == true, "\(movement)")
        #expect((movement["difference"] as? Double ?? 0) < 0 && (movement["more"] as? Int ?? 0) > 200, "\(movement)")
        let words = try sandbox.habitctl("trends", "--associations").output
        #expect(words.contains("no proof of a cause"), "\(words)")
        try daemon.stop()
    }

    @Test func `why tells what a strength comes from`() throws {
        let (sandbox, daemon) = try Self.life(years: 1)
        let why = try sandbox.habitctl("why", "walk").output.replacing(#/\s+/#, with: " ")
        #expect(why.contains("strength 0.") && why.contains("of the last 30 days that count met their goal"), "\(why)")
        #expect(why.contains("a day weighs half after 13 days") && why.contains("streak"), "\(why)")
        try daemon.stop()
    }

    @Test func `nothing recorded, and dates that make no sense, are told`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let empty = try sandbox.habitctl("trends")
        #expect(empty.code == 1 && empty.errors.contains("Nothing is recorded"), "\(empty)")
        let few = try sandbox.habitctl("trends", "--associations")
        #expect(few.code == 0 && few.output.contains("not enough days yet, 0 of 60"), "\(few)")
        for arguments in [["--since", "someday"], ["--since", "2026-03-01", "--until", "2026-02-01"]] {
            let refused = try sandbox.run([Sandbox.program("habitctl"), "trends"] + arguments)
            #expect(refused.code == 2 || refused.code == 3, "\(refused)")
        }
        #expect(try sandbox.habitctl("trends", "nothing").code == 1)
        #expect(try sandbox.habitctl("trends", "walk", "--associations").code == 2)
        try daemon.stop()
    }
}
