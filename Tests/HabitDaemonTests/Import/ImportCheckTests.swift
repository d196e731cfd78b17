import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct ImportCheckTests {
    private func entry(pain: String) -> Control.ImportedEntry {
        Control.ImportedEntry(
            id: ControlImportTests.id(1), habit: "check-in", kind: "done", at: "2026-11-20T09:00:00+00:00",
            attributes: ["pain": pain])
    }

    private let check = ImportCheck(now: Instant(seconds: 1_800_000_000), dayStarts: .midnight)

    @Test(arguments: ["high", "", "70", "-1", "4.5", "1e300", "07"])
    func `a rating that no check-in can tell is refused by name`(text: String) {
        #expect {
            try check.entry(entry(pain: text))
        } throws: { error in
            (error as? ImportRefusal)?.reason.contains("pain is “\(text)”; a rating is a whole number from 0 to 10")
                == true
        }
    }

    @Test(arguments: ["0", "4", "10"])
    func `a rating that one can tell is taken`(text: String) throws {
        #expect(try check.entry(entry(pain: text)).entry.attributes == ["pain": text])
    }
}
