import Testing
import Varlink

@testable import HabitDaemon

/// Bytes as they may arrive, and what they come to.
struct ReplyReaderTests {
    private static func received(_ pieces: [String], limit: Int = 100) throws -> [ReplyMessage?] {
        var reader = ReplyReader(limit: limit)
        reader.ask()
        return try pieces.map { try receive($0, &reader) }
    }

    private static func receive(_ piece: String, _ reader: inout ReplyReader) throws -> ReplyMessage? {
        try Array(piece.utf8).withUnsafeBytes { try reader.receive($0) }
    }

    @Test(arguments: [["{\"parameters\":{\"a\":1}}\0"], ["{\"parameters\"", ":{\"a\":", "1}}", "\0"]])
    func `a reply may come in any pieces`(pieces: [String]) throws {
        let replies = try Self.received(pieces)
        #expect(replies.dropLast().allSatisfy { $0 == nil })
        #expect(replies.last == ReplyMessage(parameters: Array("{\"a\":1}".utf8)))
    }

    @Test(arguments: [
        (["garbage\0"], PluginFailure.Code.malformed), (["{}\0{}\0"], .unasked), (["{}\0{"], .unasked),
        (["{}\0", "{}\0"], .unasked), (["{\"parameters\":[]}\0"], .malformed), (["{\"other\":1}\0"], .malformed),
        (["\0"], .malformed), ([String(repeating: "x", count: 101)], .tooLong),
        ([String(repeating: "x", count: 60), String(repeating: "x", count: 41)], .tooLong),
        ([String(repeating: "[", count: 90) + "\0"], .malformed),
    ])
    func `anything else is a failure`(pieces: [String], code: PluginFailure.Code) {
        let failure = #expect(throws: PluginFailure.self) { try Self.received(pieces) }
        #expect(failure?.code == code)
    }

    @Test func `nothing may come before the question`() {
        var reader = ReplyReader(limit: 100)
        let failure = #expect(throws: PluginFailure.self) { try Self.receive("{}\0", &reader) }
        #expect(failure?.message == "it spoke before it was asked")
    }

    @Test func `after an answer the next question may be answered`() throws {
        var reader = ReplyReader(limit: 100)
        for _ in 0..<3 {
            reader.ask()
            #expect(try Self.receive("{}\0", &reader) == ReplyMessage())
            #expect(!reader.hasHalfMessage)
        }
    }
}
