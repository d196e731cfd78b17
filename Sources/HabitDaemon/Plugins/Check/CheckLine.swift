internal import HabitKit

/// One thing that was looked at in a plugin.
package struct CheckLine: Sendable, Equatable {
    /// One or two words: `two at once`.
    package var check: String
    /// What was found where all is well, or what it was tried with: `52 moments`.
    package var told: String
    /// A line each; empty where all is well.
    package var problems: [String]
    /// How to mend it.
    package var advice: String?

    package init(_ check: String, _ told: String, problems: [String] = [], advice: String? = nil) {
        self.check = check
        self.told = told
        self.problems = problems
        self.advice = problems.isEmpty ? nil : advice
    }

    package var isSound: Bool { problems.isEmpty }
}

/// What was found of a plugin.
package struct CheckReport: Sendable, Equatable {
    /// As it was given.
    package var path: String
    /// By the file's name; nil where that is no name for a plugin.
    package var id: String?
    package var lines: [CheckLine] = []
    package var times = CheckTimes()

    package var isSound: Bool { lines.allSatisfy(\.isSound) }
}

/// How long it took, in milliseconds.
package struct CheckTimes: Sendable, Equatable, Encodable {
    /// From its start to the answer to Describe; nil for a file.
    package var coldStart: Double?
    package var describe: Double?
    package var assessMedian: Double?
    package var assess99: Double?
    package var assessLongest: Double?
    /// Calls of Assess.
    package var calls = 0

    enum CodingKeys: String, CodingKey {
        case coldStart = "coldStartMilliseconds"
        case describe = "describeMilliseconds"
        case assessMedian = "assessMedianMilliseconds"
        case assess99 = "assessP99Milliseconds"
        case assessLongest = "assessLongestMilliseconds"
        case calls
    }

    /// Takes over how long the calls of Assess took.
    mutating func takeOver(_ durations: [Duration]) {
        let sorted = durations.sorted().map(Self.milliseconds)
        calls = sorted.count
        guard let longest = sorted.last else { return }
        assessMedian = sorted[sorted.count / 2]
        assess99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        assessLongest = longest
    }

    static func milliseconds(_ duration: Duration) -> Double { Double(duration.microseconds) / 1000 }
}
