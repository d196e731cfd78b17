internal import Mustache

/// Text that stands in a page without being a part of it.
///
/// By scalars, for an escape that looks at whole characters, as the template engine's own does, overlooks a `<` that a
/// character before it has joined to itself.
struct PageEscape: MustacheContentType {
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { shown, scalar in
            switch scalar {
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "&": shown += "&amp;"
            case "\"": shown += "&quot;"
            case "'": shown += "&#39;"
            default: shown.unicodeScalars.append(scalar)
            }
        }
    }
}

/// The same for Markdown: what marks something up there is written so that it shows, and a line end is a blank, so that
/// words stay in their row.
struct MarkdownEscape: MustacheContentType {
    static let name = "MARKDOWN"
    private static let marks = Set("\\`*_{}[]#|~$".unicodeScalars)

    func escapeText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { shown, scalar in
            switch scalar {
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "&": shown += "&amp;"
            case "\n", "\r": shown += " "
            case _ where Self.marks.contains(scalar):
                shown += "\\"
                shown.unicodeScalars.append(scalar)
            default: shown.unicodeScalars.append(scalar)
            }
        }
    }
}
