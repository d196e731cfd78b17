internal import Glibc
internal import HabitKit

/// Whether a file may be run or read as the user's own: nobody but the user and root could have put it there or changed
/// it.
package enum PluginTrust {
    /// What keeps the file from being used, as a part of a sentence that says what to do; nil when nothing does.
    ///
    /// - Parameters:
    ///   - path: absolute. Links are followed, and every folder on the way is looked at.
    ///   - isProgram: whether it must be executable; a declarative file need not.
    package static func problem(
        of path: String, isProgram: Bool = true, user: UInt32 = geteuid()
    ) -> String? {
        var place = path
        // As many links as the kernel follows.
        for _ in 0..<40 {
            if let problem = folderProblem(FilePlace.folder(of: place), user) { return problem }
            guard let target = FilePlace.linkTarget(of: place) else {
                return fileProblem(place, isProgram, user, isLinkedFrom: place == path ? nil : path)
            }
            place = target
        }
        return "it is a link that leads back to itself"
    }

    private static func fileProblem(
        _ path: String, _ isProgram: Bool, _ user: UInt32, isLinkedFrom link: String?
    ) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno != ENOENT { return "it cannot be looked at: \(String(cString: strerror(errno)))" }
            return link == nil
                ? "there is no such file" : "it is a link to \(SafeText.oneLine(path)), which is not there"
        }
        let name = SafeText.oneLine(path)
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return isProgram ? "it is a directory, not a program" : "it is a directory, not a file"
        default: return "it is not a regular file"
        }
        if status.st_uid != user, status.st_uid != 0 {
            return "it belongs to \(FilePlace.owner(status.st_uid)), and only your own files and root's are used"
        }
        if status.st_mode & 0o022 != 0 { return "others can write to it; chmod go-w \(name) ends that" }
        guard isProgram, status.st_mode & 0o111 == 0 || access(path, X_OK) != 0 else { return nil }
        return "it is not executable; chmod +x \(name) makes it so"
    }

    /// Whoever can write to a folder can put another file in the place of ours. Above the folder itself a group may
    /// write, as it may where every user has a group of their own.
    private static func folderProblem(_ folder: String, _ user: UInt32) -> String? {
        guard let start = FilePlace.resolved(folder) else {
            return "its folder \(SafeText.oneLine(folder)) is not there"
        }
        var place = start
        while true {
            var status = stat()
            guard stat(place, &status) == 0 else { return nil }
            let (isOwn, isSticky) = (place == start, status.st_mode & S_ISVTX != 0)
            let name = SafeText.oneLine(place)
            if isOwn, status.st_uid != user, status.st_uid != 0 {
                return "its folder \(name) belongs to \(FilePlace.owner(status.st_uid)), who could replace it"
            }
            if status.st_mode & (isOwn ? 0o022 : 0o002) != 0, !isSticky {
                return "others can write to the folder \(name); chmod go-w \(name) ends that"
            }
            if place == "/" { return nil }
            place = FilePlace.folder(of: place)
        }
    }
}

/// Paths, links and owners as the file system tells them.
private enum FilePlace {
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Where a link leads; nil for what is no link.
    static func linkTarget(of path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let target = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }

    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    static func owner(_ user: UInt32) -> String {
        var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name
        else {
            return "user \(user)"
        }
        return SafeText.oneLine(String(cString: name))
    }
}
