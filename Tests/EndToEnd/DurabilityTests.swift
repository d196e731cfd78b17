import Foundation
import Glibc
import Testing

/// What the daemon acknowledged is kept, whatever happens to it or to the disk.
@Suite(.timeLimit(.minutes(5))) struct DurabilityTests {
    private static func ids(_ reply: [String: Any]) -> [String] {
        (reply["entries"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// Records until the daemon is gone, and gives the ids of what was acknowledged; kills it after `count` replies.
    private func recordUntilCut(_ daemon: Daemon, _ sandbox: Sandbox, after count: Int) throws -> [String] {
        let client = try WireClient(path: sandbox.socket)
        // Many calls under way at once, so that the cut falls into the middle of the writing.
        for number in 0..<(count * 3) {
            client.send("Record", #"{"habit":"water","amount":"10ml","note":"sip \#(number)"}"#)
        }
        var acknowledged: [String] = []
        while let reply = try client.reply() {
            let parameters = reply["parameters"] as? [String: Any]
            let entry = parameters?["entry"] as? [String: Any]
            try acknowledged.append(#require(entry?["id"] as? String, "\(reply)"))
            if acknowledged.count == count { try daemon.cut() }
        }
        return acknowledged
    }

    @Test func `kill -9 in the middle of logging loses nothing that was acknowledged`() throws {
        let sandbox = try Sandbox()
        var acknowledged: [String] = []
        for count in [1, 17, 60] {
            acknowledged += try recordUntilCut(Daemon(in: sandbox), sandbox, after: count)
        }
        let daemon = try Daemon(in: sandbox)
        let stored = try Self.ids(sandbox.json("history"))
        #expect(acknowledged.count >= 78)
        #expect(Set(acknowledged).subtracting(stored) == [])
        #expect(Set(stored).count == stored.count)
        try daemon.stop()
    }

    @Test func `a full disk refuses the entry, keeps the daemon, and takes entries again when there is room`() throws {
        let sandbox = try Sandbox()
        let enclosure = try Enclosure(in: sandbox, setUp: "mount -t tmpfs -o size=1M,mode=700 tmpfs $1/data")
        let daemon = try Daemon(in: sandbox, enclosure: enclosure)
        let note = String(repeating: "a", count: 4000)
        let client = try WireClient(path: sandbox.socket)
        var acknowledged = 0
        var refusal: [String: Any] = [:]
        while acknowledged < 2000, refusal.isEmpty {
            client.send("Record", #"{"habit":"water","amount":"10ml","note":"\#(note)"}"#)
            let reply = try #require(try client.reply())
            if reply["error"] == nil { acknowledged += 1 } else { refusal = reply }
        }
        #expect(refusal["error"] as? String == "io.habitd.Control.StorageFailed", "\(refusal)")
        let told = try sandbox.habitctl("done", "water", "10ml", "--note", note)
        #expect(told.code == 3 && !told.errors.isEmpty, "\(told)")
        #expect(try sandbox.habitctl("status").code == 0)
        #expect(try Self.ids(sandbox.json("history")).count == acknowledged)

        let grown = try sandbox.run(enclosure.prefix + ["mount", "-o", "remount,size=8M", sandbox.root + "/data"])
        #expect(grown.code == 0, "\(grown)")
        _ = try client.call("Record", #"{"habit":"water","amount":"10ml"}"#)
        #expect(try Self.ids(sandbox.json("history")).count == acknowledged + 1)
        try daemon.stop()
    }

    @Test func `a corrupt history is moved aside, never overwritten`() throws {
        let sandbox = try Sandbox()
        try Daemon(in: sandbox).stop()
        let garbage = Data("this is no database, and it was here first".utf8)
        for suffix in ["", "-wal", "-shm"] { unlink(sandbox.history + suffix) }
        try garbage.write(to: URL(fileURLWithPath: sandbox.history))
        let daemon = try Daemon(in: sandbox)
        let folder = sandbox.root + "/data/habitd"
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder).contains {
            FileManager.default.contents(atPath: folder + "/" + $0) == garbage
        }
        #expect(kept)
        #expect(try sandbox.habitctl("status").code == 0)
        try daemon.stop()
    }

    @Test func `a history of a newer version is refused and left untouched`() throws {
        let sandbox = try Sandbox()
        try Daemon(in: sandbox).stop()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: sandbox.history))
        // SQLite's user_version, big-endian at offset 60 of the header.
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0x7f, 0]))
        try file.close()
        let before = try #require(FileManager.default.contents(atPath: sandbox.history))
        let refused = try sandbox.run([Sandbox.program("habitd")])
        #expect(refused.code == 3, "\(refused)")
        #expect(refused.errors.contains("later habitd"), "\(refused)")
        #expect(FileManager.default.contents(atPath: sandbox.history) == before)
    }

    @Test func `a second daemon on the same history is refused, and the first goes on`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let second = try sandbox.run([Sandbox.program("habitd")])
        #expect(second.code == 3 && second.errors.contains("Another habitd"), "\(second)")
        #expect(try sandbox.habitctl("status").code == 0)
        try daemon.stop()
    }

    @Test func `a read-only data directory is told with its path`() throws {
        let sandbox = try Sandbox()
        // Root writes where permissions forbid it; a read-only mount holds for everyone.
        let enclosure = try Enclosure(in: sandbox, setUp: "mount -t tmpfs -o ro tmpfs $1/data")
        let refused = try sandbox.run(enclosure.prefix + [Sandbox.program("habitd")])
        #expect(refused.code == 3, "\(refused)")
        #expect(refused.errors.contains(sandbox.root + "/data"), "\(refused)")
    }
}
