import Testing

@testable import Varlink

@Suite struct InterfaceCheckTests {
    private static let interface = try! VarlinkInterface(
        parsing: """
            interface a.b
            type Pair (first: int, second: ?string)
            type Deep (pairs: []Pair, again: ?Deep)
            method Plain(b: bool, i: int, f: float, s: string, o: object) -> ()
            method Optional(i: ?int, s: ?string, l: ?[]int) -> ()
            method Nested(color: (red, green), pairs: []Pair, map: [string]int, deep: ?Deep) -> (pair: Pair)
            method None() -> ()
            """)

    private func check(_ method: String, _ text: String) throws(InterfaceMismatch) -> String {
        let method = Self.interface.methods[method]!
        return String(decoding: try Self.interface.check(input: Array(text.utf8), of: method), as: UTF8.self)
    }

    private static let plain = #""b":true,"f":1.5,"s":"x","o":{"a":[null]}"#

    @Test(arguments: [
        ("None", "{}"), ("None", " { } "), ("Optional", "{}"), ("Optional", #"{"i":null,"s":null,"l":null}"#),
        ("Optional", #"{"i":-9223372036854775808,"l":[]}"#), ("Optional", #"{"i":9223372036854775807,"s":""}"#),
        ("Plain", #"{"i":0,\#(plain)}"#), ("Plain", #"{"b":false,"i":-0,"f":-2e3,"s":"é","o":{}}"#),
        ("Plain", #"{"b":false,"i":1,"f":3,"s":"1","o":{}}"#),
        ("Nested", #"{"color":"red","pairs":[],"map":{}}"#),
        (
            "Nested",
            #"{"color":"gr\u0065en","pairs":[{"first":1},{"first":2,"second":"x"}],"map":{"a":1},"deep":{"pairs":[],"again":{"pairs":[{"first":1,"second":null}]}}}"#
        ),
    ])
    func `parameters that fit pass unchanged`(method: String, text: String) throws {
        #expect(try check(method, text) == text)
    }

    @Test(arguments: [
        ("None", #"{"x":1}"#, "x"), ("Optional", #"{"i":"x"}"#, "i"), ("Optional", #"{"i":1.0}"#, "i"),
        ("Optional", #"{"i":1e2}"#, "i"), ("Optional", #"{"i":9223372036854775808}"#, "i"),
        ("Optional", #"{"i":"9223372036854775808"}"#, "i"), ("Optional", #"{"i":"01"}"#, "i"),
        ("Optional", #"{"i":"+1"}"#, "i"), ("Optional", #"{"i":" 1"}"#, "i"), ("Optional", #"{"i":""}"#, "i"),
        ("Optional", #"{"i":"-"}"#, "i"), ("Optional", #"{"i":true}"#, "i"), ("Optional", #"{"s":1}"#, "s"),
        ("Optional", #"{"l":{}}"#, "l"), ("Optional", #"{"l":[1,null]}"#, "l[1]"), ("Optional", #"{"I":1}"#, "I"),
        ("Plain", #"{\#(plain)}"#, "i"), ("Plain", #"{"i":null,\#(plain)}"#, "i"),
        ("Plain", #"{"b":"true","i":1,"f":1,"s":"","o":{}}"#, "b"),
        ("Plain", #"{"b":true,"i":1,"f":"1","s":"","o":{}}"#, "f"),
        ("Plain", #"{"b":true,"i":1,"f":1e999,"s":"","o":{}}"#, "f"),
        ("Plain", #"{"b":true,"i":1,"f":1,"s":"","o":[]}"#, "o"),
        ("Plain", #"{"b":true,"i":1,"f":1,"s":null,"o":{}}"#, "s"),
        ("Nested", #"{"color":"blue","pairs":[],"map":{}}"#, "color"),
        ("Nested", #"{"color":1,"pairs":[],"map":{}}"#, "color"),
        ("Nested", #"{"color":"red","pairs":[{"first":1},{}],"map":{}}"#, "pairs[1].first"),
        ("Nested", #"{"color":"red","pairs":[{"first":1,"third":1}],"map":{}}"#, "pairs[0].third"),
        ("Nested", #"{"color":"red","pairs":[],"map":{"a":"b"}}"#, "map.a"),
        (
            "Nested", #"{"color":"red","pairs":[],"map":{},"deep":{"pairs":[],"again":{"pairs":[{"first":true}]}}}"#,
            "deep.again.pairs[0].first"
        ),
    ])
    func `parameters that do not fit are refused by name`(method: String, text: String, path: String) {
        let error = #expect(throws: InterfaceMismatch.self) { try check(method, text) }
        #expect(error?.path == path)
    }

    @Test func `integers in quotes become numbers wherever they stand`() throws {
        #expect(try check("Optional", #"{"i":"-12","s":"7","l":["1",2,"3"]}"#) == #"{"i":-12,"s":"7","l":[1,2,3]}"#)
        #expect(
            try check("Nested", #"{"color":"red","pairs":[{"first":"1"}],"map":{"9":"9223372036854775807"}}"#)
                == #"{"color":"red","pairs":[{"first":1}],"map":{"9":9223372036854775807}}"#)
    }

    @Test func `a reply with something undeclared does not fit`() {
        let method = Self.interface.methods["Nested"]!
        #expect(throws: Never.self) {
            try Self.interface.check(output: Array(#"{"pair":{"first":1}}"#.utf8), of: method)
        }
        #expect(throws: InterfaceMismatch.self) {
            try Self.interface.check(output: Array(#"{"pair":{"first":1},"extra":1}"#.utf8), of: method)
        }
    }
}
