import Foundation

/// A section of the README, read as one who copies from it: what stands there is what is tried.
struct Readme {
    struct Block: Equatable {
        let language: String
        let text: String

        /// What a line `# recipe: NAME` calls it.
        var name: String? { text.firstMatch(of: #/(?m)^# recipe: (\S+)/#).map { String($0.1) } }
    }

    let section: String
    let blocks: [Block]

    init(section title: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        guard let start = text.range(of: "\n## \(title)\n") else {
            throw Child.Failure(description: "the README has no section \(title)")
        }
        let rest = text[start.upperBound...]
        section = String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
        blocks = section.matches(of: #/(?ms)^```(\w*)\n(.*?)^```$/#).map {
            Block(language: String($0.1), text: String($0.2))
        }
    }

    var recipes: [String] { blocks.compactMap(\.name) }

    func recipe(_ name: String) throws -> String {
        guard let block = blocks.first(where: { $0.name == name }) else {
            throw Child.Failure(description: "the README has no recipe \(name)")
        }
        return block.text
    }

    /// A recipe with numbers that a test need not wait for. What is to be replaced must stand there once.
    func recipe(_ name: String, shortening changes: KeyValuePairs<String, String>) throws -> String {
        var text = try recipe(name)
        for (old, new) in changes {
            guard text.ranges(of: old).count == 1 else {
                throw Child.Failure(description: "“\(old)” stands not once in the recipe \(name): \(text)")
            }
            text = text.replacing(old, with: new)
        }
        return text
    }
}
