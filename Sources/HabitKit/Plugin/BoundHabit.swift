/// A plugin opened into a habit: its settings are checked, completed and typed, and only the question is left.
public struct BoundHabit: Sendable {
    /// The habit's id; the plugin's own unless the user gave another.
    public let id: String
    /// The plugin's manifest, its usual amount replaced by the setting that the manifest names for it.
    public let manifest: Manifest
    /// Every setting of the manifest, defaults filled in.
    public let settings: SettingTable
    private let answer: @Sendable (Moment) async throws -> Assessment

    /// - Parameter settings: what the user set; what is absent takes its default.
    /// - Throws: ``SettingProblem`` for a key that the manifest does not declare or a value out of its range.
    public init<P: HabitPlugin>(_ id: String, plugin: P, settings: SettingTable = [:]) throws(SettingProblem) {
        let manifest = plugin.manifest
        let complete = try Self.complete(settings, manifest)
        let typed: P.Settings
        do { typed = try SettingDecoder(complete, specs: manifest.settings).decode(P.Settings.self) } catch {
            throw SettingProblem(key: manifest.id, problem: "the plugin's settings do not fit its manifest: \(error)")
        }
        self.id = id
        self.manifest = Self.withUsualAmount(manifest, complete)
        self.settings = complete
        self.answer = { moment in try await plugin.assess(moment, settings: typed) }
    }

    /// What this habit is at `moment`: the plugin's answer.
    public func assess(_ moment: Moment) async throws -> Assessment {
        try await answer(moment)
    }

    /// Opens any plugin with settings as a file holds them.
    ///
    /// - Throws: ``SettingProblems`` with every wrong setting at once.
    public static func bind(
        _ plugin: any HabitPlugin, id: String, raw: [String: RawSetting]
    ) throws(SettingProblems) -> BoundHabit {
        let (table, problems) = read(raw, plugin.manifest)
        guard problems.isEmpty else { throw SettingProblems(problems) }
        do { return try open(plugin, id: id, table) } catch { throw SettingProblems([error]) }
    }

    /// The values that `raw` means to `manifest`, and all that is wrong with it, in the order of keys.
    public static func read(
        _ raw: [String: RawSetting], _ manifest: Manifest
    ) -> (table: SettingTable, problems: [SettingProblem]) {
        var table: SettingTable = [:]
        var problems: [SettingProblem] = []
        for (key, value) in raw.sorted(by: { $0.key < $1.key }) {
            guard let spec = manifest.settings.first(where: { $0.key == key }) else {
                problems.append(unknown(key, manifest))
                continue
            }
            do { table[key] = try spec.read(value) } catch { problems.append(error) }
        }
        return (table, problems)
    }

    private static func open<P: HabitPlugin>(
        _ plugin: P, id: String, _ table: SettingTable
    ) throws(SettingProblem) -> BoundHabit {
        try BoundHabit(id, plugin: plugin, settings: table)
    }

    private static func complete(
        _ settings: SettingTable, _ manifest: Manifest
    ) throws(SettingProblem) -> SettingTable {
        for key in settings.keys.sorted() where !manifest.settings.contains(where: { $0.key == key }) {
            throw unknown(key, manifest)
        }
        var table: SettingTable = [:]
        for spec in manifest.settings {
            let value = settings[spec.key] ?? spec.defaultValue
            guard spec.accepts(value) else {
                throw SettingProblem(
                    key: spec.key, problem: "\(spec.print(value)) is out of range", allowed: spec.allowed)
            }
            table[spec.key] = value
        }
        return table
    }

    /// The manifest with the usual amount that the habit's own setting names.
    private static func withUsualAmount(_ manifest: Manifest, _ settings: SettingTable) -> Manifest {
        guard let key = manifest.usualAmountSetting, case .number(let number)? = settings[key],
            let spec = manifest.settings.first(where: { $0.key == key })
        else { return manifest }
        let unit: Unit
        switch spec.kind {
        case .duration: unit = .seconds
        case .quantity(let own, _): unit = own
        default: return manifest
        }
        guard let usual = try? Quantity(amount: number, unit: unit).converted(to: manifest.unit) else {
            return manifest
        }
        var bound = manifest
        bound.usualAmount = usual.amount
        return bound
    }

    private static func unknown(_ key: String, _ manifest: Manifest) -> SettingProblem {
        let keys = manifest.settings.map(\.key).joined(separator: ", ")
        return SettingProblem(
            key: key, problem: "\(manifest.id) has no such setting", allowed: keys.isEmpty ? nil : keys)
    }
}

/// Everything that is wrong with a habit's settings.
public struct SettingProblems: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of their keys.
    public var problems: [SettingProblem]

    public init(_ problems: [SettingProblem]) {
        self.problems = problems
    }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
