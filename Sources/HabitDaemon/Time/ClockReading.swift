internal import Glibc
package import HabitEngine
package import HabitKit

/// The three clocks of the machine, read together.
///
/// Their differences tell what happened since an earlier reading: what BOOTTIME gained on MONOTONIC the machine
/// slept, and what REALTIME gained on BOOTTIME somebody set.
package struct ClockReading: Sendable, Equatable {
    /// The wall clock.
    package var realtime: Instant
    /// Time since some start, suspends left out.
    package var monotonic: Duration
    /// Time since the same start, suspends counted.
    package var boottime: Duration

    package init(realtime: Instant, monotonic: Duration, boottime: Duration) {
        self.realtime = realtime
        self.monotonic = monotonic
        self.boottime = boottime
    }

    /// All three as they are now, read within 100 µs of each other if the scheduler lets us.
    package static func now() -> ClockReading {
        var best: (reading: ClockReading, width: Duration)?
        for _ in 0..<5 {
            let before = microseconds(CLOCK_MONOTONIC)
            let real = microseconds(CLOCK_REALTIME)
            let boot = microseconds(CLOCK_BOOTTIME)
            let after = microseconds(CLOCK_MONOTONIC)
            let width = Duration.microseconds(after - before)
            let reading = ClockReading(
                realtime: Instant(microseconds: real), monotonic: .microseconds(before),
                boottime: .microseconds(boot))
            if let known = best, known.width <= width { continue }
            best = (reading, width)
            if width < .microseconds(100) { return reading }
        }
        return best?.reading ?? ClockReading(realtime: wallClock(), monotonic: .zero, boottime: .zero)
    }

    /// The wall clock alone.
    package static func wallClock() -> Instant {
        Instant(microseconds: microseconds(CLOCK_REALTIME))
    }

    /// BOOTTIME alone: it never goes back, and counts suspends.
    package static func sinceBoot() -> Duration { .microseconds(microseconds(CLOCK_BOOTTIME)) }

    /// What happened between two readings. Below a millisecond it is the width of a reading, and counts as nothing.
    package static func change(from earlier: ClockReading, to later: ClockReading) -> ClockChange {
        let asleep = (later.boottime - later.monotonic) - (earlier.boottime - earlier.monotonic)
        let stepped = (later.realtime - earlier.realtime) - (later.boottime - earlier.boottime)
        return ClockChange(asleep: max(.zero, quantised(asleep)), stepped: quantised(stepped))
    }

    private static func quantised(_ duration: Duration) -> Duration {
        duration > .milliseconds(-1) && duration < .milliseconds(1) ? .zero : duration
    }

    private static func microseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
