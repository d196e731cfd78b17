extension LocalDate {
    /// `2026-11-24`; a year before 0 or after 9999 has a sign and six digits.
    public var text: String {
        let (year, month, day) = components
        let isUsual = (0...9999).contains(year)
        return (isUsual ? ISO8601.pad(year, 4) : (year > 0 ? "+" : "") + ISO8601.pad(year, 6)) + "-"
            + ISO8601.pad(month) + "-" + ISO8601.pad(day)
    }

    /// Reads `2026-11-24`.
    public init?(text: some StringProtocol) {
        var reader = DigitReader(rest: Array(text.utf8)[...])
        guard let date = reader.date(), reader.rest.isEmpty else { return nil }
        self = date
    }
}

extension LocalTime {
    /// `15:40`.
    public var text: String { ISO8601.pad(hour) + ":" + ISO8601.pad(minute) }

    /// `15:40:00`.
    public var textWithSeconds: String { text + ":" + ISO8601.pad(second) }

    /// `15:40`, with its seconds where it has some: what is read back as the same time.
    package var exactText: String { second == 0 ? text : textWithSeconds }

    /// Reads `15:40`, `9:05` or `15:40:30`.
    public init?(text: some StringProtocol) {
        let bytes = Array(text.utf8)
        // A single digit for the hour is how people write the morning.
        let padded = bytes.count > 1 && bytes[1] == UInt8(ascii: ":") ? [UInt8(ascii: "0")] + bytes : bytes
        var reader = DigitReader(rest: padded[...])
        guard let time = reader.time(), reader.rest.isEmpty else { return nil }
        self = time
    }
}

extension Instant: Codable {
    /// An ISO 8601 text in UTC with microseconds: `2026-11-24T14:40:00.000000Z`. Exact for every instant.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let reading = ISO8601.parse(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text.quoted) is not an ISO 8601 time"))
        }
        self = reading.instant(in: .utc)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let wall = LocalDateTime(wallSeconds: seconds)
        let fraction = ISO8601.pad(Int(microseconds &- seconds &* 1_000_000), 6)
        try container.encode(wall.date.text + "T" + wall.time.textWithSeconds + "." + fraction + "Z")
    }
}

extension LocalDate: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = LocalDate(text: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text.quoted) is not a date"))
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension LocalTime: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = LocalTime(text: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text.quoted) is not a time of day"))
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(exactText)
    }
}
