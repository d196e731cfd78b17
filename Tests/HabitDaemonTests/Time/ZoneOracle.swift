import Foundation
import HabitKit

/// What the system itself says about its time zones.
enum ZoneOracle {
    static let folder = "/usr/share/zoneinfo"

    /// Every zone of this machine, by name.
    static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return files.filter { name in
            // Copies of the whole tree, one of them counting leap seconds, which POSIX time does not.
            guard !name.hasPrefix("posix/"), !name.hasPrefix("right/") else { return false }
            return FileManager.default.contents(atPath: "\(folder)/\(name)")?.starts(with: Data("TZif".utf8)) == true
        }.sorted()
    }()

    /// The standard output of a program, whole.
    static func output(of program: String, _ arguments: [String], input: String? = nil) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        let file = NSTemporaryDirectory() + "/habitd-oracle-\(UUID().uuidString)"
        if let input {
            try Data(input.utf8).write(to: URL(fileURLWithPath: file))
            process.standardInput = FileHandle(forReadingAtPath: file)
        }
        defer { if input != nil { try? FileManager.default.removeItem(atPath: file) } }
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return output
    }

    /// One name for each different zone: `zdump` hunts for every change and takes its time.
    static func distinctNames() -> [String] {
        var seen: Set<Data> = []
        return names.filter { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").map { seen.insert($0).inserted } ?? false
        }
    }

    /// `zdump -v` of some zones: the seconds on both sides of each change of clocks, and the offset in force.
    static func changes(of names: [String], years: String) throws -> [String: [(at: Int64, offset: Int)]] {
        let text = try output(of: "/usr/bin/zdump", ["-v", "-c", years] + names)
        var changes: [String: [(at: Int64, offset: Int)]] = [:]
        // Europe/Berlin  Sun Mar 30 00:59:59 2025 UT = Sun Mar 30 01:59:59 2025 CET isdst=0 gmtoff=3600
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 12, let at = instant(words), let offset = Int(words[words.count - 1].dropFirst(7))
            else {
                continue
            }
            changes[String(words[0]), default: []].append((at, offset))
        }
        return changes
    }

    private static func instant(_ words: [Substring]) -> Int64? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard let month = months.firstIndex(of: String(words[2])), let day = Int(words[3]), let year = Int(words[5]),
            clock.count == 3, let date = LocalDate(year: year, month: month + 1, day: day),
            let time = LocalTime(hour: clock[0], minute: clock[1], second: clock[2])
        else { return nil }
        return LocalDateTime(date, time).wallSeconds
    }

    /// glibc's `localtime`: the offsets at the given seconds in each zone, in one process.
    static func offsets(at instants: [String: [Int64]]) throws -> [String: [Int]] {
        let script = """
            use POSIX; while (<STDIN>) { my ($zone, @at) = split; $ENV{TZ} = $zone; tzset(); my @offsets;
              for my $t (@at) { my ($s, $m, $h, $d, $mon, $y) = localtime($t); $y += 1900; $mon += 1;
                $y -= $mon <= 2; my $era = POSIX::floor($y / 400); my $yoe = $y - $era * 400;
                my $doy = int((153 * ($mon + ($mon > 2 ? -3 : 9)) + 2) / 5) + $d - 1;
                my $doe = $yoe * 365 + int($yoe / 4) - int($yoe / 100) + $doy;
                push @offsets, ($era * 146097 + $doe - 719468) * 86400 + $h * 3600 + $m * 60 + $s - $t; }
              print join(" ", $zone, @offsets), "\n"; }
            """
        let lines = instants.map { zone, at in "\(zone) " + at.map(String.init).joined(separator: " ") }
        let text = try output(of: "/usr/bin/perl", ["-e", script], input: lines.joined(separator: "\n") + "\n")
        var answers: [String: [Int]] = [:]
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            answers[String(words[0])] = words.dropFirst().compactMap { Int($0) }
        }
        return answers
    }

    /// glibc's `mktime` for the wall times `walls` (seconds on a wall clock since 1970) in each zone, in one process.
    static func mktime(_ walls: [Int64], zones: [String]) throws -> [String: [Int64]] {
        let script = """
            use POSIX; my ($n, @rest) = @ARGV; my @walls = splice(@rest, 0, $n);
            my @parts = map { [gmtime($_)] } @walls;
            for my $zone (@rest) { $ENV{TZ} = $zone; tzset();
              print join(" ", $zone, map { POSIX::mktime(@{$_}[0..5], 0, 0, -1) } @parts), "\\n"; }
            """
        let arguments = ["-e", script, String(walls.count)] + walls.map(String.init) + zones
        let text = String(decoding: try output(of: "/usr/bin/perl", arguments), as: UTF8.self)
        var answers: [String: [Int64]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            answers[String(words[0])] = words.dropFirst().compactMap { Int64($0) }
        }
        return answers
    }
}
