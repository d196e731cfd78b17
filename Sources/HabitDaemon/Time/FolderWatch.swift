internal import Glibc
internal import Synchronization

/// Tells when anything in a few folders may be different: a file in them, their rights, or the folders themselves, which
/// need not exist yet.
///
/// Every folder on the way is watched for being moved or taken away, and the last that exists for the next one being
/// made: nothing else that happens there wakes anybody. What a link in a folder leads to is watched as well. It tells
/// once: whoever is told watches anew, since by then other folders may exist. The callback runs on a private serial
/// queue.
package final class FolderWatch: Sendable {
    private let source: WakeSource

    package init(folders: [String], onChange: @escaping @Sendable () -> Void) throws(FileProblem) {
        let descriptor = try Inotify.open()
        let (awaited, contents) = Plan(folders).watch(descriptor)
        source = WakeSource(descriptor: descriptor, label: "habitd.folders")
        source.start {
            let matters = Inotify.read(descriptor).contains { event in
                // No name: the folder itself, or the kernel's queue ran over.
                event.name.isEmpty || contents.contains(event.watch)
                    || awaited[event.watch]?.contains(event.name) == true
            }
            if matters { onChange() }
        }
    }

    package func cancel() {
        source.cancel()
    }

    /// What has to be watched so that nothing is missed.
    struct Plan: Equatable {
        /// Folders of which everything in them matters.
        var contents: Set<String> = []
        /// Folders on the way.
        var ways: Set<String> = []
        /// Names that matter once they appear in a folder on the way.
        var awaited: [String: Set<String>] = [:]
        /// Links on the way, themselves.
        var links: Set<String> = []
        /// Links in the folders, for what they lead to.
        var targets: Set<String> = []

        init(_ folders: [String]) {
            for folder in folders { add(folder) }
        }

        private mutating func add(_ folder: String) {
            var last = ""
            for part in folder.split(separator: "/").map(String.init) {
                let path = "\(last)/\(part)"
                if FolderWatch.isLink(path) { links.insert(path) }
                guard FolderNames.isFolder(path) else {
                    awaited[last.isEmpty ? "/" : last, default: []].insert(part)
                    return
                }
                ways.insert(path)
                last = path
            }
            contents.insert(last)
            for name in (try? FolderNames.read(last)) ?? [] where FolderWatch.isLink("\(last)/\(name)") {
                targets.insert("\(last)/\(name)")
            }
        }

        /// Begins to watch. Returns the names that matter, and those of which all do, by watch.
        func watch(_ descriptor: Int32) -> (awaited: [Int32: Set<String>], contents: Set<Int32>) {
            func add(_ path: String, _ events: Int32...) -> Int32 {
                // Added, since two paths may lead to one folder.
                let mask = events.reduce(UInt32(IN_MASK_ADD)) { $0 | UInt32(bitPattern: $1) }
                return inotify_add_watch(descriptor, path, mask)
            }
            for path in ways { _ = add(path, IN_MOVE_SELF, IN_DELETE_SELF, IN_ONLYDIR) }
            for path in links { _ = add(path, IN_DONT_FOLLOW, IN_MOVE_SELF, IN_DELETE_SELF) }
            for path in targets { _ = add(path, IN_CLOSE_WRITE, IN_ATTRIB, IN_MOVE_SELF, IN_DELETE_SELF) }
            var names: [Int32: Set<String>] = [:]
            for (path, coming) in awaited {
                names[add(path, IN_CREATE, IN_MOVED_TO, IN_ONLYDIR), default: []].formUnion(coming)
            }
            let whole = contents.map { path in
                add(
                    path, IN_CREATE, IN_CLOSE_WRITE, IN_ATTRIB, IN_DELETE, IN_MOVED_TO, IN_MOVED_FROM, IN_ONLYDIR)
            }
            return (names, Set(whole))
        }
    }

    fileprivate static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
