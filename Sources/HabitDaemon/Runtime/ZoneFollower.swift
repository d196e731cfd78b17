internal import HabitEngine
internal import HabitKit
internal import Logging
internal import Synchronization

/// Follows the machine when it changes its zone.
final class ZoneFollower: Sendable {
    private let watch = Mutex<FileWatch?>(nil)
    private let onChange: @Sendable () -> Void

    init(onChange: @escaping @Sendable () -> Void) {
        self.onChange = onChange
    }

    /// Watches the link and what it leads to now. Without inotify a new zone is seen at the next start.
    func watchFiles() {
        let new = try? FileWatch(paths: SystemZone.watchedFiles(), onChange: onChange)
        watch.withLock { old in
            old?.cancel()
            old = new
        }
    }

    /// Reads the zone again, and has everything planned in it if it is another one.
    func follow(_ parts: DaemonParts) async {
        watchFiles()
        let zone: Zone
        do {
            zone = try SystemZone.read()
        } catch {
            parts.logger.warning("The new time zone cannot be read, so the old one stays in force: \(error)")
            return
        }
        let planner = await parts.keeper.planner
        guard zone != planner.zone else { return }
        parts.tellAnnouncers(habits: planner.habits, zone: zone)
        parts.writer.write(
            JournalMessage.clockChanged("The time zone is \(zone.name) now; everything is planned anew"))
        await parts.keeper.handle(.zoneChanged(zone))
        await parts.standings.forgetAll()
    }

    func cancel() {
        watch.withLock { $0?.cancel() }
    }
}
