internal import Glibc

/// The machine's processes, as `/proc` tells them.
enum ProcessTable {
    struct Entry: Equatable {
        var parent: pid_t
        /// It has ended, and waits to be reaped.
        var isZombie: Bool
    }

    /// Every process that can be seen.
    static func processIDs() -> [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { atol($0) }
            }
            if name > 0 { found.append(pid_t(name)) }
        }
        return found
    }

    /// Nil when the process is gone.
    static func entry(_ processID: pid_t) -> Entry? {
        let descriptor = open("/proc/\(processID)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        // `12 (a name) S 1 …`: the name may hold anything, blanks and brackets too.
        guard count > 0, let bracket = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(bracket + 1)..<count].split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard fields.count > 1, let parent = pid_t(String(decoding: fields[1], as: UTF8.self)) else { return nil }
        return Entry(parent: parent, isZombie: fields[0].first == UInt8(ascii: "Z"))
    }
}
