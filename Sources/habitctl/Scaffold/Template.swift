/// The texts that a new plugin begins with; the files lie under `Templates`.
struct Template {
    private let text: String

    private init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    static let toml = Template(PackageResources.habit_toml)
    static let python = Template(PackageResources.habit_py)
    static let pythonTest = Template(PackageResources.test_habit_py)
    static let shell = Template(PackageResources.habit_sh)
    static let checkScript = Template(PackageResources.test_habit_sh)
    static let swiftPackage = Template(PackageResources.Package_swift_template)
    static let swift = Template(PackageResources.Habit_swift_template)
    static let swiftTest = Template(PackageResources.HabitTests_swift_template)

    /// The text for a plugin of that name; `{{…}}` is replaced.
    func filled(_ name: PluginName, _ values: [String: String] = [:]) -> String {
        let all = ["id": name.id, "title": name.title, "type": name.type].merging(values) { $1 }
        return all.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
    }
}
