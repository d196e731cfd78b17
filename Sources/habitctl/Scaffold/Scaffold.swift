internal import ArgumentParser
internal import Glibc

/// The files that a new plugin begins with: one that works, and its test.
struct Scaffold {
    enum Language: String, CaseIterable, ExpressibleByArgument {
        case toml, python, shell, swift
    }

    struct File {
        /// Below the directory it is written into.
        var path: String
        var text: String
        var isProgram = false
    }

    var files: [File]
    /// What to do now, a command a line with what it does.
    var next: [(command: String, does: String)]

    /// - Parameter habitKit: where HabitKit's source package lies; only Swift asks for it.
    init(_ name: PluginName, _ language: Language, habitKit: () throws(Failure) -> String) throws(Failure) {
        let id = name.id
        switch language {
        case .toml:
            let file = "\(id).toml"
            files = [
                File(path: file, text: Template.toml.filled(name)),
                File(path: "test-\(id).sh", text: Template.checkScript.filled(name, ["file": file]), isProgram: true),
            ]
            next = Self.steps(
                file, test: "./test-\(id).sh", install: "-m 0644 \(file) ~/.config/habitd/habits.d/\(file)")
        case .python:
            let (file, test) = ("\(id).py", "test_\(name.snake).py")
            files = [
                File(path: file, text: Template.python.filled(name), isProgram: true),
                File(path: test, text: Template.pythonTest.filled(name, ["test": test]), isProgram: true),
            ]
            next = Self.steps(file, test: "python3 \(test)", install: Self.program(file, id))
        case .shell:
            let file = "\(id).sh"
            files = [
                File(path: file, text: Template.shell.filled(name), isProgram: true),
                File(path: "test-\(id).sh", text: Template.checkScript.filled(name, ["file": file]), isProgram: true),
            ]
            next = Self.steps(file, test: "./test-\(id).sh", install: Self.program(file, id))
        case .swift:
            let values = ["habitkit": try habitKit()]
            files = [
                File(path: "\(id)/Package.swift", text: Template.swiftPackage.filled(name, values)),
                File(path: "\(id)/Sources/\(name.type)/\(name.type).swift", text: Template.swift.filled(name)),
                File(
                    path: "\(id)/Tests/\(name.type)Tests/\(name.type)Tests.swift",
                    text: Template.swiftTest.filled(name)),
            ]
            let built = ".build/release/\(id)"
            next =
                [("cd \(id) && swift build -c release", "builds it")]
                + Self.steps(built, test: "swift test", install: "-s " + Self.program(built, id))
        }
    }

    private static func program(_ file: String, _ id: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? id
        return "-m 0755 \(file) ~/.local/share/habitd/plugins/\(name)"
    }

    private static func steps(_ file: String, test: String, install: String) -> [(command: String, does: String)] {
        let path = file.contains("/") ? file : "./\(file)"
        return [
            ("habitctl plugin check \(path)", "puts the whole contract to it"),
            (test, "runs its own test"),
            ("install -D \(install)", "hands it to habitd, which takes it up by itself"),
        ]
    }

    /// Writes every file, or none where one of them is there already.
    func write(into directory: String) throws(Failure) {
        let paths = files.map { directory == "." ? $0.path : "\(directory)/\($0.path)" }
        for path in paths {
            var status = stat()
            guard lstat(path, &status) != 0 else {
                throw Failure(
                    .data, "\(path) is there already. Nothing was written.",
                    hints: ["Take another name, or another place with --directory DIR."])
            }
        }
        for (file, path) in zip(files, paths) {
            try Self.makeFolders(above: file.path, in: directory)
            try Self.write(file, at: path)
        }
    }

    private static func makeFolders(above path: String, in directory: String) throws(Failure) {
        var place = directory
        for folder in path.split(separator: "/").dropLast() {
            place += "/\(folder)"
            guard mkdir(place, 0o755) == 0 || errno == EEXIST else { throw unwritable(place) }
        }
    }

    private static func write(_ file: File, at path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        // Whatever the umask says: a plugin that others can write to is refused.
        guard fchmod(descriptor, file.isProgram ? 0o755 : 0o644) == 0 else { throw unwritable(path) }
        var rest = Array(file.text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw unwritable(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func unwritable(_ path: String) -> Failure {
        Failure(.data, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
