internal import HabitEngine
internal import HabitKit
internal import Varlink

/// What tends to go together: Associations.
extension ControlService {
    func associations() async throws -> Control.AssociationsReply {
        Control.AssociationsReply(associations: try await findAssociations().map(Wire.association))
    }

    /// Every question put to what is known of these days; of all unless they are given.
    ///
    /// - Parameter withPrivate: false where the answer is for others to read.
    func findAssociations(
        from since: LocalDate? = nil, through until: LocalDate? = nil, withPrivate: Bool = true
    ) async throws -> [Association] {
        var today = await keeper.view.day.date
        if let until { today = min(today, until) }
        let body = try await history.bodyDays(from: since, through: today)
        // Without check-ins nothing can be asked; before the first one only what the course of weeks is seen by matters.
        let first = body.first.map { $0.date.adding(days: -Self.lead) } ?? today
        var data = AssociationData(from: first, through: today)
        data.add(body)
        for habit in await keeper.roster.habits where withPrivate || !habit.isPrivate {
            guard let manifest = habit.manifest else { continue }
            data.add(try await series(of: habit.id, manifest), manifest)
        }
        var study = AssociationStudy(data)
        for question in questions {
            study.examine(question)
            // Calls that came meanwhile get their turn.
            await Task.yield()
        }
        return study.associations
    }

    /// Days before the first check-in that are looked at.
    private static let lead = 60
}

extension Wire {
    static func association(_ association: Association) -> Control.Association {
        let (question, finding) = (association.question, association.finding)
        var (days, needed) = (association.days, AssociationStudy.fewestDays)
        if case .side(let side, let fewest)? = association.lacking { (days, needed) = (side, fewest) }
        return Control.Association(
            id: question.id, isReverse: question.isReverse, words: association.text, days: days, needed: needed,
            unit: question.unit, difference: finding.map { rounded($0.difference) },
            low: finding?.interval.map { rounded($0.lowerBound) },
            high: finding?.interval.map { rounded($0.upperBound) }, more: finding?.more, less: finding?.less,
            p: finding?.correctedP, standsOut: finding?.standsOut ?? false)
    }
}
