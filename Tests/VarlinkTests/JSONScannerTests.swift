import Foundation
import Testing

@testable import Varlink

@Suite struct JSONScannerTests {
    private func problem(_ bytes: [UInt8]) -> JSONSyntaxError? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            do throws(JSONSyntaxError) {
                scanner.skipWhitespace()
                try scanner.skipValue()
                try scanner.finish()
                return nil
            } catch {
                return error
            }
        }
    }

    @Test(arguments: [
        "{}", "[]", "null", "true", "false", "0", "-0", "-1.5e+10", "1E5", "\"\"", " { } ", "\n[\t1 ,\r2 ]\n",
        #"{"a":{"a":[{"a":1}]}}"#, #""\"\\\/\b\f\n\r\t\u00e9\ud834\udd1e""#, "\"é€𝄞\u{10FFFF}\u{7F}\"",
        #"{"a":1,"A":1,"":1}"#, "123456789012345678901234567890",
    ])
    func `valid text is accepted`(text: String) {
        #expect(problem(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "[1,]", "[,1]", "[1 2]", "{1:2}",
        "{\"a\":1 \"b\":2}", "{'a':1}", "nul", "nulll", "True", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN",
        "Infinity", "-Infinity", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u0000\"", "\"\\ud834\"",
        "\"\\ud834x\"", "\"\\ud834\\n\"", "\"\\udd1e\"", "\"\\ud834\\ud834\"", "\"\n\"", "\"\t\"", "{} {}", "{}x",
        "// c\n{}", "{}/**/", "\u{FEFF}{}", "\u{A0}{}", #"{"a":1,"a":1}"#, #"{"a":{"b":1,"b":2}}"#,
        #"{"a":1,"\u0061":2}"#,
        #"[{"\u0061":1,"a":2}]"#,
    ])
    func `invalid text is refused`(text: String) {
        #expect(problem(Array(text.utf8)) != nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x41], [0xE0, 0x80, 0x80], [0xE2, 0x82],
            [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xF0, 0x9D, 0x84],
            [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(problem([0x22] + bytes + [0x22])?.problem == "not UTF-8")
    }

    @Test func `every byte sequence of two is judged as Swift's own decoder does`() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8.min...0xFF where second >= 0x20 && second != 0x22 && second != 0x5C {
                let isValid = String(validating: [first, second], as: UTF8.self) != nil
                #expect((problem([0x22, first, second, 0x22]) == nil) == isValid, "\(first) \(second)")
            }
        }
    }

    @Test func `nesting is limited to what can be decoded`() {
        let limit = JSONScanner.depthLimit
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(problem(Array(deepest.utf8)) == nil)
        #expect((try? JSONSerialization.jsonObject(with: Data(deepest.utf8))) != nil)
        #expect(problem(Array("[\(deepest)]".utf8)) != nil)
        #expect(problem(Array(String(repeating: "[", count: 3000).utf8)) != nil)
    }

    @Test func `a doubled name is found among many, escaped or not`() {
        let names = (0..<5000).map { "\"k\($0)\":0" }
        #expect(problem(Array("{\(names.joined(separator: ","))}".utf8)) == nil)
        for again in ["\"k4999\":0", "\"k0\":0", "\"\\u006b17\":0"] {
            #expect(problem(Array("{\((names + [again]).joined(separator: ","))}".utf8)) != nil)
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `random valid text is accepted, and whatever survives damage can be decoded`(seed: UInt64) {
        var json = RandomJSON(seed: seed)
        let text = Array((json.blank() + json.object() + json.blank()).utf8)
        #expect(problem(text) == nil, "\(String(decoding: text, as: UTF8.self))")
        for _ in 0..<20 {
            var damaged = text
            let index = Int.random(in: 0..<damaged.count, using: &json.generator)
            switch Int.random(in: 0..<3, using: &json.generator) {
            case 0: damaged.remove(at: index)
            case 1: damaged[index] = UInt8.random(in: 0...255, using: &json.generator)
            default: damaged.insert(damaged.randomElement(using: &json.generator)!, at: index)
            }
            guard problem(damaged) == nil else { continue }
            #expect((try? JSONSerialization.jsonObject(with: Data(damaged), options: .fragmentsAllowed)) != nil)
        }
    }

    @Test func `strings come out with their escapes undone`() throws {
        let text = Array(#""a\n\u00e9\ud834\udd1e\"\/z""#.utf8)
        text.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            let span = try! scanner.readString()
            #expect(scanner.string(span) == "a\né𝄞\"/z")
        }
    }

    @Test(arguments: ["", "plain", "a\"b\\c", "line\nbreak\u{1}", "é€𝄞"])
    func `a quoted string reads back as itself`(text: String) throws {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        #expect(problem(bytes) == nil)
        #expect(try JSONDecoder().decode(String.self, from: Data(bytes)) == text)
    }
}
