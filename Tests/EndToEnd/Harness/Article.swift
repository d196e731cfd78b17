import Foundation
import Testing

/// The article on writing a plugin, read as one who copies from it: what stands there is what is tried.
struct Article {
    struct Listing: Sendable, CustomTestStringConvertible {
        /// `file: sunlight.py`, as the comment before it says.
        let label: String
        let text: String
        var testDescription: String { "\(label): \(text.prefix { $0 != "\n" })" }

        /// The file that it is a part of.
        var file: String? { label.hasPrefix("file: ") ? String(label.dropFirst("file: ".count)) : nil }
    }

    struct Section: Sendable {
        let title: String
        let listings: [Listing]

        func listing(_ label: String) throws -> String {
            guard let found = listings.first(where: { $0.label == label }) else {
                throw Child.Failure(description: "“\(title)” has no listing “\(label)”")
            }
            return found.text
        }
    }

    let sections: [Section]

    init(_ name: String = "WritingAPlugin") throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appending(path: "Sources/HabitKit/HabitKit.docc/\(name).md"), encoding: .utf8)
        sections = ("\n" + text).components(separatedBy: "\n## ").dropFirst().map { section in
            let title = String(section.prefix { $0 != "\n" })
            let listings = section.matches(of: #/(?ms)^<!-- (.*?) -->\n```\w*\n(.*?)^```$/#)
            return Section(title: title, listings: listings.map { Listing(label: String($0.1), text: String($0.2)) })
        }
    }

    func section(_ title: String) throws -> Section {
        guard let found = sections.first(where: { $0.title == title }) else {
            throw Child.Failure(description: "the article has no section “\(title)”")
        }
        return found
    }
}
