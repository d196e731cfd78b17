import HabitKit
import Synchronization
import Testing

@testable import HabitDaemon

struct PluginLogTests {
    private static func lines(_ pieces: [String], limit: Int = 10) -> [String] {
        var cutter = LineCutter(limit: limit)
        var lines: [String] = []
        for piece in pieces { Array(piece.utf8).withUnsafeBytes { cutter.take($0) { lines.append($0()) } } }
        cutter.finish { lines.append($0()) }
        return lines
    }

    @Test(arguments: [
        (["one\ntwo\n"], ["one", "two"]), (["o", "ne", "\ntw", "o"], ["one", "two"]), (["\n\n\n"], []), ([], []),
        (["0123456789\n"], ["0123456789"]), (["0123456789abcdef\nnext\n"], ["0123456789…", "next"]),
        (["01234", "56789abc", "def", "\nnext"], ["0123456789…", "next"]),
    ])
    func `output is cut into lines of a limited length`(pieces: [String], lines: [String]) {
        #expect(Self.lines(pieces) == lines)
    }

    @Test func `what is not text is shown as well as can be`() {
        var cutter = LineCutter(limit: 10)
        var lines: [String] = []
        ([0xff, 0x41, 0x0a] as [UInt8]).withUnsafeBytes { cutter.take($0) { lines.append($0()) } }
        #expect(lines == ["\u{fffd}A"])
    }

    @Test func `so many lines a minute are kept, and then it is told how many were not`() {
        var budget = LineBudget(perMinute: 2)
        #expect((0..<5).map { budget.decide(at: .seconds($0)) } == [.keep, .keep, .drop, .drop, .drop])
        #expect(budget.decide(at: .seconds(59)) == .drop)
        #expect(budget.decide(at: .seconds(60)) == .keepAfter(leftOut: 4))
        #expect(budget.decide(at: .seconds(61)) == .keep)
        #expect(budget.decide(at: .seconds(62)) == .drop)
        #expect(budget.takeLeftOut() == 1)
        #expect(budget.decide(at: .seconds(200)) == .keep)
    }

    @Test func `what reaches the log is safe to show`() {
        let told = Mutex<[String]>([])
        let log = PluginLog(linesPerMinute: 1, clock: { .zero }) { line in told.withLock { $0.append(line) } }
        #expect(log.take { "\u{1b}[31mred\u{7}" })
        #expect(!log.take { "more" })
        log.rest()
        log.rest()
        #expect(told.withLock { $0 } == ["\\u{1b}[31mred\\u{7}", "(one more line was left out)"])
    }
}
