internal import Glibc
internal import Synchronization

/// Tells when one of a few files is replaced or rewritten: `/etc/localtime`, when the machine changes its zone.
///
/// It watches the folders, since such files are replaced by a rename, and wakes for nothing but the names it was
/// given. The callback runs on a private serial queue.
package final class FileWatch: Sendable {
    private let source: WakeSource

    /// Watches `paths`; one whose folder is missing is passed over.
    package init(paths: [String], onChange: @escaping @Sendable () -> Void) throws(FileProblem) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw FileProblem(errno: errno) }
        let names = Self.watch(paths, descriptor)
        source = WakeSource(descriptor: descriptor, label: "habitd.files")
        source.start {
            let changed = Self.changes(descriptor)
            // The kernel's queue ran over (−1): anything may have changed.
            let matters = changed.contains { $0.watch == -1 || names[$0.watch]?.contains($0.name) == true }
            if matters { onChange() }
        }
    }

    package func cancel() {
        source.cancel()
    }

    /// The names that matter, by the watch on their folder.
    private static func watch(_ paths: [String], _ descriptor: Int32) -> [Int32: Set<String>] {
        var names: [Int32: Set<String>] = [:]
        for path in paths {
            guard let slash = path.lastIndex(of: "/") else { continue }
            let folder = slash == path.startIndex ? "/" : String(path[..<slash])
            let events = UInt32(IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR)
            let watch = inotify_add_watch(descriptor, folder, events)
            if watch >= 0 { names[watch, default: []].insert(String(path[path.index(after: slash)...])) }
        }
        return names
    }

    /// Everything that waits to be read.
    private static func changes(_ descriptor: Int32) -> [(watch: Int32, name: String)] {
        var changes: [(watch: Int32, name: String)] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return changes }
            buffer.withUnsafeBytes { bytes in
                var position = 0
                let header = MemoryLayout<inotify_event>.size
                while position + header <= count {
                    let event = bytes.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
                    let name = bytes[position + header..<position + header + Int(event.len)].prefix { $0 != 0 }
                    changes.append((event.wd, String(decoding: name, as: UTF8.self)))
                    position += header + Int(event.len)
                }
            }
        }
    }
}
