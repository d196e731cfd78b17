import Testing

@testable import Varlink

@Suite struct MessageTests {
    @Test(arguments: RawCall.answered)
    func `a call that is answered parses`(call: RawCall) throws {
        let message = try CallMessage(parsing: call.bytes)
        #expect(message.method == "org.varlink.service.GetInfo")
        #expect(message.parameters == Array("{}".utf8))
    }

    @Test(arguments: RawCall.closing)
    func `a call that closes the connection is malformed`(call: RawCall) {
        #expect(throws: MalformedMessage.self) { try CallMessage(parsing: call.bytes) }
    }

    @Test func `an upgrade parses and is told as one`() throws {
        #expect(try CallMessage(parsing: RawCall.upgrade.bytes).mode == .upgrade)
    }

    @Test(arguments: [
        (#"{"method":"a.b.C","parameters":{"x": [1, 2]},"more":true}"#, CallMessage.Mode.more),
        (#"{"parameters":{"x": [1, 2]},"oneway":true,"method":"a.b.C"}"#, .oneway),
        (#"{"method":"a.b.C","parameters":{"x": [1, 2]}}"#, .single),
    ])
    func `method, parameters and mode are found and parameters stay as they came`(
        text: String, mode: CallMessage.Mode
    ) throws {
        let message = try CallMessage(parsing: Array(text.utf8))
        #expect(message == CallMessage(method: "a.b.C", parameters: Array(#"{"x": [1, 2]}"#.utf8), mode: mode))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what is written reads back`(seed: UInt64) throws {
        var json = RandomJSON(seed: seed)
        let parameters = Array(json.object().utf8)
        let mode = [CallMessage.Mode.single, .oneway, .more, .upgrade].randomElement(using: &json.generator)!
        let call = CallMessage(method: "a.b.\(json.string())", parameters: parameters, mode: mode)
        let read = try CallMessage(parsing: Array(call.encoded().dropLast()))
        #expect(read.method == call.method && read.mode == mode)
        #expect(read.parameters == (JSONText.isEmptyObject(parameters) ? JSONText.emptyObject : parameters))

        let reply = ReplyMessage(parameters: parameters, continues: Bool.random(using: &json.generator))
        let readReply = try ReplyMessage(parsing: Array(reply.encoded().dropLast()))
        #expect(readReply.continues == reply.continues && readReply.error == nil)
    }

    @Test(arguments: [
        (ReplyMessage(), "{}"),
        (ReplyMessage(parameters: Array("{ }".utf8)), "{}"),
        (ReplyMessage(continues: true), #"{"continues":true}"#),
        (ReplyMessage(parameters: Array(#"{"a":1}"#.utf8)), #"{"parameters":{"a":1}}"#),
        (
            ReplyMessage(parameters: Array(#"{"a":1}"#.utf8), continues: true),
            #"{"parameters":{"a":1},"continues":true}"#
        ),
        (ReplyMessage(error: "a.b.C"), #"{"error":"a.b.C"}"#),
        (ReplyMessage(continues: true, error: "a.b.C"), #"{"error":"a.b.C"}"#),
        (
            ReplyMessage(.invalidParameter("x\"y")),
            #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"x\"y"}}"#
        ),
    ])
    func `a reply holds no key that it does not need and ends in one NUL`(reply: ReplyMessage, text: String) {
        #expect(reply.encoded() == Array(text.utf8) + [0])
    }

    @Test(arguments: [
        "{}", #"{"parameters":null}"#, #"{"parameters":{}}"#, #"{"continues":false}"#, #"{"org.example":{}}"#,
        #"{"error":"a.b.C","continues":false}"#,
    ])
    func `a lenient reply is read`(text: String) throws {
        #expect(try ReplyMessage(parsing: Array(text.utf8)).parameters == Array("{}".utf8))
    }

    @Test(arguments: [
        "", "[]", #"{"error":null}"#, #"{"error":1}"#, #"{"continues":null}"#, #"{"continues":1}"#, #"{"id":1}"#,
        #"{"parameters":[]}"#, #"{"error":"a.b.C","continues":true}"#, #"{"parameters":{},"parameters":{}}"#, "{}{}",
    ])
    func `a reply that breaks the protocol is malformed`(text: String) {
        #expect(throws: MalformedMessage.self) { try ReplyMessage(parsing: Array(text.utf8)) }
    }

    @Test func `an error carries its parameters typed`() throws {
        struct Parameters: Codable, Equatable { var habit: String; var candidates: [String]? }
        let error = VarlinkError("a.b.NoSuch", Parameters(habit: "x", candidates: nil))
        #expect(error.parameters == Array(#"{"habit":"x"}"#.utf8))
        #expect(try error.decode(Parameters.self) == Parameters(habit: "x", candidates: nil))
        #expect(VarlinkError("a.b.Plain").parameters == Array("{}".utf8))
        #expect(VarlinkError("a.b.Odd", [1, 2]).parameters == Array("{}".utf8))
    }

    @Test func `parameters must encode to an object without odd numbers`() {
        #expect(throws: EncodingError.self) { try JSONText.encode([1]) }
        #expect(throws: EncodingError.self) { try JSONText.encode(["x": Double.nan]) }
    }
}
