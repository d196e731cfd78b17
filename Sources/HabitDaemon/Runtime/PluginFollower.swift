internal import HabitKit
internal import Logging
internal import NIOCore
internal import Synchronization

/// Keeps the plugins that are in force those that lie in the folders: asks programs who they are, looks again when
/// anything in the folders changes, and has the changes put in force. At rest it waits for the kernel's word and for
/// nothing else.
struct PluginFollower {
    let parts: DaemonParts
    let reloader: Reloader
    /// Whoever changes one file often changes another.
    var pause = Duration.milliseconds(200)
    /// Folders that change all the time are looked into all the same.
    var patience = Duration.seconds(2)

    /// Until cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await parts.shelf.run() }
            group.addTask { await adoptChanges() }
            group.addTask { await watchFolders() }
        }
    }

    /// Answers that come close together are one change.
    private func adoptChanges() async {
        for await _ in parts.shelf.changes {
            await rest(.milliseconds(50))
            await reloader.adoptPlugins()
        }
    }

    private func watchFolders() async {
        guard !parts.folders.all.isEmpty else { return }
        let bell = Bell()
        var watch = newWatch(bell)
        // What changed before the watch began.
        await parts.shelf.look()
        for await _ in bell.rings {
            await untilQuiet(bell)
            // First the new watch, then the look: what happens in between is told once more.
            let old = watch
            watch = newWatch(bell)
            old?.cancel()
            await parts.shelf.look()
        }
        watch?.cancel()
    }

    private func newWatch(_ bell: Bell) -> FolderWatch? {
        do throws(FileProblem) {
            return try FolderWatch(folders: parts.folders.all) { bell.ring() }
        } catch {
            parts.logger.warning(
                "The plugin folders cannot be watched, so habitctl reload is needed after a change: \(error)")
            return nil
        }
    }

    private func untilQuiet(_ bell: Bell) async {
        var waited = Duration.zero
        var heard = -1
        while heard != bell.count, waited < patience {
            heard = bell.count
            await rest(pause)
            waited += pause
        }
    }

    private func rest(_ duration: Duration) async {
        try? await parts.eventLoop.scheduleTask(in: duration.timeAmount) {}.futureResult.get()
    }
}

/// Rung from any thread; counts, so that whoever waits for silence hears it.
private final class Bell: Sendable {
    private let rung = Atomic(0)
    /// Any number of rings that were not heard yet are one.
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    var count: Int { rung.load(ordering: .relaxed) }

    func ring() {
        rung.wrappingAdd(1, ordering: .relaxed)
        continuation.yield()
    }
}
