import Foundation
import HabitKit
import HabitTesting
import Testing

@testable import HabitDaemon

@Suite struct GeneratedFileTests {
    typealias Kind = HabitFileGenerator.Kind
    typealias Mode = HabitFileGenerator.Mode

    /// Each cadence with each meaning of gentle and of rest.
    static let combinations = Kind.allCases.flatMap { kind in
        Mode.allCases.flatMap { gentle in Mode.allCases.map { rest in (kind, gentle, rest) } }
    }

    @Test(arguments: combinations.indices)
    func `every valid file keeps the contract of every plugin`(_ index: Int) async throws {
        let (kind, gentle, rest) = Self.combinations[index]
        var generator = HabitFileGenerator(UInt64(index))
        let text = generator.file(kind, gentle: gentle, rest: rest)
        let (found, problems) = try HabitFile(text).read()
        let plugin = try #require(found, "\(problems.map(\.sentence).joined(separator: "\n"))\n\(text)")
        let violations = await PluginContract.violations(of: plugin)
        #expect(violations.isEmpty, "\(violations.prefix(5).joined(separator: "\n"))\n\(text)")
    }

    @Test func `moments as life brings them get sound answers`() async throws {
        var generator = HabitFileGenerator(7)
        for (kind, gentle, rest) in Self.combinations {
            let text = generator.file(kind, gentle: gentle, rest: rest)
            let plugin = try #require(try HabitFile(text).read().plugin, "\(text)")
            var moments = RandomMoments(generator.random)
            let settings = moments.settings(plugin.manifest.settings)
            let habit = try BoundHabit("tea", plugin: plugin, settings: settings)
            for _ in 0..<20 {
                let moment = moments.next()
                let answer = try await habit.assess(moment)
                let violations = answer.violations(at: moment, habit.manifest)
                #expect(violations.isEmpty, "\(violations)\n\(text)\n\(settings)\n\(moment)")
                #expect(try await habit.assess(moment) == answer)
            }
        }
    }

    @Test func `however a good file is spoilt, reading it ends with a habit or with problems`() throws {
        var generator = HabitFileGenerator(11)
        let folder = try StoreFolder()
        let path = folder.root + "/tea.toml"
        for (kind, gentle, rest) in Self.combinations {
            let good = Array(generator.file(kind, gentle: gentle, rest: rest).utf8)
            for _ in 0..<25 {
                try Data(Self.spoilt(good, &generator.random)).write(to: URL(fileURLWithPath: path))
                let (plugin, problems) = DeclarativeFile.read(path)
                #expect((plugin == nil) == !problems.isEmpty)
                #expect(plugin?.manifest.violations.isEmpty ?? true)
            }
        }
    }

    private static let pieces = [
        "\n[gentle]\n", "\n[[steps]]\n", "\n[é]\n", "= [}", "[\u{85}1", "= 2026-09-01 9\n", "= 2026-09-01T\n", "\"\"\"",
        "'''", "\\", "#", "= [[[{a=", "\u{feff}",
    ]

    /// Bytes changed, cut, doubled and moved, a few times over.
    private static func spoilt(_ good: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = good
        for _ in 0..<Int.random(in: 1...4, using: &random) where bytes.count > 2 {
            let start = Int.random(in: 0..<bytes.count - 1, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...30, using: &random))
            switch Int.random(in: 0...5, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 3: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: start)
            case 4: bytes[start] = Array("[]{}\"=,.0-\n".utf8).randomElement(using: &random) ?? 0
            default: bytes = bytes.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "9") : $0 }
            }
        }
        return bytes
    }
}
