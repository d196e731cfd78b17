import Foundation
import HabitKit
import Testing

@testable import HabitDaemon

/// The format's reference, held to what the reader does.
@Suite struct DeclarativeReferenceTests {
    private static let article = HabitFile.source("Sources/HabitKit/HabitKit.docc/DeclarativeHabits.md")

    private static func text() throws -> String { try String(contentsOfFile: article, encoding: .utf8) }

    @Test(arguments: HabitFile.examples)
    func `shows every example exactly as it is shipped`(_ file: String) throws {
        let listing = try String(contentsOfFile: HabitFile.example(file), encoding: .utf8)
        #expect(try Self.text().contains("<!-- file: Plugins/Examples/\(file) -->\n```toml\n\(listing)```\n"))
    }

    @Test func `names every key that is read, and none that is not`() throws {
        let article = try Self.text()
        for key in FileKeys.all + ModeKeys.all + StepKeys.all.map(\.key) {
            #expect(article.contains("`\(key)`") || article.contains("`[\(key)]`"), "\(key)")
        }
        let settings = ["at_1", "at_2", "title", "enabled", "private"]
        let known = Set(FileKeys.all + StepKeys.all.map(\.key) + ["for"] + settings)
        let rows = article.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.hasPrefix("| `{") }
        for row in rows {
            let key = row.dropFirst(3).prefix { $0 != "`" && $0 != " " }
            #expect(known.contains(String(key)) || key.hasPrefix("["), "\(key)")
        }
        for place in MessageTemplate.Place.allCases { #expect(article.contains("`\(place.written)`")) }
        for unit in Unit.all { #expect(article.contains("`\"\(unit.symbol)\"`")) }
    }

    @Test(arguments: [
        DeclaredSettings.every, DeclaredSettings.naturalBreak, DeclaredSettings.timesPerWeek, DeclaredSettings.restDays,
        FileKeys.repeats, FileKeys.slack, StepKeys.hold, StepKeys.repetitions,
    ])
    func `tells the range that holds`(_ spec: SettingSpec) throws {
        let row = try #require(try Self.text().split(separator: "\n").first { $0.hasPrefix("| `\(spec.key)` | a ") })
        // A day is written as hours here.
        #expect(row.contains("| \(spec.allowed.replacing("1d", with: "24h")) |"), "\(spec.allowed): \(row)")
    }

    @Test func `its pieces of a file are read as they stand`() throws {
        let pieces = try Self.text().components(separatedBy: "```toml\n").dropFirst()
            .map { String($0.prefix { $0 != "`" }) }.filter { !$0.contains("[habits.") }
        #expect(pieces.count == 4 + HabitFile.examples.count)
        for piece in pieces {
            var text = piece
            if !text.contains("title =") { text = "title = \"Tea\"\nmessage = \"A cup?\"\n" + text }
            if !text.contains("at =") && !text.contains("every =") && !text.contains("_week =") {
                text = "at = \"16:00\"\n" + text
            }
            let (plugin, problems) = try HabitFile(text).read()
            #expect(plugin != nil, "\(problems.map(\.sentence))\n\(text)")
        }
    }
}
