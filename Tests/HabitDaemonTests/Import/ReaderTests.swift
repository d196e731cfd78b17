import Foundation
import HabitKit
import Testing

@testable import HabitDaemon

/// What other programs' lines say, format by format.
@Suite struct ImportReaderTests {
    private typealias Told = (place: String, text: String)

    /// Each line in a word or two.
    private func told(_ line: ImportedLine) -> String {
        switch line.content {
        case .problem(let problem): return "! " + problem
        case .nothing: return "-"
        case .plan(let plan):
            return "plan \(plan.habit) \(plan.day) \(plan.target ?? -1) \(plan.period) \(plan.mode ?? "")"
        case .entry(let entry):
            var words = [entry.name, entry.kind, entry.at]
            if let amount = entry.amount { words.append(NumberText.print(amount) + (entry.unit ?? "")) }
            words += entry.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            if let note = entry.note { words.append("“\(note)”") }
            return words.joined(separator: " ")
        }
    }

    private let place = ImportPlace(
        zone: Zone(name: "Berlin", initialOffset: 3600), now: start)

    private func lines(
        _ text: String, _ read: ([UInt8], String, ImportPlace, ImportSink) -> Void
    ) -> [String] {
        var lines: [String] = []
        read(Array(text.utf8), "f", place) { lines.append("\($0.place) " + told($0)) }
        return lines
    }

    @Test func `harsh: the last line of a day counts, and what is not understood is told with its line`() {
        let log = """
            # my log
            2025-01-15 : Gym : y
            2025-01-15 : Run far : y : nice, 5:30 pace : 5.2

            2025-01-16 : Gym : s : sore
            2025-01-16 : Run far : n
            2025-01-15 : Gym : n
            2025-01-17 : Gym : y :  : 0
            2025-13-01 : Gym : y
            2025-01-18 : Gym
            2025-01-18 : Gym : x
            2025-01-19 : Gym : y : z : many
            """
        #expect(
            lines(log) { HarshLog.read($0, name: $1, $2, into: $3) } == [
                "f:7 -", "f:3 Run far done 2025-01-15T12:00:00+01:00 5.2 “nice, 5:30 pace”",
                "f:5 Gym skipped 2025-01-16T12:00:00+01:00 “sore”", "f:6 -",
                "f:8 Gym done 2025-01-17T12:00:00+01:00", "f:9 ! “2025-13-01” is no date like 2025-01-15",
                "f:10 ! it is not written like  2025-01-15 : Habit : y : comment : amount",
                "f:11 ! it says “x”, which is none of y, n and s", "f:12 ! “many” is no amount",
            ])
    }

    @Test func `habitctl of that name: tabs, and empty lines between days`() {
        let log =
            "2025-01-15\tStretch\ty\n2025-01-15\tRead a book\tn\n\n2025-01-16\tStretch\ts\r\n2025-01-17 Stretch y\n"
        #expect(
            lines(log) { HabitctlLog.read($0, name: $1, $2, into: $3) } == [
                "f:1 Stretch done 2025-01-15T12:00:00+01:00", "f:2 -", "f:4 Stretch skipped 2025-01-16T12:00:00+01:00",
                "f:5 ! it is not a date, a habit and y, n or s with tabs between them",
            ])
    }

    @Test func `Track & Graph: numbers, durations in minutes, labels`() {
        let file = """
            FeatureName,Timestamp,Value,Label,Note
            Headache,2021-02-05T19:14:49.119+01:00,6.0,,"after
            a long day"
            Walk,2021-02-06T08:00:00Z,1:02:30,,
            Mood,2021-02-06T09:00:00+01:00[Europe/Berlin],3.0,good,
            Old,2021-02-06T09:00:00+01:00,2:fine,,
            Bad,2021-02-06T09:00:00+01:00,lots,,
            Bad,yesterday,1,,
            """
        #expect(
            lines(file) { TrackAndGraph.read($0, name: $1, $2, into: $3) } == [
                "f:2 Headache done 2021-02-05T19:14:49.119000+01:00 6 “after\na long day”",
                "f:4 Walk done 2021-02-06T08:00:00+00:00 62.5min",
                "f:5 Mood done 2021-02-06T09:00:00+01:00 3 label=good",
                "f:6 Old done 2021-02-06T09:00:00+01:00 2 label=fine",
                "f:7 ! “lots” is no number and no duration like 0:25:00",
                "f:8 ! “yesterday” is no time like 2021-02-05T19:14:49+01:00",
            ])
    }

    @Test func `HabitBull: a value of 0 is a day without`() {
        let file = """
            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Breed dragons,with love and fire,Diet & Food,2016-03-18,1,"well, done"
            Breed dragons,with love and fire,Diet & Food,2016-03-19,0,
            Push-ups,,,2016-03-19,40,
            Push-ups,,,19.3.2016,40,
            """
        #expect(
            lines(file) { HabitBull.read($0, name: $1, $2, into: $3) } == [
                "f:2 Breed dragons done 2016-03-18T12:00:00+01:00 “well, done”", "f:3 -",
                "f:4 Push-ups done 2016-03-19T12:00:00+01:00 40", "f:5 ! “19.3.2016” is no date like 2025-01-15",
            ])
    }

    @Test func `a plain table needs a date and a habit; the rest is welcome`() {
        let file = """
            Date,Habit,Amount,Unit,Note
            2026-01-05,Walk,25,min,"slow, with rests"
            2026-01-05 18:30,Water,250ml,,
            2026-01-06,Stretch,,,
            2026-01-07,Walk,much,,
            2026-01-07,,1,,
            2026-01-08,Walk,1,min,x,y
            """
        #expect(
            lines(file) { OwnTable.read($0, name: $1, $2, into: $3) } == [
                "f:2 Walk done 2026-01-05T12:00:00+01:00 25min “slow, with rests”",
                "f:3 Water done 2026-01-05T18:30:00+01:00 250ml", "f:4 Stretch done 2026-01-06T12:00:00+01:00",
                "f:5 ! “much” is no amount", "f:6 ! it names no habit",
                "f:7 ! it has 6 fields, and the first line names 5",
            ])
        let german = "date;habit;amount\n2026-01-05;Walk;1,5\n"
        #expect(
            lines(german) { OwnTable.read($0, name: $1, $2, into: $3) } == [
                "f:2 Walk done 2026-01-05T12:00:00+01:00 1.5"
            ])
        #expect(
            lines("date,habit,weather\n") { OwnTable.read($0, name: $1, $2, into: $3) }.first?.hasPrefix(
                "f:1 ! the column “weather”")
                == true)
    }

    @Test func `JSON lines are our own, and a line that is broken is told`() {
        let file = """
            {"id":"x","habit":"water","kind":"done","at":"2026-01-05T10:00:00+01:00","amount":250,"unit":"ml","attributes":{"a":"b"},"note":null}

            {"plan":{"habit":"massage","day":"2026-01-05","target":1,"period":"28d","mode":"gentle"}}
            {"habit":"water","at":"2026-01-05T10:00:00+01:00","amount":"many"}
            {"habit":"water"
            """
        let told = lines(file) { OwnLines.read($0, name: $1, $2, into: $3) }
        #expect(
            told.prefix(2) == [
                "f:1 water done 2026-01-05T10:00:00+01:00 250ml a=b", "f:3 plan massage 2026-01-05 1.0 28d gentle",
            ])
        #expect(told.count == 4 && told[2].hasPrefix("f:4 ! amount: expected a number"), "\(told)")
        #expect(told[3].hasPrefix("f:5 ! not valid JSON"), "\(told)")
    }

    @Test(
        arguments: [
            ("{\"habit\":1}", ImportFormat.habitd), ("2025-01-15 : Gym : y", .harsh),
            ("# x\n\n2025-01-15\tGym\ty", .habitctlRS),
            ("FeatureName,Timestamp,Value,Note\n", .trackAndGraph), ("HabitName,HabitDescription\n", .habitBull),
            ("id,habit,kind,at,amount,unit,attributes,note,day\r\n", .csv), ("\u{feff}Date;Habit\n", .csv),
            ("hello", nil), ("", nil),
        ] as [(String, ImportFormat?)])
    func `a file is known by what it looks like`(text: String, format: ImportFormat?) {
        #expect(ImportFormat.guess(.file(path: "f", name: "f", bytes: Array(text.utf8))) == format)
    }
}

