internal import HabitKit

extension Declaration {
    /// What habitd and the user see of it.
    var manifest: Manifest {
        var manifest = Manifest(
            id: id, title: title, summary: summary, unit: unit, usualAmount: usual, amounts: amounts,
            settings: DeclaredSettings.specs(self), attributes: attributes, needs: needs, isMovement: isMovement,
            goal: countsEntries ? .count : .amount, period: manifestPeriod, routines: routines)
        if case .spread = cadence { manifest.usualAmountSetting = "serving" }
        return manifest
    }

    private var modes: [DeclaredMode] { [normal, gentle, rest] }

    private var cadences: [DeclaredCadence] { [cadence] + modes.compactMap(\.cadence) }

    private var needs: Needs {
        let presence = cadences.contains { cadence in
            if case .active = cadence { return true }
            return false
        }
        return Needs(historyDays: cadences.map(historyDays).max() ?? 0, presence: presence)
    }

    private func historyDays(_ cadence: DeclaredCadence) -> Int {
        switch cadence {
        case .week: 14
        case .phased(let phases, _): min(400, (phases.phases.map(\.everyDays).max() ?? 0) + 31)
        case .active, .spread, .clock: manifestPeriod == .week ? 7 : 0
        }
    }

    /// Each once: a mode without steps of its own has those of the normal day.
    private var routines: [Routine] {
        modes.compactMap(\.routine).reduce(into: []) { all, routine in
            if !all.contains(where: { $0.id == routine.id }) { all.append(routine) }
        }
    }
}
