// Phases as people write them: `1w for 13w`, and `4w` for the last one.
extension Phases.Phase {
    /// Days from one session to the next, at most about a year.
    static let intervals = 1...364
    /// Days a phase lasts.
    static let lengths = 1...400

    /// `1w for 13w`, `10d`; what ``init(text:)`` reads.
    public var text: String {
        Self.print(everyDays) + (forDays.map { " for " + Self.print($0) } ?? "")
    }

    /// Reads `1w for 13w`; without `for` it is the last phase. Whole days only.
    ///
    /// - Throws: ``SettingProblem`` of the key `phases`.
    public init(text: String) throws(SettingProblem) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard parts.count == 1 || parts.count == 3 && parts[1] == "for" else {
            throw Self.problem("\(text.quoted) is no phase")
        }
        let every = try Self.days(parts[0], Self.intervals)
        self.init(everyDays: every, forDays: parts.count == 3 ? try Self.days(parts[2], Self.lengths) : nil)
    }

    /// Reads `{ every = "1w", for = "13w" }`.
    init(table: [String: RawSetting]) throws(SettingProblem) {
        if let unknown = table.keys.sorted().first(where: { $0 != "every" && $0 != "for" }) {
            throw Self.problem("there is no key \(unknown.quoted) in a phase")
        }
        guard case .string(let every)? = table["every"] else { throw Self.problem("a phase needs every, as in \"1w\"") }
        var length: Int?
        if let raw = table["for"] {
            guard case .string(let text) = raw else { throw Self.problem("for is a duration, as in \"13w\"") }
            length = try Self.days(text, Self.lengths)
        }
        self.init(everyDays: try Self.days(every, Self.intervals), forDays: length)
    }

    static let allowed = "1 – 20 phases, as in [{ every = \"1w\", for = \"13w\" }, { every = \"2w\" }]"

    static func problem(_ text: String) -> SettingProblem {
        SettingProblem(key: "phases", problem: text, allowed: allowed)
    }

    private static func days(_ text: String, _ range: ClosedRange<Int>) throws(SettingProblem) -> Int {
        let duration: Duration
        do { duration = try DurationText.parse(text) } catch { throw problem(error.description) }
        let seconds = duration.wholeSeconds
        guard seconds % 86_400 == 0 else { throw problem("\(text.quoted) is not a number of whole days") }
        guard let days = Int(exactly: seconds / 86_400), range.contains(days) else {
            throw problem("\(text.quoted) is outside \(print(range.lowerBound)) – \(print(range.upperBound))")
        }
        return days
    }

    private static func print(_ days: Int) -> String { days % 7 == 0 ? "\(days / 7)w" : "\(days)d" }
}

extension Phases {
    /// Reads a setting of kind `phases` once it was checked: `["1w for 13w", "2w"]`.
    public static func phases(_ words: [String]) -> [Phase] {
        words.compactMap { try? Phase(text: $0) }
    }

    /// The phases in order: all but the last say how long, the last does not.
    static func read(_ items: [RawSetting]) throws(SettingProblem) -> [Phase] {
        guard (1...20).contains(items.count) else { throw Phase.problem("\(items.count) phases are not wanted") }
        var phases: [Phase] = []
        for item in items {
            switch item {
            case .string(let text): phases.append(try Phase(text: text))
            case .table(let table): phases.append(try Phase(table: table))
            default: throw Phase.problem("a phase is a table or a text")
            }
        }
        if phases.last?.forDays != nil { throw Phase.problem("the last phase holds on, so it has no “for”") }
        if phases.dropLast().contains(where: { $0.forDays == nil }) {
            throw Phase.problem("only the last phase may lack “for”")
        }
        return phases
    }
}
