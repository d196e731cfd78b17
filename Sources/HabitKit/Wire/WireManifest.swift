/// A manifest on the wire; what is left out has the default that the interface's comments name.
struct WireManifest: Codable {
    struct Needs: Codable {
        var historyDays: Int?
        var presence: Bool?
        var checkInDays: Int?
    }

    var id: String
    var title: String
    var summary: String
    var unit: String?
    var usualAmount: Double?
    var usualAmountSetting: String?
    var minimumAmount: Double?
    var maximumAmount: Double?
    var settings: [WireSetting]?
    var attributes: [WireAttribute]?
    var needs: Needs?
    var isMovement: Bool?
    var takesAppointments: Bool?
    var goal: String?
    var period: String?
    var routines: [WireRoutine]?

    /// The most that one entry may be where the plugin does not say.
    static let usualMaximum: Double = 1000

    init(_ manifest: Manifest) {
        id = manifest.id
        title = manifest.title
        summary = manifest.summary
        unit = manifest.unit.symbol
        usualAmount = manifest.usualAmount
        usualAmountSetting = manifest.usualAmountSetting
        minimumAmount = manifest.amounts.lowerBound
        maximumAmount = manifest.amounts.upperBound
        settings = manifest.settings.map(WireSetting.init)
        attributes = manifest.attributes.map(WireAttribute.init)
        needs = Needs(
            historyDays: manifest.needs.historyDays, presence: manifest.needs.presence,
            checkInDays: manifest.needs.checkInDays)
        isMovement = manifest.isMovement
        takesAppointments = manifest.takesAppointments
        goal = manifest.goal.rawValue
        period = manifest.period.rawValue
        routines = manifest.routines.map(WireRoutine.init)
    }

    func manifest() throws(PluginWireProblem) -> Manifest {
        Manifest(
            id: id, title: title, summary: summary, unit: try wireUnit(unit ?? "times", "manifest.unit"),
            usualAmount: usualAmount ?? 1, usualAmountSetting: usualAmountSetting, amounts: try amounts(),
            settings: try each(settings, "settings") { setting, path throws(PluginWireProblem) in
                try setting.spec(path)
            },
            attributes: try each(attributes, "attributes") { attribute, path throws(PluginWireProblem) in
                try attribute.spec(path)
            },
            needs: HabitKit.Needs(
                historyDays: needs?.historyDays ?? 0, presence: needs?.presence ?? false,
                checkInDays: needs?.checkInDays),
            isMovement: isMovement ?? false, takesAppointments: takesAppointments ?? false,
            goal: try wireWord(goal ?? Manifest.Goal.amount.rawValue, "manifest.goal"),
            period: try wireWord(period ?? Manifest.Period.day.rawValue, "manifest.period"),
            routines: (routines ?? []).map(\.routine))
    }

    private func amounts() throws(PluginWireProblem) -> ClosedRange<Double> {
        let (least, most) = (minimumAmount ?? 0, maximumAmount ?? Self.usualMaximum)
        guard least <= most else {
            throw PluginWireProblem("manifest.maximumAmount", "\(most) is less than minimumAmount, \(least)")
        }
        return least...most
    }

    private func each<Item, Value>(
        _ items: [Item]?, _ name: String, _ read: (Item, String) throws(PluginWireProblem) -> Value
    ) throws(PluginWireProblem) -> [Value] {
        var values: [Value] = []
        for (index, item) in (items ?? []).enumerated() { values.append(try read(item, "manifest.\(name)[\(index)]")) }
        return values
    }
}

/// A routine on the wire.
struct WireRoutine: Codable {
    struct Step: Codable {
        var instruction: String
        var holdSeconds: Int?
        var repetitions: Int?
        var bothSides: Bool?
    }

    var id: String
    var title: String
    var steps: [Step]

    init(_ routine: Routine) {
        id = routine.id
        title = routine.title
        steps = routine.steps.map { step in
            Step(
                instruction: step.instruction, holdSeconds: step.holdSeconds, repetitions: step.repetitions,
                bothSides: step.bothSides)
        }
    }

    var routine: Routine {
        Routine(
            id: id, title: title,
            steps: steps.map { step in
                Routine.Step(
                    step.instruction, holdSeconds: step.holdSeconds ?? 0, repetitions: step.repetitions ?? 1,
                    bothSides: step.bothSides ?? false)
            })
    }
}
