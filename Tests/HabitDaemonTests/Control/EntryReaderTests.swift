import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

@Suite struct EntryReaderTests {
    private let reader = EntryReader(
        manifest: Manifest(
            id: "water", title: "Hydration", summary: "", unit: .millilitres, usualAmount: 250, amounts: 1...4000,
            attributes: [AttributeSpec("drink", .choice(["water", "tea"]), "What it was")]),
        now: start, zone: .utc, dayStarts: LocalTime(secondOfDay: 4 * 3600))

    @Test(arguments: [
        (nil, 250), ("300", 300), ("0.25l", 250), ("1,5 l", 1500), ("8oz", 236.588), ("2 cups", 480), ("4000ml", 4000),
    ])
    func `an amount is read in the habit's unit`(text: String?, amount: Double) throws {
        #expect(try reader.amount(text) == amount)
    }

    @Test(arguments: ["-250ml", "0", "0ml", "5km", "12min", "9l", "1e300", "nan", "", "a lot", "250 ml please", "5m"])
    func `an amount that makes no sense is refused with an example`(text: String) throws {
        let error = try #require(throws: VarlinkError.self) { try reader.amount(text) }
        #expect(error.name == "io.habitd.Control.InvalidAmount")
        let failure = try error.decode(Control.Failure.InvalidAmount.self)
        #expect(failure.amount == text && failure.example == "250ml" && !failure.reason.isEmpty)
    }

    @Test func `a time of day lies behind, and now is the default`() throws {
        #expect(try reader.time(nil) == start)
        #expect(try reader.time("11:30") == start - .minutes(30))
        #expect(try reader.time("2h ago") == start - .hours(2))
        #expect(try reader.time("2026-11-20 08:00") == start - .hours(100))
    }

    @Test(arguments: ["2026-11-24T12:02:00Z", "tomorrow", "2027-01-01 10:00", "1999-12-31 23:00", "soon", "", "5m ago"])
    func `a time to come, a time before the century and a riddle are refused`(text: String) throws {
        let error = try #require(throws: VarlinkError.self) { try reader.time(text) }
        #expect(error.name == "io.habitd.Control.InvalidTime")
        #expect(try error.decode(Control.Failure.InvalidTime.self).time == text)
    }

    @Test func `a client's clock may be a little ahead`() throws {
        #expect(try reader.time("2026-11-24T12:00:30Z") == start)
    }

    @Test func `attributes are those of the manifest`() throws {
        #expect(try reader.attributes(["drink": "tea"]) == ["drink": "tea"])
        #expect(try reader.attributes(nil).isEmpty)
        let unknown = try #require(throws: VarlinkError.self) { try reader.attributes(["colour": "red"]) }
        #expect(
            try unknown.decode(Control.Failure.InvalidAttribute.self) == .init(attribute: "colour", allowed: "drink"))
        let wrong = try #require(throws: VarlinkError.self) { try reader.attributes(["drink": "mud"]) }
        #expect(try wrong.decode(Control.Failure.InvalidAttribute.self).allowed.contains("tea"))
    }

    @Test func `a note is kept as it was typed, up to its limit`() throws {
        let note = "two\nlines\tand \u{1b}[31mcolour"
        #expect(try EntryReader.note(note) == note)
        #expect(try EntryReader.note("") == nil)
        #expect(try EntryReader.note(String(repeating: "x", count: 65_536))?.count == 65_536)
        for bad in [String(repeating: "x", count: 65_537), String(repeating: "x", count: 1_048_576), "zero\0byte"] {
            let error = try #require(throws: VarlinkError.self) { try EntryReader.note(bad) }
            #expect(error.name == "io.habitd.Control.InvalidNote")
        }
    }

    @Test func `a kind is one of four`() throws {
        #expect(try EntryReader.kind(nil, usual: .gentle) == .gentle)
        #expect(try EntryReader.kind("Rested", usual: .done) == .rested)
        #expect(throws: VarlinkError.self) { try EntryReader.kind("dreamt", usual: .done) }
    }
}
