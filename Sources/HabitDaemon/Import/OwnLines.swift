internal import HabitKit
internal import Varlink

/// What `habitctl export json` writes: one JSON object a line, entries and `{"plan":{…}}`.
enum OwnLines {
    private struct Line: Decodable {
        var id: String?
        var habit: String?
        var kind: String?
        var at: String?
        var amount: Double?
        var unit: String?
        var attributes: [String: String]?
        var note: String?
        var day: String?
        var plan: Control.Plan?
    }

    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        for (number, line) in TextLines(bytes: bytes) where line.contains(where: { $0 > 0x20 }) {
            sink(ImportedLine(place: "\(name):\(number)", content: content(Array(line), place)))
        }
    }

    private static func content(_ bytes: [UInt8], _ place: ImportPlace) -> ImportedLine.Content {
        let line: Line
        do {
            line = try JSONText.decode(Line.self, from: bytes)
        } catch let error as DecodingError {
            return .problem(words(error))
        } catch {
            return .problem("it cannot be read: \(error)")
        }
        if let plan = line.plan { return .plan(plan) }
        guard let habit = line.habit else { return .problem("it names no habit") }
        guard let at = line.at else { return .problem("it has no time, at") }
        return .entry(
            ForeignEntry(
                id: line.id, name: habit, kind: line.kind ?? "done", at: time(at, place), amount: line.amount,
                unit: line.unit, attributes: line.attributes ?? [:], note: line.note, day: line.day))
    }

    /// Lines that people write themselves may leave the offset out.
    private static func time(_ text: String, _ place: ImportPlace) -> String {
        guard let reading = ISO8601.parse(text), reading.offset == nil else { return text }
        return LocalDate(text: text) != nil ? place.noon(of: reading.local.date) : place.time(reading)
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context.codingPath)): \(context.debugDescription)"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? context.debugDescription : "\(path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "it cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map(\.stringValue).joined(separator: ".")
    }
}
