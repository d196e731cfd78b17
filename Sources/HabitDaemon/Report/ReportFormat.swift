internal import HabitEngine
internal import Mustache
internal import Varlink

/// The forms that a report comes in.
enum ReportFormat: String, CaseIterable, Sendable {
    case html, markdown, json

    func text(_ report: Report) throws -> String {
        switch self {
        case .html:
            MustacheContentTypes.register(PageEscape(), named: PageEscape.name)
            // Partials would fall back to the engine's own escape, so the parts are joined before they are parsed.
            return try Self.render(Self.pageParts.joined(), ReportPage(report))
        case .markdown:
            MustacheContentTypes.register(MarkdownEscape(), named: MarkdownEscape.name)
            return try Self.render(Self.text(PackageResources.report_md), ReportPage(report))
        case .json:
            return String(decoding: try JSONText.encode(report), as: UTF8.self) + "\n"
        }
    }

    private static func render(_ template: String, _ page: ReportPage) throws -> String {
        try MustacheTemplate(string: template).render(page)
    }

    private static var pageParts: [String] {
        [
            text(PackageResources.head_html), text(PackageResources.report_css), text(PackageResources.summary_html),
            text(PackageResources.details_html),
        ].map { $0.replacing("{{chart}}", with: text(PackageResources.chart_svg)) }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