@Suite struct CSVRowsTests {
    private func rows(_ text: String) -> [String] {
        CSVRows(bytes: Array(text.utf8)).map { "\($0.line):\($0.fields)" + ($0.problem.map { " ! \($0)" } ?? "") }
    }

    @Test func `quotes hold commas, line ends and quotes, and the lines are counted through them`() {
        #expect(
            rows("a,b\r\n\"x,\"\"y\"\"\r\nz\",2\r\n\r\nlast,") == [
                "1:[\"a\", \"b\"]", "2:[\"x,\\\"y\\\"\\r\\nz\", \"2\"]", "5:[\"last\", \"\"]",
            ])
    }

    @Test func `what cannot be read is told where it is, and the rest is read`() {
        let bytes = Array("ok,1\n".utf8) + [0xff, 0x0a] + Array("\"a\"b,2\nfine,3\n\"open".utf8)
        let rows = Array(CSVRows(bytes: bytes))
        #expect(rows.map(\.line) == [1, 2, 3, 4, 5])
        #expect(
            rows.map(\.problem) == [
                nil, "it is not text in UTF-8", "something follows a closing quotation mark", nil,
                "a quotation mark is opened and never closed",
            ])
    }
}

@Suite struct ImportNamesTests {
    @Test(arguments: [
        ("Meditate", "meditate"), ("Read a book!", "read-a-book"), ("  Été  ", "été"), ("散歩", "散歩"), ("–", "habit"),
        ("foam-roll", "foam-roll"),
    ])
    func `a name becomes an id that can be typed`(name: String, id: String) {
        #expect(ImportNames.id(of: name) == id)
    }

    @Test func `a name is mapped onto a habit or a scale, whatever its case`() throws {
        let names = try ImportNames(["Meditate=stretch", "Back pain=check-in.pain", "a=b=walk"])
        #expect(names["meditate"] == .habit("stretch") && names["BACK PAIN"] == .scale(.pain))
        #expect(names["back-pain"] == nil && names["a=b"] == .habit("walk") && names["other"] == nil)
        for wrong in ["Meditate", "=x", "a=Not An Id", "a=check-in.itch"] {
            #expect(throws: ImportRefusal.self) { try ImportNames([wrong]) }
        }
    }

    @Test func `the same lines get the same ids, and two equal lines two`() {
        func ids() -> [String] {
            var ids = StableID()
            return [
                ids.make(at: start, "harsh", "gym", "done", ""), ids.make(at: start, "harsh", "gym", "done", ""),
                ids.make(at: start, "harsh", "gym", "skipped", ""), ids.make(at: start, "loop", "gym", "done", ""),
            ]
        }
        #expect(ids() == ids() && Set(ids()).count == 4)
        #expect(ids().allSatisfy { $0.utf8.count == 36 && Array($0.utf8)[14] == UInt8(ascii: "7") })
    }
}
