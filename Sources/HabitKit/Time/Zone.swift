/// A time zone as a value: its transitions and the rule that holds after the last of them.
///
/// The daemon reads the system's TZif file into one; nothing here reads a file or the environment.
/// A local time that a forward jump leaves out moves forward by the jump; one that a backward jump repeats
/// means the first.
public struct Zone: Hashable, Sendable {
    /// The name as the system knows it, `Europe/Berlin`; for people, never looked up.
    public let name: String
    /// Ascending; each holds from its instant until the next.
    public let transitions: [Transition]
    /// The offset before the first transition, seconds east of UTC.
    public let initialOffset: Int
    /// What holds after the last transition; nil keeps its offset for ever.
    public let rule: ZoneRule?

    /// From `at` (seconds since the epoch) on, clocks show UTC plus `offset` seconds.
    public struct Transition: Hashable, Sendable {
        /// Seconds since the epoch.
        public let at: Int64
        /// Seconds east of UTC from then on.
        public let offset: Int

        public init(at: Int64, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    public init(name: String, initialOffset: Int, transitions: [Transition] = [], rule: ZoneRule? = nil) {
        self.name = name
        self.initialOffset = initialOffset
        self.transitions = transitions
        self.rule = rule
    }

    /// UTC, which never changes.
    public static let utc = Zone(name: "UTC", initialOffset: 0)

    /// Seconds east of UTC at `instant`.
    public func offset(at instant: Instant) -> Int {
        let seconds = instant.seconds
        guard let last = transitions.last else { return rule?.offset(at: seconds) ?? initialOffset }
        if seconds >= last.at { return rule?.offset(at: seconds) ?? last.offset }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffset : transitions[low - 1].offset
    }

    /// The first change of clocks after `instant`, with the offset that holds from then on; nil when none is known to
    /// come. A transition that changes only a name is passed over.
    public func nextTransition(after instant: Instant) -> Transition? {
        var offset = self.offset(at: instant)
        for transition in transitions where transition.at > instant.seconds {
            if transition.offset != offset { return transition }
            offset = transition.offset
        }
        var from = max(instant.seconds, transitions.last?.at ?? .min)
        // Daylight saving time all year has changes that change nothing: two tries find a real one or there is none.
        for _ in 0..<2 {
            guard let change = rule?.change(after: from) else { return nil }
            if change.offset != offset { return change }
            from = change.at
        }
        return nil
    }

    /// What the wall shows at `instant`, to the second.
    public func local(_ instant: Instant) -> LocalDateTime {
        LocalDateTime(wallSeconds: instant.seconds + Int64(offset(at: instant)))
    }

    /// The instant at which the wall shows `local`.
    public func instant(_ local: LocalDateTime) -> Instant {
        let wall = local.wallSeconds
        // No zone has moved its clocks by more than a day, so the answer's offset is among these; the larger
        // offset is the earlier instant, which is the one meant when the hour is repeated.
        let before = offset(at: Instant(seconds: wall - 86_400))
        let after = offset(at: Instant(seconds: wall + 86_400))
        for candidate in [max(before, after), min(before, after)] {
            let instant = Instant(seconds: wall - Int64(candidate))
            if offset(at: instant) == candidate { return instant }
        }
        // A gap: the offset before it carries the wall's reading past the jump.
        return Instant(seconds: wall - Int64(before))
    }
}
