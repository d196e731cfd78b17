extension Control {
    /// The parameters of Report; days as a person types them.
    package struct ReportCall: Codable, Sendable, Equatable {
        /// `html`, `markdown` or `json`.
        package var format: String
        package var since: String?
        package var until: String?
        package var name: String?
        package var notes: Bool?

        package init(
            format: String, since: String? = nil, until: String? = nil, name: String? = nil, notes: Bool? = nil
        ) {
            self.format = format
            self.since = since
            self.until = until
            self.name = name
            self.notes = notes
        }
    }

    /// A part of a report's text; the parts in their order are the whole.
    package struct ReportReply: Codable, Sendable, Equatable {
        package var text: String
        package init(text: String) { self.text = text }
    }
}

extension Control.Failure {
    /// The parameters of InvalidFormat.
    package struct InvalidFormat: Codable, Sendable, Equatable {
        package var format: String
        package var allowed: String

        package init(format: String, allowed: String) {
            self.format = format
            self.allowed = allowed
        }
    }
}
