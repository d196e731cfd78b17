internal import Glibc
internal import HabitKit

/// The folder of automatic backups, looked into while habitd is not there to be asked.
struct BackupFolder {
    let path: String

    /// By the daemon's rule: `$XDG_DATA_HOME`, a relative one counting as unset, else `~/.local/share`.
    init(environment: [String: String]) throws(Failure) {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            path = data + "/habitd/backups"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = (home == "/" ? "" : home) + "/.local/share/habitd/backups"
        } else {
            throw Failure(.data, "Neither XDG_DATA_HOME nor HOME says where the backups lie.")
        }
    }

    static func ofThisUser() throws(Failure) -> BackupFolder {
        try BackupFolder(environment: Surroundings.environment(["XDG_DATA_HOME", "HOME"]))
    }

    /// What habitd would tell, newest first.
    func list() -> Control.BackupsReply {
        guard let folder = opendir(path) else { return Control.BackupsReply(backups: []) }
        defer { closedir(folder) }
        var backups: [Control.Backup] = []
        while let item = readdir(folder) {
            let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let at = Self.time(inName: name) else { continue }
            var status = stat()
            guard stat(path + "/" + name, &status) == 0 else { continue }
            backups.append(
                Control.Backup(
                    path: path + "/" + name, at: at.iso8601(offset: Self.offset(at)),
                    bytes: Int(status.st_size)))
        }
        // The names sort as their times do.
        return Control.BackupsReply(backups: backups.sorted { $0.path > $1.path })
    }

    /// A bare name that is no file here is one of the folder's.
    func resolve(_ file: String) -> String {
        guard !file.contains("/"), access(file, F_OK) != 0, access(path + "/" + file, F_OK) == 0 else { return file }
        return path + "/" + file
    }

    /// The time in `history-20261124T040000Z.sqlite`; nil for any other name.
    static func time(inName name: String) -> Instant? {
        guard name.hasPrefix("history-"), name.hasSuffix("Z.sqlite") else { return nil }
        let stamp = Array(name.dropFirst(8).dropLast(8))
        guard stamp.count == 15, stamp[8] == "T" else { return nil }
        func part(_ range: Range<Int>) -> String { String(stamp[range]) }
        let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        let time = "\(part(9..<11)):\(part(11..<13)):\(part(13..<15))"
        return ISO8601.parse("\(date)T\(time)Z")?.instant(in: .utc)
    }

    /// Seconds east of Greenwich on this machine at that time.
    private static func offset(_ instant: Instant) -> Int {
        var (seconds, parts) = (time_t(instant.seconds), tm())
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}
