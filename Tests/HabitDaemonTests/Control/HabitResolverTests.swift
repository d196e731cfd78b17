import Testing

@testable import HabitDaemon

@Suite struct HabitResolverTests {
    private let resolver = HabitResolver([
        .init(id: "stretch", title: "Stretching"), .init(id: "walk", title: "Walking"),
        .init(id: "water", title: "Hydration"), .init(id: "foam-roll", title: "Foam rolling"),
        .init(id: "foam-roll-2", title: "Evening roll"),
    ])

    @Test(arguments: [
        ("water", "water"), ("WATER", "water"), ("wat", "water"), ("hydr", "water"), ("Hydration", "water"),
        ("str", "stretch"), ("foam-roll", "foam-roll"), ("foam_roll", "foam-roll"), ("Foam Rolling", "foam-roll"),
        ("evening", "foam-roll-2"), ("tretch", "stretch"), ("ydra", "water"),
    ])
    func `a habit is found by its id, its title, a beginning or a part`(text: String, id: String) throws {
        #expect(try resolver.resolve(text) == id)
    }

    @Test(arguments: [
        ("wa", ["walk", "water"]), ("foam", ["foam-roll", "foam-roll-2"]), ("roll", ["foam-roll", "foam-roll-2"]),
    ])
    func `what could be several is refused with all of them`(text: String, candidates: [String]) {
        #expect(throws: HabitResolver.Failure.ambiguous(text, candidates: candidates)) { try resolver.resolve(text) }
    }

    @Test(arguments: [("watre", "water"), ("walkk", "walk"), ("strecth", "stretch")])
    func `a slip of the finger gets the nearest as its first candidate`(text: String, nearest: String) {
        #expect {
            try resolver.resolve(text)
        } throws: { error in
            guard case .noSuchHabit(text, let candidates) = error as? HabitResolver.Failure else { return false }
            return candidates.first == nearest && candidates.count <= 3
        }
    }

    @Test(arguments: ["", "   ", "zzzzzzzzzz", String(repeating: "x", count: 100_000)])
    func `where nothing is near, every habit is a candidate`(text: String) {
        let all = ["stretch", "walk", "water", "foam-roll", "foam-roll-2"]
        #expect(throws: HabitResolver.Failure.noSuchHabit(text, candidates: all)) { try resolver.resolve(text) }
    }

    @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("", "abc", 3), ("kitten", "sitting", 3)])
    func `the distance counts edits and swaps`(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }
}
