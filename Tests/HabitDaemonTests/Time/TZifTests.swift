import Foundation
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct TZifTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)")))
    }

    /// A version 1 file: one header and 32-bit times.
    private static func versionOne(_ transitions: [(Int32, UInt8)], offsets: [Int32]) -> [UInt8] {
        func big(_ value: Int32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
        var bytes = Array("TZif".utf8) + [0] + [UInt8](repeating: 0, count: 15)
        bytes += [0, 0, 0, Int32(transitions.count), Int32(offsets.count), 4].flatMap(big)
        bytes += transitions.flatMap { big($0.0) } + transitions.map(\.1)
        bytes += offsets.flatMap { big($0) + [0, 0] }
        return bytes + Array("ABC\0".utf8)
    }

    @Test func `a version 1 file is read, and keeps its last offset for ever`() throws {
        let zone = try TZif.zone(
            name: "Old", bytes: Self.versionOne([(-100, 1), (1000, 0), (2000, 1)], offsets: [3600, 7200]))
        let offsets = [-200, -100, 999, 1000, 1999, 2000, 4_000_000_000].map { zone.offset(at: Instant(seconds: $0)) }
        #expect(offsets == [3600, 7200, 7200, 3600, 3600, 7200, 7200])
    }

    @Test func `the footer's rule goes on after the last transition`() throws {
        let zone = try TZif.zone(name: "Europe/Berlin", bytes: Self.bytes("Europe/Berlin"))
        // 2090-07-01 and 2090-12-01, at noon in UTC.
        #expect(zone.offset(at: Instant(seconds: 3_802_593_600)) == 7200)
        #expect(zone.offset(at: Instant(seconds: 3_815_812_800)) == 3600)
    }

    @Test func `changes of a name alone leave no transition`() throws {
        let zone = try TZif.zone(
            name: "X", bytes: Self.versionOne([(0, 1), (10, 2), (20, 0), (30, 0)], offsets: [0, 3600, 3600]))
        #expect(zone.transitions.map(\.at) == [0, 20, 30])
    }

    @Test func `a file cut anywhere is refused, never a crash`() throws {
        let whole = try Self.bytes("Europe/Dublin")
        for count in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: ZoneError.self) { try TZif.zone(name: "X", bytes: Array(whole[..<count])) }
        }
    }

    @Test func `a file with any byte changed is a zone or an error, never a crash`() throws {
        let whole = try Self.bytes("America/Sao_Paulo")
        var random = SeededGenerator(state: 5)
        var refused = 0
        for _ in 0..<2000 {
            var bytes = whole
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            do {
                _ = try TZif.zone(name: "X", bytes: bytes).offset(at: start)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
