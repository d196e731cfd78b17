internal import Glibc

/// What lies in a folder, by name.
enum FolderNames {
    /// Whether `path` is, or a link leads to, a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Every name but `.` and `..`, sorted by its bytes, so that the order is the same for everyone.
    static func read(_ folder: String) throws(FileProblem) -> [String] {
        guard let listing = opendir(folder) else { throw FileProblem(errno: errno) }
        defer { closedir(listing) }
        var names: [String] = []
        while let item = readdir(listing) {
            let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension FileProblem {
    /// There is no such place: for a folder that need not be there, no problem at all.
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}
