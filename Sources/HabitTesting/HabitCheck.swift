internal import HabitKit

/// What must hold of a habit at every edge moment, its settings being what they are.
enum HabitCheck {
    static func results(of habit: BoundHabit) async -> [ContractResult] {
        let (edges, answers, found) = await survey(habit)
        let (announced, count) = await announcedViolations(of: habit, edges, answers)
        return [
            ContractResult(.answers, scope: "\(edges.count) moments", violations: found),
            ContractResult(.announced, scope: count == 1 ? "1 prompt" : "\(count) prompts", violations: announced),
            ContractResult(
                .sameAnswer, scope: "\(edges.count) moments, last to first",
                violations: await memoryViolations(of: habit, edges, answers)),
        ]
    }

    /// What is unsound of the answers alone, for settings that only shift what the defaults have shown.
    static func violations(of habit: BoundHabit) async -> [String] {
        let (edges, answers, found) = await survey(habit)
        return found + (await announcedViolations(of: habit, edges, answers)).violations
    }

    /// What it answers at each edge moment, nil where it threw, and what is unsound of that.
    private static func survey(
        _ habit: BoundHabit
    ) async -> (edges: [EdgeMoments], answers: [Assessment?], violations: [String]) {
        let edges = EdgeMoments.all(for: habit.manifest)
        var answers: [Assessment?] = []
        var found: [String] = []
        for edge in edges {
            let (answer, violations) = await look(at: edge, habit)
            answers.append(answer)
            found += violations
        }
        return (edges, answers, found)
    }

    private static func look(
        at edge: EdgeMoments, _ habit: BoundHabit
    ) async -> (answer: Assessment?, violations: [String]) {
        do {
            let answer = try await habit.assess(edge.moment)
            let violations = AssessmentCheck.violations(in: answer, at: edge.moment, habit.manifest)
            return (answer, violations.map { "\(edge.name): \($0)" })
        } catch { return (nil, ["\(edge.name): assess threw: \(error)"]) }
    }

    /// Once its prompt was announced and nobody answered, the plugin must not ask for the same instant again:
    /// otherwise it would be announced for ever.
    private static func announcedViolations(
        of habit: BoundHabit, _ edges: [EdgeMoments], _ answers: [Assessment?]
    ) async -> (violations: [String], count: Int) {
        var found: [String] = []
        var count = 0
        for (edge, answer) in zip(edges, answers) {
            guard let prompt = answer?.prompt, prompt.due <= edge.moment.now else { continue }
            count += 1
            found += await repeats(of: prompt, habit, edge.moment).map { "\(edge.name): \($0)" }
        }
        return (found, count)
    }

    private static func repeats(of prompt: Prompt, _ habit: BoundHabit, _ moment: Moment) async -> [String] {
        var later = moment
        later.lastPrompt = PromptRecord(
            key: prompt.key, due: prompt.due, announcedAt: moment.now, outcome: .announced)
        do {
            let next = try await habit.assess(later)
            guard let again = next.prompt, again.due <= moment.now else { return [] }
            return ["a prompt announced now is due again at once; the next one must lie later than lastPrompt"]
        } catch { return ["assess threw after a prompt was announced: \(error)"] }
    }

    /// Asked again in the other order, a plugin without a memory and a clock gives the same answers.
    private static func memoryViolations(
        of habit: BoundHabit, _ edges: [EdgeMoments], _ answers: [Assessment?]
    ) async -> [String] {
        for (edge, answer) in zip(edges, answers).reversed() {
            guard let answer, let again = try? await habit.assess(edge.moment), again != answer else { continue }
            return ["\(edge.name): the same moment got two different answers: “\(answer.reason)”, “\(again.reason)”"]
        }
        return []
    }
}
