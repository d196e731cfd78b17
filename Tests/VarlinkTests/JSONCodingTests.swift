import Foundation
import Testing

@testable import Varlink

/// Foundation's coders are the measure: whoever knows them knows what to expect.
@Suite struct JSONCodingTests {
    private let oracle: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return encoder
    }()

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a value has the bytes that Foundation gives it, and comes back as it was`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sample = Sample.random(depth: 0, &random)
        let bytes = try JSONText.encode(sample)
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: try oracle.encode(sample), as: UTF8.self))
        #expect(try JSONText.decode(Sample.self, from: bytes) == sample)
        #expect(try JSONDecoder().decode(Sample.self, from: Data(bytes)) == sample)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `any text is read as Foundation reads it`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let text = Array(#"{"value":\#(random.value())}"#.utf8)
        let own = try JSONText.decode([String: Anything].self, from: text)
        #expect(try own == JSONDecoder().decode([String: Anything].self, from: Data(text)))
    }

    @Test(arguments: [
        "0", "-0", "7", "-12", "1.0", "-3.00", "1e2", "12e-1", "0.1", "255", "256", "-1", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "1e300", "1e400", "5e-324", "123456789012345678", "null",
        "true", "\"5\"", "[]", "{}",
    ])
    func `a number fits or is refused as with Foundation`(text: String) {
        func same<T: Decodable & Equatable>(_ type: T.Type) -> Bool {
            let bytes = Array(#"{"n":\#(text)}"#.utf8)
            let own = try? JSONText.decode([String: T].self, from: bytes)
            return own == (try? JSONDecoder().decode([String: T].self, from: Data(bytes)))
        }
        #expect(same(Int.self) && same(UInt.self) && same(Int8.self) && same(UInt8.self) && same(Int64.self))
        #expect(same(Double.self) && same(String.self) && same(Bool.self) && same(Int?.self))
    }

    @Test(arguments: [
        (#"{}"#, "name", "it is missing"),
        (#"{"name":1}"#, "name", "expected a string, found a number"),
        (#"{"name":null}"#, "name", "expected a string, found null"),
        (#"{"name":"x","inner":[]}"#, "inner", "expected an object, found a list"),
        (#"{"name":"x","list":[{"name":"y"},{"name":[]}]}"#, "list[1].name", "expected a string, found a list"),
        (#"{"name":"x","list":[{}]}"#, "list[0].name", "it is missing"),
        (#"{"name":"x","byte":300}"#, "byte", "300 is not a number that fits here"),
        (#"{"name":"x","byte":1.5}"#, "byte", "1.5 is not a number that fits here"),
        (#"{"name":"x","byte":true}"#, "byte", "expected a whole number, found true or false"),
        (#"{"name":"x","name":"y"}"#, "", "not valid JSON at byte 18: a name stands twice in one object"),
        (#"{"name":"x"}}"#, "", "not valid JSON at byte 12: something follows the value"),
        (#"{"name":"x",}"#, "", "not valid JSON at byte 12: a string is expected"),
    ])
    func `what does not fit is told with its path`(text: String, path: String, problem: String) {
        let error = #expect(throws: DecodingError.self) { try JSONText.decode(Picky.self, from: Array(text.utf8)) }
        #expect(error?.parameterPath == path)
        #expect(error?.problem == problem)
    }

    @Test func `a number that is none is refused with its path`() throws {
        let error = #expect(throws: EncodingError.self) { try JSONText.encode(["a": ["b": [1, Double.infinity]]]) }
        guard case .invalidValue(_, let context)? = error else { return #expect(Bool(false)) }
        #expect(context.codingPath.map(\.stringValue) == ["a", "b", "1"])
    }

    @Test func `nested, inherited and handed-out containers come back`() throws {
        let bytes = try JSONText.encode(Handmade(text: "x", numbers: [1, 2]))
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"list":[1,2,{"deep":"x"},[]],"nested":{"text":"x"},"super":"x"}"#)
        let twin = try oracle.encode(Handmade(text: "x", numbers: [1, 2]))
        #expect(bytes == Array(twin))
        #expect(try JSONText.decode(Handmade.self, from: bytes) == Handmade(text: "x", numbers: [1, 2]))
    }
}

private struct Picky: Decodable {
    struct Item: Decodable {
        var name: String
    }

    var name: String
    var inner: Item?
    var list: [Item]?
    var byte: UInt8?
}

/// Every way in which a synthesised type may encode.
private struct Sample: Codable, Equatable {
    enum Word: String, Codable, CaseIterable {
        case red, green
    }

    enum Case: Codable, Equatable {
        case plain
        case loaded(Int, name: String)
    }

    var text: String
    var number: Double
    var float: Float
    var whole: Int
    var small: UInt8
    var flag: Bool
    var absent: Int?
    var word: Word
    var choice: Case
    var list: [Double]
    var optionals: [String?]
    var map: [String: [Int]]
    var more: [Sample]

    static func random(depth: Int, _ random: inout SeededGenerator) -> Sample {
        let letters = [
            "a", "B", "é", "𝄞", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{C}", "\u{1}", "\u{1F}", " ", "7",
        ]
        func text(_ random: inout SeededGenerator) -> String {
            (0..<Int.random(in: 0..<6, using: &random)).map { _ in letters.randomElement(using: &random)! }.joined()
        }
        func number(_ random: inout SeededGenerator) -> Double {
            let number =
                Bool.random(using: &random)
                ? Double(bitPattern: random.next()) : Double(Int.random(in: -1000...1000, using: &random)) / 4
            return number.isFinite ? number : 0
        }
        let float = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
        return Sample(
            text: text(&random), number: number(&random), float: float.isFinite ? float : 1,
            whole: Int.random(in: Int.min...Int.max, using: &random), small: UInt8.random(in: 0...255, using: &random),
            flag: Bool.random(using: &random), absent: Bool.random(using: &random) ? 3 : nil,
            word: Word.allCases.randomElement(using: &random)!,
            choice: Bool.random(using: &random) ? .plain : .loaded(1, name: text(&random)),
            list: (0..<Int.random(in: 0..<4, using: &random)).map { _ in number(&random) },
            optionals: (0..<3).map { _ in Bool.random(using: &random) ? text(&random) : nil },
            map: ["t" + text(&random): [1], "Z" + text(&random): [], "a": [2, 3], "10": [], "9": []],
            more: depth < 2
                ? (0..<Int.random(in: 0..<3, using: &random)).map { _ in .random(depth: depth + 1, &random) } : [])
    }
}

/// A value of any kind, found out by trying.
private enum Anything: Decodable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Anything])
    case map([String: Anything])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Anything].self) {
            self = .list(list)
        } else {
            self = .map(try container.decode([String: Anything].self))
        }
    }
}

/// Uses the containers that synthesised code does not.
private struct Handmade: Codable, Equatable {
    enum Keys: CodingKey {
        case nested, list, text, deep
    }

    var text: String
    var numbers: [Int]

    init(text: String, numbers: [Int]) {
        self.text = text
        self.numbers = numbers
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        let nested = try container.nestedContainer(keyedBy: Keys.self, forKey: .nested)
        let inherited = try container.superDecoder().singleValueContainer().decode(String.self)
        text = try nested.decode(String.self, forKey: .text)
        var list = try container.nestedUnkeyedContainer(forKey: .list)
        numbers = [try list.decode(Int.self), try list.decode(Int.self)]
        let deep = try list.nestedContainer(keyedBy: Keys.self).decode(String.self, forKey: .deep)
        let isEmpty = try list.nestedUnkeyedContainer().isAtEnd
        guard list.isAtEnd, isEmpty, deep == text, inherited == text else {
            throw DecodingError.dataCorruptedError(in: list, debugDescription: "not what was written")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        var nested = container.nestedContainer(keyedBy: Keys.self, forKey: .nested)
        try nested.encode(text, forKey: .text)
        var list = container.nestedUnkeyedContainer(forKey: .list)
        for number in numbers { try list.encode(number) }
        var deep = list.nestedContainer(keyedBy: Keys.self)
        try deep.encode(text, forKey: .deep)
        _ = list.nestedUnkeyedContainer()
        var inherited = container.superEncoder().singleValueContainer()
        try inherited.encode(text)
    }
}
