/// One promise of the contract, and how a plugin keeps it.
public struct ContractResult: Sendable, Equatable {
    /// The parts of the contract, in the order in which they are looked at.
    public enum Promise: String, Sendable, CaseIterable {
        /// The manifest is sound and stays the same.
        case manifest
        /// A setting that is out of range is refused by its name.
        case settings
        /// The answer is sound at every edge moment.
        case answers
        /// A prompt that was announced is not asked for again at once.
        case announced
        /// The same moment gets the same answer, in whatever order it is asked.
        case sameAnswer = "same-answer"
        /// All of that with each setting at the ends of its range too.
        case ranges
    }

    public var promise: Promise
    /// What it was tried with: `47 moments`.
    public var scope: String
    /// One line each that a person can act on; empty where the promise is kept.
    public var violations: [String]

    public init(_ promise: Promise, scope: String, violations: [String]) {
        self.promise = promise
        self.scope = scope
        self.violations = violations
    }

    public var isKept: Bool { violations.isEmpty }
}
