internal import HabitKit
internal import HabitTesting

/// The whole contract, put to a declarative habit.
struct DeclarationCheck {
    let path: String
    let id: String
    let tell: (CheckLine) -> Void

    func run() async -> CheckTimes {
        let start = ClockReading.sinceBoot()
        let (plugin, problems) = DeclarationReader.read(path)
        let time = ClockReading.sinceBoot() - start
        guard let plugin, problems.isEmpty else {
            tell(
                CheckLine(
                    "file", "", problems: problems.map(\.withoutFile), advice: "DeclarativeHabits tells every key"))
            return CheckTimes()
        }
        tell(CheckLine("file", "read in \(CheckTimesText.print(time))"))
        return await contract(plugin)
    }

    private func contract(_ plugin: some HabitPlugin) async -> CheckTimes {
        let manifest = plugin.manifest
        tell(ContractLine.identity(manifest, id))
        let interview = Interview()
        let asked = InterviewedPlugin(
            manifest: manifest, interview: interview, ask: { try await plugin.assess($0, settings: $1) }, mend: {})
        _ = await PluginContract.check(asked) { result in tell(ContractLine.line(result)) }
        var times = CheckTimes()
        times.takeOver(interview.durations)
        tell(ContractLine.time(times, deadline: nil))
        return times
    }
}
