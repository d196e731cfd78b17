internal import Glibc
internal import Synchronization

/// Reads what a program prints, to its end and off the event loop. It never falls silent towards the program, so that one
/// that prints much is not stopped by it; but once nothing more is kept it reads without haste.
final class PluginOutput: Sendable {
    /// As much as a pipe holds.
    private static let chunk = 64 << 10

    private struct State {
        var cutter = LineCutter()
        var buffer = [UInt8](repeating: 0, count: PluginOutput.chunk)
        var hasEnded = false
    }

    private let descriptor: Int32
    private let log: PluginLog
    private let source: WakeSource
    /// Only ever touched on the source's queue; the lock is never waited for.
    private let state = Mutex(State())

    /// Takes over the pipe's reading end, which does not block.
    init(descriptor: Int32, log: PluginLog) {
        self.descriptor = descriptor
        self.log = log
        source = WakeSource(descriptor: descriptor, label: "habitd.plugin-output")
        source.start { [weak self] in self?.drain() }
    }

    /// Every writer is gone: reads what is left, and hands over the last line that was printed, if any.
    func finish(_ done: @escaping @Sendable (_ lastLine: String?) -> Void) {
        source.run { [self] in
            let lastLine = state.withLock { state in
                while readOnce(&state) == .more {}
                end(&state)
                return state.cutter.lastLine
            }
            log.rest()
            done(lastLine)
        }
    }

    private func drain() {
        let progress = state.withLock { state in
            let progress = readOnce(&state)
            if progress == .ended { end(&state) }
            return progress
        }
        if progress == .moreInVain { usleep(1000) }
    }

    private enum Progress {
        case more, moreInVain, nothing, ended
    }

    private func readOnce(_ state: inout State) -> Progress {
        guard !state.hasEnded else { return .ended }
        let count = read(descriptor, &state.buffer, state.buffer.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .ended }
        var isKept = false
        state.buffer.withUnsafeBytes { bytes in
            state.cutter.take(UnsafeRawBufferPointer(rebasing: bytes[..<count])) { line in
                isKept = log.take(line) || isKept
            }
        }
        return isKept || count < Self.chunk ? .more : .moreInVain
    }

    private func end(_ state: inout State) {
        guard !state.hasEnded else { return }
        state.hasEnded = true
        state.cutter.finish { line in _ = log.take(line) }
        state.buffer = []
        source.cancel()
    }
}
