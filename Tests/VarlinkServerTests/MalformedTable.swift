import Testing

/// What a call's text must lead to: the reference's table of raw input, for every level that handles it.
struct RawCall: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) {
        self.init(name, Array(text.utf8))
    }

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    var testDescription: String { name }

    private static let method = "org.varlink.service.GetInfo"

    /// Calls that are answered with one reply.
    static let answered: [RawCall] = [
        .init("plain", #"{"method":"\#(method)"}"#),
        .init("white space around", " \n\t{ \"method\" : \"\(method)\" }\r\n "),
        .init("parameters null", #"{"method":"\#(method)","parameters":null}"#),
        .init("parameters empty", #"{"method":"\#(method)","parameters":{}}"#),
        .init("parameters empty with white space", "{\"method\":\"\(method)\",\"parameters\":{ \n }}"),
        .init("more false", #"{"method":"\#(method)","more":false}"#),
        .init("more true on a single reply", #"{"method":"\#(method)","more":true}"#),
        .init("oneway false", #"{"method":"\#(method)","oneway":false}"#),
        .init("upgrade false", #"{"method":"\#(method)","upgrade":false}"#),
        .init("every flag false", #"{"method":"\#(method)","oneway":false,"more":false,"upgrade":false}"#),
        .init("one flag true, others false", #"{"method":"\#(method)","oneway":false,"more":true,"upgrade":false}"#),
        .init("dotted vendor key", #"{"method":"\#(method)","org.example":{"trace":[1,{"a":null}]}}"#),
        .init("method written with an escape", #"{"m\u0065thod":"org.varlink.service.G\u0065tInfo"}"#),
        .init("parameters first", #"{"parameters":{},"method":"\#(method)"}"#),
    ]

    /// Calls that close the connection without a reply.
    static let closing: [RawCall] = [
        .init("lone NUL", ""),
        .init("white space only", " \n"),
        .init("no object", "[]"),
        .init("a number", "1"),
        .init("null", "null"),
        .init("a string", #""\#(method)""#),
        .init("empty object", "{}"),
        .init("no method", #"{"parameters":{}}"#),
        .init("method null", #"{"method":null}"#),
        .init("method a number", #"{"method":1}"#),
        .init("not JSON", "{method}"),
        .init("cut short", #"{"method":"\#(method)""#),
        .init("parameters an array", #"{"method":"\#(method)","parameters":[]}"#),
        .init("parameters a string", #"{"method":"\#(method)","parameters":"{}"}"#),
        .init("parameters false", #"{"method":"\#(method)","parameters":false}"#),
        .init("unknown key", #"{"method":"\#(method)","id":1}"#),
        .init("unknown X- key", #"{"method":"\#(method)","X-Trace":{}}"#),
        .init("reply key", #"{"method":"\#(method)","continues":true}"#),
        .init("more null", #"{"method":"\#(method)","more":null}"#),
        .init("more a string", #"{"method":"\#(method)","more":"true"}"#),
        .init("oneway a number", #"{"method":"\#(method)","oneway":1}"#),
        .init("upgrade null", #"{"method":"\#(method)","upgrade":null}"#),
        .init("more and oneway", #"{"method":"\#(method)","more":true,"oneway":true}"#),
        .init("more and upgrade", #"{"method":"\#(method)","more":true,"upgrade":true}"#),
        .init("oneway and upgrade", #"{"method":"\#(method)","oneway":true,"upgrade":true}"#),
        .init("all three flags", #"{"method":"\#(method)","oneway":true,"upgrade":true,"more":true}"#),
        .init("duplicate method", #"{"method":"\#(method)","method":"\#(method)"}"#),
        .init("duplicate flag", #"{"method":"\#(method)","more":true,"more":true}"#),
        .init("duplicate by escape", #"{"method":"\#(method)","m\u0065thod":"\#(method)"}"#),
        .init("duplicate in parameters", #"{"method":"\#(method)","parameters":{"a":1,"a":1}}"#),
        .init("duplicate vendor key", #"{"method":"\#(method)","a.b":1,"a.b":1}"#),
        .init("trailing comma", #"{"method":"\#(method)",}"#),
        .init("trailing comma in parameters", #"{"method":"\#(method)","parameters":{"a":1,}}"#),
        .init("trailing comma in an array", #"{"method":"\#(method)","parameters":{"a":[1,]}}"#),
        .init("trailing garbage", #"{"method":"\#(method)"}x"#),
        .init("two objects in one frame", #"{"method":"\#(method)"}{"method":"\#(method)"}"#),
        .init("comment", "{\"method\":\"\(method)\"}//"),
        .init("escaped NUL", #"{"method":"\#(method)","parameters":{"a":"\u0000"}}"#),
        .init("escaped NUL in a vendor's value", #"{"method":"\#(method)","a.b":"\u0000"}"#),
        .init("half a surrogate pair", #"{"method":"\#(method)","a.b":"\ud800"}"#),
        .init("invalid UTF-8", Array("{\"method\":\"\(method)\",\"a.b\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)),
        .init("byte order mark", "\u{FEFF}{\"method\":\"\(method)\"}"),
        .init(
            "nested 3000 deep",
            "{\"method\":\"\(method)\",\"parameters\":{\"a\":"
                + String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000) + "}}"),
    ]

    /// Closes as well, but is good JSON and a good call otherwise.
    static let upgrade = RawCall("upgrade true", #"{"method":"\#(method)","upgrade":true}"#)
}
