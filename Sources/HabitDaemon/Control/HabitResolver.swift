/// Finds the habit a person means: the exact id first, then whatever begins like it, then whatever contains it.
package struct HabitResolver: Sendable {
    package struct Name: Sendable, Equatable {
        package var id: String
        package var title: String

        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    package enum Failure: Error, Sendable, Equatable {
        /// The nearest ids, best first; every id where none is near.
        case noSuchHabit(String, candidates: [String])
        /// In configuration order.
        case ambiguous(String, candidates: [String])
    }

    private let names: [Name]

    package init(_ names: [Name]) {
        self.names = names
    }

    package func resolve(_ text: String) throws(Failure) -> String {
        if names.contains(where: { $0.id == text }) { return text }
        let wanted = Self.key(text)
        guard !wanted.isEmpty else { throw .noSuchHabit(text, candidates: names.map(\.id)) }
        let tests: [(Name) -> Bool] = [
            { Self.key($0.id) == wanted },
            { Self.key($0.title) == wanted },
            { Self.key($0.id).hasPrefix(wanted) || Self.key($0.title).hasPrefix(wanted) },
            { Self.key($0.id).contains(wanted) || Self.key($0.title).contains(wanted) },
        ]
        for test in tests {
            let found = names.filter(test).map(\.id)
            if found.count == 1 { return found[0] }
            if found.count > 1 { throw .ambiguous(text, candidates: found) }
        }
        throw .noSuchHabit(text, candidates: nearest(wanted))
    }

    /// Lower case, with spaces and underscores read as the hyphens of an id.
    private static func key(_ text: String) -> String {
        String(text.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }

    private func nearest(_ wanted: String) -> [String] {
        // A long text is no slip of the finger, and comparing it would cost for nothing.
        guard wanted.count <= 64 else { return names.map(\.id) }
        let ranked = names.map { (id: $0.id, distance: EditDistance.between(wanted, Self.key($0.id))) }
            .sorted { $0.distance < $1.distance }
        let near = ranked.filter { $0.distance <= max(1, wanted.count / 2) }
        return (near.isEmpty ? names.map(\.id) : near.prefix(3).map(\.id))
    }
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour.
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1..<(left.count + 1) {
            var current = [row] + Array(repeating: 0, count: right.count)
            for column in 1..<(right.count + 1) {
                let same = left[row - 1] == right[column - 1]
                current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                let isSwap =
                    row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]
                if isSwap { current[column] = min(current[column], beforeLast[column - 2] + 1) }
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
