/// Guided steps with holds, sides and repetitions.
public struct Routine: Sendable, Equatable, Codable {
    /// One path component, unique in its plugin: `lower-back`.
    public var id: String
    /// For people: `Lower back`.
    public var title: String
    /// In order; at least one.
    public var steps: [Step]

    public init(id: String, title: String, steps: [Step]) {
        self.id = id
        self.title = title
        self.steps = steps
    }

    /// One thing to do.
    public struct Step: Sendable, Equatable, Codable {
        /// What to do, in one or two sentences.
        public var instruction: String
        /// How long each repetition is held, seconds.
        public var holdSeconds: Int
        /// Times on each side.
        public var repetitions: Int
        /// Done on the left and then on the right.
        public var bothSides: Bool

        public init(_ instruction: String, holdSeconds: Int, repetitions: Int = 1, bothSides: Bool = false) {
            self.instruction = instruction
            self.holdSeconds = holdSeconds
            self.repetitions = repetitions
            self.bothSides = bothSides
        }

        /// Holds on every side together, seconds; changing sides is not counted.
        public var seconds: Int { holdSeconds * repetitions * (bothSides ? 2 : 1) }
    }

    /// Holds of all steps together, seconds.
    public var seconds: Int { steps.reduce(0) { $0 + $1.seconds } }
}
