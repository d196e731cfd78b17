/// Guesses what somebody meant to type.
enum NearestKey {
    /// The known word that is closest to `word`; nil when none is close.
    static func suggestion(for word: String, among known: [String]) -> String? {
        let letters = Array(word.lowercased())
        let limit = max(1, min(3, letters.count / 3))
        let ranked = known.map { ($0, distance(letters, Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
        return best.0
    }

    /// Letters to insert, drop, change or swap with their neighbour (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (index, letter) in left.enumerated() {
            var row = [index + 1]
            for (other, wanted) in right.enumerated() {
                let change = rows[index][other] + (letter == wanted ? 0 : 1)
                var best = min(change, rows[index][other + 1] + 1, row[other] + 1)
                if index > 0, other > 0, letter == right[other - 1], left[index - 1] == wanted {
                    best = min(best, rows[index - 1][other - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
