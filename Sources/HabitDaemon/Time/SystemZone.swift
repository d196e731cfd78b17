internal import Glibc
package import HabitKit

/// The zone this machine keeps its clocks in, as the C library would find it: `TZ` first, then `/etc/localtime`.
package enum SystemZone {
    /// Where zones are kept.
    package struct Places: Sendable {
        /// The link that names the machine's zone.
        package var localtime = "/etc/localtime"
        /// The folder of compiled zones.
        package var zones = "/usr/share/zoneinfo"

        package init(localtime: String = "/etc/localtime", zones: String = "/usr/share/zoneinfo") {
            self.localtime = localtime
            self.zones = zones
        }
    }

    /// The zone now; `TZ` and `TZDIR` are looked up in the environment.
    package static func read() throws(ZoneError) -> Zone {
        var places = Places()
        if let folder = getenv("TZDIR") { places.zones = String(cString: folder) }
        return try read(tz: getenv("TZ").map { String(cString: $0) }, places: places)
    }

    /// The zone that `tz` asks for, or the machine's own where it is nil.
    ///
    /// An empty `tz` is UTC. A leading colon, a path and a POSIX rule (`CET-1CEST,M3.5.0,M10.5.0/3`) are understood.
    package static func read(tz: String?, places: Places = Places()) throws(ZoneError) -> Zone {
        guard let tz else { return try machine(places) }
        let text = tz.hasPrefix(":") ? String(tz.dropFirst()) : tz
        if text.isEmpty { return .utc }
        if text.hasPrefix("/") { return try file(text, name: name(ofTarget: text) ?? text) }
        do {
            return try file("\(places.zones)/\(text)", name: text)
        } catch {
            if let rule = ZoneRule(posix: text) {
                return Zone(name: text, initialOffset: rule.offset(at: 0), rule: rule)
            }
            if case .unreadable = error { throw .unknown(tz) }
            throw error
        }
    }

    /// The files whose change means the machine's zone changed: the link, and what it leads to.
    package static func watchedFiles(places: Places = Places()) -> [String] {
        guard let real = realpath(places.localtime, nil) else { return [places.localtime] }
        defer { free(real) }
        let target = String(cString: real)
        return target == places.localtime ? [target] : [places.localtime, target]
    }

    private static func machine(_ places: Places) throws(ZoneError) -> Zone {
        // Without the link the C library takes UTC, and so does everything else on such a machine.
        guard access(places.localtime, F_OK) == 0 else { return .utc }
        return try file(places.localtime, name: linkedName(places.localtime) ?? "local")
    }

    private static func file(_ path: String, name: String) throws(ZoneError) -> Zone {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        return try TZif.zone(name: name, bytes: bytes)
    }

    /// `Europe/Berlin`, as the link at `path` says it.
    private static func linkedName(_ path: String) -> String? {
        let target = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer -> String? in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink(path, start, buffer.count)
            guard count > 0 else { return nil }
            return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
        return target.flatMap { name(ofTarget: $0) }
    }

    /// What stands behind the folder of zones in a path.
    private static func name(ofTarget path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let folder = parts.lastIndex(of: "zoneinfo"), folder + 1 < parts.count else { return nil }
        var rest = parts[(folder + 1)...]
        // Two trees that hold the same zones once more, without and with leap seconds.
        if let tree = rest.first, tree == "posix" || tree == "right", rest.count > 1 { rest = rest.dropFirst() }
        return rest.joined(separator: "/")
    }
}
