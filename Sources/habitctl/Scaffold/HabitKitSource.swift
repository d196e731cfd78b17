internal import Glibc

/// HabitKit as a source package, for plugins in Swift: `make install` puts it beside the programs, and a checkout has it.
enum HabitKitSource {
    /// Its absolute path.
    static func find(
        program: String? = Companion.ownPath(), isPackage: (String) -> Bool = isPackage
    ) throws(Failure) -> String {
        for place in places(around: program ?? "") where isPackage(place) { return place }
        throw Failure(
            .data, "HabitKit's sources, which a plugin in Swift is built with, are not found.",
            hints: [
                "make install  puts them in PREFIX/share/habitd/HabitKit, beside PREFIX/bin/habitctl.",
                "Or take another language:  --language python",
            ])
    }

    /// Where it may lie, seen from the program: `<prefix>/bin/habitctl`, or a checkout's `.build/<triple>/debug/habitctl`.
    static func places(around program: String) -> [String] {
        var folders = program.split(separator: "/").map(String.init).dropLast()
        guard !folders.isEmpty else { return [] }
        var places = ["/" + folders.dropLast().joined(separator: "/") + "/share/habitd/HabitKit"]
        while let folder = folders.popLast() {
            if folder == ".build" { places.append("/" + folders.joined(separator: "/") + "/Units/HabitKit") }
        }
        return places.map { $0.replacing("//", with: "/") }
    }

    private static func isPackage(_ folder: String) -> Bool {
        access(folder + "/Package.swift", R_OK) == 0
    }
}
