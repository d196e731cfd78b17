import Testing

@testable import Varlink

@Suite struct MessageFramerTests {
    /// Everything that can be taken out now.
    private func drain(_ framer: inout MessageFramer) throws -> [[UInt8]] {
        var messages: [[UInt8]] = []
        while let range = try framer.next() { messages.append(framer.withMessage(range) { Array($0) }) }
        return messages
    }

    private func feed(_ framer: inout MessageFramer, _ bytes: some Collection<UInt8>) {
        Array(bytes).withUnsafeBytes { framer.append($0) }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `messages come out whole however the stream is split`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let messages = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            (0..<Int.random(in: 0...90, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random) }
        }
        let stream: [UInt8] = messages.flatMap { (message: [UInt8]) -> [UInt8] in message + [0] }
        var rest = stream[...]
        var framer = MessageFramer()
        var found: [[UInt8]] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...40, using: &random))
            rest = rest.dropFirst(piece.count)
            feed(&framer, piece)
            if Bool.random(using: &random) { _ = framer.hasMessage() }
            if Bool.random(using: &random) { found += try drain(&framer) }
        }
        found += try drain(&framer)
        #expect(found == messages)
        #expect(framer.pendingBytes == 0)
    }

    @Test func `a message of exactly the limit passes and one byte more does not`() throws {
        var framer = MessageFramer(limit: 10)
        feed(&framer, Array(repeating: 65, count: 10) + [0])
        #expect(try drain(&framer).map(\.count) == [10])
        feed(&framer, Array(repeating: 65, count: 11) + [0])
        #expect(throws: MessageLimitExceeded(limit: 10)) { _ = try framer.next() }
    }

    @Test func `a message without an end is refused as soon as it is too long`() throws {
        var framer = MessageFramer(limit: 10)
        feed(&framer, Array(repeating: 65, count: 10))
        #expect(try framer.next() == nil)
        feed(&framer, [65])
        #expect(throws: MessageLimitExceeded(limit: 10)) { _ = try framer.next() }
    }

    @Test func `two megabytes byte by byte are scanned only once`() throws {
        var framer = MessageFramer(limit: 2 << 20)
        for _ in 0..<64 {
            feed(&framer, Array(repeating: 65, count: 32 << 10))
            let isWhole = framer.hasMessage()
            #expect(!isWhole)
        }
        feed(&framer, [0])
        #expect(try drain(&framer).map(\.count) == [2 << 20])
    }

    @Test func `a lone NUL is an empty message`() throws {
        var framer = MessageFramer()
        feed(&framer, [0, 0])
        #expect(try drain(&framer) == [[], []])
    }
}
