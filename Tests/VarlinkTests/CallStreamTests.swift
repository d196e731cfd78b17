import Testing

@testable import Varlink

@Suite struct CallStreamTests {
    private func feed(_ stream: inout CallStream, _ bytes: some Collection<UInt8>) {
        Array(bytes).withUnsafeBytes { stream.receive($0) }
    }

    /// On a copy: `#expect` takes no mutating calls.
    private func wantsInput(_ stream: CallStream) -> Bool {
        var copy = stream
        return copy.wantsInput()
    }

    private func isMalformed(_ step: CallStream.Step) -> Bool {
        if case .end(.malformed) = step { true } else { false }
    }

    @Test(arguments: RawCall.answered)
    func `a good message is a call`(call: RawCall) {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(&stream, call.bytes + [0])
        guard case .call(let message) = stream.next() else { return #expect(Bool(false)) }
        #expect(message.method == "org.varlink.service.GetInfo")
        let bytes = stream.finish(ReplyMessage())
        #expect(bytes == Array("{}\0".utf8))
        #expect(stream.next() == .wait)
    }

    @Test(arguments: RawCall.closing + [RawCall.upgrade])
    func `a message that cannot be answered ends the connection, and nothing after it counts`(call: RawCall) {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(&stream, call.bytes + [0] + Array(#"{"method":"a.b.C"}"#.utf8) + [0])
        let step = stream.next()
        #expect(isMalformed(step))
        feed(&stream, Array(#"{"method":"a.b.C"}"#.utf8) + [0])
        let last = stream.next()
        #expect(isMalformed(last))
        #expect(!wantsInput(stream))
    }

    @Test(arguments: RawCall.closing)
    func `what was asked before a bad message is answered first`(call: RawCall) {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(&stream, Array(#"{"method":"a.b.C"}"#.utf8) + [0] + call.bytes + [0])
        #expect(stream.next() == .call(CallMessage(method: "a.b.C")))
        #expect(stream.finish(ReplyMessage()) != nil)
        let last = stream.next()
        #expect(isMalformed(last))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `calls come out in order and one at a time however the bytes are split`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let calls = (0..<Int.random(in: 1...20, using: &random)).map { index in
            CallMessage(
                method: "a.b.M\(index)", parameters: Array(#"{"i":\#(index)}"#.utf8),
                mode: [.single, .oneway, .more].randomElement(using: &random)!)
        }
        var rest = calls.flatMap { $0.encoded() }[...]
        var stream = CallStream(messageLimit: 1 << 20)
        var seen: [CallMessage] = []
        var replies = 0
        while !rest.isEmpty || stream.isBusy || seen.count < calls.count {
            let piece = rest.prefix(Int.random(in: 0...30, using: &random))
            rest = rest.dropFirst(piece.count)
            feed(&stream, piece)
            if stream.isBusy {
                if stream.finish(ReplyMessage()) != nil { replies += 1 }
            } else if case .call(let call) = stream.next() {
                seen.append(call)
            }
        }
        #expect(seen == calls)
        #expect(replies == calls.count { $0.mode != .oneway })
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `damaged bytes end the stream or ask something, never anything else`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = (RawCall.answered + RawCall.closing.dropLast()).shuffled(using: &random).prefix(6)
            .flatMap { (call: RawCall) -> [UInt8] in call.bytes + [0] }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        var stream = CallStream(messageLimit: 1 << 20)
        var calls = 0
        var isOver = false
        while !bytes.isEmpty {
            let piece = bytes.prefix(Int.random(in: 1...143, using: &random))
            bytes.removeFirst(piece.count)
            feed(&stream, piece)
            while case let step = stream.next(), step != .wait {
                guard case .call = step else {
                    isOver = true
                    break
                }
                // A stream that has ended stays so.
                #expect(!isOver)
                calls += 1
                _ = stream.finish(ReplyMessage())
            }
        }
        stream.receiveEnd()
        if case .end = stream.next() { isOver = true }
        #expect(isOver && calls <= 10)
    }

    @Test func `nothing is read while a whole message waits`() {
        var stream = CallStream(messageLimit: 1 << 20)
        #expect(wantsInput(stream))
        feed(&stream, CallMessage(method: "a.b.C").encoded())
        #expect(!wantsInput(stream))
        _ = stream.next()
        #expect(wantsInput(stream))
        feed(&stream, CallMessage(method: "a.b.D").encoded().dropLast())
        #expect(wantsInput(stream))
        feed(&stream, [0])
        #expect(!wantsInput(stream))
        _ = stream.finish(ReplyMessage())
        #expect(stream.next() == .call(CallMessage(method: "a.b.D")))
        #expect(wantsInput(stream))
    }

    @Test func `a message beyond the limit ends the connection, even unfinished while a call is answered`() {
        var stream = CallStream(messageLimit: 32)
        feed(&stream, CallMessage(method: "a.b.C").encoded())
        _ = stream.next()
        feed(&stream, [UInt8](repeating: 0x20, count: 33))
        #expect(!wantsInput(stream))
        _ = stream.finish(ReplyMessage())
        #expect(stream.next() == .end(.tooLarge(limit: 32)))
    }

    @Test func `input that ends lets what came be answered`() {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(&stream, CallMessage(method: "a.b.C").encoded() + CallMessage(method: "a.b.D").encoded())
        stream.receiveEnd()
        #expect(stream.next() == .call(CallMessage(method: "a.b.C")))
        _ = stream.finish(ReplyMessage())
        #expect(stream.next() == .call(CallMessage(method: "a.b.D")))
        _ = stream.finish(ReplyMessage())
        #expect(stream.next() == .end(.finished))
    }

    @Test func `input that ends inside a message is malformed`() {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(&stream, Array(#"{"method":"a.b.C"}"#.utf8))
        stream.receiveEnd()
        let last = stream.next()
        #expect(isMalformed(last))
    }

    @Test func `continuing replies go only to the more call that is being answered`() {
        var stream = CallStream(messageLimit: 1 << 20)
        feed(
            &stream,
            CallMessage(method: "a.b.C", mode: .more).encoded() + CallMessage(method: "a.b.D", mode: .more).encoded())
        _ = stream.next()
        let first = stream.callNumber
        #expect(
            stream.reply(continuing: Array(#"{"n":1}"#.utf8), toCall: first)
                == Array("{\"parameters\":{\"n\":1},\"continues\":true}\0".utf8))
        _ = stream.finish(ReplyMessage())
        #expect(stream.reply(continuing: [], toCall: first) == nil)
        _ = stream.next()
        #expect(stream.reply(continuing: [], toCall: first) == nil)
        #expect(stream.reply(continuing: [], toCall: stream.callNumber) != nil)
    }

    @Test func `a half-sent message is known by its number until it is whole`() {
        var stream = CallStream(messageLimit: 1 << 20)
        #expect(stream.halfSentMessage() == nil)
        feed(&stream, [0x7B])
        let first = stream.halfSentMessage()
        #expect(first != nil)
        feed(&stream, Array(#""method":"a.b.C"}"#.utf8))
        #expect(stream.halfSentMessage() == first)
        feed(&stream, [0, 0x7B])
        #expect(stream.halfSentMessage() == nil)
        _ = stream.next()
        let second = stream.halfSentMessage()
        #expect(second != nil && second != first)
    }
}
