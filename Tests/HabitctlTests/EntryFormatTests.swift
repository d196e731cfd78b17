import Foundation
import HabitKit
import Testing

@testable import habitctl

@Suite struct EntryFormatTests {
    private func csv(_ entry: Control.Entry) -> String {
        var bytes: [UInt8] = []
        EntryCSV.append(entry, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a row of CSV quotes what RFC 4180 says`() {
        var entry = Samples.entry
        entry.note = "cold, \"fresh\"\nand good"
        entry.attributes = ["b": "2", "a": "1"]
        #expect(
            csv(entry)
                == "\(entry.id),water,done,2026-11-25T14:05:00+01:00,250,ml,a=1;b=2,\"cold, \"\"fresh\"\"\nand good\",\r\n"
        )
        entry.attributes = ["a;b": "c=d\\"]
        (entry.note, entry.day) = (nil, "2026-11-24")
        #expect(csv(entry).hasSuffix("250,ml,a\\;b=c\\=d\\\\,,2026-11-24\r\n"))
        #expect(EntryCSV.header.split(separator: ",").count == 9)
        // CR LF is one Character to Swift; it is two bytes to CSV.
        #expect(EntryCSV.field("a\r\nb") == "\"a\r\nb\"")
    }

    @Test func `what a day asked is a line of its own`() {
        let plan = Control.Plan(habit: "massage", day: "2026-11-25", target: 1, period: "28d", mode: "gentle")
        var (json, csv): ([UInt8], [UInt8]) = ([], [])
        EntryJSON.append(plan, to: &json)
        EntryCSV.append(plan, to: &csv)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"plan":{"habit":"massage","day":"2026-11-25","target":1,"period":"28d","mode":"gentle"}}"#)
        #expect(
            String(decoding: csv, as: UTF8.self) == ",massage,plan,2026-11-25,1,,mode=gentle;period=28d,,\r\n")
    }

    @Test func `a JSON line reads back as the same entry`() throws {
        var random = SplitMix(seed: 7)
        let alphabet = Array("aü水👍\"\\/\n\r\t\u{1}\u{7f}{}[]:, ")
        func text() -> String {
            String((0..<Int.random(in: 0...12, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
        }
        for _ in 0..<500 {
            let entry = Control.Entry(
                id: text(), habit: text(), kind: text(), at: text(),
                amount: Double(Int.random(in: 0...4_000_000, using: &random)) / 1000, unit: text(),
                attributes: ["x" + text(): text(), "y" + text(): text()],
                note: Bool.random(using: &random) ? text() : nil)
            var bytes: [UInt8] = []
            EntryJSON.append(entry, to: &bytes)
            #expect(!bytes.contains(0x0a))
            #expect(try JSONDecoder().decode(Control.Entry.self, from: Data(bytes)) == entry)
        }
    }

    @Test func `history shows days, ids, amounts, attributes and notes`() {
        var late = Samples.entry
        late.at = "2026-11-26T09:00:00+01:00"
        late.kind = "skipped"
        late.note = "not\u{7} today"
        late.attributes = ["area": "back"]
        var day: String?
        let lines = EntryText(Samples.utf8, now: Samples.instant)
            .table([Samples.entry, late], after: &day, widths: EntryText.widths)
        #expect(
            lines == [
                "Wednesday 25 November 2026", "  14:05  water         250 ml      0193a5b2-7c1d", "",
                "Thursday 26 November 2026",
                "  09:00  water         skipped     0193a5b2-7c1d  area=back  “not\\u{7} today”",
            ])
    }

    @Test(arguments: [
        ("done", 250.0, "ml", "Hydration 250 ml, at 14:05"), ("done", 1, "times", "Hydration, at 14:05"),
        ("gentle", 2, "times", "Hydration 2 times (gentle), at 14:05"),
        ("skipped", 0, "ml", "Hydration skipped, at 14:05"),
    ])
    func `an entry is told in a sentence`(kind: String, amount: Double, unit: String, sentence: String) {
        var entry = Samples.entry
        (entry.kind, entry.amount, entry.unit) = (kind, amount, unit)
        #expect(EntryText(Samples.utf8, now: Samples.instant).sentence(entry, title: "Hydration") == sentence)
    }
}

/// A small seeded generator: the same numbers every time.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
