import Foundation
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct SystemZoneTests {
    private static func zone(_ name: String) throws -> Zone {
        try SystemZone.read(tz: name)
    }

    @Test func `every zone of this machine changes its clocks when zdump says so`() throws {
        let names = ZoneOracle.distinctNames()
        #expect(names.count > 200, "the machine has its zones")
        // Over the end of the tables in 2037, behind which the rules hold.
        let changes = try ZoneOracle.changes(of: names, years: "2020,2042")
        var wrong: [String] = []
        for name in names {
            let zone = try Self.zone(name)
            for (at, offset) in changes[name] ?? [] where zone.offset(at: Instant(seconds: at)) != offset {
                wrong.append("\(name) at \(at): \(zone.offset(at: Instant(seconds: at))), not \(offset)")
            }
        }
        #expect(changes.values.map(\.count).reduce(0, +) > 5000)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
    }

    @Test func `every zone of this machine has localtime's offset, beside each of its changes and between them`() throws
    {
        var instants: [String: [Int64]] = [:]
        for name in ZoneOracle.names {
            let around = try Self.zone(name).transitions.filter { $0.at > -3_000_000_000 }.flatMap {
                [$0.at - 1, $0.at]
            }
            instants[name] = around + (0..<150).map { -2_300_000_000 + $0 * 42_995_123 }
        }
        let offsets = try ZoneOracle.offsets(at: instants)
        var wrong: [String] = []
        for (name, at) in instants {
            let zone = try Self.zone(name)
            let theirs = try #require(offsets[name])
            #expect(theirs.count == at.count)
            for (second, offset) in zip(at, theirs) where zone.offset(at: Instant(seconds: second)) != offset {
                wrong.append("\(name) at \(second): \(zone.offset(at: Instant(seconds: second))), not \(offset)")
            }
        }
        #expect(instants.values.map(\.count).reduce(0, +) > 100_000)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
    }

    @Test func `every zone of this machine reads a wall clock as mktime does`() throws {
        // Odd steps, so that hours, months and years all come by.
        let walls = (0..<220).map { Int64(-1_000_000_000) + $0 * 20_995_123 }
        let answers = try ZoneOracle.mktime(walls, zones: ZoneOracle.names)
        var wrong: [String] = []
        var compared = 0
        for name in ZoneOracle.names {
            let zone = try Self.zone(name)
            let theirs = try #require(answers[name])
            #expect(theirs.count == walls.count)
            for (wall, their) in zip(walls, theirs) {
                let local = LocalDateTime(wallSeconds: wall)
                let ours = zone.instant(local)
                // Where clocks were set, glibc's answer depends on what it was asked before; both rules are ours then.
                let isPlain = zone.offset(at: ours + .hours(-26)) == zone.offset(at: ours + .hours(26))
                guard isPlain else { continue }
                compared += 1
                if ours.seconds != their { wrong.append("\(name) at wall \(wall): \(ours.seconds), not \(their)") }
            }
        }
        #expect(compared > 60_000)
        #expect(wrong.isEmpty, "\(wrong.count) of \(compared): \(wrong.prefix(5))")
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29 02:30", 1_774_747_800), ("Europe/Berlin", "2026-10-25 02:30", 1_792_888_200),
        ("America/New_York", "2026-03-08 02:30", 1_772_955_000),
        ("Australia/Lord_Howe", "2026-10-04 02:15", 1_791_042_300),
    ])
    func `a time in a gap moves forward, and of a doubled hour the first is meant`(
        _ name: String, _ wall: String, _ expected: Int
    ) throws {
        let numbers = wall.split { "- :".contains($0) }.compactMap { Int($0) }
        let date = try #require(LocalDate(year: numbers[0], month: numbers[1], day: numbers[2]))
        let time = try #require(LocalTime(hour: numbers[3], minute: numbers[4]))
        #expect(try Self.zone(name).instant(LocalDateTime(date, time)).seconds == Int64(expected))
    }

    @Test func `the name comes from the link, through relative targets and doubled trees`() throws {
        let folder = try StoreFolder()
        let link = folder.root + "/localtime"
        for (target, name) in [
            ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
            ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
            ("/usr/share/zoneinfo/UTC", "UTC"),
        ] {
            try? FileManager.default.removeItem(atPath: link)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            #expect(try SystemZone.read(tz: nil, places: .init(localtime: link)).name == name)
        }
        #expect(SystemZone.watchedFiles(places: .init(localtime: link)).first == link)
    }

    @Test func `a machine without a zone is on UTC, and a copied file is a zone without a name`() throws {
        let folder = try StoreFolder()
        let path = folder.root + "/localtime"
        let places = SystemZone.Places(localtime: path)
        #expect(try SystemZone.read(tz: nil, places: places) == .utc)
        try FileManager.default.copyItem(atPath: "/usr/share/zoneinfo/Asia/Kolkata", toPath: path)
        let zone = try SystemZone.read(tz: nil, places: places)
        #expect(zone.name == "local")
        #expect(zone.offset(at: start) == 19_800)
        try Data("TZif, but not quite".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ZoneError.self) { try SystemZone.read(tz: nil, places: places) }
    }

    @Test func `TZ is understood as the C library does`() throws {
        #expect(try SystemZone.read(tz: "") == .utc)
        #expect(try SystemZone.read(tz: ":Europe/Berlin").name == "Europe/Berlin")
        #expect(try SystemZone.read(tz: "/usr/share/zoneinfo/Europe/Berlin").name == "Europe/Berlin")
        let rule = try SystemZone.read(tz: "XYZ-2:30XYS,M4.1.0,M10.1.0")
        #expect(rule.offset(at: start) == 9000)
        #expect(rule.offset(at: Instant(seconds: start.seconds - 120 * 86_400)) == 12_600)
        #expect(throws: ZoneError.unknown("Nowhere/Atall")) { try SystemZone.read(tz: "Nowhere/Atall") }
    }
}
