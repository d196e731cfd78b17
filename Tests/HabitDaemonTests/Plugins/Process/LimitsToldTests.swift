import Foundation
import HabitDaemon
import Testing

/// What the article tells authors of a program's limits is what holds.
@Suite struct LimitsToldTests {
    @Test func `the article tells the limits that are in force`() throws {
        let up = String(repeating: "../", count: 4)
        let article = URL(filePath: #filePath)
            .appending(path: up + "../Sources/HabitKit/HabitKit.docc/WritingAPlugin.md").standardized
        let text = try String(contentsOf: article, encoding: .utf8).replacing("\n  ", with: " ")
        let limits = PluginLimits()
        for told in [
            "\(limits.memory >> 20) MiB of memory", "\(limits.openFiles) open files",
            "\(limits.processorSeconds) s of processor time", "files of \(limits.fileSize >> 20) MiB at most",
            "Each answer has **\(limits.deadline.components.seconds) s**", "at most **\(limits.reply >> 20) MiB**",
        ] {
            #expect(text.contains(told), "\(told)")
        }
        // These stand there in words.
        #expect(limits.keepFor == .seconds(10) && text.contains("stays for ten seconds after its last answer"))
        #expect(limits.linesPerMinute == 20 && text.contains("twenty lines a minute are kept"))
    }
}
