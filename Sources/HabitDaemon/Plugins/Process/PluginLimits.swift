internal import HabitKit
internal import NIOCore

/// What a plugin's program may take, and how long.
package struct PluginLimits: Sendable, Equatable {
    /// From a call to its answer, the program's start included.
    package var deadline = Duration.seconds(2)
    /// Bytes of one answer.
    package var reply = 1 << 20
    /// How long the program stays after its last answer.
    package var keepFor = Duration.seconds(10)
    /// How long it has to end after its socket was closed.
    package var grace = Duration.milliseconds(500)
    /// Private memory of each of its processes, in bytes.
    package var memory = 512 << 20
    /// Open files of each of its processes.
    package var openFiles = 256
    /// Processor time of each of its processes, in seconds.
    package var processorSeconds = 30
    /// The largest file it can write, in bytes.
    package var fileSize = 64 << 20
    /// Lines of its output that are kept in a minute.
    package var linesPerMinute = 20

    package init() {}

    /// How old a program gets while it is asked again and again: so that an honest one does not use up its processor
    /// time.
    package var lifetime: Duration { .seconds(processorSeconds / 2) }
}

extension Duration {
    var timeAmount: TimeAmount { .microseconds(microseconds) }

    /// `2 s`; `250 ms` below a second.
    var inWords: String { self < .seconds(1) ? "\(microseconds / 1000) ms" : DurationText.print(self) }
}
