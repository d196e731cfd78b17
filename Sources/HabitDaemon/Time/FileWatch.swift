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
        let descriptor = try Inotify.open()
        let names = Self.watch(paths, descriptor)
        source = WakeSource(descriptor: descriptor, label: "habitd.files")
        source.start {
            let events = Inotify.read(descriptor)
            // The kernel's queue ran over (−1): anything may have changed.
            let matters = events.contains { $0.watch == -1 || names[$0.watch]?.contains($0.name) == true }
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
}
