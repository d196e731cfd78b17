import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct TOMLGuardTests {
    /// Each of these ended the program from within the parser.
    static let fatal: [(text: String, line: Int, column: Int)] = [
        ("x = [}", 1, 6), ("a = 1\nx = [1, }]", 2, 9), ("x = [[{ y = 1 }, }", 1, 18), ("x = [\u{85}1]", 1, 6),
        ("x = [1, \u{2028}2]", 1, 9), ("x = [\n\u{2029}\n]", 2, 1), ("[é]", 1, 2), ("[habits]\n[ é]\na = 1", 2, 3),
        ("[[?]]", 1, 3), ("[\n", 1, 2), ("  [ ^ ]", 1, 5), ("\u{FEFF}[é]", 1, 3), ("x = 2026-09-01 9", 1, 15),
        ("x = 2026-09-01 0]", 1, 15), ("started = 2026-09-01T", 1, 21), ("x = [2026-09-01T-07:00]", 1, 16),
        ("é = 1", 0, 0), ("a = { b = 2026-09-01T }", 1, 21), ("t = \"\"\"[é]\n\"\"\"\"\"\n[é]", 3, 2),
        ("t = '''\\'''\n[!]", 2, 2), ("t = \"\\\"\"\n[!]", 2, 2),
    ]

    @Test(arguments: fatal.indices)
    func `what the parser does not survive is told with its place, and never reaches it`(_ index: Int) throws {
        let (text, line, column) = Self.fatal[index]
        let problems = try ConfigFolder(text).load().problems
        #expect(problems.count == 1)
        guard line > 0 else { return }
        #expect(problems.first?.key == "line \(line), column \(column)", "\(problems)")
        #expect(problems.first?.problem.contains("\n") == false)
    }

    @Test(arguments: [
        "", "# [é] } \u{2028}\n", "[a]\n[ \"é\" ]\n['}']\n[[b.c]]\n[a-_1]", "x = [ # [é\n 1, # }\n\n 2,\n]",
        "x = \"[é] }\"",
        "x = '\\' # }", "x = \"\"\"\n[é]\n\"\" }\"\"\"\"\"", "x = '''\n[é] '' }'''''",
        "x = [[1, 2], [{ a = 1 }, { b = [] }], []]",
        "x = { a = [1], b = { c = 2 } }", "x = 2026-09-01", "x = 2026-09-01 # 9", "x = [2026-09-01, 2026-09-01 ]",
        "x = 2026-09-01T09:00:00Z\ny = 2026-09-01 09:00:00.5-01:00\nz = 2026-09-01t09:00:00\nw = 09:00:00",
        "x = [0x1F, 1e5, +1_000, -inf, 0b1, 0o7, 0.5, nan, true]", "2026-09-01T = 1\n7t = 2", "a = 1\r\n[b]\r\n",
        "\u{FEFF}[a]",
    ])
    func `sound files pass`(_ text: String) throws {
        #expect(throws: Never.self) { try TOMLGuard.check(Array(text.utf8)) }
        let problems = try ConfigFolder(text).load().problems
        #expect(problems.allSatisfy { !$0.key.hasPrefix("line") }, "\(problems)")
    }
}
